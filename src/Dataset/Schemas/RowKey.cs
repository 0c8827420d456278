using System.Globalization;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Tables;

namespace Dataset.Schemas;

/// <summary>A row's primary key in words, for messages.</summary>
public static class RowKey
{
    /// <summary><c>article_id "a", number 3</c>.</summary>
    public static string Describe(TableSchema schema, TableBatch rows, int row) => string.Join(
        ", ", schema.PrimaryKey.Select(k => $"{schema.Columns[k].Name} {ValueOf(rows.Columns[k], row)}"));

    /// <summary>The value of a slot of a key column.</summary>
    public static string ValueOf(ColumnBuffer column, int slot) => column.IsSlotNull(slot) ? "null" : column.Layout.Type switch
    {
        ColumnType.String => Printable.Quoted(Encoding.UTF8.GetString(column.Utf8At(slot))),
        ColumnType.Date => DateText.FormatDate(column.DateAt(slot)),
        _ => column.IntegerAt(slot).ToString(CultureInfo.InvariantCulture),
    };
}
