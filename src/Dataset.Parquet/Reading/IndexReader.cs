using Dataset.Parquet.Metadata;
using Dataset.Parquet.Thrift;

namespace Dataset.Parquet.Reading;

/// <summary>Reads the page indexes, which are outside the footer, and compares their counts.</summary>
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
        var offsets = Read(PageStructs.OffsetIndex, chunk.OffsetIndexOffset, chunk.OffsetIndexSizeInBytes, source, place, isOwn);
        var columns = Read(PageStructs.ColumnIndex, chunk.ColumnIndexOffset, chunk.ColumnIndexSizeInBytes, source, place, isOwn);
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

    /// <summary>The index at an offset; null where there is none.</summary>
    private static T? Read<T>(ThriftStruct<T> type, long? offset, int? size, ByteSource source, Place place, bool isOwn)
        where T : class
    {
        if (offset is null)
            return null;
        using var bytes = source.Read(offset.Value, size!.Value);
        var at = place.At(offset.Value);
        var reader = new CompactReader(bytes.Span, at);
        var index = type.ReadElement(ref reader);
        if (reader.Position != bytes.Span.Length)
            throw reader.Fault(
                ParquetRules.ThriftTooLarge, $"expected a page index of {bytes.Span.Length} bytes, found one of {reader.Position}");
        if (isOwn)
            Canonical.Check(bytes.Span, index, type, at);
        return index;
    }
}
