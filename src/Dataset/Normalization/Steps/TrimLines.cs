using Dataset.Unicode;

namespace Dataset.Normalization.Steps;

/// <summary>Takes white space and U+FEFF off both ends of every line.</summary>
public sealed record TrimLines() : RecipeStep("trim-lines", "White space and U+FEFF are taken off both ends of every line.")
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
