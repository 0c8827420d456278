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

    /// <summary>A list for the bytes of a run of rows in a text format, with the room that they are likely to need.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="start">The first.</param>
    /// <param name="count">How many.</param>
    /// <param name="bytesPerRow">What each row takes beyond its values.</param>
    public static PooledList<byte> ListFor(TableBatch batch, int start, int count, int bytesPerRow = 0) =>
        new((int)Math.Min(int.MaxValue / 2, batch.SizeOfRows(start, count) * 9 / 8 + (long)count * bytesPerRow + 1024));
}
