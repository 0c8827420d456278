using Dataset.Diagnostics;
using Dataset.Tables;

namespace Dataset.Verification.Tables;

/// <summary>Tells where the rows of a slice stand in a JSON Lines file: a line a row.</summary>
internal sealed class JsonLinesPlaces(string path) : ISourceLocator
{
    /// <summary>Rows before the slice.</summary>
    public long RowsBefore { get; set; }

    public Location Locate(string table, int row, string? column, int element = -1) =>
        new(path, (int)Math.Min(int.MaxValue, RowsBefore + row + 1));

    public Location LocateText(int document) => Locate("", document, null);
}
