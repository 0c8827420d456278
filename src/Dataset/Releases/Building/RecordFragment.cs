using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Tables;

namespace Dataset.Releases.Building;

/// <summary>Some rows of a table of records.</summary>
internal sealed class RecordFragment : SourceFragment
{
    private readonly RecordBatch batch;

    private RecordFragment(RecordBatch batch) => (this.batch, Rows, Locator) = (batch, batch.Rows, batch.Locator);

    public TableBatch Rows { get; private set; }

    public ISourceLocator Locator { get; private set; }

    public static RecordFragment Make(SourceReader reader, SourceChunk chunk, SourceTable table, TableChecker checker)
    {
        var findings = new DiagnosticList();
        var batch = reader.BindRecords(chunk, findings);
        var fragment = new RecordFragment(batch) { SizeInBytes = chunk.SizeInBytes, Part = chunk.Part };
        fragment.Findings.AddRange(findings);
        fragment.Check(checker, batch.Rows, batch.Locator);
        // Streams must come sorted; what is read as a whole may stand in any order.
        if (!batch.IsSorted)
            (fragment.Rows, fragment.Locator) = SortedRows.Of(batch.Rows, new(table.Schema.PrimaryKey), batch.Locator);
        return fragment;
    }

    protected override void Dispose(bool disposing)
    {
        if (Rows != batch.Rows)
            Rows.Dispose();
        batch.Dispose();
    }
}
