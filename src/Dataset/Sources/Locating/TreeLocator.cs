using Dataset.Diagnostics;
using Dataset.Sources.Reading;
using Dataset.Syntax;

namespace Dataset.Sources.Locating;

/// <summary>Finds values in records of a YAML or JSON list, whose nodes it keeps.</summary>
internal sealed class TreeLocator(SourceContext context, IReadOnlyList<SourceNode> records) : MapLocator(context)
{
    public override Location LocateText(int document) => throw new InvalidOperationException("Records have no text.");

    protected override SourceMap? RecordOf(int row) => records[row] as SourceMap;

    protected override Location PlaceOf(int row) => records[row].Location;
}
