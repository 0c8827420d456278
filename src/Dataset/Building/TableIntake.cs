using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Tables;

namespace Dataset.Building;

/// <summary>Takes a table's rows in order: their keys ascend and no key occurs twice, references hold; then they are written.</summary>
internal sealed class TableIntake : IDisposable
{
    private readonly TableSchema schema;
    private readonly ReferenceCheck references;
    private readonly TableOutput? output;
    private readonly RowOrder order;
    private readonly bool isOfDocuments;
    private readonly TableBatch first;
    private readonly TableBatch last;
    private ISourceLocator? lastLocator;
    private int lastRow;

    /// <param name="table">The table.</param>
    /// <param name="references">Of all tables.</param>
    /// <param name="output">Where the rows are written, or null where they are only checked.</param>
    public TableIntake(SourceTable table, ReferenceCheck references, TableOutput? output)
    {
        (schema, this.references, this.output) = (table.Schema, references, output);
        order = new(schema.PrimaryKey);
        isOfDocuments = table.Source.Of is not null;
        (first, last) = (schema.CreateBatch(), schema.CreateBatch());
    }

    private string KeyColumn => schema.Columns[schema.PrimaryKey[^1]].Name;

    /// <summary>Rows taken so far.</summary>
    public long RowCount { get; private set; }

    /// <summary>The keys of the first and the last row so far; null where there is none.</summary>
    public (KeyText First, KeyText Last)? Keys => last.RowCount == 0 ? null : (KeyText.Of(schema, first, 0), KeyText.Of(schema, last, 0));

    /// <summary>Says that the rows of the next part follow.</summary>
    /// <exception cref="IOException">A file could not be written.</exception>
    public void EndPart() => output?.EndPart();

    /// <summary>Takes rows that follow those before them.</summary>
    /// <param name="rows">Complete rows, in order.</param>
    /// <param name="locator">Asked only when there is a finding, about these rows or, the next time, about the last of them.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <exception cref="IOException">A file could not be written.</exception>
    public void Append(TableBatch rows, ISourceLocator locator, DiagnosticList findings)
    {
        CheckOrder(rows, locator, findings);
        if (rows.RowCount == 0)
            return;
        references.Add(schema, rows, locator, findings);
        // Rows that will never be published need not be written.
        if (!findings.HasErrors)
            output?.Append(rows);
        if (first.RowCount == 0)
            first.AppendRows(rows, 0, 1);
        RowCount += rows.RowCount;
    }

    public void Dispose()
    {
        first.Dispose();
        last.Dispose();
    }

    /// <summary>Holds each row that has a key against the one before that has one.</summary>
    private void CheckOrder(TableBatch rows, ISourceLocator locator, DiagnosticList findings)
    {
        var before = -1;
        for (var row = 0; row < rows.RowCount; row++)
        {
            if (order.HasNullKey(rows, row))
                continue;
            if (before >= 0)
                CheckOrder(rows, before, locator, before, rows, row, locator, findings);
            else if (last.RowCount > 0)
                CheckOrder(last, 0, lastLocator!, lastRow, rows, row, locator, findings);
            before = row;
        }
        if (before >= 0)
        {
            last.Clear();
            last.AppendRows(rows, before, 1);
            (lastLocator, lastRow) = (locator, before);
        }
        else if (lastLocator is not (null or KnownPlace))
        {
            // Its source is about to be returned.
            lastLocator = new KnownPlace(lastLocator.Locate(schema.Name, lastRow, KeyColumn));
        }
    }

    private void CheckOrder(
        TableBatch before, int i, ISourceLocator beforeLocator, int beforeRow, TableBatch after, int j, ISourceLocator afterLocator,
        DiagnosticList findings)
    {
        var comparison = order.Compare(before, i, after, j);
        // Rows that come from documents are out of order only where the documents are, which has been said of those, wherever they are cut.
        if (comparison < 0 || (comparison > 0 && isOfDocuments && findings.HasErrors))
            return;
        findings.Add(comparison == 0 ? Rules.KeyStandsTwice : Rules.RowsOutOfOrder, afterLocator, schema.Name, j, KeyColumn, -1, () =>
        {
            var (first, key) = (beforeLocator.Locate(schema.Name, beforeRow, KeyColumn), RowKey.Describe(schema, after, j));
            return comparison == 0
                ? $"Expected one row of {schema.Name} with {key}, found another at {first}."
                : $"Expected rows of {schema.Name} in ascending order of their key, found {key} after "
                    + $"{RowKey.Describe(schema, before, i)} at {first}.";
        });
    }

    private sealed class KnownPlace(Location place) : ISourceLocator
    {
        public Location Locate(string table, int row, string? column, int element = -1) => place;

        public Location LocateText(int document) => place;
    }
}

/// <summary>
/// Puts rows that curators write in any order into the order of their key, and still tells where each is in its source.
/// </summary>
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
