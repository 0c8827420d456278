using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Verification.Tables;

/// <summary>
/// Checks that rows stand in strictly ascending order of the primary key, from one slice and one part to the next; so no key stands
/// twice either, and nothing needs to be remembered but the last row.
/// </summary>
internal sealed class KeyOrderCheck(TableSchema schema) : IDisposable
{
    private readonly RowOrder order = new(schema.PrimaryKey);
    private readonly TableBatch last = schema.CreateBatch();

    /// <summary>Checks the next rows.</summary>
    public void Add(TableBatch rows, JsonLinesPlaces places, DiagnosticList findings)
    {
        if (rows.RowCount == 0)
            return;
        if (last.RowCount > 0)
            Check(last, 0, rows, 0, places, findings);
        for (var row = 1; row < rows.RowCount; row++)
            Check(rows, row - 1, rows, row, places, findings);
        last.Clear();
        last.AppendRows(rows, rows.RowCount - 1, 1);
    }

    public void Dispose() => last.Dispose();

    private void Check(TableBatch before, int beforeRow, TableBatch rows, int row, JsonLinesPlaces places, DiagnosticList findings)
    {
        var ordering = order.Compare(before, beforeRow, rows, row);
        if (ordering >= 0)
            findings.Add(
                Rules.ReleaseRowsInOrder, places.Locate(schema.Name, row, null),
                $"Expected a key behind that of the row before, {RowText.KeyOf(schema, before, beforeRow)}, found {(ordering == 0 ? "the same key again" : RowText.KeyOf(schema, rows, row))}.");
    }
}
