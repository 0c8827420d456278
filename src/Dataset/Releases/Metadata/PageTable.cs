using System.Text;
using System.Text.Json;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Releases.Metadata;

/// <summary>The first rows of a table as the page shows them, and what its schema says of their place in a text.</summary>
internal sealed class PageTable
{
    private readonly Dictionary<string, PageRow> byKey = new(StringComparer.Ordinal);

    private PageTable(DescribedTable table, List<JsonElement[]> rows)
    {
        (Table, Rows) = (table, [.. rows.Select((values, i) => new PageRow(this, i + 1, values))]);
        var columns = Schema.Columns;
        DocumentKey = Find(c => c.Derivation?.Is(Derivation.DocumentKey) == true);
        IsDocuments = DocumentKey >= 0 && Schema.PrimaryKey is [var key] && key == DocumentKey;
        ParagraphText = Find(c => c.Derivation?.Is(Derivation.ParagraphText) == true);
        Documents = IsDocuments ? Name
            : DocumentKey < 0 ? null
            : Schema.ForeignKeys.FirstOrDefault(k => k.Columns is [var column] && column == columns[DocumentKey].Name)?.Table;
        IsMentions = DerivedFrom("mention.start") >= 0;
        Spans =
        [
            .. IsDocuments || ParagraphText >= 0 ? [] : columns.Where(c => c.IsQuote).Select(c => c.Name).Append("mention")
                .Select(subject => new SpanColumns(
                    DerivedFrom(subject + ".paragraph"), DerivedFrom(subject + ".start"), DerivedFrom(subject + ".end")))
                .Where(s => s is { Paragraph: >= 0, Start: >= 0, End: >= 0 }),
        ];
        Label = Find(c => c is { Derivation: null, Layout.IsList: false, Constraints.Enum: null } && c.Layout.Type == ColumnType.String
            && !Schema.PrimaryKey.Contains(Schema.IndexOf(c.Name)));
        foreach (var row in Rows)
            byKey.TryAdd(row.Key, row);
    }

    public DescribedTable Table { get; }

    public TableSchema Schema => Table.Schema;

    public string Name => Table.Name;

    public IReadOnlyList<PageRow> Rows { get; }

    /// <summary>Whether these are all rows.</summary>
    public bool IsWhole => Rows.Count == Table.Table.RowCount;

    /// <summary>The column of the document's key, or -1.</summary>
    public int DocumentKey { get; }

    /// <summary>The table of the documents that the rows are or belong to, or null.</summary>
    public string? Documents { get; }

    public bool IsDocuments { get; }

    public bool IsMentions { get; }

    /// <summary>The column of what a reader calls a row, its first text beside the key, or -1.</summary>
    public int Label { get; }

    /// <summary>The column of a paragraph's text, or -1 where the rows are no paragraphs.</summary>
    public int ParagraphText { get; }

    /// <summary>Where the rows are in the text of their document.</summary>
    public IReadOnlyList<SpanColumns> Spans { get; }

    /// <summary>
    /// The first rows of all tables, from their JSON Lines files: as many as a budget of bytes has room for, and of documents only those
    /// of which every row of every table is there.
    /// </summary>
    /// <exception cref="MalformedTableException">A file is not what the schema says.</exception>
    public static IReadOnlyList<PageTable> Read(DescribedRelease release, int budgetInBytes)
    {
        var sizes = release.Tables.Select(t => t.Files(TableFormats.JsonLines).Sum(f => f.SizeInBytes)).ToArray();
        var share = sizes.Sum() <= budgetInBytes ? budgetInBytes : budgetInBytes / release.Tables.Count;
        var tables = release.Tables.Select(t => new PageTable(t, ReadRows(t, share))).ToArray();
        foreach (var documents in tables.Where(t => t.IsDocuments).ToArray())
        {
            var cut = tables.Where(t => t.Documents == documents.Name && t.DocumentKey >= 0 && !t.IsWhole).ToArray();
            if (cut.Length == 0)
                continue;
            // The last document of a table that was cut may have more rows.
            var end = cut.Select(t => t.Rows.Count == 0 ? "" : t.Rows[^1].Text(t.DocumentKey))
                .Aggregate((a, b) => Utf8Order.Compare(a, b) <= 0 ? a : b);
            for (var i = 0; i < tables.Length; i++)
                if (tables[i].Documents == documents.Name)
                    tables[i] = new(
                        tables[i].Table,
                        [.. tables[i].Rows.Where(r => Utf8Order.Compare(r.Text(tables[i].DocumentKey), end) < 0).Select(r => r.Values)]);
        }
        return tables;
    }

    /// <summary>The row whose key is this, or null.</summary>
    public PageRow? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>The column that a derivation fills, by the derivation's name, or -1.</summary>
    public int DerivedFrom(string derivation) => Find(c => c.Derivation?.Name == derivation);

    private static List<JsonElement[]> ReadRows(DescribedTable table, int budgetInBytes)
    {
        var rows = new List<JsonElement[]>();
        foreach (var file in table.Files(TableFormats.JsonLines))
        {
            using var stream = table.Release.Open(file.Path);
            var bytes = new byte[(int)Math.Min(budgetInBytes, file.SizeInBytes)];
            var rest = bytes.AsSpan(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
            budgetInBytes -= rest.Length;
            while (rest.IndexOf((byte)'\n') is >= 0 and var end)
            {
                rows.Add(ReadRow(table, file.Path, rest[..end]));
                rest = rest[(end + 1)..];
            }
            if (bytes.Length < file.SizeInBytes)
                break;
        }
        return rows;
    }

    private static JsonElement[] ReadRow(DescribedTable table, RelativePath path, ReadOnlySpan<byte> line)
    {
        try
        {
            var values = new JsonElement[table.Schema.Columns.Count];
            using var row = JsonDocument.Parse(Encoding.UTF8.GetString(line));
            var i = 0;
            foreach (var member in row.RootElement.EnumerateObject())
            {
                if (i == values.Length || member.Name != table.Schema.Columns[i].Name)
                    break;
                // Decoded once here, where half of a surrogate pair is found.
                PageRow.TextOf(member.Value);
                values[i++] = member.Value.Clone();
            }
            if (i == values.Length)
                return values;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Told below, as a row with other columns is.
        }
        throw new MalformedTableException(
            Diagnostics.Rules.PageAgrees, new(path.Value), $"Expected rows of {table.Name} as its schema says, found others.");
    }

    private int Find(Func<ColumnSchema, bool> isIt)
    {
        for (var i = 0; i < Schema.Columns.Count; i++)
            if (isIt(Schema.Columns[i]))
                return i;
        return -1;
    }
}

/// <summary>
/// A row as a page shows it. This and what else the page asks of LINQ are reference types: over value types, LINQ's code is compiled while
/// the tool runs, and the page is made in each build and each verification.
/// </summary>
/// <param name="table">Where it is.</param>
/// <param name="number">From 1.</param>
/// <param name="values">In the schema's order.</param>
internal sealed class PageRow(PageTable table, int number, JsonElement[] values)
{
    public PageTable Table => table;

    public int Number => number;

    public JsonElement[] Values => values;

    /// <summary>The row's name in the page. No table's name has a hyphen.</summary>
    public string Id => FormattableString.Invariant($"{table.Name}-{number}");

    /// <summary>The key's values, joined by what no value has.</summary>
    public string Key => string.Join('\0', table.Schema.PrimaryKey.Select(Text));

    /// <summary>What a reader calls the row: its first text beside the key, or the key.</summary>
    public string Label => table.Label >= 0 && Text(table.Label) is { Length: > 0 } text ? text : Key;

    /// <summary>The value as a reader sees it; empty for null.</summary>
    public string Text(int column) => TextOf(values[column]);

    public bool IsNull(int column) => values[column].ValueKind == JsonValueKind.Null;

    /// <summary>A whole number; -1 where it is none.</summary>
    public int Whole(int column) =>
        values[column] is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : -1;

    /// <summary>The elements of a list; the value itself where it is none; nothing for null.</summary>
    public IReadOnlyList<string> Items(int column) => values[column] switch
    {
        { ValueKind: JsonValueKind.Null } => [],
        { ValueKind: JsonValueKind.Array } list => ItemsOf(list),
        var value => [TextOf(value)],
    };

    public static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join("; ", ItemsOf(value)),
        _ => value.GetRawText(),
    };

    private static List<string> ItemsOf(JsonElement list)
    {
        var items = new List<string>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
            items.Add(TextOf(item));
        return items;
    }
}

/// <summary>The columns that say where a row is in its document: a paragraph's number, and a range of its code points.</summary>
internal sealed record SpanColumns(int Paragraph, int Start, int End);
