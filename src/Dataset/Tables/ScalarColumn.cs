using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Dataset.Parquet;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Tables;

/// <summary>
/// A column with one value a row. It knows the one form of its values in text, which CSV, JSON (but for quotation marks and escapes) and
/// keys share: what is read must be of exactly the form that is written, so that reading a file and writing it again gives the same bytes.
/// </summary>
internal abstract class ScalarColumn(ColumnLayout layout) : Column(layout)
{
    /// <summary>The most bytes of a value that is not text, in text.</summary>
    public const int MaximumLength = JsonNumber.MaximumLength;

    /// <summary>
    /// The bytes that a value has in memory: equal for equal values, of the same length for all values of a type that is not text.
    /// </summary>
    public abstract ReadOnlySpan<byte> BytesOf(int row);

    /// <summary>Appends the text of a value that is not null.</summary>
    public abstract void Write(int row, PooledList<byte> target);

    /// <summary>Appends the value that a text has; false, and nothing appended, where it is not of the form.</summary>
    /// <param name="text">Valid UTF-8.</param>
    public abstract bool TryAppend(ReadOnlySpan<byte> text);

    /// <summary>
    /// Whether a text is of the form and has the value of a row that is not null: <see cref="TryAppend"/> would append just that.
    /// </summary>
    public abstract bool Is(int row, ReadOnlySpan<byte> text);

    /// <summary>The order of values, text by its UTF-8 bytes; a null comes first.</summary>
    public int Compare(int row, ScalarColumn other, int otherRow)
    {
        var (isNull, isOtherNull) = (IsNull(row), other.IsNull(otherRow));
        return isNull || isOtherNull ? isOtherNull.CompareTo(isNull) : CompareValues(row, other, otherRow);
    }

    /// <summary>The text of a value that is not null.</summary>
    public string TextOf(int row)
    {
        using var text = new PooledList<byte>();
        Write(row, text);
        return Encoding.UTF8.GetString(text.Span);
    }

    /// <summary>The value in a message: text in quotation marks, null as a word.</summary>
    public string Describe(int row) => IsNull(row) ? "null" : this is TextColumn ? Printable.Quoted(TextOf(row)) : TextOf(row);

    protected abstract int CompareValues(int row, ScalarColumn other, int otherRow);
}

/// <summary>A column of values that all take the same room in memory; a null takes the room of one.</summary>
/// <typeparam name="T">What a value is held as.</typeparam>
internal abstract class FixedColumn<T>(ColumnLayout layout) : ScalarColumn(layout) where T : unmanaged, IComparable<T>, IEquatable<T>
{
    private readonly PooledList<T> values = new();

    public sealed override ColumnRoom Room => new(RowCount, 0, 0);

    /// <summary>What the type's values are, where it does not take every <typeparamref name="T"/>.</summary>
    protected virtual string? Range => null;

    /// <summary>The value of a row; 0 of a null.</summary>
    public T ValueAt(int row) => values[row];

    public virtual void Append(T value)
    {
        values.Add(value);
        EndRow();
    }

    public sealed override long SizeOfRows(int start, int count) => count * (1L + Unsafe.SizeOf<T>());

    public sealed override void Reserve(ColumnRoom room)
    {
        base.Reserve(room);
        values.EnsureCapacity(room.Rows);
    }

    public sealed override ReadOnlySpan<byte> BytesOf(int row) => MemoryMarshal.AsBytes(values.Span.Slice(row, 1));

    public sealed override void Write(int row, PooledList<byte> target)
    {
        var start = target.Count;
        target.Truncate(start + Format(values[row], target.Reserve(MaximumLength)));
    }

    public sealed override bool TryAppend(ReadOnlySpan<byte> text)
    {
        if (!TryParse(text, out var value))
            return false;
        Append(value);
        return true;
    }

    public sealed override bool Is(int row, ReadOnlySpan<byte> text) => TryParse(text, out var value) && IsSame(value, values[row]);

    public sealed override string? Refusal(in ColumnValues values)
    {
        if (Range is null)
            return null;
        foreach (var value in In(values).Span)
            if (!IsInRange(value))
                return Range;
        return null;
    }

    public sealed override void Dispose()
    {
        values.Dispose();
        base.Dispose();
    }

    /// <summary>Writes a value.</summary>
    /// <returns>The bytes that it took.</returns>
    protected abstract int Format(T value, Span<byte> target);

    protected abstract bool TryParse(ReadOnlySpan<byte> text, out T value);

    /// <summary>The values of this kind in Parquet's view.</summary>
    protected abstract ReadOnlyMemory<T> In(in ColumnValues values);

    /// <summary>Parquet's view with values of this kind.</summary>
    protected abstract ColumnValues With(ColumnValues rows, ReadOnlyMemory<T> values);

    protected virtual bool IsInRange(T value) => true;

    protected virtual bool IsSame(T value, T other) => value.Equals(other);

    protected sealed override int CompareValues(int row, ScalarColumn other, int otherRow) =>
        values[row].CompareTo(((FixedColumn<T>)other).values[otherRow]);

    protected sealed override void AppendEmpty() => values.Add(default);

    protected sealed override void AppendValues(Column source, int start, int count) =>
        values.AddRange(((FixedColumn<T>)source).values.Span.Slice(start, count));

    protected sealed override void AppendValues(in ColumnValues source, int start, int count) =>
        values.AddRange(In(source).Span.Slice(start, count));

    protected sealed override ColumnValues ViewOf(int start, int count, ColumnValues rows) => With(rows, values.Memory.Slice(start, count));

    protected sealed override void TruncateValues(int rowCount) => values.Truncate(rowCount);

    protected sealed override void SaveValues(PooledList<byte> target) => target.AddBytesOf(values.Span);

    protected sealed override void LoadValues(int rowCount, ref ReadOnlySpan<byte> source) => values.TakeFrom(ref source, rowCount);

    protected sealed override bool AreValuesEqual(int start, Column other, int otherStart, int count) =>
        MemoryMarshal.AsBytes(values.Span.Slice(start, count)).SequenceEqual(
            MemoryMarshal.AsBytes(((FixedColumn<T>)other).values.Span.Slice(otherStart, count)));
}
