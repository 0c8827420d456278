using Dataset.Parquet.Metadata;

namespace Dataset.Parquet.Thrift;

/// <summary>Lays the page indexes out: all column indexes, then all offset indexes, row group after row group.</summary>
internal static class IndexPlacement
{
    /// <summary>Writes the indexes and notes where each stands.</summary>
    /// <param name="groups">The row groups with their indexes.</param>
    /// <param name="offset">Where in the file the first byte will stand.</param>
    /// <param name="writer">Takes the bytes; nothing has been written to it yet.</param>
    /// <returns>The row groups with the places of their indexes.</returns>
    public static IReadOnlyList<RowGroupMetadata> Append(
        IReadOnlyList<RowGroupMetadata> groups, long offset, CompactWriter writer)
    {
        var columns = groups.Select(group => group.Columns.ToArray()).ToArray();
        foreach (var chunks in columns)
        {
            for (var i = 0; i < chunks.Length; i++)
            {
                if (chunks[i].ColumnIndex is not { } index)
                    continue;
                var start = writer.Length;
                StatisticsWriter.Write(writer, index);
                chunks[i] = chunks[i] with { ColumnIndexOffset = offset + start, ColumnIndexSizeInBytes = writer.Length - start };
            }
        }
        foreach (var chunks in columns)
        {
            for (var i = 0; i < chunks.Length; i++)
            {
                if (chunks[i].OffsetIndex is not { } index)
                    continue;
                var start = writer.Length;
                StatisticsWriter.Write(writer, index);
                chunks[i] = chunks[i] with { OffsetIndexOffset = offset + start, OffsetIndexSizeInBytes = writer.Length - start };
            }
        }
        return [.. groups.Select((group, i) => group with { Columns = columns[i] })];
    }
}
