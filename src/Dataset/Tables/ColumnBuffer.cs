using System.Runtime.CompilerServices;
using Dataset.Text;

namespace Dataset.Tables;

/// <summary>
/// The values of one column for a run of rows: a slot for each value (for a list column: each element), null or not, in pooled
/// arrays. Rows are appended at the end; what was appended stays as it is until <see cref="Clear"/> or <see cref="TruncateRows"/>.
/// </summary>
/// <remarks>
/// A flat column has one slot a row. A list column has <c>ListOffsets[row] .. ListOffsets[row + 1]</c> slots for a row. A null has a
/// slot of zero bytes or 0. At most 2 GiB of text fit one buffer; batches are cut long before.
/// </remarks>
internal sealed class ColumnBuffer : IDisposable
{
    private readonly PooledList<byte> rowValidity = new();
    private readonly PooledList<int> listOffsets = new();
    private readonly PooledList<byte> elementValidity = new();
    private readonly PooledList<byte> utf8 = new();
    private readonly PooledList<int> utf8Offsets = new();
    private readonly PooledList<long> integers = new();
    private readonly PooledList<double> numbers = new();
    private readonly PooledList<int> dates = new();
    private readonly PooledList<byte> booleans = new();
    private bool inList;

    public ColumnBuffer(ColumnLayout layout)
    {
        Layout = layout;
        listOffsets.Add(0);
        utf8Offsets.Add(0);
    }

    public ColumnLayout Layout { get; }

    /// <summary>Rows that are complete.</summary>
    public int RowCount => rowValidity.Count;

    /// <summary>Slots: values of a flat column, elements of a list column.</summary>
    public int SlotCount => Layout.IsList ? elementValidity.Count : RowCount;

    /// <summary>Rows (not elements) that are null.</summary>
    public int NullCount { get; private set; }

    /// <summary>About what the values take in memory, the measure by which batches are cut; the same for the same rows.</summary>
    public long SizeInBytes => SizeOfRows(0, RowCount);

    /// <summary>What rows of it take, counted as <see cref="SizeInBytes"/> counts.</summary>
    public long SizeOfRows(int start, int count)
    {
        if (count == 0)
            return 0;
        var (first, last) = (SlotsOf(start).Start, SlotsOf(start + count - 1).End);
        var slots = last - first;
        return count + (Layout.IsList ? 4L * count + slots : 0) + Layout.Type switch
        {
            ColumnType.String => utf8Offsets[last] - utf8Offsets[first] + 4L * slots,
            ColumnType.Integer or ColumnType.DateTime or ColumnType.Number => 8L * slots,
            ColumnType.Date => 4L * slots,
            _ => slots,
        };
    }

    /// <summary>What the values take, for another buffer that is to hold as much.</summary>
    internal ColumnRoom Room => new(RowCount, SlotCount, utf8.Count);

    /// <summary>One byte a row, 1 where the row is not null.</summary>
    public ReadOnlyMemory<byte> RowValidity => rowValidity.Memory;

    /// <summary>For list columns: <see cref="RowCount"/> + 1 offsets into the elements.</summary>
    public ReadOnlyMemory<int> ListOffsets => listOffsets.Memory;

    /// <summary>For list columns: one byte an element, 1 where it is not null.</summary>
    public ReadOnlyMemory<byte> ElementValidity => elementValidity.Memory;

    /// <summary>All strings, one after another.</summary>
    public ReadOnlyMemory<byte> Utf8 => utf8.Memory;

    /// <summary><see cref="SlotCount"/> + 1 offsets into <see cref="Utf8"/>.</summary>
    public ReadOnlyMemory<int> Utf8Offsets => utf8Offsets.Memory;

    /// <summary>Integers, or microseconds since 1970-01-01T00:00:00Z.</summary>
    public ReadOnlyMemory<long> Integers => integers.Memory;

    public ReadOnlyMemory<double> Numbers => numbers.Memory;

    /// <summary>Days since 1970-01-01.</summary>
    public ReadOnlyMemory<int> Dates => dates.Memory;

    /// <summary>0 or 1.</summary>
    public ReadOnlyMemory<byte> Booleans => booleans.Memory;

    /// <summary>Whether the row is null (a list that is there but empty is not).</summary>
    public bool IsNull(int row) => rowValidity[row] == 0;

    /// <summary>The slots of a row: one for a flat column, any number for a list.</summary>
    public (int Start, int End) SlotsOf(int row) => Layout.IsList ? (listOffsets[row], listOffsets[row + 1]) : (row, row + 1);

    public bool IsSlotNull(int slot) => (Layout.IsList ? elementValidity : rowValidity)[slot] == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Utf8At(int slot) => utf8.Span[utf8Offsets[slot]..utf8Offsets[slot + 1]];

    /// <summary>The integer, or the microseconds of a date-time.</summary>
    public long IntegerAt(int slot) => integers[slot];

    public double NumberAt(int slot) => numbers[slot];

    /// <summary>Days since 1970-01-01.</summary>
    public int DateAt(int slot) => dates[slot];

    public bool BooleanAt(int slot) => booleans[slot] != 0;

    /// <summary>Makes room for so much in all: what is appended until then is not copied again because an array was too short.</summary>
    internal void Reserve(ColumnRoom room)
    {
        rowValidity.EnsureCapacity(room.Rows);
        if (Layout.IsList)
        {
            listOffsets.EnsureCapacity(room.Rows + 1);
            elementValidity.EnsureCapacity(room.Slots);
        }
        switch (Layout.Type)
        {
            case ColumnType.String:
                utf8Offsets.EnsureCapacity(room.Slots + 1);
                utf8.EnsureCapacity(room.Utf8InBytes);
                break;
            case ColumnType.Integer or ColumnType.DateTime: integers.EnsureCapacity(room.Slots); break;
            case ColumnType.Number: numbers.EnsureCapacity(room.Slots); break;
            case ColumnType.Date: dates.EnsureCapacity(room.Slots); break;
            default: booleans.EnsureCapacity(room.Slots); break;
        }
    }

    /// <summary>Appends null: as the row, or as the next element of the list that is open.</summary>
    public void AppendNull()
    {
        if (Layout.IsList && !inList)
        {
            listOffsets.Add(elementValidity.Count);
            rowValidity.Add(0);
            NullCount++;
            return;
        }
        switch (Layout.Type)
        {
            case ColumnType.String: utf8Offsets.Add(utf8.Count); break;
            case ColumnType.Integer or ColumnType.DateTime: integers.Add(0); break;
            case ColumnType.Number: numbers.Add(0); break;
            case ColumnType.Date: dates.Add(0); break;
            default: booleans.Add(0); break;
        }
        if (!inList)
            NullCount++;
        Slot(0);
    }

    /// <summary>Appends a string (UTF-8, already known to be valid).</summary>
    public void AppendUtf8(ReadOnlySpan<byte> value)
    {
        utf8.AddRange(value);
        utf8Offsets.Add(utf8.Count);
        Slot(1);
    }

    /// <summary>Gives room for a string of exactly <paramref name="length"/> bytes, which the caller fills before anything else.</summary>
    public Span<byte> AppendUtf8(int length)
    {
        var span = utf8.Reserve(length);
        utf8Offsets.Add(utf8.Count);
        Slot(1);
        return span;
    }

    /// <summary>
    /// Gives room for a string of at most so many bytes, which the caller fills from its start and ends with <see cref="EndUtf8"/>, or
    /// takes away with <see cref="TruncateRows"/>, before anything else.
    /// </summary>
    public Span<byte> BeginUtf8(int most) => utf8.Reserve(most);

    /// <summary>Ends the string that <see cref="BeginUtf8"/> began.</summary>
    /// <param name="length">How many bytes of the room it takes.</param>
    public void EndUtf8(int length)
    {
        utf8.Truncate(utf8Offsets[SlotCount] + length);
        utf8Offsets.Add(utf8.Count);
        Slot(1);
    }

    /// <summary>Appends an integer, or a date-time as microseconds since 1970-01-01T00:00:00Z.</summary>
    public void AppendInteger(long value)
    {
        integers.Add(value);
        Slot(1);
    }

    /// <summary>Appends a finite double; a negative zero becomes zero, since JSON (RFC 8785, section 3.2.2.3) writes both alike.</summary>
    public void AppendNumber(double value)
    {
        numbers.Add(value == 0 ? 0.0 : value);
        Slot(1);
    }

    /// <summary>Appends a date as days since 1970-01-01.</summary>
    public void AppendDate(int days)
    {
        dates.Add(days);
        Slot(1);
    }

    public void AppendBoolean(bool value)
    {
        booleans.Add(value ? (byte)1 : (byte)0);
        Slot(1);
    }

    /// <summary>Opens the list of the next row; what is appended until <see cref="EndList"/> is its elements.</summary>
    public void BeginList() => inList = true;

    public void EndList()
    {
        inList = false;
        listOffsets.Add(elementValidity.Count);
        rowValidity.Add(1);
    }

    /// <summary>Appends rows of another buffer of the same layout.</summary>
    public void AppendRows(ColumnBuffer source, int start, int count) => AppendSlots(start, count, new()
    {
        RowValidity = source.rowValidity.Span,
        ListOffsets = source.listOffsets.Span,
        ElementValidity = source.elementValidity.Span,
        Utf8 = source.utf8.Span,
        Utf8Offsets = source.utf8Offsets.Span,
        Integers = source.integers.Span,
        Numbers = source.numbers.Span,
        Dates = source.dates.Span,
        Booleans = source.booleans.Span,
    });

    /// <summary>Appends rows that stand in somebody else's memory.</summary>
    internal void AppendSlots(int start, int count, in SlotSpans source)
    {
        if (count == 0)
            return;
        NullCount += AppendValidity(rowValidity, source.RowValidity, start, count);
        var (first, last) = (start, start + count);
        if (Layout.IsList)
        {
            (first, last) = (source.ListOffsets[start], source.ListOffsets[start + count]);
            Shift(source.ListOffsets.Slice(start + 1, count), elementValidity.Count - first, listOffsets.Reserve(count));
            AppendValidity(elementValidity, source.ElementValidity, first, last - first);
        }
        switch (Layout.Type)
        {
            case ColumnType.String:
                var (from, to) = (source.Utf8Offsets[first], source.Utf8Offsets[last]);
                Shift(source.Utf8Offsets[(first + 1)..(last + 1)], utf8.Count - from, utf8Offsets.Reserve(last - first));
                utf8.AddRange(source.Utf8[from..to]);
                break;
            case ColumnType.Integer or ColumnType.DateTime: integers.AddRange(source.Integers[first..last]); break;
            case ColumnType.Number: numbers.AddRange(source.Numbers[first..last]); break;
            case ColumnType.Date: dates.AddRange(source.Dates[first..last]); break;
            default: booleans.AddRange(source.Booleans[first..last]); break;
        }
    }

    /// <summary>Takes away every row from <paramref name="rowCount"/> on, and a list that is open.</summary>
    public void TruncateRows(int rowCount)
    {
        inList = false;
        var slots = Layout.IsList ? listOffsets[rowCount] : rowCount;
        NullCount -= rowValidity.Span[rowCount..].Count((byte)0);
        rowValidity.Truncate(rowCount);
        listOffsets.Truncate(Layout.IsList ? rowCount + 1 : 1);
        elementValidity.Truncate(Layout.IsList ? slots : 0);
        switch (Layout.Type)
        {
            case ColumnType.String:
                utf8Offsets.Truncate(slots + 1);
                utf8.Truncate(utf8Offsets[slots]);
                break;
            case ColumnType.Integer or ColumnType.DateTime: integers.Truncate(slots); break;
            case ColumnType.Number: numbers.Truncate(slots); break;
            case ColumnType.Date: dates.Truncate(slots); break;
            default: booleans.Truncate(slots); break;
        }
    }

    /// <summary>Takes away all rows and keeps the memory.</summary>
    public void Clear() => TruncateRows(0);

    /// <summary>Gives the memory back; views of it must not be used any more.</summary>
    public void Dispose()
    {
        rowValidity.Dispose();
        listOffsets.Dispose();
        elementValidity.Dispose();
        utf8.Dispose();
        utf8Offsets.Dispose();
        integers.Dispose();
        numbers.Dispose();
        dates.Dispose();
        booleans.Dispose();
    }

    private void Slot(byte valid)
    {
        if (inList)
            elementValidity.Add(valid);
        else
            rowValidity.Add(valid);
    }

    /// <summary>Appends validity, where none given says that everything is there.</summary>
    /// <returns>How many are null.</returns>
    private static int AppendValidity(PooledList<byte> target, ReadOnlySpan<byte> source, int start, int count)
    {
        if (source.IsEmpty)
        {
            target.Fill(1, count);
            return 0;
        }
        target.AddRange(source.Slice(start, count));
        return source.Slice(start, count).Count((byte)0);
    }

    private static void Shift(ReadOnlySpan<int> offsets, int by, Span<int> target)
    {
        for (var i = 0; i < offsets.Length; i++)
            target[i] = offsets[i] + by;
    }
}

/// <summary>How much a column holds, or is to have room for.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Slots">Values of a flat column, elements of a list column.</param>
/// <param name="Utf8InBytes">Of all strings together; 0 where the column is not of strings.</param>
internal readonly record struct ColumnRoom(int Rows, int Slots, int Utf8InBytes);

/// <summary>
/// Values of a column in somebody else's memory, laid out as in <see cref="ColumnBuffer"/>; a validity that is empty says that nothing is
/// null, and offsets may start above 0.
/// </summary>
internal readonly ref struct SlotSpans
{
    public ReadOnlySpan<byte> RowValidity { get; init; }
    public ReadOnlySpan<int> ListOffsets { get; init; }
    public ReadOnlySpan<byte> ElementValidity { get; init; }
    public ReadOnlySpan<byte> Utf8 { get; init; }
    public ReadOnlySpan<int> Utf8Offsets { get; init; }
    public ReadOnlySpan<long> Integers { get; init; }
    public ReadOnlySpan<double> Numbers { get; init; }
    public ReadOnlySpan<int> Dates { get; init; }
    public ReadOnlySpan<byte> Booleans { get; init; }
}
