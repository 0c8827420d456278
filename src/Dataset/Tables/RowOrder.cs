namespace Dataset.Tables;

/// <summary>The order of a table's rows: ascending by key columns, each column by <see cref="ScalarColumn.Compare"/>.</summary>
/// <param name="keyColumns">Indexes of the key's columns, in order of significance.</param>
/// <param name="otherKeyColumns">Their indexes in the second batch, where it has another layout; null where it has the same.</param>
internal sealed class RowOrder(IReadOnlyList<int> keyColumns, IReadOnlyList<int>? otherKeyColumns = null)
{
    /// <summary>
    /// Negative, zero or positive as row <paramref name="i"/> of <paramref name="a"/> comes before, at or after row <paramref name="j"/>
    /// of <paramref name="b"/>.
    /// </summary>
    public int Compare(TableBatch a, int i, TableBatch b, int j)
    {
        var other = otherKeyColumns ?? keyColumns;
        for (var key = 0; key < keyColumns.Count; key++)
        {
            var order = a.Columns[keyColumns[key]].AsScalar.Compare(i, (ScalarColumn)b.Columns[other[key]], j);
            if (order != 0)
                return order;
        }
        return 0;
    }

    /// <summary>Whether a part of a row's key is null: it could not be taken, and the row is in no order.</summary>
    public bool HasNullKey(TableBatch rows, int row)
    {
        foreach (var key in keyColumns)
            if (rows.Columns[key].IsNull(row))
                return true;
        return false;
    }
}
