using Dataset.Parquet;
using Dataset.Text;

namespace Dataset.Tables;

/// <summary>
/// A column of lists: the elements of all rows in one column, one row after another, and an offset for each row; a null has no elements.
/// </summary>
internal sealed class ListColumn : Column
{
    private readonly PooledList<int> offsets = new();

    public ListColumn(ColumnLayout layout)
        : base(layout)
    {
        Elements = layout.Type.CreateColumn(layout with { IsList = false });
        offsets.Add(0);
    }

    /// <summary>The elements. What is appended to them belongs to the next row, which <see cref="EndList"/> ends.</summary>
    public ScalarColumn Elements { get; }

    public override int ElementCount => Elements.RowCount;

    public override ColumnRoom Room => new(RowCount, Elements.RowCount, Elements.Room.Utf8InBytes);

    /// <summary>The rows of <see cref="Elements"/> that a row has.</summary>
    public (int Start, int End) ElementsOf(int row) => (offsets[row], offsets[row + 1]);

    /// <summary>Ends a row that has the elements appended since the row before.</summary>
    public void EndList()
    {
        offsets.Add(Elements.RowCount);
        EndRow();
    }

    public override long SizeOfRows(int start, int count)
    {
        if (count == 0)
            return 0;
        var (first, last) = (offsets[start], offsets[start + count]);
        return 5L * count + Elements.SizeOfRows(first, last - first);
    }

    public override void Reserve(ColumnRoom room)
    {
        base.Reserve(room);
        offsets.EnsureCapacity(room.Rows + 1);
        Elements.Reserve(new(room.Elements, 0, room.Utf8InBytes));
    }

    public override string? Refusal(in ColumnValues values) => Elements.Refusal(ElementsOf(values));

    public override void Dispose()
    {
        offsets.Dispose();
        Elements.Dispose();
        base.Dispose();
    }

    protected override void AppendEmpty() => offsets.Add(Elements.RowCount);

    protected override void AppendValues(Column source, int start, int count)
    {
        var lists = (ListColumn)source;
        var run = lists.offsets.Span.Slice(start, count + 1);
        offsets.AppendRun(run);
        Elements.AppendRows(lists.Elements, run[0], run[^1] - run[0]);
    }

    protected override void AppendValues(in ColumnValues source, int start, int count)
    {
        var run = source.ListOffsets.Span.Slice(start, count + 1);
        offsets.AppendRun(run);
        Elements.AppendRows(ElementsOf(source), run[0], run[^1] - run[0]);
    }

    protected override ColumnValues ViewOf(int start, int count, ColumnValues rows)
    {
        var run = offsets.Memory.Slice(start, count + 1);
        var first = run.Span[0];
        var elements = Elements.ValuesOf(first, run.Span[^1] - first);
        // The elements that are handed over start at the first row's.
        if (first > 0)
        {
            var shifted = new int[count + 1];
            for (var i = 0; i <= count; i++)
                shifted[i] = run.Span[i] - first;
            run = shifted;
        }
        return elements with
        {
            RowCount = rows.RowCount,
            RowValidity = rows.RowValidity,
            ListOffsets = run,
            ElementValidity = elements.RowValidity,
        };
    }

    protected override void TruncateValues(int rowCount)
    {
        offsets.Truncate(rowCount + 1);
        Elements.TruncateRows(offsets[rowCount]);
    }

    protected override void SaveValues(PooledList<byte> target)
    {
        target.AddBytesOf(offsets.Span[1..]);
        Elements.Save(target);
    }

    protected override void LoadValues(int rowCount, ref ReadOnlySpan<byte> source)
    {
        offsets.TakeFrom(ref source, rowCount);
        Elements.Load(offsets[rowCount], ref source);
    }

    protected override bool AreValuesEqual(int start, Column other, int otherStart, int count)
    {
        var lists = (ListColumn)other;
        var own = offsets.Span.Slice(start, count + 1);
        var others = lists.offsets.Span.Slice(otherStart, count + 1);
        return Offsets.HaveSameSteps(own, others) && Elements.AreEqual(own[0], lists.Elements, others[0], own[^1] - own[0]);
    }

    /// <summary>The elements in Parquet's view, as a column of their own.</summary>
    private static ColumnValues ElementsOf(in ColumnValues values) => values with
    {
        RowCount = values.ListOffsets.IsEmpty ? 0 : values.ListOffsets.Span[^1],
        RowValidity = values.ElementValidity,
        ListOffsets = default,
        ElementValidity = default,
    };
}
