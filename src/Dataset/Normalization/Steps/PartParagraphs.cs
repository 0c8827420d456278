namespace Dataset.Normalization.Steps;

/// <summary>Leaves exactly one empty line between paragraphs, and none, nor a line end, before the first and after the last.</summary>
public sealed record PartParagraphs() : RecipeStep("part-paragraphs", "Blank lines part paragraphs: one blank line is left between two, and none before the first or after the last.")
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
