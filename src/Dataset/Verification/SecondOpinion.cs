using System.Collections.Concurrent;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Schemas;
using Dataset.Schemas.Checking;
using Dataset.Tables;

namespace Dataset.Verification;

/// <summary>
/// Reads every file of a table once more with a library that this project did not write (<see cref="ITableFormat.SecondReader"/>), compares
/// every cell with what the strict reader of JSON Lines gives, and has NJsonSchema judge every record.
/// </summary>
/// <remarks>
/// Only for tables in which the strict readers found nothing wrong: they are the gate, since the others do not withstand hostile files.
/// What both refuse is a finding already.
/// </remarks>
internal sealed class SecondOpinion(ReleaseFiles files, ManifestTable table, TableSchema schema, WorkQueue work)
{
    /// <summary>Rows that a judge takes at once. Each thread's has read the schema for itself.</summary>
    private const int BlockRows = 512;

    private readonly TableChecker checker = new(schema, work.Cancellation);
    private readonly TextConstraints texts = new(work.Cancellation);
    private readonly ConcurrentBag<SchemaJudge> judges = [];

    /// <summary>Cells that each of the readers has read.</summary>
    public long CellCount { get; private set; }

    /// <exception cref="IOException">A file cannot be read.</exception>
    public void Run(DiagnosticList findings)
    {
        foreach (var part in table.Parts)
            Check(part, findings);
    }

    private void Check(ManifestPart part, DiagnosticList findings)
    {
        var jsonLines = part.Files[0];
        var (comparisons, found) = (new List<FormatComparison>(), new List<DiagnosticList>());
        try
        {
            foreach (var (format, path) in TableFormats.All.Zip(part.Files))
            {
                found.Add(new());
                comparisons.Add(new(
                    schema, Open(() => format.OpenSecondReader(files.Open(path), files.Display(path), schema)), files.Display(path),
                    jsonLines.Value, found[^1], format.SecondReader));
            }
            using var rows = Open(() => TableFormats.JsonLines.OpenReader(files.Open(jsonLines), files.Display(jsonLines), schema, work));
            while (rows.TryAdvance())
                Ask(comparisons, rows.Slice!, new(files.Display(jsonLines)) { RowsBefore = rows.RowsBefore }, findings);
            foreach (var comparison in comparisons)
                comparison.Finish(isAfterAllRows: rows.Fault is null);
        }
        finally
        {
            foreach (var comparison in comparisons)
                comparison.Dispose();
        }
        foreach (var ofFormat in found)
            findings.AddRange(ofFormat);
    }

    /// <summary>The libraries side by side: each row is compared with what each reader gives, and judged.</summary>
    private void Ask(List<FormatComparison> comparisons, TableBatch rows, JsonLinesPlaces places, DiagnosticList findings)
    {
        var refused = new ConcurrentBag<int>();
        CellCount += (long)rows.RowCount * schema.Columns.Count;
        work.For(comparisons.Count + ((rows.RowCount + BlockRows - 1) / BlockRows), i =>
        {
            if (i < comparisons.Count)
                comparisons[i].Compare(rows, places.RowsBefore);
            else
                Judge(rows, (i - comparisons.Count) * BlockRows, refused);
        });
        foreach (var row in refused.Order())
            SampledRows.ReportRefused(schema, rows, row, checker, places, findings);
    }

    private void Judge(TableBatch rows, int start, ConcurrentBag<int> refused)
    {
        var judge = judges.TryTake(out var free) ? free : new(schema, texts);
        for (var row = start; row < Math.Min(start + BlockRows, rows.RowCount); row++)
            if (!judge.Accepts(rows, row))
                refused.Add(row);
        judges.Add(judge);
    }

    private SliceReader Open(Func<ITableReader> open) => new(open, schema, work, work.Cancellation);
}
