using Dataset.Tables;

namespace Dataset.Schemas;

/// <summary>A table as its JSON Schema describes it: all columns in order, the key, the references.</summary>
public sealed class TableSchema
{
    private readonly Dictionary<string, int> indexes;

    public TableSchema(
        string name, string title, string description, IReadOnlyList<ColumnSchema> columns,
        IReadOnlyList<string> primaryKey, IReadOnlyList<ForeignKey> foreignKeys, ReadOnlyMemory<byte> json)
    {
        (Name, Title, Description, Columns, ForeignKeys, Json) = (name, title, description, columns, foreignKeys, json);
        indexes = new Dictionary<string, int>(columns.Count, StringComparer.Ordinal);
        for (var i = 0; i < columns.Count; i++)
            indexes.Add(columns[i].Name, i);
        PrimaryKey = [.. primaryKey.Select(IndexOf)];
        Layouts = [.. columns.Select(c => c.Layout)];
    }

    public string Name { get; }

    public string Title { get; }

    public string Description { get; }

    public IReadOnlyList<ColumnSchema> Columns { get; }

    /// <summary>The columns' layouts, in order.</summary>
    public IReadOnlyList<ColumnLayout> Layouts { get; }

    /// <summary>Indexes of the columns that together tell a row from every other, in order of significance; at least one.</summary>
    public IReadOnlyList<int> PrimaryKey { get; }

    public IReadOnlyList<ForeignKey> ForeignKeys { get; }

    /// <summary>The schema file's bytes, as they are copied into a release.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>The index of a column that is there.</summary>
    public int IndexOf(string column) => indexes[column];

    /// <summary>The index of a column, or -1.</summary>
    public int Find(string column) => indexes.GetValueOrDefault(column, -1);

    public TableBatch CreateBatch() => new(Layouts);
}
