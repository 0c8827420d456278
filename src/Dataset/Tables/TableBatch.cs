using Dataset.Text;

namespace Dataset.Tables;

/// <summary>A run of a table's rows, column by column: the data on its way from sources to files.</summary>
public sealed class TableBatch : IDisposable
{
    private readonly Column[] columns;

    /// <summary>The rows of each column that were refused, ascending, since a value is refused as it is appended.</summary>
    private List<int>?[]? refused;

    internal TableBatch(IEnumerable<ColumnLayout> layouts) => columns = [.. layouts.Select(Column.Of)];

    internal IReadOnlyList<Column> Columns => columns;

    /// <summary>Rows that are complete in every column.</summary>
    public int RowCount => columns.Length == 0 ? 0 : columns[^1].RowCount;

    /// <summary>About what its rows take in memory, the measure by which batches are cut; the same for the same rows.</summary>
    public long SizeInBytes => SizeOfRows(0, RowCount);

    /// <summary>What some of its rows take, counted as <see cref="SizeInBytes"/> counts.</summary>
    public long SizeOfRows(int start, int count)
    {
        var size = 0L;
        foreach (var column in columns)
            size += column.SizeOfRows(start, count);
        return size;
    }

    /// <summary>The elements of all lists of a row.</summary>
    internal long ElementsOf(int row)
    {
        var count = 0L;
        foreach (var column in columns)
            if (column is ListColumn list && list.ElementsOf(row) is var (start, end))
                count += end - start;
        return count;
    }

    /// <summary>How many rows from <paramref name="start"/> on take at most <paramref name="most"/> bytes together.</summary>
    public int RowsWithin(int start, long most)
    {
        var (fits, tooMany) = (0, RowCount - start + 1);
        while (tooMany - fits > 1)
        {
            var middle = fits + (tooMany - fits) / 2;
            if (SizeOfRows(start, middle) <= most)
                fits = middle;
            else
                tooMany = middle;
        }
        return fits;
    }

    /// <summary>What each column holds, for another batch that is to hold as much.</summary>
    internal IReadOnlyList<ColumnRoom> Room => [.. columns.Select(c => c.Room)];

    /// <summary>Makes room for so much in each column.</summary>
    internal void Reserve(IReadOnlyList<ColumnRoom> room)
    {
        for (var i = 0; i < columns.Length; i++)
            columns[i].Reserve(room[i]);
    }

    /// <summary>
    /// Says that a value, or an element of a list, could not be taken: a finding tells why, null takes its place, and no other rule judges
    /// it.
    /// </summary>
    /// <param name="column">The column.</param>
    /// <param name="row">Its last row, or the next.</param>
    internal void Refuse(int column, int row) => ((refused ??= new List<int>?[columns.Length])[column] ??= []).Add(row);

    /// <summary>Whether the value or an element of it could not be taken.</summary>
    internal bool IsRefused(int column, int row) => refused?[column]?.BinarySearch(row) >= 0;

    /// <summary>Appends rows of another batch of the same layout.</summary>
    public void AppendRows(TableBatch source, int start, int count)
    {
        for (var i = 0; i < columns.Length; i++)
            columns[i].AppendRows(source.columns[i], start, count);
    }

    /// <summary>Appends all rows as bytes, for <see cref="Load"/> in the same process.</summary>
    internal void Save(PooledList<byte> target)
    {
        foreach (var column in columns)
            column.Save(target);
    }

    /// <summary>Fills an empty batch with what <see cref="Save"/> of one with the same layout wrote.</summary>
    internal void Load(int rowCount, ref ReadOnlySpan<byte> source)
    {
        foreach (var column in columns)
            column.Load(rowCount, ref source);
    }

    /// <summary>Takes away every row from <paramref name="rowCount"/> on, also where only some columns have it.</summary>
    public void TruncateRows(int rowCount)
    {
        foreach (var column in columns)
            column.TruncateRows(Math.Min(rowCount, column.RowCount));
        foreach (var rows in refused ?? [])
            while (rows is [.., var last] && last >= rowCount)
                rows.RemoveAt(rows.Count - 1);
    }

    /// <summary>Removes all rows; the room stays.</summary>
    public void Clear()
    {
        foreach (var column in columns)
            column.Clear();
        refused = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var column in columns)
            column.Dispose();
    }
}
