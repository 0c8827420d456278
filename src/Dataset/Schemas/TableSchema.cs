using Dataset.Tables;

namespace Dataset.Schemas;

/// <summary>A table as its JSON Schema describes it: all columns in order, the key, the references.</summary>
public sealed class TableSchema
{
    private readonly Dictionary<string, int> indexes;

    internal TableSchema(
        string name, string title, string description, IReadOnlyList<ColumnSchema> columns,
        IReadOnlyList<string> primaryKey, IReadOnlyList<ForeignKey> foreignKeys, ReadOnlyMemory<byte> json,
        IReadOnlyList<RowRule>? rowRules = null)
    {
        (Name, Title, Description, Columns, ForeignKeys, Json) = (name, title, description, columns, foreignKeys, json);
        RowRules = rowRules ?? [];
        indexes = new Dictionary<string, int>(columns.Count, StringComparer.Ordinal);
        for (var i = 0; i < columns.Count; i++)
            indexes.Add(columns[i].Name, i);
        PrimaryKey = [.. primaryKey.Select(IndexOf)];
        Layouts = [.. columns.Select(c => c.Layout)];
    }

    /// <summary>The table's name.</summary>
    public string Name { get; }

    /// <summary>The table's title.</summary>
    public string Title { get; }

    /// <summary>What a row is, in words.</summary>
    public string Description { get; }

    internal IReadOnlyList<ColumnSchema> Columns { get; }

    /// <summary>The columns' layouts, in order.</summary>
    internal IReadOnlyList<ColumnLayout> Layouts { get; }

    /// <summary>Indexes of the columns that together tell a row from every other, in order of significance; at least one.</summary>
    public IReadOnlyList<int> PrimaryKey { get; }

    internal IReadOnlyList<ForeignKey> ForeignKeys { get; }

    /// <summary>What a row has to keep between its columns.</summary>
    internal IReadOnlyList<RowRule> RowRules { get; }

    /// <summary>The schema file's bytes, as they are copied into a release.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>The index of a column that is there.</summary>
    public int IndexOf(string column) => indexes[column];

    /// <summary>The index of a column, or -1.</summary>
    public int Find(string column) => indexes.GetValueOrDefault(column, -1);

    /// <summary>The column that a derivation fills, but for those of quotes; or null.</summary>
    internal ColumnSchema? ColumnOf(Derivation derivation) => Columns.FirstOrDefault(c => c.Derivation?.Is(derivation) == true);

    /// <summary>The same without references to tables that cannot be read.</summary>
    internal TableSchema WithoutReferencesTo(Predicate<string> isLost) => !ForeignKeys.Any(k => isLost(k.Table)) ? this
        : new(
            Name, Title, Description, Columns, [.. PrimaryKey.Select(i => Columns[i].Name)], [.. ForeignKeys.Where(k => !isLost(k.Table))],
            Json);

    /// <summary>An empty batch with the table's columns.</summary>
    public TableBatch CreateBatch() => new(Layouts);
}

/// <summary>A list in a document's metadata.</summary>
/// <param name="Field">The key that holds it.</param>
/// <param name="Table">The table of its rows.</param>
internal sealed record MetadataList(string Field, TableSchema Table);

/// <summary>A row's primary key in words, for messages.</summary>
internal static class RowKey
{
    /// <summary><c>article_id "a", number 3</c>.</summary>
    public static string Describe(TableSchema schema, TableBatch rows, int row) => string.Join(
        ", ", schema.PrimaryKey.Select(k => $"{schema.Columns[k].Name} {rows.Columns[k].AsScalar.Describe(row)}"));
}

/// <summary>Where a table's rows come from: <c>from:</c> of the descriptor.</summary>
public enum TableKind
{
    /// <summary><c>documents</c>: one row for each text with its metadata.</summary>
    Documents,

    /// <summary><c>paragraphs</c>: one row for each paragraph of the documents.</summary>
    Paragraphs,

    /// <summary><c>list</c>: one row for each element of a list in the documents' metadata.</summary>
    List,

    /// <summary><c>records</c>: one row for each record of a file.</summary>
    Records,

    /// <summary><c>mentions</c>: one row for each place where a document names an entity.</summary>
    Mentions,
}
