using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Sources;

/// <summary>
/// Some documents as they were read: their texts' bytes, and the columns that curators wrote. The columns that the
/// build derives are still empty; normalisation fills them in place.
/// </summary>
internal sealed class DocumentBatch : IDisposable
{
    private readonly List<int> listEnds = [];
    private readonly List<IReadOnlyList<ParagraphAnnotation>> annotations = [];
    private readonly List<DocumentOrigin> origins = [];
    private int annotationCount;

    /// <param name="documents">The documents' table.</param>
    /// <param name="lists">The tables whose rows are lists in the documents' metadata, in the descriptor's order.</param>
    /// <param name="paragraphs">The table of their paragraphs, or null where there is none.</param>
    public DocumentBatch(TableSchema documents, IReadOnlyList<TableSchema> lists, TableSchema? paragraphs)
    {
        Documents = documents.CreateBatch();
        Lists = [.. lists.Select(l => l.CreateBatch())];
        Annotations = paragraphs?.CreateBatch() ?? new TableBatch([]);
    }

    public int Count => origins.Count;

    /// <summary>A row for each document. Curated columns are filled, derived ones have no rows yet.</summary>
    public TableBatch Documents { get; }

    /// <summary>For each list table the rows of all documents, one document after another; derived columns have no rows yet.</summary>
    public IReadOnlyList<TableBatch> Lists { get; }

    /// <summary>The curated columns of the paragraphs' table, a row for each annotation; derived columns have no rows.</summary>
    public TableBatch Annotations { get; }

    /// <summary>
    /// Each document's key: the file's name without its ending, or the record's key column; null where it could not be taken.
    /// </summary>
    public TextColumn Keys { get; } = new(new ColumnLayout("key", ColumnType.String));

    /// <summary>
    /// Each document's text, byte for byte as received, or in UTF-8 where another encoding is declared, with spaces for front matter; null
    /// where it could not be taken.
    /// </summary>
    public TextColumn Contents { get; } = new(new ColumnLayout("content", ColumnType.String));

    /// <summary>
    /// Whether <see cref="Contents"/> are known to be UTF-8, as records are; a file of its own may be anything.
    /// </summary>
    public bool HasUtf8Contents { get; init; }

    public IReadOnlyList<DocumentOrigin> Origins => origins;

    /// <summary>A hash of each document's normalised text, by a secret of this run; null of one that cannot be read.</summary>
    public List<UInt128?> TextHashes { get; } = [];

    /// <summary>Whether a list could not be taken, so that <see cref="Lists"/> lack its rows.</summary>
    public bool LacksListRows { get; set; }

    /// <summary>Tells where the batch's values are in the sources.</summary>
    public required ISourceLocator Locator { get; init; }

    /// <summary>The rows of <see cref="Lists"/>[<paramref name="list"/>] that belong to a document.</summary>
    public (int Start, int End) RowsOf(int list, int document) =>
        (document == 0 ? 0 : listEnds[(document - 1) * Lists.Count + list], listEnds[document * Lists.Count + list]);

    /// <summary>The document to which a row of <see cref="Lists"/>[<paramref name="list"/>] belongs.</summary>
    public int DocumentOf(int list, int row)
    {
        var (low, high) = (0, Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = row < RowsOf(list, middle).End ? (low, middle) : (middle + 1, high);
        }
        return low;
    }

    /// <summary>What curators wrote of single paragraphs of a document, in their order.</summary>
    public IReadOnlyList<ParagraphAnnotation> AnnotationsOf(int document) => annotations[document];

    /// <summary>Ends a document whose columns, list rows, key and content have been appended.</summary>
    public void EndDocument(DocumentOrigin origin, IReadOnlyList<ParagraphAnnotation> paragraphAnnotations)
    {
        origins.Add(origin);
        annotations.Add(paragraphAnnotations);
        foreach (var list in Lists)
            listEnds.Add(CuratedRows(list));
    }

    /// <summary>Counts an annotation whose curated columns are appended to <see cref="Annotations"/>, and gives its row there.</summary>
    internal int AppendAnnotation() => annotationCount++;

    /// <summary>Takes away what was appended for a document that has not been ended.</summary>
    internal void AbandonDocument()
    {
        Documents.TruncateRows(Count);
        for (var i = 0; i < Lists.Count; i++)
            Lists[i].TruncateRows(Count == 0 ? 0 : RowsOf(i, Count - 1).End);
        Keys.TruncateRows(Count);
        Contents.TruncateRows(Count);
    }

    public void Dispose()
    {
        Documents.Dispose();
        foreach (var list in Lists)
            list.Dispose();
        Annotations.Dispose();
        Keys.Dispose();
        Contents.Dispose();
        Source?.Dispose();
    }

    /// <summary>What the locator reads from, kept as long as the batch.</summary>
    internal IDisposable? Source { get; init; }

    /// <summary>A list's curated columns all have the same length here; derived ones are empty, so the longest tells.</summary>
    private static int CuratedRows(TableBatch list)
    {
        var rows = 0;
        foreach (var column in list.Columns)
            rows = Math.Max(rows, column.RowCount);
        return rows;
    }
}

/// <summary>Where a document came from.</summary>
/// <param name="File">The file with its text, relative to the source folder, with <c>/</c> between names.</param>
/// <param name="Line">The 1-based line of its record in what is read of a file of many; 0 where the file is the document.</param>
internal readonly record struct DocumentOrigin(string File, int Line)
{
    /// <summary>The file, where its bytes are not what was read of it as UTF-8; else null.</summary>
    public ReceivedFile? Received { get; init; }

    /// <summary>The name of the file whose metadata may declare another encoding; null of a record.</summary>
    public string? EncodingDeclaredIn { get; init; }
}

/// <summary>What a curator wrote of one paragraph of a document.</summary>
/// <param name="Begins">The paragraph's first words in its normalised text.</param>
/// <param name="Number">Its 1-based number, or null where <paramref name="Begins"/> alone tells it.</param>
/// <param name="Role">What it is, such as <c>headline</c>; null where it is running text.</param>
/// <param name="Row">The row of <see cref="DocumentBatch.Annotations"/> with the other curated columns.</param>
/// <param name="Location">Of <paramref name="Begins"/>.</param>
internal sealed record ParagraphAnnotation(string Begins, int? Number, string? Role, int Row, Location Location);

/// <summary>Some rows of a table from records, complete, in the order of their source.</summary>
internal sealed class RecordBatch : IDisposable
{
    public required TableBatch Rows { get; init; }

    /// <summary>Tells where the batch's values are in the source.</summary>
    public required ISourceLocator Locator { get; init; }

    /// <summary>What the locator reads from, kept as long as the batch.</summary>
    internal IDisposable? Source { get; init; }

    public void Dispose()
    {
        Rows.Dispose();
        Source?.Dispose();
    }
}
