namespace Dataset.Normalization.Steps;

/// <summary>U+00A0 and U+202F become spaces: they say how a line is to be broken, and a search for the words would miss them.</summary>
public sealed record ReplaceNoBreakSpaces() : RecipeStep("replace-no-break-spaces", "The no-break spaces U+00A0 and U+202F become spaces.")
{
    public override IReadOnlyList<TracedCodePoint> Apply(IReadOnlyList<TracedCodePoint> text) =>
        [.. text.Select(c => c.Value is 0xA0 or 0x202F ? c with { Value = ' ' } : c)];
}
