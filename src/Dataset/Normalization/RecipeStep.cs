namespace Dataset.Normalization;

/// <summary>One step of a recipe: a pure function from text to text.</summary>
/// <param name="Name">Lower-case words with hyphens; never changes.</param>
/// <param name="Description">What it does, as a sentence for readers of a release.</param>
internal abstract record RecipeStep(string Name, string Description)
{
    /// <summary>
    /// The text after the step. Each code point keeps the range of source bytes that it came from; one that came from none has an empty
    /// range.
    /// </summary>
    public abstract IReadOnlyList<TracedCodePoint> Apply(IReadOnlyList<TracedCodePoint> text);
}

/// <summary>
/// A code point of a text on its way through a recipe (before it is decoded: a byte), and the source bytes that it came from.
/// </summary>
/// <param name="Value">The code point, or the byte.</param>
/// <param name="ByteStart">The first byte in the source.</param>
/// <param name="ByteEnd">The byte after the last.</param>
internal readonly record struct TracedCodePoint(int Value, int ByteStart, int ByteEnd);
