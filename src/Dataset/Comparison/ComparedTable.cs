using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Schemas;

namespace Dataset.Comparison;

/// <summary>A table of two releases, or of one of them.</summary>
public sealed class ComparedTable
{
    private ITableEncoder? oldEncoder;
    private ITableEncoder? newEncoder;

    internal ComparedTable(TableSchema? old, TableSchema? now)
    {
        (Old, New) = (old, now);
        Standing = old is null
            ? TableStanding.Added
            : now is null ? TableStanding.Removed : SameKey(old, now) ? TableStanding.Kept : TableStanding.Rekeyed;
    }

    /// <summary>The table's name.</summary>
    public string Name => (New ?? Old)!.Name;

    /// <summary>Null where the table is new.</summary>
    public TableSchema? Old { get; }

    /// <summary>Null where the table is gone.</summary>
    public TableSchema? New { get; }

    /// <summary>What became of the table.</summary>
    public TableStanding Standing { get; }

    /// <summary>The names of the key's columns; those of the new key where there are two.</summary>
    public IEnumerable<string> Key => (New ?? Old)!.PrimaryKey.Select(i => (New ?? Old)!.Columns[i].Name);

    /// <summary>Writes rows of <see cref="Old"/> as JSON Lines.</summary>
    internal ITableEncoder OldEncoder => oldEncoder ??= TableFormats.JsonLines.CreateEncoder(Old!);

    /// <summary>Writes rows of <see cref="New"/> as JSON Lines.</summary>
    internal ITableEncoder NewEncoder => newEncoder ??= TableFormats.JsonLines.CreateEncoder(New!);

    private static bool SameKey(TableSchema old, TableSchema now) =>
        old.PrimaryKey.Select(i => old.Columns[i].Layout).SequenceEqual(now.PrimaryKey.Select(i => now.Columns[i].Layout));
}
