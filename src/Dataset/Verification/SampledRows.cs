using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Schemas.Checking;
using Dataset.Tables;

namespace Dataset.Verification;

/// <summary>
/// Has NJsonSchema judge a sample of a table's rows that the compiled checker accepted: each row of a new shape, and one in a thousand. The
/// rows alone say which, so that every build of them takes the same.
/// </summary>
/// <remarks>A shape is which columns are null, and which lists are empty or have null elements.</remarks>
internal sealed class SampledRows(TableSchema schema, CancellationToken cancellation)
{
    private const int OneIn = 1000;

    /// <summary>The most shapes that are remembered: what comes after them is one in a thousand.</summary>
    private const int MaximumShapes = 4096;

    private readonly SchemaJudge judge = new(schema, new(cancellation));
    private readonly HashSet<ulong> shapes = [];
    private long rowsBefore;

    /// <summary>Judges the next rows.</summary>
    /// <param name="rows">In the order of the table.</param>
    /// <param name="checker">What accepted them.</param>
    /// <param name="places">Where they are.</param>
    /// <param name="findings">Takes a finding for each row that NJsonSchema refuses and the checker does not.</param>
    public void Add(TableBatch rows, TableChecker checker, JsonLinesPlaces places, DiagnosticList findings)
    {
        for (var row = 0; row < rows.RowCount; row++)
        {
            var isNew = shapes.Count < MaximumShapes && shapes.Add(ShapeOf(rows, row));
            if ((isNew || (rowsBefore + row) % OneIn == 0) && !judge.Accepts(rows, row))
                ReportRefused(schema, rows, row, checker, places, findings);
        }
        rowsBefore += rows.RowCount;
    }

    /// <summary>A finding for a row that NJsonSchema refuses, unless the checker refuses it too, which is a finding already.</summary>
    public static void ReportRefused(
        TableSchema schema, TableBatch rows, int row, TableChecker checker, JsonLinesPlaces places, DiagnosticList findings)
    {
        var known = new DiagnosticList();
        checker.Check(rows, row, 1, schema.Name, places, known);
        if (!known.HasErrors)
            findings.Add(
                Rules.SecondOpinionDiffers, places.Locate(schema.Name, row, null),
                $"Expected NJsonSchema to accept the row {RowText.KeyOf(schema, rows, row)}, as the compiled checker does, found that "
                    + "it refuses it.");
    }

    private static ulong ShapeOf(TableBatch rows, int row)
    {
        // FNV-1a, which is the same in every run.
        var shape = 14695981039346656037UL;
        foreach (var column in rows.Columns)
            shape = (shape ^ KindOf(column, row)) * 1099511628211UL;
        return shape;
    }

    private static byte KindOf(Column column, int row)
    {
        if (column.IsNull(row))
            return 0;
        if (column is not ListColumn list)
            return 1;
        var (start, end) = list.ElementsOf(row);
        for (var i = start; i < end; i++)
            if (list.Elements.IsNull(i))
                return 4;
        return start == end ? (byte)2 : (byte)3;
    }
}
