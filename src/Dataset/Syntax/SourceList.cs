using Dataset.Diagnostics;

namespace Dataset.Syntax;

/// <summary>Values in order.</summary>
internal sealed record SourceList(Location Location, IReadOnlyList<SourceNode> Items) : SourceNode(Location)
{
    public override string Describe() => Items.Count == 0 ? "an empty list" : "a list";
}
