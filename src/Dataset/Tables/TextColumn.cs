using System.Runtime.CompilerServices;
using System.Text;
using Dataset.Parquet;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Tables;

/// <summary>
/// A column of text: all strings in UTF-8 one after another, and an offset for each; a null has a string of no bytes. At most 2 GiB fit one
/// column; batches are cut long before.
/// </summary>
internal sealed class TextColumn : ScalarColumn
{
    private readonly PooledList<byte> utf8 = new();
    private readonly PooledList<int> offsets = new();

    public TextColumn(ColumnLayout layout)
        : base(layout) => offsets.Add(0);

    public override ColumnRoom Room => new(RowCount, 0, utf8.Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Utf8At(int row) => utf8.Span[offsets[row]..offsets[row + 1]];

    /// <summary>Appends a string (UTF-8, already known to be valid).</summary>
    public void AppendUtf8(ReadOnlySpan<byte> value)
    {
        utf8.AddRange(value);
        EndString();
    }

    /// <summary>Gives room for a string of exactly <paramref name="length"/> bytes, which the caller fills before anything else.</summary>
    public Span<byte> AppendUtf8(int length)
    {
        var span = utf8.Reserve(length);
        EndString();
        return span;
    }

    /// <summary>Appends a string as UTF-8.</summary>
    public void AppendText(string text) => Encoding.UTF8.GetBytes(text, AppendUtf8(Encoding.UTF8.GetByteCount(text)));

    /// <summary>
    /// Gives room for a string of at most so many bytes, which the caller fills from its start and ends with <see cref="EndUtf8"/>, or
    /// takes away with <see cref="Column.TruncateRows"/>, before anything else.
    /// </summary>
    public Span<byte> BeginUtf8(int most) => utf8.Reserve(most);

    /// <summary>Ends the string that <see cref="BeginUtf8"/> began.</summary>
    /// <param name="length">How many bytes of the room it takes.</param>
    public void EndUtf8(int length)
    {
        utf8.Truncate(offsets[RowCount] + length);
        EndString();
    }

    /// <summary>Appends the JSON string at the start of a text, as <see cref="JsonText.Read"/> reads it.</summary>
    /// <returns>The bytes that it took, or the complement of where it departs from the form; then nothing is appended.</returns>
    public int AppendJson(ReadOnlySpan<byte> text)
    {
        var length = JsonText.Read(text, utf8);
        if (length < 0)
            utf8.Truncate(offsets[RowCount]);
        else
            EndString();
        return length;
    }

    public override long SizeOfRows(int start, int count) => count == 0 ? 0 : offsets[start + count] - offsets[start] + 5L * count;

    public override void Reserve(ColumnRoom room)
    {
        base.Reserve(room);
        offsets.EnsureCapacity(room.Rows + 1);
        utf8.EnsureCapacity(room.Utf8InBytes);
    }

    public override ReadOnlySpan<byte> BytesOf(int row) => Utf8At(row);

    public override void Write(int row, PooledList<byte> target) => target.AddRange(Utf8At(row));

    public override bool TryAppend(ReadOnlySpan<byte> text)
    {
        AppendUtf8(text);
        return true;
    }

    public override bool Is(int row, ReadOnlySpan<byte> text) => text.SequenceEqual(Utf8At(row));

    public override string? Refusal(in ColumnValues values) => null;

    public override void Dispose()
    {
        utf8.Dispose();
        offsets.Dispose();
        base.Dispose();
    }

    protected override int CompareValues(int row, ScalarColumn other, int otherRow) =>
        Utf8At(row).SequenceCompareTo(((TextColumn)other).Utf8At(otherRow));

    protected override void AppendEmpty() => offsets.Add(utf8.Count);

    protected override void AppendValues(Column source, int start, int count)
    {
        var text = (TextColumn)source;
        AppendStrings(text.utf8.Span, text.offsets.Span.Slice(start, count + 1));
    }

    protected override void AppendValues(in ColumnValues source, int start, int count) =>
        AppendStrings(source.Utf8.Span, source.Utf8Offsets.Span.Slice(start, count + 1));

    protected override ColumnValues ViewOf(int start, int count, ColumnValues rows) =>
        rows with { Utf8 = utf8.Memory, Utf8Offsets = offsets.Memory.Slice(start, count + 1) };

    protected override void TruncateValues(int rowCount)
    {
        offsets.Truncate(rowCount + 1);
        utf8.Truncate(offsets[rowCount]);
    }

    protected override void SaveValues(PooledList<byte> target)
    {
        target.AddBytesOf(offsets.Span[1..]);
        target.AddRange(utf8.Span);
    }

    protected override void LoadValues(int rowCount, ref ReadOnlySpan<byte> source)
    {
        offsets.TakeFrom(ref source, rowCount);
        utf8.TakeFrom(ref source, offsets[rowCount]);
    }

    protected override bool AreValuesEqual(int start, Column other, int otherStart, int count)
    {
        var text = (TextColumn)other;
        var own = offsets.Span.Slice(start, count + 1);
        var others = text.offsets.Span.Slice(otherStart, count + 1);
        return Offsets.HaveSameSteps(own, others) && utf8.Span[own[0]..own[^1]].SequenceEqual(text.utf8.Span[others[0]..others[^1]]);
    }

    private void AppendStrings(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> ends)
    {
        offsets.AppendRun(ends);
        utf8.AddRange(bytes[ends[0]..ends[^1]]);
    }

    private void EndString()
    {
        offsets.Add(utf8.Count);
        EndRow();
    }
}
