using Dataset.Diagnostics;
using Dataset.Releases;
using Dataset.Schemas;
using Dataset.Schemas.Reading;
using Dataset.Tables;

namespace Dataset.Verification;

/// <summary>A table of a release, and where its rows came from, as its schema tells.</summary>
/// <param name="Table">As the manifest names it.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="Kind">Where its rows came from.</param>
internal sealed record KindOfTable(ManifestTable Table, TableSchema Schema, TableKind Kind)
{
    /// <summary>
    /// The kind, which the key tells (<see cref="SchemaChecks"/>): a document's own key alone is that of documents, with another column
    /// behind it that of what is made of them. A table of another key is of records.
    /// </summary>
    public static KindOfTable Of(ManifestTable table, TableSchema schema)
    {
        bool Has(DerivationSubject subject, TableKind kind) =>
            schema.Columns.Any(c => c.Derivation?.In(kind, out _) is { } derivation && derivation.Subject == subject);
        return new(table, schema,
            schema.Columns[schema.PrimaryKey[0]].Derivation?.Is(Derivation.DocumentKey) != true ? TableKind.Records
            : schema.PrimaryKey.Count == 1 ? TableKind.Documents
            : schema.Columns.Any(c => c.IsQuote) ? TableKind.List
            : Has(DerivationSubject.Paragraph, TableKind.Paragraphs) ? TableKind.Paragraphs
            : Has(DerivationSubject.Mention, TableKind.Mentions) ? TableKind.Mentions
            : TableKind.List);
    }

    /// <summary>
    /// The documents of a table that is made of them: the only ones, or those that its key refers to; null where that is not told.
    /// </summary>
    public static TableSchema? DocumentsOf(KindOfTable table, IReadOnlyList<KindOfTable> tables)
    {
        var documents = tables.Where(t => t.Kind == TableKind.Documents).ToArray();
        return documents.Length == 1 ? documents[0].Schema : Referred(table, table.Schema.PrimaryKey[0], documents);
    }

    /// <summary>The table that has the names of a table of mentions; null where that is not told.</summary>
    public static KindOfTable? EntitiesOf(KindOfTable mentions, IReadOnlyList<KindOfTable> tables)
    {
        var named = tables.Where(t => t.Schema.Columns.Any(c => c.IsNames) && t.Schema.PrimaryKey.Count == 1).ToArray();
        var entity = mentions.Schema.Columns.ToList().FindIndex(c => c.Derivation?.Name == "mention.entity");
        return named.Length == 1 ? named[0]
            : Referred(mentions, entity, named) is { } schema ? named.First(t => t.Schema == schema) : null;
    }

    /// <summary>Whether the rows are there with the sizes that the manifest lists.</summary>
    public bool IsReadable(ReleaseContents release) => Table.Parts.All(p => release.IsAsListed(p.Files[0]));

    private static TableSchema? Referred(KindOfTable table, int column, KindOfTable[] among) =>
        among.FirstOrDefault(t => table.Schema.ForeignKeys.Any(
            k => k.Table == t.Schema.Name && k.Columns.Count == 1 && table.Schema.IndexOf(k.Columns[0]) == column))?.Schema;
}

/// <summary>A table that is made of documents, while some of its rows are derived again.</summary>
internal sealed class DerivedChild
{
    private readonly int[] orderedBy;
    private readonly bool isSortedByKey;
    private int taken;

    /// <param name="kind">Where its rows came from.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">What is derived again.</param>
    public DerivedChild(TableKind kind, KeyedRows rows, Rederived columns)
    {
        (Kind, Rows, Columns) = (kind, rows, columns);
        Words = new(rows.Schema, kind);
        orderedBy = OrderOf(rows.Schema, kind);
        isSortedByKey = rows.Schema.PrimaryKey.Skip(1).Take(orderedBy.Length).SequenceEqual(orderedBy);
    }

    public TableKind Kind { get; }

    public KeyedRows Rows { get; }

    public Rederived Columns { get; }

    /// <summary>What has a place in the text.</summary>
    public PlacedWords Words { get; }

    /// <summary>Whether the rows tell in which order they are derived; that of a list is any, where they don't.</summary>
    public bool IsOrdered => orderedBy.Length > 0 || Kind == TableKind.List;

    /// <summary>Rows in the order in which they are derived.</summary>
    public List<int> Ordered { get; } = [];

    /// <summary>Whether that is the order of the release.</summary>
    public bool IsInOrder { get; private set; }

    /// <summary>For each document the end of its rows in <see cref="Ordered"/>.</summary>
    public List<int> Ends { get; } = [];

    /// <summary>The rows of the last document, in order.</summary>
    public IReadOnlyList<int> Last => Ordered.GetRange(StartOf(Ends.Count - 1), Ends[^1] - StartOf(Ends.Count - 1));

    /// <summary>Where the rows of a document begin in <see cref="Ordered"/>.</summary>
    public int StartOf(int document) => document == 0 ? 0 : Ends[document - 1];

    /// <summary>Begins with other documents.</summary>
    public void Begin()
    {
        Rows.Clear();
        Ordered.Clear();
        Ends.Clear();
        (taken, IsInOrder) = (0, true);
    }

    /// <summary>Takes what was read last as the rows of the next document; gives their size.</summary>
    public long EndDocument()
    {
        var (first, count) = (taken, Rows.Rows.RowCount - taken);
        for (; taken < Rows.Rows.RowCount; taken++)
            Ordered.Add(taken);
        Ends.Add(taken);
        if (!isSortedByKey)
            Sort(first, count);
        return Rows.Rows.SizeOfRows(first, count);
    }

    /// <summary>The columns by which the rows of a document are in the order in which they are derived; none where none tell.</summary>
    public static int[] OrderOf(TableSchema schema, TableKind kind)
    {
        int[]? Columns(params string[] names)
        {
            var found = names.Select(n => schema.Columns.ToList().FindIndex(c => c.Derivation?.Name == n)).ToArray();
            return found.Contains(-1) ? null : found;
        }
        return kind switch
        {
            TableKind.Paragraphs => Columns("paragraph.number") ?? Columns("paragraph.byteStart") ?? Columns("paragraph.line"),
            TableKind.Mentions => Columns("mention.number") ?? Columns("mention.paragraph", "mention.start"),
            _ => Columns("row.number"),
        } ?? [];
    }

    private void Sort(int first, int count)
    {
        var order = new RowOrder(orderedBy);
        int Compare(int a, int b) => order.Compare(Rows.Rows, a, Rows.Rows, b) is not 0 and var by ? by : a.CompareTo(b);
        for (var i = first + 1; i < taken; i++)
            if (Compare(Ordered[i - 1], Ordered[i]) > 0)
            {
                Ordered.Sort(first, count, Comparer<int>.Create(Compare));
                IsInOrder = false;
                break;
            }
    }
}
