using Dataset.Unicode;

namespace Dataset.Normalization.Steps;

/// <summary>Takes one U+FEFF off the start.</summary>
public sealed record RemoveByteOrderMark() : RecipeStep("remove-byte-order-mark", "A byte-order mark at the start is taken off.")
{
    public override IReadOnlyList<TracedCodePoint> Apply(IReadOnlyList<TracedCodePoint> text) =>
        text is [{ Value: CodePoints.ByteOrderMark }, ..] ? [.. text.Skip(1)] : text;
}
