using Dataset.Formats.Parquet;
using Dataset.Parquet.Metadata;

namespace Dataset.Inspection;

/// <summary>The bounds of a column over several row groups, from those of each.</summary>
public static class ParquetBounds
{
    /// <summary>The lowest and highest bound; null where a chunk does not say one, or the order of the type is not known here.</summary>
    /// <param name="leaf">The column's leaf.</param>
    /// <param name="chunks">The statistics of each chunk; one that holds nothing but nulls has no bounds and needs none.</param>
    public static ColumnStatistics? Of(SchemaElement leaf, IReadOnlyList<ColumnChunkMetadata> chunks)
    {
        if (chunks.Count == 1)
            return chunks[0].Statistics;
        ColumnStatistics? all = null;
        foreach (var chunk in chunks)
        {
            if (chunk.Statistics is not { } one || (one.Min is null && one.NullCount != chunk.ValueCount))
                return null;
            if (one.Min is null || one.Max is null)
                continue;
            if (all is null)
            {
                all = one;
                continue;
            }
            if (Compare(leaf, one.Min.Value, all.Min!.Value) is not { } lower || Compare(
                leaf, one.Max.Value, all.Max!.Value) is not { } higher)
                return null;
            if (lower < 0)
                all = all with { Min = one.Min, IsMinExact = one.IsMinExact };
            if (higher > 0)
                all = all with { Max = one.Max, IsMaxExact = one.IsMaxExact };
        }
        return all;
    }

    private static int? Compare(SchemaElement leaf, ReadOnlyMemory<byte> a, ReadOnlyMemory<byte> b) =>
        ForeignType.Of(leaf).Compare(a.Span, b.Span);
}
