using Dataset.Parquet.Metadata;
using Dataset.Parquet.Thrift;

namespace Dataset.Parquet.Reading;

/// <summary>Reads the page indexes, which stand apart from the footer, and holds their counts against each other.</summary>
internal static class IndexReader
{
    public static ParquetFileMetadata Attach(ParquetFileMetadata file, ByteSource source, bool isOwn)
    {
        var groups = new List<RowGroupMetadata>(file.RowGroups.Count);
        for (var i = 0; i < file.RowGroups.Count; i++)
        {
            var group = file.RowGroups[i];
            groups.Add(group with
            {
                Columns = [.. group.Columns.Select(chunk => Attach(chunk, source, new(0, chunk.Path[0], i), isOwn))],
            });
        }
        return file with { RowGroups = groups };
    }

    private static ColumnChunkMetadata Attach(ColumnChunkMetadata chunk, ByteSource source, Place place, bool isOwn)
    {
        var offsets = ReadOffsetIndex(chunk, source, place, isOwn);
        var columns = ReadColumnIndex(chunk, source, place, isOwn);
        if (columns is not null)
        {
            var count = columns.NullPages.Count;
            var at = place.At(chunk.ColumnIndexOffset!.Value);
            if (columns.Mins.Count != count || columns.Maxs.Count != count || (columns.NullCounts?.Count ?? count) != count)
                throw at.Fault(
                    ParquetRules.ColumnIndex,
                    $"expected four lists of one length, found {count}, {columns.Mins.Count}, {columns.Maxs.Count} and ",
                    $"{columns.NullCounts?.Count ?? count}");
            if (offsets is not null && offsets.Pages.Count != count)
                throw at.Fault(ParquetRules.ColumnIndex, $"expected {offsets.Pages.Count} pages as in the offset index, found {count}");
        }
        return chunk with { OffsetIndex = offsets, ColumnIndex = columns };
    }

    private static OffsetIndex? ReadOffsetIndex(ColumnChunkMetadata chunk, ByteSource source, Place place, bool isOwn)
    {
        if (chunk.OffsetIndexOffset is not { } offset)
            return null;
        using var bytes = source.Read(offset, chunk.OffsetIndexSizeInBytes!.Value);
        var reader = new CompactReader(bytes.Span, place.At(offset));
        var index = StatisticsReader.ReadOffsetIndex(ref reader);
        CheckEnd(ref reader, bytes.Span.Length);
        if (isOwn)
            Canonical.Check(bytes.Span, index, StatisticsWriter.Write, place.At(offset));
        return index;
    }

    private static ColumnIndex? ReadColumnIndex(ColumnChunkMetadata chunk, ByteSource source, Place place, bool isOwn)
    {
        if (chunk.ColumnIndexOffset is not { } offset)
            return null;
        using var bytes = source.Read(offset, chunk.ColumnIndexSizeInBytes!.Value);
        var reader = new CompactReader(bytes.Span, place.At(offset));
        var index = StatisticsReader.ReadColumnIndex(ref reader);
        CheckEnd(ref reader, bytes.Span.Length);
        if (isOwn)
            Canonical.Check(bytes.Span, index, StatisticsWriter.Write, place.At(offset));
        return index;
    }

    private static void CheckEnd(ref CompactReader reader, int length)
    {
        if (reader.Position != length)
            throw reader.Fault(ParquetRules.ThriftTooLarge, $"expected a page index of {length} bytes, found one of {reader.Position}");
    }
}
