using System.Text;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Building;

/// <summary>A row's primary key, each value as CSV has it.</summary>
/// <param name="Values">In the order of the key's columns.</param>
public sealed record KeyText(IReadOnlyList<string> Values)
{
    /// <summary>The key for people: <c>"bridge", "3"</c>.</summary>
    public override string ToString() => string.Join(", ", Values.Select(v => Printable.Quoted(v)));

    /// <summary>The key of a row.</summary>
    internal static KeyText Of(TableSchema schema, TableBatch rows, int row) =>
        new([.. schema.PrimaryKey.Select(k => rows.Columns[k].AsScalar.TextOf(row))]);

    /// <summary>The key in columns that <see cref="CreateBatch"/> made.</summary>
    internal static KeyText Of(TableBatch key) => new([.. key.Columns.Select(c => c.AsScalar.TextOf(0))]);

    /// <summary>
    /// Appends the key to columns that <see cref="CreateBatch"/> made; false, and rows are then not complete, where it is no key of the
    /// table.
    /// </summary>
    internal bool TryAppendTo(TableBatch keys) =>
        Values.Count == keys.Columns.Count
        && Values.Zip(keys.Columns).All(pair => pair.Second.AsScalar.TryAppend(Encoding.UTF8.GetBytes(pair.First)));

    /// <summary>Columns for keys of a table, in the order of the key.</summary>
    internal static TableBatch CreateBatch(TableSchema schema) => new(schema.PrimaryKey.Select(k => schema.Columns[k].Layout));
}
