namespace Dataset.Normalization;

/// <summary>One step of a recipe: a pure function from text to text.</summary>
/// <param name="Name">Lower-case words with hyphens; never changes.</param>
/// <param name="Description">What it does, as a sentence for readers of a release.</param>
public abstract record RecipeStep(string Name, string Description)
{
    /// <summary>The text after the step. Each code point keeps the range of source bytes that it came from; one that came from none has an empty range.</summary>
    public abstract IReadOnlyList<TracedCodePoint> Apply(IReadOnlyList<TracedCodePoint> text);
}
