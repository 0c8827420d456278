using System.Collections.Concurrent;
using System.IO.Hashing;
using Dataset.Diagnostics;
using Dataset.Normalization.Names;
using Dataset.Normalization.Passages;
using Dataset.Schemas;
using Dataset.Schemas.Reading;
using Dataset.Sources;
using Dataset.Tables;

namespace Dataset.Normalization.Deriving;

/// <summary>
/// Fills what the build derives of documents: their text and its counts, the places of quotes, the rows of paragraphs and of mentions.
/// What there is to do is worked out once from the schemas; nothing that no column asks for is done. Any number of threads may use one.
/// </summary>
internal sealed class Deriver
{
    /// <summary>
    /// A thread's memory is released after a text larger than this, so that one huge document is not paid for until the end.
    /// </summary>
    private const int LargestKeptInBytes = 16 << 20;

    private readonly ConcurrentBag<DerivationScratch> idle = [];
    private readonly Recipe recipe;
    private readonly DocumentColumns documentColumns;
    private readonly QuoteColumns documentQuotes;
    private readonly ListRows[] lists;
    private readonly ParagraphRows? paragraphRows;
    private readonly MentionRows? mentionRows;
    private readonly DerivedTables tables;

    /// <param name="recipe">How texts are normalised.</param>
    /// <param name="documents">The documents' table.</param>
    /// <param name="lists">The tables whose rows are lists in the documents' metadata, in the order of
    /// <see cref="DocumentBatch.Lists"/>.</param>
    /// <param name="paragraphs">The table of their paragraphs, or null where there is none.</param>
    /// <param name="mentions">The table of names in them, or null where there is none.</param>
    /// <param name="names">The names of its entities; null only where <paramref name="mentions"/> is.</param>
    /// <exception cref="ArgumentException">A column asks for a derivation that its table does not have
    /// (<see cref="SchemaChecks"/>).</exception>
    public Deriver(
        Recipe recipe, TableSchema documents, IReadOnlyList<TableSchema> lists, TableSchema? paragraphs, TableSchema? mentions,
        NameIndex? names)
    {
        this.recipe = recipe;
        documentColumns = new DocumentColumns(documents);
        documentQuotes = new QuoteColumns(documents, TableKind.Documents);
        this.lists = [.. lists.Select((schema, i) => new ListRows(schema, i))];
        paragraphRows = paragraphs is null ? null : new ParagraphRows(paragraphs);
        mentionRows = mentions is null ? null : new MentionRows(mentions, names ?? throw new ArgumentNullException(nameof(names)));
        tables = new DerivedTables(recipe, paragraphs, mentions, names);
    }

    /// <summary>
    /// Fills the derived columns of the batch's documents and list rows, and appends the rows of their paragraphs and mentions. Where a
    /// document has a finding, rows stay complete with null or a placeholder, and the others go on, so that all findings come at once.
    /// </summary>
    /// <param name="batch">As it was bound; a column of a quote's paragraph holds what curators said and is filled again.</param>
    /// <param name="paragraphs">A batch of the paragraphs' table; null where there is none.</param>
    /// <param name="mentions">A batch of the mentions' table; null where there is none.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <returns>The batch's locator, which knows the rows of paragraphs and mentions that were appended too. It is good while the batch
    /// is.</returns>
    public ISourceLocator Derive(DocumentBatch batch, TableBatch? paragraphs, TableBatch? mentions, DiagnosticList findings)
    {
        if (!idle.TryTake(out var scratch))
            scratch = new DerivationScratch();
        var rows = new DerivedRowCounts(batch.Count, paragraphs?.RowCount ?? 0, mentions?.RowCount ?? 0);
        var saidOfDocuments = TakeSaid(batch.Documents, documentQuotes.SaidColumns);
        var saidOfLists = new Column[lists.Length][];
        for (var i = 0; i < lists.Length; i++)
            saidOfLists[i] = TakeSaid(batch.Lists[i], lists[i].SaidColumns);

        documentColumns.Reserve(batch);
        if (paragraphs is not null)
            paragraphRows?.Reserve(batch, paragraphs);
        var largest = 0;
        for (var row = 0; row < batch.Count; row++)
        {
            largest = Math.Max(largest, batch.Contents.Utf8At(row).Length);
            var document = Read(batch, row, scratch, findings);
            Seek(document, saidOfDocuments, saidOfLists, scratch.Index);
            documentColumns.Append(document);
            documentQuotes.Append(document, batch.Documents, row, saidOfDocuments, scratch);
            for (var i = 0; i < lists.Length; i++)
                lists[i].Append(document, saidOfLists[i], scratch);
            if (paragraphs is not null)
                paragraphRows?.Append(document, paragraphs);
            if (mentions is not null)
                mentionRows?.Append(document, mentions, scratch.Names);
            rows.EndDocument(row, paragraphs?.RowCount ?? 0, mentions?.RowCount ?? 0);
        }

        foreach (var said in saidOfLists.Append(saidOfDocuments).SelectMany(s => s))
            said.Dispose();
        if (largest <= LargestKeptInBytes)
            idle.Add(scratch);
        else
            scratch.Dispose();
        return new DerivedLocator(tables, batch, rows);
    }

    private void Seek(DerivedDocument document, Column[] saidOfDocuments, Column[][] saidOfLists, QuoteIndex quotes)
    {
        quotes.Begin(document.Text);
        if (!document.IsReadable)
            return;
        documentQuotes.AddTo(quotes, document.Batch.Documents, document.Row, document.Row + 1, saidOfDocuments);
        for (var i = 0; i < lists.Length; i++)
            lists[i].AddTo(quotes, document, saidOfLists[i]);
        quotes.Search();
    }

    private DerivedDocument Read(DocumentBatch batch, int row, DerivationScratch scratch, DiagnosticList findings)
    {
        var text = scratch.Document;
        var content = batch.Contents.Utf8At(row);
        var defects = recipe.Normalize(content, text, batch.HasUtf8Contents);
        var origin = batch.Origins[row];
        if (origin.Received?.Encoding is { } encoding)
            text.PlaceIn(content, encoding);
        // A text that could not be taken has its finding.
        if (defects != TextDefects.None && !batch.Contents.IsNull(row))
            TextInspector.Report(
                content, defects, batch.Locator.LocateText(row), findings, origin.Received?.Encoding, origin.EncodingDeclaredIn);
        if (HtmlPage.Is(content))
            findings.Add(
                Rules.TextIsNoPage, batch.Locator.LocateText(row), "Expected the words of a text, found a page of HTML with its markup.");
        var isReadable = (defects & (TextDefects.NotUtf8 | TextDefects.TooLong | TextDefects.Empty)) == 0;
        var annotations = batch.AnnotationsOf(row);
        batch.TextHashes.Add(isReadable ? KeyedHash.OfThisRun.Of(XxHash128.Hash(text.Utf8)) : null);
        scratch.Nearest.Reset();
        scratch.Quotes.Reset();
        // A text that can't be read has one finding, not one more for everything that was said of it.
        var annotationOf = scratch.Annotations.Match(text, isReadable ? annotations : [], findings);
        for (var i = 0; i < annotationOf.Length; i++)
            if (annotationOf[i] >= 0 && annotations[annotationOf[i]].Role is not (null or ParagraphRows.RunningText))
                text.Exclude(i);
        return new DerivedDocument
        {
            Batch = batch,
            Row = row,
            Text = text,
            IsReadable = isReadable,
            AnnotationOf = annotationOf,
            HasLostAnnotation = annotationOf.Length - annotationOf.Count(-1) < annotations.Count,
            Findings = findings,
        };
    }

    /// <summary>Moves what curators said of quotes' paragraphs out of the columns, which are empty afterwards.</summary>
    private static Column[] TakeSaid(TableBatch batch, IEnumerable<int> columns)
    {
        Column[] said = [.. columns.Select(i => Column.Of(batch.Columns[i].Layout))];
        foreach (var (buffer, index) in said.Zip(columns))
        {
            buffer.AppendRows(batch.Columns[index], 0, batch.Columns[index].RowCount);
            batch.Columns[index].Clear();
        }
        return said;
    }
}

/// <summary>What one thread needs to derive, kept from one batch to the next.</summary>
internal sealed class DerivationScratch : IDisposable
{
    public DerivationScratch()
    {
        Annotations = new AnnotationMatcher(Nearest);
        Quotes = new QuoteFindings(Nearest);
    }

    public NormalizedDocument Document { get; } = new();

    public NearestPassage Nearest { get; } = new();

    public AnnotationMatcher Annotations { get; }

    public QuoteFindings Quotes { get; }

    public QuoteIndex Index { get; } = new();

    public List<NamePlace> Names { get; } = [];

    public void Dispose()
    {
        Document.Dispose();
        Nearest.Dispose();
        Index.Dispose();
    }
}

/// <summary>Fills the derived columns of a list table's rows.</summary>
internal sealed class ListRows(TableSchema schema, int list)
{
    private readonly DerivedColumn[] columns = DerivedColumn.Of(schema, TableKind.List);
    private readonly QuoteColumns quotes = new(schema, TableKind.List);

    public IEnumerable<int> SaidColumns => quotes.SaidColumns;

    /// <summary>Adds the quotes of one document to those that are sought together.</summary>
    public void AddTo(QuoteIndex index, DerivedDocument document, ReadOnlySpan<Column> said)
    {
        var (start, end) = document.Batch.RowsOf(list, document.Row);
        quotes.AddTo(index, document.Batch.Lists[list], start, end, said);
    }

    /// <summary>Fills the rows of one document.</summary>
    public void Append(DerivedDocument document, ReadOnlySpan<Column> said, DerivationScratch scratch)
    {
        var batch = document.Batch.Lists[list];
        var (start, end) = document.Batch.RowsOf(list, document.Row);
        for (var row = start; row < end; row++)
        {
            var facts = document.Facts with { Number = row - start + 1 };
            foreach (var derived in columns)
                derived.Append(facts, batch);
            quotes.Append(document, batch, row, said, scratch);
        }
    }
}
