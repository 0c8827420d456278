namespace Dataset.Normalization.Steps;

/// <summary>CRLF, and CR alone, become LF. Nothing else ends a line.</summary>
public sealed record UnifyLineEnds() : RecipeStep("unify-line-ends", "CRLF and a lone CR become LF; no other character ends a line.")
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
