using Dataset.Formats.Rows;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Comparison;

/// <summary>
/// Compares the rows of a table that has the same key in both releases: one pass over both, side by side in the order of the key. Columns
/// that both have are compared, as values where they have the same type and else as JSON.
/// </summary>
internal sealed class TableComparison : IDisposable
{
    private const int LongestRun = 4096;

    private readonly ComparedTable table;
    private readonly RowCursor old;
    private readonly RowCursor now;
    private readonly IChangeVisitor visitor;
    private readonly RowOrder order;
    private readonly List<(int Old, int New)> sameType = [];
    private readonly List<(int Old, int New)> otherType = [];
    private readonly List<int> added = [];
    private readonly PooledList<byte> oldJson = new();
    private readonly PooledList<byte> newJson = new();
    private TableDifference counts;
    private int run = LongestRun;

    public TableComparison(ComparedTable table, RowCursor old, RowCursor now, IChangeVisitor visitor)
    {
        (this.table, this.old, this.now, this.visitor) = (table, old, now, visitor);
        counts = new(table.Name, table.Standing);
        order = new(table.Old!.PrimaryKey, table.New!.PrimaryKey);
        for (var i = 0; i < table.New.Columns.Count; i++)
        {
            var before = table.Old.Find(table.New.Columns[i].Name);
            if (before < 0)
                added.Add(i);
            else
                (table.Old.Layouts[before] == table.New.Layouts[i] ? sameType : otherType).Add((before, i));
        }
    }

    /// <summary>Compares the rows.</summary>
    /// <param name="step">Called now and then with the rows that are done with since the last time.</param>
    public TableDifference Run(Action<long> step)
    {
        while (true)
        {
            var (hasOld, hasNew) = (old.TryFill(), now.TryFill());
            if (!hasOld && !hasNew)
                break;
            var before = counts.Unchanged;
            if (hasOld && hasNew)
                CompareRun();
            else if (hasNew)
                Add();
            else
                Remove();
            step(Math.Max(1, counts.Unchanged - before));
        }
        return counts;
    }

    public void Dispose()
    {
        oldJson.Dispose();
        newJson.Dispose();
    }

    /// <summary>Steps over rows that are the same, and deals with the first that is not.</summary>
    private void CompareRun()
    {
        // Short runs while rows differ, long ones while they do not: a run is compared from its start for each row that differs in it.
        var count = Math.Min(run, Math.Min(old.Remaining, now.Remaining));
        var same = EqualRows(count);
        counts = counts with { Unchanged = counts.Unchanged + same };
        old.Skip(same);
        now.Skip(same);
        run = same == count ? Math.Min(2 * run, LongestRun) : 1;
        if (same == count)
            return;
        var ordering = order.Compare(old.Rows, old.Position, now.Rows, now.Position);
        if (ordering < 0)
            Remove();
        else if (ordering > 0)
            Add();
        else
            Change();
    }

    private int EqualRows(int count)
    {
        foreach (var (before, after) in sameType)
        {
            var difference = old.Rows.Columns[before].FirstDifference(old.Position, now.Rows.Columns[after], now.Position, count);
            count = difference < 0 ? count : difference;
        }
        foreach (var column in added)
        {
            var filled = now.Rows.Columns[column].Validity.Span.Slice(now.Position, count).IndexOf((byte)1);
            count = filled < 0 ? count : filled;
        }
        foreach (var columns in otherType)
            for (var row = 0; row < count; row++)
                if (!IsSameJson(columns, row))
                    count = row;
        return count;
    }

    private bool IsSameJson((int Old, int New) columns, int row)
    {
        oldJson.Truncate(0);
        newJson.Truncate(0);
        JsonValue.Write(old.Rows.Columns[columns.Old], old.Position + row, oldJson);
        JsonValue.Write(now.Rows.Columns[columns.New], now.Position + row, newJson);
        return oldJson.Span.SequenceEqual(newJson.Span);
    }

    private void Add()
    {
        visitor.Row(new(table, RowChangeKind.Added, null, (now.Rows, now.Position)));
        counts = counts with { Added = counts.Added + 1 };
        now.Skip(1);
    }

    private void Remove()
    {
        visitor.Row(new(table, RowChangeKind.Removed, (old.Rows, old.Position), null));
        counts = counts with { Removed = counts.Removed + 1 };
        old.Skip(1);
    }

    private void Change()
    {
        var isChanged = sameType.Any(c => !old.Rows.Columns[c.Old].AreEqual(old.Position, now.Rows.Columns[c.New], now.Position, 1))
            || otherType.Any(c => !IsSameJson(c, 0));
        visitor.Row(
            new(table, isChanged ? RowChangeKind.Changed : RowChangeKind.Extended, (old.Rows, old.Position), (now.Rows, now.Position)));
        counts = isChanged ? counts with { Changed = counts.Changed + 1 } : counts with { Extended = counts.Extended + 1 };
        old.Skip(1);
        now.Skip(1);
    }
}
