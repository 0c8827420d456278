using System.Text;
using Dataset.Formats.Rows;
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
        new([.. schema.PrimaryKey.Select(k => TextOf(rows.Columns[k], row))]);

    /// <summary>
    /// Appends the key to columns that <see cref="CreateBatch"/> made; false, and rows are then not complete, where it is no key of the
    /// table.
    /// </summary>
    internal bool TryAppendTo(TableBatch keys) =>
        Values.Count == keys.Columns.Count && Values.Zip(keys.Columns)
            .All(pair => TryAppend(Encoding.UTF8.GetBytes(pair.First), pair.Second));

    /// <summary>Columns for keys of a table, in the order of the key.</summary>
    internal static TableBatch CreateBatch(TableSchema schema) => new(schema.PrimaryKey.Select(k => schema.Columns[k].Layout));

    private static bool TryAppend(ReadOnlySpan<byte> text, ColumnBuffer column)
    {
        if (column.Layout.Type != ColumnType.String)
            return ValueText.TryAppend(text, column);
        column.AppendUtf8(text);
        return true;
    }

    private static string TextOf(ColumnBuffer column, int row)
    {
        if (column.Layout.Type == ColumnType.String)
            return Encoding.UTF8.GetString(column.Utf8At(row));
        using var text = new PooledList<byte>();
        ValueText.Write(column, row, text);
        return Encoding.UTF8.GetString(text.Span);
    }
}
