namespace Dataset.Tables;

/// <summary>The order of a table's rows: ascending by key columns, strings by UTF-8 bytes, integers and dates by value.</summary>
/// <param name="keyColumns">Indexes of the key's columns, in order of significance.</param>
/// <param name="otherKeyColumns">Their indexes in the second batch, where it has another layout; null where it has the same.</param>
internal sealed class RowOrder(IReadOnlyList<int> keyColumns, IReadOnlyList<int>? otherKeyColumns = null)
{
    /// <summary>
    /// Negative, zero or positive as row <paramref name="i"/> of <paramref name="a"/> stands before, at or after row <paramref name="j"/>
    /// of <paramref name="b"/>.
    /// </summary>
    public int Compare(TableBatch a, int i, TableBatch b, int j)
    {
        var other = otherKeyColumns ?? keyColumns;
        for (var key = 0; key < keyColumns.Count; key++)
        {
            var order = Compare(a.Columns[keyColumns[key]], i, b.Columns[other[key]], j);
            if (order != 0)
                return order;
        }
        return 0;
    }

    private static int Compare(ColumnBuffer a, int i, ColumnBuffer b, int j)
    {
        // Null keys are refused by the schema's check; here they only have to stand somewhere.
        if (a.IsNull(i) || b.IsNull(j))
            return b.IsNull(j).CompareTo(a.IsNull(i));
        return a.Layout.Type switch
        {
            ColumnType.String => a.Utf8At(i).SequenceCompareTo(b.Utf8At(j)),
            ColumnType.Date => a.DateAt(i).CompareTo(b.DateAt(j)),
            _ => a.IntegerAt(i).CompareTo(b.IntegerAt(j)),
        };
    }
}
