using Dataset.Parquet.Values;

namespace Dataset.Parquet.Statistics;

/// <summary>What the indexes say of a data page.</summary>
internal readonly record struct PageSummary(SlotBounds Bounds, int NullCount, int EntryCount)
{
    /// <summary>Whether the page holds nothing but nulls.</summary>
    public bool IsNull => NullCount == EntryCount;
}
