using System.Buffers;
using System.Globalization;
using System.Text;
using Dataset.Text;

namespace Dataset.Normalization;

/// <summary>
/// How a source's bytes become paragraphs: a named list of pure steps. A recipe never changes once a release has named it; another way
/// of doing it is another recipe.
/// </summary>
/// <remarks>
/// <see cref="Normalize"/> does the same as the steps one after another, in one pass; a property test holds the two together. What
/// <c>text-1</c> decides where a quick reader may guess otherwise:
/// <list type="bullet">
/// <item>LF, CRLF and a lone CR end a line. U+0085, U+2028, U+2029, line tabulation and form feed do not: they are white space within
/// one.</item>
/// <item>White space (the Unicode property) and U+FEFF are taken off both ends of every line, so no text ever begins with U+FEFF and
/// normalising twice changes nothing. Within a line U+FEFF stays.</item>
/// <item>A line of nothing but white space is blank. Blank lines, one or more, part paragraphs; at the start and the end they are
/// nothing.</item>
/// <item>The lines of a paragraph stay lines. Runs of spaces within a line stay as they are.</item>
/// <item>U+00A0 and U+202F become spaces; other spaces (thin, ideographic, …) and zero-width characters stay.</item>
/// <item>NFC is that of <see cref="Nfc.UnicodeVersion"/> on every machine, whatever the runtime brings.</item>
/// </list>
/// </remarks>
internal sealed class Recipe
{
    private readonly Fused fused;
    private readonly Asked isNormal;

    private Recipe(string name, IReadOnlyList<RecipeStep> steps, Fused fused, Asked isNormal) =>
        (Name, Steps, this.fused, this.isNormal) = (name, steps, fused, isNormal);

    /// <summary>All steps in one.</summary>
    private delegate TextDefects Fused(ReadOnlySpan<byte> source, NormalizedDocument target, bool isUtf8);

    private delegate bool Asked(ReadOnlySpan<byte> utf8);

    /// <summary>The recipe <c>text-1</c>.</summary>
    public static Recipe Text1 { get; } = new("text-1",
    [
        new DecodeUtf8(), new RemoveByteOrderMark(), new UnifyLineEnds(), new ComposeCharacters(),
        new ReplaceNoBreakSpaces(), new TrimLines(), new PartParagraphs(),
    ], (source, target, isUtf8) => new TextNormalizer(target).Run(source, isUtf8), NormalText.Is);

    /// <summary>Every recipe there is.</summary>
    public static IReadOnlyList<Recipe> All { get; } = [Text1];

    /// <summary>The name and version, as the descriptor and the manifest give it.</summary>
    public string Name { get; }

    /// <summary>The steps in the order in which they are taken.</summary>
    public IReadOnlyList<RecipeStep> Steps { get; }

    /// <summary>The recipe of a name, or null.</summary>
    public static Recipe? Find(string name) => All.FirstOrDefault(r => r.Name == name);

    /// <summary>
    /// Normalises a source. What is wrong with it is only said in kind; <see cref="TextInspector"/> finds the places. A source that is not
    /// UTF-8 or too long gives no paragraphs.
    /// </summary>
    /// <param name="source">The source's bytes as they were received.</param>
    /// <param name="target">Takes the result; what was in it is gone.</param>
    /// <param name="isUtf8">Whether the source is known to be UTF-8 and need not be looked at for that.</param>
    public TextDefects Normalize(ReadOnlySpan<byte> source, NormalizedDocument target, bool isUtf8 = false) => fused(
        source, target, isUtf8);

    /// <summary>
    /// Whether <see cref="Normalize"/> gives these very bytes and says nothing of them, as far as one pass tells: some texts that are
    /// normal are not known to be.
    /// </summary>
    /// <param name="utf8">Valid UTF-8.</param>
    public bool IsKnownNormal(ReadOnlySpan<byte> utf8) => isNormal(utf8);

    /// <summary>
    /// The text by the steps one after another, each code point with its place in the source. Slow and plain: it says what
    /// <see cref="Normalize"/> has to give.
    /// </summary>
    /// <param name="source">Valid UTF-8.</param>
    /// <exception cref="FormatException">The source is not UTF-8.</exception>
    public IReadOnlyList<TracedCodePoint> Trace(ReadOnlySpan<byte> source)
    {
        var text = new List<TracedCodePoint>(source.Length);
        for (var i = 0; i < source.Length; i++)
            text.Add(new(source[i], i, i + 1));
        return Steps.Aggregate((IReadOnlyList<TracedCodePoint>)text, (before, step) => step.Apply(before));
    }
}

/// <summary>NFC. Code points that were composed, or changed places, all get the range of the stretch in which that happened.</summary>
internal sealed record ComposeCharacters() : RecipeStep(
    "compose-characters", $"The text is put into Unicode normalisation form C (Unicode {Nfc.UnicodeVersion}).")
{
    public override IReadOnlyList<TracedCodePoint> Apply(IReadOnlyList<TracedCodePoint> text)
    {
        var result = new List<TracedCodePoint>(text.Count);
        for (var i = 0; i < text.Count;)
        {
            var end = i + 1;
            // White space and U+FEFF compose with nothing; on their own they can be taken off without what is beside them.
            if (!IsAlone(text[i].Value))
                while (end < text.Count && !IsAlone(text[end].Value)
                    && (NormalizationTables.TraitsOf(text[end].Value) & CodePointTraits.MayNotBeNfc) != 0)
                    end++;
            var stretch = string.Concat(Enumerable.Range(i, end - i).Select(j => new Rune(text[j].Value)));
            var normalized = Nfc.Normalize(stretch);
            if (normalized == stretch)
                result.AddRange(text.Skip(i).Take(end - i));
            else
                result.AddRange(
                    normalized.EnumerateRunes().Select(r => new TracedCodePoint(r.Value, text[i].ByteStart, text[end - 1].ByteEnd)));
            i = end;
        }
        return result;
    }

    private static bool IsAlone(int codePoint) => CodePoints.IsWhiteSpace(codePoint) || codePoint == CodePoints.ByteOrderMark;
}

/// <summary>Bytes to code points, strictly (RFC 3629): nothing is replaced and nothing skipped.</summary>
internal sealed record DecodeUtf8() : RecipeStep("decode-utf-8", "Bytes are decoded as UTF-8; a sequence that is not UTF-8 is an error.")
{
    public override IReadOnlyList<TracedCodePoint> Apply(IReadOnlyList<TracedCodePoint> text)
    {
        var bytes = text.Select(b => (byte)b.Value).ToArray();
        var result = new List<TracedCodePoint>(bytes.Length);
        for (var i = 0; i < bytes.Length;)
        {
            if (Rune.DecodeFromUtf8(bytes.AsSpan(i), out var rune, out var length) != OperationStatus.Done)
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"The bytes at {i} are not UTF-8."));
            result.Add(new(rune.Value, text[i].ByteStart, text[i + length - 1].ByteEnd));
            i += length;
        }
        return result;
    }
}

/// <summary>Leaves exactly one empty line between paragraphs, and none, nor a line end, before the first and after the last.</summary>
internal sealed record PartParagraphs() : RecipeStep(
    "part-paragraphs", "Blank lines part paragraphs: one blank line is left between two, and none before the first or after the last.")
{
    public override IReadOnlyList<TracedCodePoint> Apply(IReadOnlyList<TracedCodePoint> text)
    {
        var result = new List<TracedCodePoint>(text.Count);
        var lineEnds = 0;
        foreach (var c in text)
        {
            if (c.Value == '\n')
            {
                lineEnds++;
                continue;
            }
            if (result.Count > 0)
                for (var i = 0; i < Math.Min(lineEnds, 2); i++)
                    result.Add(new('\n', c.ByteStart, c.ByteStart));
            lineEnds = 0;
            result.Add(c);
        }
        return result;
    }
}

/// <summary>Takes one U+FEFF off the start.</summary>
internal sealed record RemoveByteOrderMark() : RecipeStep("remove-byte-order-mark", "A byte-order mark at the start is taken off.")
{
    public override IReadOnlyList<TracedCodePoint> Apply(IReadOnlyList<TracedCodePoint> text) =>
        text is [{ Value: CodePoints.ByteOrderMark }, ..] ? [.. text.Skip(1)] : text;
}

/// <summary>U+00A0 and U+202F become spaces: they say how a line is to be broken, and a search for the words would miss them.</summary>
internal sealed record ReplaceNoBreakSpaces() : RecipeStep(
    "replace-no-break-spaces", "The no-break spaces U+00A0 and U+202F become spaces.")
{
    public override IReadOnlyList<TracedCodePoint> Apply(IReadOnlyList<TracedCodePoint> text) =>
        [.. text.Select(c => c.Value is 0xA0 or 0x202F ? c with { Value = ' ' } : c)];
}

/// <summary>Takes white space and U+FEFF off both ends of every line.</summary>
internal sealed record TrimLines() : RecipeStep("trim-lines", "White space and U+FEFF are taken off both ends of every line.")
{
    public override IReadOnlyList<TracedCodePoint> Apply(IReadOnlyList<TracedCodePoint> text)
    {
        var result = new List<TracedCodePoint>(text.Count);
        // The end of what is kept of the line so far: white space after it may yet turn out to be within the line.
        var (kept, isStart) = (0, true);
        foreach (var c in text)
        {
            var isLineEnd = c.Value == '\n';
            var isTrimmed = CodePoints.IsWhiteSpace(c.Value) || c.Value == CodePoints.ByteOrderMark;
            if (isLineEnd)
                result.RemoveRange(kept, result.Count - kept);
            if (isLineEnd || !isTrimmed || !isStart)
                result.Add(c);
            if (isLineEnd || !isTrimmed)
                (kept, isStart) = (result.Count, isLineEnd);
        }
        result.RemoveRange(kept, result.Count - kept);
        return result;
    }
}

/// <summary>CRLF, and CR alone, become LF. Nothing else ends a line.</summary>
internal sealed record UnifyLineEnds() : RecipeStep("unify-line-ends", "CRLF and a lone CR become LF; no other character ends a line.")
{
    public override IReadOnlyList<TracedCodePoint> Apply(IReadOnlyList<TracedCodePoint> text)
    {
        var result = new List<TracedCodePoint>(text.Count);
        for (var i = 0; i < text.Count; i++)
        {
            var end = i;
            if (text[i].Value == '\r' && i + 1 < text.Count && text[i + 1].Value == '\n')
                end++;
            result.Add(text[i].Value == '\r' ? new('\n', text[i].ByteStart, text[end].ByteEnd) : text[i]);
            i = end;
        }
        return result;
    }
}
