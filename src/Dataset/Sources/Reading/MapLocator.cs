using Dataset.Diagnostics;
using Dataset.Syntax;
using Dataset.Tables;

namespace Dataset.Sources.Reading;

/// <summary>
/// Finds values in records that are mappings: columns are their keys, the rows of list tables the entries of their lists.
/// </summary>
internal abstract class MapLocator(SourceContext context) : ISourceLocator
{
    protected SourceContext Context { get; } = context;

    /// <summary>The batch, once there is one; it knows which rows of a list belong to which document.</summary>
    public DocumentBatch? Documents { get; set; }

    public Location Locate(string table, int row, string? column, int element = -1)
    {
        if (table == Context.Table.Name)
            return column is null
                ? PlaceOf(row)
                : PlaceIn(RecordOf(row), InRecord(column), element) ?? WithoutKey(row, column);
        for (var i = 0; i < Context.Table.Lists.Count; i++)
        {
            if (Context.Table.Lists[i].Name != table)
                continue;
            var document = Documents!.DocumentOf(i, row);
            var list = RecordOf(document)?.Find(Context.Table.Lists[i].Source.Field!)?.Value as SourceList;
            var item = list?.Items[row - Documents.RowsOf(i, document).Start];
            return PlaceIn(item as SourceMap, KeyOf(Context.Table.Lists[i], column), element) ?? item?.Location ?? PlaceOf(document);
        }
        throw new ArgumentException($"The locator of {Context.Table.Name} knows nothing of {table}.", nameof(table));
    }

    public abstract Location LocateText(int document);

    /// <summary>The record of a row of the table, or null where it cannot be told any more.</summary>
    protected abstract SourceMap? RecordOf(int row);

    /// <summary>The place of a row's record.</summary>
    protected abstract Location PlaceOf(int row);

    /// <summary>The place of the key's value, or null where the record does not have it.</summary>
    protected static Location? PlaceIn(SourceMap? record, string? column, int element)
    {
        if (record is null || column is null || record.Find(column)?.Value is not { } value)
            return null;
        return element >= 0 && value is SourceList list && element < list.Items.Count ? list.Items[element].Location : value.Location;
    }

    private string InRecord(string column) =>
        Context.Plan.Keys.FirstOrDefault(k => k.Column?.Name == column)?.InRecord ?? KeyOf(Context.Table, column)!;

    private static string? KeyOf(SourceTable table, string? column) =>
        column is not null && table.Schema.Find(column) is >= 0 and var index ? table.Schema.Columns[index].NameInSource : column;

    /// <summary>The place of a column that the record has no key for.</summary>
    protected virtual Location WithoutKey(int row, string? column) => PlaceOf(row);
}
