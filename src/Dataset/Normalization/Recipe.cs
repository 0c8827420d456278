using Dataset.Normalization.Steps;

namespace Dataset.Normalization;

/// <summary>
/// How a source's bytes become paragraphs: a named list of pure steps. A recipe never changes once a release has named it; another way
/// of doing it is another recipe.
/// </summary>
/// <remarks>
/// <see cref="Normalize"/> does the same as the steps one after another, in one pass; a property test holds the two together. What
/// <c>text-1</c> decides where a quick reader may guess otherwise:
/// <list type="bullet">
/// <item>LF, CRLF and a lone CR end a line. U+0085, U+2028, U+2029, line tabulation and form feed do not: they are white space within one.</item>
/// <item>White space (the Unicode property) and U+FEFF are taken off both ends of every line, so no text ever begins with U+FEFF and
/// normalising twice changes nothing. Within a line U+FEFF stays.</item>
/// <item>A line of nothing but white space is blank. Blank lines, one or more, part paragraphs; at the start and the end they are nothing.</item>
/// <item>The lines of a paragraph stay lines. Runs of spaces within a line stay as they are.</item>
/// <item>U+00A0 and U+202F become spaces; other spaces (thin, ideographic, …) and zero-width characters stay.</item>
/// <item>NFC is that of <see cref="Unicode.Nfc.UnicodeVersion"/> on every machine, whatever the runtime brings.</item>
/// </list>
/// </remarks>
public sealed class Recipe
{
    private readonly Fused fused;

    private Recipe(string name, IReadOnlyList<RecipeStep> steps, Fused fused) => (Name, Steps, this.fused) = (name, steps, fused);

    /// <summary>All steps in one.</summary>
    private delegate TextDefects Fused(ReadOnlySpan<byte> source, NormalizedDocument target, bool isUtf8);

    /// <summary>The recipe <c>text-1</c>.</summary>
    public static Recipe Text1 { get; } = new("text-1",
    [
        new DecodeUtf8(), new RemoveByteOrderMark(), new UnifyLineEnds(), new ComposeCharacters(),
        new ReplaceNoBreakSpaces(), new TrimLines(), new PartParagraphs(),
    ], (source, target, isUtf8) => new TextNormalizer(target).Run(source, isUtf8));

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
    public TextDefects Normalize(ReadOnlySpan<byte> source, NormalizedDocument target, bool isUtf8 = false) => fused(source, target, isUtf8);

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
