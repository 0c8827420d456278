using Dataset.Diagnostics;
using Dataset.Tables;

namespace Dataset.Releases.Building;

/// <summary>The locator of no rows.</summary>
internal sealed class NoPlaces : ISourceLocator
{
    public static NoPlaces Instance { get; } = new();

    public Location Locate(string table, int row, string? column, int element) => throw new ArgumentOutOfRangeException(nameof(row));

    public Location LocateText(int document) => throw new ArgumentOutOfRangeException(nameof(document));
}
