using Dataset.Parquet.Values;

namespace Dataset.Parquet.Writing;

/// <summary>A column's values, checked, with rows told from slots.</summary>
internal sealed class ColumnInput
{
    /// <summary>Pages and chunks stay well below the 2 GiB that readers take.</summary>
    private const int LargestTextInBytes = 1 << 30;

    private readonly ColumnValues values;

    /// <exception cref="ArgumentException">The values do not fit the column or each other.</exception>
    public ColumnInput(ParquetColumn column, in ColumnValues values, int rowCount)
    {
        this.values = values;
        Column = column;
        Shape = ColumnShape.Of(column);
        Slots = SlotValues.Of(column.Type, values);
        if (values.RowCount != rowCount)
            throw Wrong($"expected {rowCount} rows, found {values.RowCount}");
        CheckValidity("RowValidity", values.RowValidity.Span, rowCount);
        if (column.IsList)
            CheckLists();
        else if (values.ListOffsets.Length + values.ElementValidity.Length > 0)
            throw Wrong($"a column that is no list has offsets or a validity of elements");
        if (!values.Utf8Offsets.IsEmpty)
        {
            CheckAscending("UTF-8 offsets", values.Utf8Offsets.Span, values.Utf8.Length);
            if (values.Utf8Offsets.Span[^1] - values.Utf8Offsets.Span[0] > LargestTextInBytes)
                throw Wrong($"expected at most {LargestTextInBytes} bytes of text in a row group, found more: cut smaller row groups");
        }
        if (Slots.Count < FirstSlotOf(rowCount) || (!column.IsList && Slots.Count != rowCount))
            throw Wrong($"expected {FirstSlotOf(rowCount)} values, found {Slots.Count}");
        if (column.Type == ParquetType.Boolean && values.Booleans.Span.IndexOfAnyExceptInRange((byte)0, (byte)1) is >= 0 and var at)
            throw Wrong($"expected booleans of 0 or 1, found {values.Booleans.Span[at]} at {at}");
    }

    public ParquetColumn Column { get; }

    public ColumnShape Shape { get; }

    public SlotValues Slots { get; }

    public int RowCount => values.RowCount;

    public ReadOnlySpan<byte> RowValidity => values.RowValidity.Span;

    /// <summary>One byte for each slot, or none when every slot holds a value.</summary>
    public ReadOnlySpan<byte> SlotValidity => Shape.IsList ? values.ElementValidity.Span : values.RowValidity.Span;

    /// <summary>The first slot of a row; of the row after the last, the end of the slots.</summary>
    public int FirstSlotOf(int row) => Shape.IsList ? values.ListOffsets.Span[row] : row;

    /// <exception cref="ArgumentException">A text among these slots is not UTF-8.</exception>
    public void CheckValues(int fromSlot, int toSlot)
    {
        if (Slots.FindInvalid(fromSlot, toSlot) is >= 0 and var slot)
            throw Wrong($"value {slot} is not valid UTF-8");
    }

    private void CheckLists()
    {
        var offsets = values.ListOffsets.Span;
        if (offsets.Length != RowCount + 1)
            throw Wrong($"expected {RowCount + 1} list offsets, found {offsets.Length}");
        CheckAscending("list offsets", offsets, int.MaxValue);
        for (var row = 0; row < RowCount && !RowValidity.IsEmpty; row++)
        {
            if (RowValidity[row] == 0 && offsets[row] != offsets[row + 1])
                throw Wrong($"row {row} is a null list with {offsets[row + 1] - offsets[row]} elements");
        }
        if (values.ElementValidity.Length > 0)
            CheckValidity("ElementValidity", values.ElementValidity.Span, Math.Max(offsets[^1], values.ElementValidity.Length));
    }

    private void CheckValidity(string what, ReadOnlySpan<byte> validity, int count)
    {
        if (validity.Length != 0 && validity.Length != count)
            throw Wrong($"expected a {what} of {count} bytes or none, found {validity.Length}");
        if (validity.IndexOfAnyExceptInRange((byte)0, (byte)1) is >= 0 and var at)
            throw Wrong($"expected a {what} of 0 or 1, found {validity[at]} at {at}");
    }

    private void CheckAscending(string what, ReadOnlySpan<int> offsets, int end)
    {
        var last = 0;
        for (var i = 0; i < offsets.Length; i++)
        {
            if (offsets[i] < last || offsets[i] > end)
                throw Wrong($"expected {what} that ascend within 0 to {end}, found {offsets[i]} after {last} at {i}");
            last = offsets[i];
        }
    }

    private ArgumentException Wrong(FormattableString detail) =>
        new($"Column '{Column.Name}': {FormattableString.Invariant(detail)}.");
}
