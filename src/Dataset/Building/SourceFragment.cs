using System.Text;
using Dataset.Diagnostics;
using Dataset.Normalization.Deriving;
using Dataset.Schemas;
using Dataset.Schemas.Checking;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Building;

/// <summary>What one chunk of the sources became: complete, checked rows, and the findings on the way.</summary>
internal abstract class SourceFragment(DiagnosticList findings) : IDisposable
{
    public DiagnosticList Findings => findings;

    /// <summary>Of the sources that it was made from.</summary>
    public long SizeInBytes { get; protected init; }

    /// <summary>The 0-based number of the part that it is of.</summary>
    public int Part { get; protected init; }

    /// <summary>The rows: a document's own table first, then those of its lists, paragraphs and mentions.</summary>
    public IReadOnlyList<(SourceTable Table, TableBatch Rows, ISourceLocator Locator)> Tables { get; protected set; } = [];

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Holds complete rows against their schema.</summary>
    protected void Check(TableChecker checker, TableBatch rows, ISourceLocator locator, bool hasParagraphs = false)
    {
        checker.Check(rows, 0, rows.RowCount, checker.Schema.Name, locator, Findings);
        FormulaCells.Check(checker.Schema, rows, locator, hasParagraphs, Findings);
        RowSize.Check(checker.Schema, rows, locator, Findings);
    }

    protected abstract void Dispose(bool disposing);
}

/// <summary>Some documents, and the rows of every table that come from them.</summary>
internal sealed class DocumentFragment : SourceFragment
{
    private readonly DocumentBatch batch;
    private readonly bool isOfFiles;
    private readonly List<TableBatch> own = [];

    private DocumentFragment(DocumentBatch batch, bool isOfFiles, DiagnosticList findings) : base(findings) =>
        (this.batch, this.isOfFiles) = (batch, isOfFiles);

    /// <summary>Warns of texts in files of their own that an earlier document has too.</summary>
    public void CheckTexts(SameTexts texts, DiagnosticList findings)
    {
        for (var i = 0; isOfFiles && i < batch.Count; i++)
            if (batch.TextHashes[i] is { } hash && !batch.Keys.IsNull(i))
                texts.Check(hash, batch.Keys.Utf8At(i), Tables[0].Locator, i, findings);
    }

    /// <summary>Whether tables of lists lack rows that could not be taken.</summary>
    public bool LacksListRows => batch.LacksListRows;

    public static DocumentFragment Make(
        SourceReader reader, SourceChunk chunk, SourceTable table, Deriver deriver, IReadOnlyDictionary<string, TableChecker> checkers,
        DiagnosticList findings)
    {
        var batch = reader.BindDocuments(chunk, findings);
        var fragment = new DocumentFragment(batch, chunk is DocumentFilesChunk, findings)
        {
            SizeInBytes = chunk.SizeInBytes,
            Part = chunk.Part,
        };
        var paragraphs = fragment.Own(table.Paragraphs);
        var mentions = fragment.Own(table.Mentions);
        var locator = deriver.Derive(batch, paragraphs, mentions, findings);
        var tables = new List<(SourceTable, TableBatch, ISourceLocator)> { (table, batch.Documents, locator) };
        for (var i = 0; i < table.Lists.Count; i++)
            tables.Add((table.Lists[i], batch.Lists[i], locator));
        if (paragraphs is not null)
            tables.Add((table.Paragraphs!, paragraphs, locator));
        if (mentions is not null)
            tables.Add((table.Mentions!, mentions, locator));
        var hasParagraphs = table.Paragraphs?.Schema.ColumnOf(Derivation.ParagraphText) is not null;
        foreach (var (each, rows, _) in tables)
            fragment.Check(checkers[each.Name], rows, locator, hasParagraphs);
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

    /// <summary>
    /// A document's list may be written in any order. Most documents come sorted, and with them the first key column of every other table.
    /// </summary>
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

/// <summary>
/// Finds texts that two files have. Of each text a fingerprint and the document's key are kept. Documents in one file are not asked, so
/// that memory does not grow with them.
/// </summary>
internal sealed class SameTexts
{
    private readonly Dictionary<UInt128, string> keys = [];

    /// <summary>Takes the text of a document.</summary>
    public void Check(UInt128 hash, ReadOnlySpan<byte> key, ISourceLocator locator, int document, DiagnosticList findings)
    {
        if (keys.TryGetValue(hash, out var first))
            findings.Add(
                Rules.TextIsOfOneDocument, locator.LocateText(document),
                $"Expected a text that no other document has, found that of {Printable.Quoted(first)}.");
        else
            keys.Add(hash, Encoding.UTF8.GetString(key));
    }
}

/// <summary>
/// Warns of text that a spreadsheet would run as a formula when it opens the CSV (OWASP, "CSV Injection"): a cell that begins with
/// <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, TAB or CR. The cell stays as it is.
/// </summary>
internal static class FormulaCells
{
    /// <param name="schema">The table.</param>
    /// <param name="rows">Its rows, those of a document one after another.</param>
    /// <param name="locator">Tells where they are.</param>
    /// <param name="hasParagraphs">Whether a table of paragraphs has the document's text too, and the warnings with it.</param>
    /// <param name="findings">Takes the warnings: one for each value, and one for each text, whose lists have many such lines.</param>
    public static void Check(TableSchema schema, TableBatch rows, ISourceLocator locator, bool hasParagraphs, DiagnosticList findings)
    {
        var key = schema.ColumnOf(Derivation.DocumentKey) is { } named ? schema.Find(named.Name) : -1;
        for (var index = 0; index < rows.Columns.Count; index++)
        {
            // A list is JSON text in CSV and begins with a bracket.
            if (rows.Columns[index] is not TextColumn texts)
                continue;
            var isOfText = key >= 0 && schema.Columns[index].Derivation is { IsDocumentText: true };
            if (isOfText && hasParagraphs && schema.Columns[index].Derivation!.IsWholeText)
                continue;
            for (var row = 0; row < rows.RowCount; row++)
            {
                if (!IsFormula(texts.Utf8At(row)))
                    continue;
                var (at, more) = (row, 0);
                if (isOfText && rows.Columns[key] is TextColumn keys)
                    for (; row + 1 < rows.RowCount && keys.Utf8At(row + 1).SequenceEqual(keys.Utf8At(at)); row++)
                        more += IsFormula(texts.Utf8At(row + 1)) ? 1 : 0;
                findings.Add(
                    Rules.CellIsNoFormula, locator, schema.Name, at, texts.Layout.Name, -1, (texts, at, more),
                    static f => $"Expected {f.texts.Layout.Name} to begin with anything but =, +, -, @, TAB or CR, found "
                        + $"{Printable.Quoted(Encoding.UTF8.GetString(f.texts.Utf8At(f.at)), 40)}.{Printable.AndMore(f.more)}");
            }
        }
    }

    private static bool IsFormula(ReadOnlySpan<byte> text) =>
        text is [(byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r', ..];
}

/// <summary>Some rows of a table of records.</summary>
internal sealed class RecordFragment : SourceFragment
{
    private readonly RecordBatch batch;

    private RecordFragment(RecordBatch batch, DiagnosticList findings) : base(findings) => this.batch = batch;

    public static RecordFragment Make(
        SourceReader reader, SourceChunk chunk, SourceTable table, TableChecker checker, DiagnosticList findings)
    {
        var batch = reader.BindRecords(chunk, findings);
        var fragment = new RecordFragment(batch, findings)
        {
            SizeInBytes = chunk.SizeInBytes,
            Part = chunk.Part,
            Tables = [(table, batch.Rows, batch.Locator)],
        };
        fragment.Check(checker, batch.Rows, batch.Locator);
        return fragment;
    }

    protected override void Dispose(bool disposing) => batch.Dispose();
}
