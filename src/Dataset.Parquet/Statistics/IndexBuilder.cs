using Dataset.Parquet.Metadata;
using Dataset.Parquet.Values;

namespace Dataset.Parquet.Statistics;

/// <summary>
/// Gathers the bounds and null counts of a chunk, page by page. The writer writes them; the reader gathers them again and
/// compares.
/// </summary>
internal sealed class IndexBuilder(SlotValues slots)
{
    private readonly List<PageSummary> pages = [];
    private SlotBounds chunk = SlotBounds.None;
    private long nullCount;

    public IReadOnlyList<PageSummary> Pages => pages;

    /// <summary>The slots of the least and the greatest value of all pages so far.</summary>
    public SlotBounds ChunkBounds => chunk;

    public long NullCount => nullCount;

    /// <summary>Takes the next page: its slots, how many of its entries are null, and how many there are.</summary>
    public void Add(int fromSlot, int toSlot, ReadOnlySpan<byte> validity, int nulls, int entries)
    {
        var bounds = slots.FindBounds(fromSlot, toSlot, validity);
        pages.Add(new(bounds, nulls, entries));
        chunk = slots.Merge(chunk, bounds);
        nullCount += nulls;
    }

    /// <summary>The statistics of the chunk. Both bounds are there, or neither.</summary>
    public ColumnStatistics ChunkStatistics()
    {
        if (!chunk.Any || slots.UpperBound(chunk.Max) is not { } max)
            return new() { NullCount = nullCount };
        var min = slots.LowerBound(chunk.Min);
        return new()
        {
            NullCount = nullCount,
            Min = min.Bytes,
            Max = max.Bytes,
            IsMinExact = min.IsExact,
            IsMaxExact = max.IsExact,
        };
    }

    /// <summary>The column index; null when a page has values but no bounds (all NaN, or a maximum that can't be cut).</summary>
    public ColumnIndex? TryBuildColumnIndex()
    {
        var mins = new ReadOnlyMemory<byte>[pages.Count];
        var maxs = new ReadOnlyMemory<byte>[pages.Count];
        for (var i = 0; i < pages.Count; i++)
        {
            if (pages[i].IsNull)
                continue;
            if (!pages[i].Bounds.Any || slots.UpperBound(pages[i].Bounds.Max) is not { } max)
                return null;
            mins[i] = slots.LowerBound(pages[i].Bounds.Min).Bytes;
            maxs[i] = max.Bytes;
        }
        return new()
        {
            NullPages = [.. pages.Select(page => page.IsNull)],
            Mins = mins,
            Maxs = maxs,
            Order = FindOrder(),
            NullCounts = [.. pages.Select(page => (long)page.NullCount)],
        };
    }

    /// <summary>
    /// By the values themselves; cutting them keeps the order. Bounds that are all equal both ascend and descend, and are
    /// said to ascend.
    /// </summary>
    private BoundaryOrder FindOrder()
    {
        var ascending = true;
        var descending = true;
        var last = SlotBounds.None;
        foreach (var page in pages.Where(page => page.Bounds.Any))
        {
            if (last.Any)
            {
                var byMin = slots.Compare(last.Min, page.Bounds.Min);
                var byMax = slots.Compare(last.Max, page.Bounds.Max);
                ascending &= byMin <= 0 && byMax <= 0;
                descending &= byMin >= 0 && byMax >= 0;
            }
            last = page.Bounds;
        }
        return ascending ? BoundaryOrder.Ascending : descending ? BoundaryOrder.Descending : BoundaryOrder.Unordered;
    }
}

/// <summary>What the indexes say of a data page.</summary>
internal readonly record struct PageSummary(SlotBounds Bounds, int NullCount, int EntryCount)
{
    /// <summary>Whether the page holds nothing but nulls.</summary>
    public bool IsNull => NullCount == EntryCount;
}
