using Dataset.Diagnostics;
using Dataset.Tables;

namespace Dataset.Releases.Building;

/// <summary>The places of rows that were gathered from several batches, one after another.</summary>
internal sealed class JoinedPlaces : ISourceLocator
{
    private readonly List<(int End, ISourceLocator Locator)> parts = [];

    /// <summary>Adds the next rows.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="locator">Theirs, able to answer as long as this one is asked.</param>
    public void Add(int rows, ISourceLocator locator) => parts.Add(((parts.Count == 0 ? 0 : parts[^1].End) + rows, locator));

    public Location Locate(string table, int row, string? column, int element = -1)
    {
        var start = 0;
        foreach (var (end, locator) in parts)
        {
            if (row < end)
                return locator.Locate(table, row - start, column, element);
            start = end;
        }
        throw new ArgumentOutOfRangeException(nameof(row));
    }

    public Location LocateText(int document) => throw new InvalidOperationException("Records have no text.");
}
