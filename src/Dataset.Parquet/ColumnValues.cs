namespace Dataset.Parquet;

/// <summary>
/// The values of one column for a run of rows: what the writer takes and the reader gives. A view over memory that
/// the caller owns; it must not change while an encoder reads it.
/// </summary>
/// <remarks>
/// A slot is a row of a flat column, or an element of a list. Values are dense: there is a slot for each row (or
/// element), and a null's slot is 0, or of no length. Exactly one kind of values is set, the one that the column's
/// type takes.
/// </remarks>
public readonly record struct ColumnValues
{
    /// <summary>The number of rows.</summary>
    public required int RowCount { get; init; }

    /// <summary>One byte for each row, 1 where there is a value (or a list), 0 where there is none; empty when every row has one.</summary>
    public ReadOnlyMemory<byte> RowValidity { get; init; }

    /// <summary>
    /// Lists only: <see cref="RowCount"/> + 1 ascending offsets into the elements. A null list has an empty range. The
    /// first may be above 0 (a slice).
    /// </summary>
    public ReadOnlyMemory<int> ListOffsets { get; init; }

    /// <summary>Lists only: one byte for each element, 1 where there is a value; empty when every element has one.</summary>
    public ReadOnlyMemory<byte> ElementValidity { get; init; }

    /// <summary>Text only: the UTF-8 bytes of all slots.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; init; }

    /// <summary>Text only: slots + 1 ascending offsets into <see cref="Utf8"/>. The first may be above 0 (a slice).</summary>
    public ReadOnlyMemory<int> Utf8Offsets { get; init; }

    /// <summary><see cref="ParquetType.Integer"/>, and <see cref="ParquetType.DateTime"/> in microseconds.</summary>
    public ReadOnlyMemory<long> Integers { get; init; }

    /// <summary><see cref="ParquetType.Number"/>.</summary>
    public ReadOnlyMemory<double> Numbers { get; init; }

    /// <summary><see cref="ParquetType.Date"/>, in days.</summary>
    public ReadOnlyMemory<int> Dates { get; init; }

    /// <summary><see cref="ParquetType.Boolean"/>: 0 or 1.</summary>
    public ReadOnlyMemory<byte> Booleans { get; init; }

    /// <summary>Some of the rows, over the same memory.</summary>
    /// <param name="start">The first row, from 0.</param>
    /// <param name="count">How many rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many rows.</exception>
    public ColumnValues Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, RowCount - count);
        var rows = this with { RowCount = count, RowValidity = Cut(RowValidity, start, count) };
        return ListOffsets.IsEmpty
            ? rows with
            {
                Utf8Offsets = Cut(Utf8Offsets, start, count + 1),
                Integers = Cut(Integers, start, count),
                Numbers = Cut(Numbers, start, count),
                Dates = Cut(Dates, start, count),
                Booleans = Cut(Booleans, start, count),
            }
            : rows with { ListOffsets = ListOffsets.Slice(start, count + 1) };
    }

    private static ReadOnlyMemory<T> Cut<T>(ReadOnlyMemory<T> values, int start, int count) =>
        values.IsEmpty ? values : values.Slice(start, count);
}
