using Dataset.Diagnostics;
using Dataset.Schemas.Checking;
using Dataset.Tables;

namespace Dataset.Schemas;

/// <summary>
/// The constraints of a table, compiled once: null, enum, lengths, pattern, bounds, lengths of lists, unique elements. Safe on any
/// thread; allocates nothing as long as nothing is wrong. Its verdict on every value is that of <see cref="SchemaJudge"/>.
/// </summary>
public sealed class TableChecker
{
    private readonly ColumnChecker[] columns;

    public TableChecker(TableSchema schema)
    {
        Schema = schema;
        Judge = new SchemaJudge(schema);
        columns = [.. schema.Columns.Select(ColumnChecker.Of)];
    }

    public TableSchema Schema { get; }

    /// <summary>Who says what is wrong with a value.</summary>
    public SchemaJudge Judge { get; }

    /// <summary>Adds a finding for each constraint that a value of the rows breaks, column by column.</summary>
    /// <param name="batch">Rows that are complete in every column.</param>
    /// <param name="startRow">The first row to check.</param>
    /// <param name="rowCount">How many rows to check.</param>
    /// <param name="table">The table's name as the locator knows it.</param>
    /// <param name="locator">Asked for the place of each value that breaks a constraint, with rows of the batch.</param>
    /// <param name="findings">Takes the findings.</param>
    public void Check(TableBatch batch, int startRow, int rowCount, string table, ISourceLocator locator, DiagnosticList findings)
    {
        var end = startRow + rowCount;
        for (var column = 0; column < columns.Length; column++)
        {
            var row = startRow - 1;
            while ((row = columns[column].FirstRejected(batch.Columns[column], row + 1, end)) >= 0)
                Judge.Explain(batch, row, column, table, locator, findings);
        }
    }
}
