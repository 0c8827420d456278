using Dataset.Parquet.Compression;
using Dataset.Parquet.Metadata;
using Dataset.Parquet.Schemas;

namespace Dataset.Parquet.Reading;

/// <summary>Holds the footer's counts, sizes and offsets against each other and the file, before anything is read by them.</summary>
internal sealed class LayoutVerifier(
    ParquetFileMetadata file, IReadOnlyList<LeafColumn> leaves, long footerOffset, ParquetReaderOptions options)
{
    private readonly List<FileRange> ranges = [];
    private readonly Place footer = new(footerOffset);

    public void Verify()
    {
        if (options.VerifyClaims && file.ColumnOrders is { } orders && orders.Count != leaves.Count)
            throw footer.Fault(ParquetRules.SchemaOrders, $"expected {leaves.Count} column orders, found {orders.Count}");
        long rows = 0;
        for (var i = 0; i < file.RowGroups.Count; i++)
        {
            var group = file.RowGroups[i];
            if (group.RowCount < 0 || group.RowCount > file.RowCount - rows)
                throw (footer with { RowGroup = i }).Fault(
                    ParquetRules.RowCounts,
                    $"expected row groups of {file.RowCount} rows together, found {group.RowCount} rows after {rows}");
            rows += group.RowCount;
            Verify(group, i);
        }
        if (rows != file.RowCount)
            throw footer.Fault(ParquetRules.RowCounts, $"expected {file.RowCount} rows, found {rows} in the row groups");
        for (var i = 0; i < file.RowGroups.Count; i++)
            AddIndexes(i, chunk => (chunk.ColumnIndexOffset, chunk.ColumnIndexSizeInBytes), "column index");
        for (var i = 0; i < file.RowGroups.Count; i++)
            AddIndexes(i, chunk => (chunk.OffsetIndexOffset, chunk.OffsetIndexSizeInBytes), "offset index");
        VerifyRanges();
    }

    private void Verify(RowGroupMetadata group, int ordinal)
    {
        var place = footer with { RowGroup = ordinal };
        if (group.Columns.Count != leaves.Count)
            throw place.Fault(ParquetRules.ColumnCount, $"expected {leaves.Count} column chunks, found {group.Columns.Count}");
        long compressed = 0;
        long uncompressed = 0;
        for (var i = 0; i < leaves.Count; i++)
        {
            var chunk = group.Columns[i];
            Verify(chunk, leaves[i], group.RowCount, place with { Column = leaves[i].Column.Name });

            // Each is below 2 GiB, and there are fewer than 2^31: no overflow.
            compressed += chunk.CompressedSizeInBytes;
            uncompressed += chunk.UncompressedSizeInBytes;
        }
        if (options.VerifyClaims)
            VerifyClaims(group, ordinal, compressed, uncompressed, place);
    }

    private void VerifyClaims(RowGroupMetadata group, int ordinal, long compressed, long uncompressed, Place place)
    {
        if (group.UncompressedSizeInBytes != uncompressed)
            throw place.Fault(
                ParquetRules.RowGroupTotals,
                $"expected {uncompressed} bytes before compression by the column chunks, found {group.UncompressedSizeInBytes}");
        if (group.CompressedSizeInBytes is { } total && total != compressed)
            throw place.Fault(ParquetRules.RowGroupTotals, $"expected {compressed} bytes by the column chunks, found {total}");
        if (group.Ordinal is { } found && found != ordinal)
            throw place.Fault(ParquetRules.RowGroupPlace, $"expected the ordinal {ordinal}, found {found}");

        // Other writers leave 0 here, or where the metadata once was.
        if (options.RequireOwnLayout && group.FileOffset != group.Columns[0].StartOffset)
            throw place.Fault(ParquetRules.RowGroupPlace, $"expected the offset {group.Columns[0].StartOffset}, found {group.FileOffset}");
        VerifySorting(group, place);
    }

    private void Verify(ColumnChunkMetadata chunk, LeafColumn leaf, long rowCount, Place place)
    {
        if (!chunk.Path.SequenceEqual(leaf.Path, StringComparer.Ordinal) || chunk.Type != leaf.Type)
            throw place.Fault(
                ParquetRules.ColumnMismatch,
                $"expected {string.Join('.', leaf.Path)} of {leaf.Type.ToFormatName()}, found {string.Join('.', chunk.Path)} of ",
                $"{chunk.Type.ToFormatName()}");
        if (!PageCodec.IsKnown(chunk.Codec))
            throw place.Fault(
                ParquetRules.UnsupportedCodec, $"expected SNAPPY, ZSTD or UNCOMPRESSED, found codec {chunk.Codec.ToFormatName()}");
        if (leaf.Shape.IsList ? chunk.ValueCount < rowCount : chunk.ValueCount != rowCount)
            throw place.Fault(
                ParquetRules.ValueCount,
                $"expected {(leaf.Shape.IsList ? "at least " : "")}{rowCount} values for {rowCount} rows, found {chunk.ValueCount}");
        if (chunk.DictionaryPageOffset is { } dictionary && (dictionary <= 0 || dictionary >= chunk.DataPageOffset))
            throw place.Fault(
                ParquetRules.DictionaryOffset,
                $"expected a dictionary page before the data page at {chunk.DataPageOffset}, found {dictionary}");
        if (chunk.CompressedSizeInBytes > int.MaxValue || chunk.UncompressedSizeInBytes > int.MaxValue)
            throw place.Fault(
                ParquetRules.UnsupportedSize,
                $"expected a column chunk below 2 GiB, found {Math.Max(chunk.CompressedSizeInBytes, chunk.UncompressedSizeInBytes)} bytes");
        if (chunk.UncompressedSizeInBytes < 0)
            throw place.Fault(ParquetRules.ChunkTotals, $"expected a size that is not below 0, found {chunk.UncompressedSizeInBytes}");
        Add(chunk.StartOffset, chunk.CompressedSizeInBytes, place, "column chunk");
    }

    private void VerifySorting(RowGroupMetadata group, Place place)
    {
        var seen = new HashSet<int>();
        foreach (var key in group.SortingColumns ?? [])
        {
            if (key.ColumnIndex < 0 || key.ColumnIndex >= leaves.Count || leaves[key.ColumnIndex].Shape.IsList
                || !seen.Add(key.ColumnIndex))
                throw place.Fault(
                    ParquetRules.SortingColumns, $"expected flat columns of 0 to {leaves.Count - 1}, each once, found {key.ColumnIndex}");
        }
    }

    private void AddIndexes(int group, Func<ColumnChunkMetadata, (long? Offset, int? Size)> locate, string what)
    {
        var chunks = file.RowGroups[group].Columns;
        for (var i = 0; i < chunks.Count; i++)
        {
            var place = footer with { RowGroup = group, Column = leaves[i].Column.Name };
            var (offset, size) = locate(chunks[i]);
            if (offset is null != size is null)
                throw place.Fault(ParquetRules.RangeOutsideFile, $"expected an offset and a length of the {what}, found one of them");
            if (offset is not null)
                Add(offset.Value, size!.Value, place, what);
        }
    }

    private void Add(long start, long size, Place place, string what)
    {
        if (start < ParquetMagic.SizeInBytes || size < 0 || start > footer.Offset || size > footer.Offset - start)
            throw place.Fault(
                ParquetRules.RangeOutsideFile,
                $"expected the {what} within bytes {ParquetMagic.SizeInBytes} to {footer.Offset}, found {size} bytes from {start}");
        ranges.Add(new(start, start + size, place, what));
    }

    private void VerifyRanges()
    {
        long end = ParquetMagic.SizeInBytes;
        foreach (var range in ranges.Where(range => range.Start < range.End).OrderBy(range => range.Start))
        {
            if (range.Start < end)
                throw range.Place.At(range.Start)
                    .Fault(ParquetRules.RangesOverlap, $"expected the {range.What} to start at {end} or later, found it at {range.Start}");
            end = range.End;
        }
        if (!options.RequireOwnLayout)
            return;

        // They were added in the order in which the writer lays them out.
        end = ParquetMagic.SizeInBytes;
        foreach (var range in ranges)
        {
            if (range.Start != end)
                throw range.Place.At(end)
                    .Fault(ParquetRules.RangeGap, $"expected the {range.What} to start at {end}, found it at {range.Start}");
            end = range.End;
        }
        if (end != footer.Offset)
            throw footer.At(end).Fault(ParquetRules.RangeGap, $"expected the footer to start at {end}, found it at {footer.Offset}");
    }

    /// <summary>Bytes of the file, by their offsets, and what is there.</summary>
    private sealed record FileRange(long Start, long End, Place Place, string What);
}
