using Dataset.Diagnostics;
using Dataset.Normalization.Deriving;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Tables;

namespace Dataset.Releases.Building;

/// <summary>Some documents, and the rows of every table that come from them.</summary>
internal sealed class DocumentFragment : SourceFragment
{
    private readonly DocumentBatch batch;
    private readonly List<TableBatch> own = [];

    private DocumentFragment(DocumentBatch batch) => this.batch = batch;

    /// <summary>The documents' table first, then those of their lists, paragraphs and mentions; rows in key order.</summary>
    public IReadOnlyList<(SourceTable Table, TableBatch Rows, ISourceLocator Locator)> Tables { get; private set; } = [];

    public static DocumentFragment Make(
        SourceReader reader, SourceChunk chunk, SourceTable table, Deriver deriver, IReadOnlyDictionary<string, TableChecker> checkers)
    {
        var findings = new DiagnosticList();
        var batch = reader.BindDocuments(chunk, findings);
        var fragment = new DocumentFragment(batch) { SizeInBytes = chunk.SizeInBytes, Part = chunk.Part };
        fragment.Findings.AddRange(findings);
        var paragraphs = fragment.Own(table.Paragraphs);
        var mentions = fragment.Own(table.Mentions);
        var locator = deriver.Derive(batch, paragraphs, mentions, fragment.Findings);
        var tables = new List<(SourceTable, TableBatch, ISourceLocator)> { (table, batch.Documents, locator) };
        for (var i = 0; i < table.Lists.Count; i++)
            tables.Add((table.Lists[i], batch.Lists[i], locator));
        if (paragraphs is not null)
            tables.Add((table.Paragraphs!, paragraphs, locator));
        if (mentions is not null)
            tables.Add((table.Mentions!, mentions, locator));
        foreach (var (each, rows, _) in tables)
            fragment.Check(checkers[each.Name], rows, locator);
        fragment.Tables = [.. tables.Select(t => fragment.Sort(t.Item1, t.Item2, t.Item3))];
        return fragment;
    }

    protected override void Dispose(bool disposing)
    {
        batch.Dispose();
        foreach (var rows in own)
            rows.Dispose();
    }

    private TableBatch? Own(SourceTable? table)
    {
        if (table is null)
            return null;
        var rows = table.Schema.CreateBatch();
        own.Add(rows);
        return rows;
    }

    /// <summary>Lists may be written in any order; documents come sorted, and with them the first key column of every other table.</summary>
    private (SourceTable Table, TableBatch Rows, ISourceLocator Locator) Sort(SourceTable table, TableBatch rows, ISourceLocator locator)
    {
        if (table.Source.Kind == TableKind.Documents)
            return (table, rows, locator);
        var (sorted, sortedLocator) = SortedRows.Of(rows, new(table.Schema.PrimaryKey), locator);
        if (sorted != rows)
            own.Add(sorted);
        return (table, sorted, sortedLocator);
    }
}
