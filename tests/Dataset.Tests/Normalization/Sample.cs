using System.Text;
using Dataset.Diagnostics;
using Dataset.Normalization;
using Dataset.Normalization.Deriving;
using Dataset.Normalization.Names;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Tables;

namespace Dataset.Tests.Normalization;

/// <summary>Documents with every derived column, made in memory: what the reading of sources would give to a deriver.</summary>
internal sealed class Sample : IDisposable
{
    public static readonly TableSchema Documents = Table(
        "notes", ["note_id"],
        Derived("note_id", ColumnType.String, "document.key"), Derived("file", ColumnType.String, "document.file"),
        Derived("sha256", ColumnType.String, "document.sha256"), Derived("bytes", ColumnType.Integer, "document.bytes"),
        Curated("title", isQuote: true), Derived("title_paragraph", ColumnType.Integer, "title.paragraph", isNullable: true),
        Derived("text", ColumnType.String, "document.text"), Derived("characters", ColumnType.Integer, "document.characters"),
        Derived("words", ColumnType.Integer, "document.words"), Derived("paragraphs", ColumnType.Integer, "document.paragraphs"));

    public static readonly TableSchema Claims = Table(
        "claims", ["note_id", "number"],
        Derived("note_id", ColumnType.String, "document.key"), Derived("number", ColumnType.Integer, "row.number"),
        Curated("quote", isQuote: true),
        Derived("quote_paragraph", ColumnType.Integer, "quote.paragraph"), Derived("start", ColumnType.Integer, "quote.start"),
        Derived("end", ColumnType.Integer, "quote.end"), Derived("text_start", ColumnType.Integer, "quote.textStart", isNullable: true),
        Derived("text_end", ColumnType.Integer, "quote.textEnd", isNullable: true));

    public static readonly TableSchema Paragraphs = Table(
        "paragraphs", ["note_id", "number"],
        Derived("note_id", ColumnType.String, "document.key"), Derived("number", ColumnType.Integer, "paragraph.number"),
        Derived("role", ColumnType.String, "paragraph.role"), Curated("remark"), Derived("line", ColumnType.Integer, "paragraph.line"),
        Derived("byte_start", ColumnType.Integer, "paragraph.byteStart"), Derived("byte_end", ColumnType.Integer, "paragraph.byteEnd"),
        Derived("text_start", ColumnType.Integer, "paragraph.textStart", isNullable: true),
        Derived("text_end", ColumnType.Integer, "paragraph.textEnd", isNullable: true),
        Derived("text", ColumnType.String, "paragraph.text"),
        Derived("characters", ColumnType.Integer, "paragraph.characters"), Derived("words", ColumnType.Integer, "paragraph.words"));

    public static readonly TableSchema Mentions = Table(
        "mentions", ["note_id", "number"],
        Derived("note_id", ColumnType.String, "document.key"), Derived("number", ColumnType.Integer, "mention.number"),
        Derived("person", ColumnType.String, "mention.entity"), Derived("name", ColumnType.String, "mention.name"),
        Derived("paragraph", ColumnType.Integer, "mention.paragraph"), Derived("start", ColumnType.Integer, "mention.start"),
        Derived("end", ColumnType.Integer, "mention.end"), Derived("text_start", ColumnType.Integer, "mention.textStart", isNullable: true),
        Derived("text_end", ColumnType.Integer, "mention.textEnd", isNullable: true));

    public static readonly TableSchema People = Table(
        "people", ["person_id"],
        new ColumnSchema
        {
            Layout = new("person_id", ColumnType.String),
            IsNullable = false,
            Description = "d",
            Constraints = ColumnConstraints.None,
        },
        new ColumnSchema
        {
            Layout = new("names", ColumnType.String, IsList: true),
            IsNullable = false,
            IsNames = true,
            Description = "d",
            Constraints = ColumnConstraints.None,
        });

    public DocumentBatch Batch { get; } = new(Documents, [Claims], Paragraphs) { Locator = new SampleLocator() };

    public TableBatch ParagraphRows { get; } = Paragraphs.CreateBatch();

    public TableBatch MentionRows { get; } = Mentions.CreateBatch();

    public DiagnosticList Findings { get; } = new();

    /// <summary>The findings as lines, in the order in which they came.</summary>
    public IReadOnlyList<string> Lines => [.. Findings.Kept.Select(f => f.ToString())];

    /// <summary>
    /// Adds a document; quotes are <c>words</c> or <c>words@paragraph</c>, annotations <c>role:first words</c> or <c>role:number:first
    /// words</c>.
    /// </summary>
    public Sample Add(string key, ReadOnlySpan<byte> content, string? title = null, string[]? quotes = null, string[]? annotations = null)
    {
        Batch.Keys.AppendUtf8(Encoding.UTF8.GetBytes(key));
        Batch.Contents.AppendUtf8(content);
        AppendQuote(Batch.Documents, Documents, "title", title);
        foreach (var quote in quotes ?? [])
            AppendQuote(Batch.Lists[0], Claims, "quote", quote);
        var list = new List<ParagraphAnnotation>();
        foreach (var annotation in annotations ?? [])
        {
            var parts = annotation.Split(':', 3);
            var remarks = Batch.Annotations.Columns[Paragraphs.IndexOf("remark")];
            remarks.AsText.AppendText("remark " + remarks.RowCount);
            list.Add(new(
                parts[^1], parts.Length == 3 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : null,
                parts[0].Length == 0 ? null : parts[0], remarks.RowCount - 1, new Location(key + ".yaml", 10 + list.Count, 12)));
        }
        Batch.EndDocument(new(key + ".txt", 0), list);
        return this;
    }

    public Sample Add(string key, string content, string? title = null, string[]? quotes = null, string[]? annotations = null) =>
        Add(key, Encoding.UTF8.GetBytes(content), title, quotes, annotations);

    public ISourceLocator Derive(NameIndex? names = null) =>
        new Deriver(Recipe.Text1, Documents, [Claims], Paragraphs, names is null ? null : Mentions, names)
            .Derive(Batch, ParagraphRows, names is null ? null : MentionRows, Findings);

    /// <summary>A row as text: values parted by <c>|</c>, null as <c>-</c>.</summary>
    public static string Row(TableBatch batch, int row) => string.Join('|', batch.Columns.Select(c =>
        c.IsNull(row) ? "-"
        : c.AsScalar.TextOf(row)));

    public static IEnumerable<string> Rows(TableBatch batch) => Enumerable.Range(0, batch.RowCount).Select(r => Row(batch, r));

    /// <summary>People by key and names: <c>ada=Ada Stone,Ada</c>.</summary>
    public static NameIndex Names(DiagnosticList findings, params string[] people)
    {
        using var batch = People.CreateBatch();
        foreach (var person in people)
        {
            var parts = person.Split('=');
            batch.Columns[0].AsText.AppendText(parts[0]);
            var names = (ListColumn)batch.Columns[1];
            foreach (var name in parts[1].Split(','))
                names.Elements.AsText.AppendText(name);
            names.EndList();
        }
        return NameIndex.Create(People, batch, new SampleLocator(), findings);
    }

    public void Dispose()
    {
        Batch.Dispose();
        ParagraphRows.Dispose();
        MentionRows.Dispose();
    }

    private static void AppendQuote(TableBatch batch, TableSchema schema, string column, string? value)
    {
        var said = batch.Columns[schema.IndexOf((column == "title" ? "title" : "quote") + "_paragraph")];
        var parts = value?.Split('@');
        if (value is null || parts![0].Length == 0)
            batch.Columns[schema.IndexOf(column)].AppendNull();
        else
            batch.Columns[schema.IndexOf(column)].AsText.AppendText(parts[0]);
        if (parts is [_, var number])
            said.AsIntegers.Append(long.Parse(number, System.Globalization.CultureInfo.InvariantCulture));
        else
            said.AppendNull();
    }

    private static TableSchema Table(string name, string[] key, params ColumnSchema[] columns) => new(
        name, name, name, columns, key, [], default);

    private static ColumnSchema Curated(string name, bool isQuote = false) => new()
    {
        Layout = new(name, ColumnType.String),
        IsNullable = true,
        IsQuote = isQuote,
        Description = "d",
        Constraints = ColumnConstraints.None,
    };

    private static ColumnSchema Derived(string name, ColumnType type, string derivation, bool isNullable = false) => new()
    {
        Layout = new(name, type),
        IsNullable = isNullable,
        Derivation = new(derivation),
        Description = "d",
        Constraints = ColumnConstraints.None,
    };

    private sealed class SampleLocator : ISourceLocator
    {
        public Location Locate(string table, int row, string? column, int element = -1) =>
            new($"{table}.{column}{(element < 0 ? "" : $"[{element}]")}", row + 1, 0);

        public Location LocateText(int document) => new($"text-{document}.txt");
    }
}
