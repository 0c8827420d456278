using Dataset.Tables;

namespace Dataset.Formats;

/// <summary>Cuts batches for text formats, whose rows can be encoded in runs of any length.</summary>
internal static class RowSlices
{
    /// <summary>Small enough for several to be on their way at once, large enough for the overhead not to matter.</summary>
    private const int SliceSizeInBytes = 1 << 20;

    /// <summary>Runs of about a mebibyte of column data each.</summary>
    public static IEnumerable<(int Start, int Count)> Of(TableBatch batch)
    {
        var rows = (int)Math.Clamp(batch.RowCount * (long)SliceSizeInBytes / Math.Max(1, batch.SizeInBytes), 1, 65_536);
        for (var start = 0; start < batch.RowCount; start += rows)
            yield return (start, Math.Min(rows, batch.RowCount - start));
    }
}
