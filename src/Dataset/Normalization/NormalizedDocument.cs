using System.Text;
using Dataset.Text;

namespace Dataset.Normalization;

/// <summary>
/// A normalised document: its paragraphs, and the running text that some of them make. Made to be used again for one document after
/// another, so that its memory is allocated once. Not safe for several threads.
/// </summary>
internal sealed class NormalizedDocument : IDisposable
{
    /// <summary>The most bytes of a source: normalised, three times as many still fit one buffer.</summary>
    public const int MaximumSourceInBytes = 256 << 20;

    /// <summary>What is between two paragraphs of the text, in bytes and in code points.</summary>
    internal const int SeparatorLength = 2;

    private readonly PooledList<Paragraph> paragraphs = new();
    private readonly PooledList<int> textStarts = new();
    private bool isArranged;
    private int textLengthInBytes;
    private int textCodePoints;

    /// <summary>Whether the source began with U+FEFF.</summary>
    public bool HasByteOrderMark { get; internal set; }

    /// <summary>All paragraphs in order; the one of number 1 is the first.</summary>
    public ReadOnlySpan<Paragraph> Paragraphs => paragraphs.Span;

    /// <summary>The text of all paragraphs, of whatever role, joined by "\n\n".</summary>
    public ReadOnlySpan<byte> Utf8 => Buffer.Span;

    /// <summary>The length of <see cref="WriteText"/>'s text.</summary>
    public int TextLengthInBytes => Arranged().textLengthInBytes;

    /// <summary>The length of the running text in code points.</summary>
    public int TextCodePoints => Arranged().textCodePoints;

    /// <summary>The words of the running text. Counted whenever it is asked for, as many a table does not.</summary>
    public int TextWords
    {
        get
        {
            var words = 0;
            for (var i = 0; i < paragraphs.Count; i++)
                words += IsRunningText(i) ? WordsOf(i) : 0;
            return words;
        }
    }

    /// <summary>Whether there is white space that is not ASCII, so that counting words takes longer.</summary>
    internal bool HasWideWhiteSpace { get; set; }

    internal PooledList<byte> Buffer { get; } = new();

    internal NfcComposer Composer { get; } = new();

    /// <summary>A paragraph's text.</summary>
    /// <param name="index">0-based.</param>
    public ReadOnlySpan<byte> Utf8Of(int index)
    {
        var paragraph = paragraphs[index];
        return Buffer.Span[paragraph.Utf8Start..paragraph.Utf8End];
    }

    /// <summary>A paragraph's words: runs of characters that are not white space. Counted whenever it is asked for.</summary>
    /// <param name="index">0-based.</param>
    public int WordsOf(int index) => HasWideWhiteSpace ? WordCount.Of(Utf8Of(index)) : WordCount.OfPlain(Utf8Of(index));

    /// <summary>Takes a paragraph out of the running text: it is a headline, a caption or the like.</summary>
    /// <param name="index">0-based.</param>
    public void Exclude(int index)
    {
        textStarts[index] = -1;
        isArranged = false;
    }

    /// <summary>Puts every paragraph back into the running text.</summary>
    public void IncludeAll()
    {
        textStarts.WritableSpan.Clear();
        isArranged = false;
    }

    /// <summary>Whether a paragraph is running text.</summary>
    /// <param name="index">0-based.</param>
    public bool IsRunningText(int index) => textStarts[index] >= 0;

    /// <summary>Where a paragraph begins in the running text, in code points; -1 where it is not part of it.</summary>
    /// <param name="index">0-based.</param>
    public int TextStartOf(int index) => Arranged().textStarts[index];

    /// <summary>Writes the running text: the paragraphs that are not excluded, joined by "\n\n".</summary>
    /// <param name="target">Of at least <see cref="TextLengthInBytes"/> bytes.</param>
    public void WriteText(Span<byte> target)
    {
        var isFirst = true;
        for (var i = 0; i < paragraphs.Count;)
        {
            if (textStarts[i] < 0)
            {
                i++;
                continue;
            }
            // Neighbours lie in the buffer as they lie in the text.
            var last = i;
            while (last + 1 < paragraphs.Count && textStarts[last + 1] >= 0)
                last++;
            if (!isFirst)
            {
                "\n\n"u8.CopyTo(target);
                target = target[SeparatorLength..];
            }
            var run = Buffer.Span[paragraphs[i].Utf8Start..paragraphs[last].Utf8End];
            run.CopyTo(target);
            target = target[run.Length..];
            isFirst = false;
            i = last + 1;
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        paragraphs.Dispose();
        textStarts.Dispose();
        Buffer.Dispose();
        Composer.Dispose();
    }

    internal void Clear()
    {
        paragraphs.Truncate(0);
        textStarts.Truncate(0);
        Buffer.Truncate(0);
        (HasByteOrderMark, HasWideWhiteSpace) = (false, false);
        isArranged = false;
    }

    /// <summary>Puts the ranges of paragraphs to the bytes of a source that is in another encoding.</summary>
    /// <param name="source">What was normalised, in UTF-8.</param>
    /// <param name="encoding">What the source is in.</param>
    internal void PlaceIn(ReadOnlySpan<byte> source, Encoding encoding)
    {
        var (at, bytes) = (0, 0);
        foreach (ref var paragraph in paragraphs.WritableSpan)
        {
            var start = bytes + SourceBytes.Count(source[at..paragraph.ByteStart], encoding);
            bytes = start + SourceBytes.Count(source[paragraph.ByteStart..paragraph.ByteEnd], encoding);
            at = paragraph.ByteEnd;
            paragraph = paragraph with { ByteStart = start, ByteEnd = bytes };
        }
    }

    internal void Add(Paragraph paragraph)
    {
        paragraphs.Add(paragraph);
        textStarts.Add(0);
        isArranged = false;
    }

    private NormalizedDocument Arranged()
    {
        if (isArranged)
            return this;
        isArranged = true;
        (textLengthInBytes, textCodePoints) = (0, 0);
        var isFirst = true;
        for (var i = 0; i < paragraphs.Count; i++)
        {
            if (textStarts[i] < 0)
                continue;
            if (!isFirst)
            {
                textLengthInBytes += SeparatorLength;
                textCodePoints += SeparatorLength;
            }
            isFirst = false;
            textStarts[i] = textCodePoints;
            var paragraph = paragraphs[i];
            textLengthInBytes += paragraph.Utf8End - paragraph.Utf8Start;
            textCodePoints += paragraph.CodePoints;
        }
        return this;
    }
}

/// <summary>A paragraph of a normalised document and its place in the source.</summary>
/// <param name="Line">The line of the source on which it begins, 1-based.</param>
/// <param name="ByteStart">Its first byte in the source, after any white space.</param>
/// <param name="ByteEnd">The byte after its last in the source, before any white space. The recipe makes of these bytes this paragraph
/// alone.</param>
/// <param name="Utf8Start">Its first byte in <see cref="NormalizedDocument.Utf8"/>.</param>
/// <param name="Utf8End">The byte after its last there.</param>
/// <param name="CodePoints">The length of its text in code points.</param>
internal readonly record struct Paragraph(int Line, int ByteStart, int ByteEnd, int Utf8Start, int Utf8End, int CodePoints);
