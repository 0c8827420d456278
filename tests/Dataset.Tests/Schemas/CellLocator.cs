using Dataset.Diagnostics;
using Dataset.Tables;

namespace Dataset.Tests.Schemas;

/// <summary>Gives row and column as the place, so that a test can read them off a finding.</summary>
internal sealed class CellLocator : ISourceLocator
{
    public List<(int Row, string Column)> Asked { get; } = [];

    public Location Locate(string table, int row, string? column, int element = -1)
    {
        Asked.Add((row, column!));
        return new Location($"{table}[{row}].{column}{(element < 0 ? "" : $"[{element}]")}");
    }

    public Location LocateText(int document) => throw new InvalidOperationException("No text is asked for.");
}
