using System.Runtime.InteropServices;
using Dataset.Parquet;
using Dataset.Text;

namespace Dataset.Tables;

/// <summary>
/// The values of one column for a run of rows, each null or not, in pooled arrays. Rows are appended at the end; what was appended stays as
/// it is until <see cref="Clear"/> or <see cref="TruncateRows"/>. A class for each type, and one for lists.
/// </summary>
internal abstract class Column(ColumnLayout layout) : IDisposable
{
    private readonly PooledList<byte> validity = new();

    /// <summary>An empty column.</summary>
    public static Column Of(ColumnLayout layout) => layout.IsList ? new ListColumn(layout) : layout.Type.CreateColumn(layout);

    public ColumnLayout Layout { get; } = layout;

    /// <summary>Rows that are complete.</summary>
    public int RowCount => validity.Count;

    /// <summary>Rows that are null (a list that is there but empty is not).</summary>
    public int NullCount { get; private set; }

    /// <summary>One byte a row, 1 where the row is not null.</summary>
    public ReadOnlyMemory<byte> Validity => validity.Memory;

    /// <summary>What the values take, for another column that is to hold as much.</summary>
    public abstract ColumnRoom Room { get; }

    /// <summary>The column as one of single values, which it must be.</summary>
    public ScalarColumn AsScalar => (ScalarColumn)this;

    /// <summary>The column as one of text, which it must be.</summary>
    public TextColumn AsText => (TextColumn)this;

    /// <summary>The column as one of integers, which it must be.</summary>
    public IntegerColumn AsIntegers => (IntegerColumn)this;

    /// <summary>The elements of all lists, also of one that is not ended yet; 0 where it is no column of lists.</summary>
    public virtual int ElementCount => 0;

    public bool IsNull(int row) => validity[row] == 0;

    /// <summary>About what some of its rows take in memory, the measure by which batches are cut; the same for the same rows.</summary>
    public abstract long SizeOfRows(int start, int count);

    /// <summary>Makes room for so much in all: what is appended until then is not copied again because an array was too short.</summary>
    public virtual void Reserve(ColumnRoom room) => validity.EnsureCapacity(room.Rows);

    /// <summary>Appends a null.</summary>
    public void AppendNull()
    {
        AppendEmpty();
        validity.Add(0);
        NullCount++;
    }

    /// <summary>Appends rows of another column of the same layout.</summary>
    public void AppendRows(Column source, int start, int count)
    {
        if (count == 0)
            return;
        AppendValidity(source.validity.Span, start, count);
        AppendValues(source, start, count);
    }

    /// <summary>Appends rows from a Parquet row group, or from one that is to be: offsets may start above 0.</summary>
    public void AppendRows(in ColumnValues source, int start, int count)
    {
        if (count == 0)
            return;
        AppendValidity(source.RowValidity.Span, start, count);
        AppendValues(source, start, count);
    }

    /// <summary>A view of some rows as Parquet's encoder takes them.</summary>
    public ColumnValues ValuesOf(int start, int count) =>
        ViewOf(start, count, new() { RowCount = count, RowValidity = NullCount > 0 ? validity.Memory.Slice(start, count) : default });

    /// <summary>What values of the type are, where some of these are others, as Parquet can hold; else null.</summary>
    public abstract string? Refusal(in ColumnValues values);

    /// <summary>Takes away every row from <paramref name="rowCount"/> on, and what was begun of the next.</summary>
    public void TruncateRows(int rowCount)
    {
        NullCount -= validity.Span[rowCount..].Count((byte)0);
        validity.Truncate(rowCount);
        TruncateValues(rowCount);
    }

    /// <summary>Takes away all rows and keeps the memory.</summary>
    public void Clear() => TruncateRows(0);

    /// <summary>Appends all rows as bytes, for <see cref="Load"/> in the same process.</summary>
    public void Save(PooledList<byte> target)
    {
        target.AddRange(validity.Span);
        SaveValues(target);
    }

    /// <summary>Fills an empty column with what <see cref="Save"/> of one with the same layout wrote.</summary>
    /// <param name="rowCount">How many rows it had.</param>
    /// <param name="source">Begins with its bytes; is after them at the end.</param>
    public void Load(int rowCount, ref ReadOnlySpan<byte> source)
    {
        AppendValidity(source, 0, rowCount);
        source = source[rowCount..];
        LoadValues(rowCount, ref source);
    }

    /// <summary>
    /// Whether rows are those of another column of the layout. Compares memory: NaN is equal to itself, a negative zero is not zero.
    /// </summary>
    public bool AreEqual(int start, Column other, int otherStart, int count) => count == 0
        || (validity.Span.Slice(start, count).SequenceEqual(other.validity.Span.Slice(otherStart, count))
            && AreValuesEqual(start, other, otherStart, count));

    /// <summary>The first row, counted from the starts, whose value is not the same in both; -1 where all are.</summary>
    public int FirstDifference(int start, Column other, int otherStart, int count)
    {
        if (AreEqual(start, other, otherStart, count))
            return -1;
        // Halving finds the row with as many comparisons as the count has bits.
        var (from, length) = (0, count);
        while (length > 1)
        {
            var half = length / 2;
            if (AreEqual(start + from, other, otherStart + from, half))
                (from, length) = (from + half, length - half);
            else
                length = half;
        }
        return from;
    }

    /// <summary>Gives the memory back; views of it must not be used any more.</summary>
    public virtual void Dispose()
    {
        validity.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends a row that is not null.</summary>
    protected void EndRow() => validity.Add(1);

    /// <summary>Makes the place of a null.</summary>
    protected abstract void AppendEmpty();

    protected abstract void AppendValues(Column source, int start, int count);

    protected abstract void AppendValues(in ColumnValues source, int start, int count);

    protected abstract ColumnValues ViewOf(int start, int count, ColumnValues rows);

    protected abstract void TruncateValues(int rowCount);

    protected abstract void SaveValues(PooledList<byte> target);

    protected abstract void LoadValues(int rowCount, ref ReadOnlySpan<byte> source);

    protected abstract bool AreValuesEqual(int start, Column other, int otherStart, int count);

    /// <summary>Appends validity, where none given says that everything is there.</summary>
    private void AppendValidity(ReadOnlySpan<byte> source, int start, int count)
    {
        if (source.IsEmpty)
        {
            validity.Fill(1, count);
            return;
        }
        validity.AddRange(source.Slice(start, count));
        NullCount += source.Slice(start, count).Count((byte)0);
    }
}

/// <summary>How much a column holds, or is to have room for.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Elements">Of all lists together; 0 where the column is not of lists.</param>
/// <param name="Utf8InBytes">Of all strings together; 0 where the column is not of strings.</param>
internal readonly record struct ColumnRoom(int Rows, int Elements, int Utf8InBytes);

/// <summary>Ascending offsets, of which each column starts at 0; values as bytes.</summary>
internal static class Offsets
{
    /// <summary>Whether two runs of offsets have the same lengths between them.</summary>
    public static bool HaveSameSteps(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var shift = b[0] - a[0];
        for (var i = 1; i < a.Length; i++)
            if (b[i] - a[i] != shift)
                return false;
        return true;
    }

    /// <summary>Appends the ends of a run: all of its offsets but the first.</summary>
    /// <param name="target">Its last offset is where the run begins.</param>
    /// <param name="run">The run.</param>
    public static void AppendRun(this PooledList<int> target, ReadOnlySpan<int> run)
    {
        var by = target[target.Count - 1] - run[0];
        var room = target.Reserve(run.Length - 1);
        for (var i = 0; i < room.Length; i++)
            room[i] = run[i + 1] + by;
    }

    /// <summary>Appends the memory of values.</summary>
    public static void AddBytesOf<T>(this PooledList<byte> target, ReadOnlySpan<T> values) where T : unmanaged =>
        target.AddRange(MemoryMarshal.AsBytes(values));

    /// <summary>Appends so many values from bytes that <see cref="AddBytesOf"/> appended, and goes past them.</summary>
    public static void TakeFrom<T>(this PooledList<T> target, ref ReadOnlySpan<byte> source, int count) where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(target.Reserve(count));
        source[..bytes.Length].CopyTo(bytes);
        source = source[bytes.Length..];
    }
}
