using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Dataset.Text;

namespace Dataset.Normalization;

/// <summary>
/// The recipe <c>text-1</c> in one pass over the source's lines, where <see cref="NormalText"/> finds that something has to change. A line
/// of ASCII, or one in which nothing has to change, is copied as it is; only the others are taken apart.
/// </summary>
internal ref struct TextNormalizer(NormalizedDocument target)
{
    // Tab to carriage return are white space; every other control is worth a finding.
    private static readonly SearchValues<byte> StrayControls =
        SearchValues.Create([.. Enumerable.Range(0, 0x80).Where(CodePoints.IsStrayControl).Select(c => (byte)c)]);

    private int line;
    private CodePointTraits documentTraits;

    // The paragraph that is open; its start in the buffer is -1 where none is.
    private int utf8Start = -1;
    private int firstLine;
    private int byteStart;
    private int byteEnd;
    private CodePointTraits paragraphTraits;

    public TextDefects Run(ReadOnlySpan<byte> source, bool isUtf8)
    {
        target.Clear();
        if (source.Length > NormalizedDocument.MaximumSourceInBytes)
            return TextDefects.TooLong;
        if (!isUtf8 && !Utf8.IsValid(source))
            return TextDefects.NotUtf8;
        var at = source.StartsWith("\uFEFF"u8) ? 3 : 0;
        var isNormal = NormalText.TryTake(source, at, target);
        if (!isNormal)
            target.Clear();
        target.HasByteOrderMark = at > 0;
        // Of what is not noted in one pass, this alone is found in texts that need no change.
        if (isNormal)
            return TwiceEncoded.MayBeIn(source) ? TextDefects.Characters : TextDefects.None;
        var isAscii = Ascii.IsValid(source);
        for (line = 1; at < source.Length; line++)
        {
            var length = source[at..].IndexOfAny((byte)'\n', (byte)'\r');
            var end = length < 0 ? source.Length : at + length;
            TakeLine(source, at, end, isAscii);
            at = end + (end + 1 < source.Length && source[end] == '\r' && source[end + 1] == '\n' ? 2 : 1);
        }
        EndParagraph();
        target.HasWideWhiteSpace = (documentTraits & CodePointTraits.WhiteSpace) != 0;
        var defects = target.Paragraphs.IsEmpty ? TextDefects.Empty : TextDefects.None;
        return (documentTraits & CodePointTraits.Noted) != 0 || source.ContainsAny(StrayControls) || TwiceEncoded.MayBeIn(source)
            ? defects | TextDefects.Characters
            : defects;
    }

    private void TakeLine(ReadOnlySpan<byte> source, int start, int end, bool isAscii)
    {
        var edges = CodePointTraits.None;
        start = SkipForward(source, start, end, ref edges);
        end = SkipBackward(source, start, end, ref edges);
        documentTraits |= edges;
        if (start == end)
        {
            EndParagraph();
            return;
        }
        if (utf8Start >= 0)
        {
            target.Buffer.Add((byte)'\n');
        }
        else
        {
            if (target.Buffer.Count > 0)
                target.Buffer.AddRange("\n\n"u8);
            (utf8Start, firstLine, byteStart, paragraphTraits) = (target.Buffer.Count, line, start, CodePointTraits.None);
        }
        byteEnd = end;
        var text = source[start..end];
        var traits = isAscii ? CodePointTraits.None : TraitsOf(text);
        paragraphTraits |= traits;
        if ((traits & (CodePointTraits.MayNotBeNfc | CodePointTraits.NoBreakSpace)) == 0)
            target.Buffer.AddRange(text);
        else
            Rewrite(text, traits);
    }

    private void EndParagraph()
    {
        if (utf8Start < 0)
            return;
        var utf8 = target.Buffer.Span[utf8Start..];
        target.Add(new(firstLine, byteStart, byteEnd, utf8Start, target.Buffer.Count, CodePoints.Count(utf8)));
        documentTraits |= paragraphTraits;
        utf8Start = -1;
    }

    private readonly void Rewrite(ReadOnlySpan<byte> text, CodePointTraits traits)
    {
        var written = target.Buffer.Count;
        if ((traits & CodePointTraits.MayNotBeNfc) != 0)
            target.Composer.Append(text, target.Buffer);
        else
            target.Buffer.AddRange(text);
        if ((traits & CodePointTraits.NoBreakSpace) == 0)
            return;
        var rewritten = target.Buffer.WritableSpan[written..];
        var (from, to) = (0, 0);
        while (from < rewritten.Length)
        {
            var rest = rewritten[from..];
            var length = rest.StartsWith("\u00A0"u8) ? 2 : rest.StartsWith("\u202F"u8) ? 3 : 0;
            rewritten[to++] = length == 0 ? rest[0] : (byte)' ';
            from += Math.Max(length, 1);
        }
        target.Buffer.Truncate(written + to);
    }

    /// <summary>The traits of all the line's code points together.</summary>
    private static CodePointTraits TraitsOf(ReadOnlySpan<byte> text)
    {
        var traits = CodePointTraits.None;
        for (var i = 0; i < text.Length;)
        {
            if (text[i] < 0x80)
            {
                var skip = text[i..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
                if (skip < 0)
                    break;
                i += skip;
            }
            var codePoint = Utf8Reader.Read(text, i, out var length);
            i += length;
            traits |= NormalText.TraitsOf(codePoint);
        }
        return traits;
    }

    private static int SkipForward(ReadOnlySpan<byte> source, int start, int end, ref CodePointTraits edges)
    {
        while (start < end)
        {
            var codePoint = Utf8Reader.Read(source, start, out var length);
            if (codePoint > ' ' && codePoint < 0x80 || !IsTrimmed(codePoint, ref edges))
                break;
            start += length;
        }
        return start;
    }

    private static int SkipBackward(ReadOnlySpan<byte> source, int start, int end, ref CodePointTraits edges)
    {
        while (end > start)
        {
            var codePoint = Utf8Reader.ReadBefore(source, end, out var before);
            if (codePoint > ' ' && codePoint < 0x80 || !IsTrimmed(codePoint, ref edges))
                break;
            end = before;
        }
        return end;
    }

    private static bool IsTrimmed(int codePoint, ref CodePointTraits edges)
    {
        if (CodePoints.IsWhiteSpace(codePoint))
            return true;
        if (codePoint != CodePoints.ByteOrderMark)
            return false;
        edges |= CodePointTraits.Noted;
        return true;
    }
}
