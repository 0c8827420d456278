using Dataset.Diagnostics;
using Dataset.Tables;

namespace Dataset.Releases.Building;

/// <summary>Puts rows that curators write in any order into the order of their key, and still tells where each stands in its source.</summary>
internal static class SortedRows
{
    /// <summary>The rows in key order, equal keys in their old order; the batch itself where it is in order already.</summary>
    /// <param name="rows">The rows; where others take their place the caller still disposes of them.</param>
    /// <param name="order">The order.</param>
    /// <param name="locator">Of the rows as they are.</param>
    public static (TableBatch Rows, ISourceLocator Locator) Of(TableBatch rows, RowOrder order, ISourceLocator locator)
    {
        var isSorted = true;
        for (var row = 1; row < rows.RowCount && isSorted; row++)
            isSorted = order.Compare(rows, row - 1, rows, row) <= 0;
        if (isSorted)
            return (rows, locator);
        var places = Enumerable.Range(0, rows.RowCount).ToArray();
        Array.Sort(places, (a, b) => order.Compare(rows, a, rows, b) is var c && c != 0 ? c : a.CompareTo(b));
        var sorted = new TableBatch(rows.Columns.Select(c => c.Layout));
        foreach (var place in places)
            sorted.AppendRows(rows, place, 1);
        return (sorted, new Reordered(locator, places));
    }

    private sealed class Reordered(ISourceLocator locator, int[] places) : ISourceLocator
    {
        public Location Locate(string table, int row, string? column, int element) => locator.Locate(table, places[row], column, element);

        public Location LocateText(int document) => locator.LocateText(document);
    }
}
