using Dataset.Parquet.Compression;
using Dataset.Parquet.Metadata;
using Dataset.Parquet.Schemas;
using Dataset.Parquet.Thrift;

namespace Dataset.Parquet.Reading;

/// <summary>Goes from page header to page header through a column chunk, and holds what they say against the footer.</summary>
internal static class PageWalker
{
    /// <param name="bytes">The whole chunk as it is on disk.</param>
    /// <param name="chunk">What the footer says of it.</param>
    /// <param name="leaf">The column.</param>
    /// <param name="place">The column and row group.</param>
    /// <param name="options">Limits and strictness.</param>
    public static List<PageInfo> Walk(
        ReadOnlySpan<byte> bytes, ColumnChunkMetadata chunk, LeafColumn leaf, Place place, ParquetReaderOptions options)
    {
        var pages = new List<PageInfo>();
        long uncompressed = 0;
        long values = 0;
        for (var at = 0; at < bytes.Length;)
        {
            var offset = chunk.StartOffset + at;
            var here = place with { Offset = offset, Page = pages.Count };
            var reader = new CompactReader(bytes[at..], here);
            var header = PageStructs.PageHeader.ReadElement(ref reader);
            var size = reader.Position;
            if (options.RequireOwnLayout)
                Canonical.Check(bytes.Slice(at, size), header, PageStructs.PageHeader, here);
            Verify(header, chunk, leaf, bytes.Length - at - size, here, options);
            // Polars does not say where a dictionary page is: the chunk's data then begin with it.
            var isUnsaidDictionary = !options.RequireOwnLayout && header.Type == PageType.Dictionary;
            if (pages.Count == 0 && header.Type == PageType.Dictionary != chunk.DictionaryPageOffset.HasValue && !isUnsaidDictionary)
                throw here.Fault(
                    ParquetRules.PageOrder,
                    $"expected {(chunk.DictionaryPageOffset is null ? "a data page" : "a dictionary page")} first, found {header.Type}");
            if (pages.Count > 0 && header.Type == PageType.Dictionary)
                throw here.Fault(ParquetRules.PageOrder, $"expected a data page, found a dictionary page");
            if (pages.Count == 1 && chunk.DictionaryPageOffset is not null && offset != chunk.DataPageOffset)
                throw here.Fault(ParquetRules.PageOrder, $"expected the first data page at {chunk.DataPageOffset}, found it at {offset}");
            pages.Add(new(offset, size, header));
            uncompressed += (long)size + header.UncompressedSizeInBytes;
            values += header.Type == PageType.Dictionary ? 0 : header.ValueCount;
            at += size + header.CompressedSizeInBytes;
        }
        if (uncompressed != chunk.UncompressedSizeInBytes)
            throw place.Fault(
                ParquetRules.ChunkTotals,
                $"expected pages of {chunk.UncompressedSizeInBytes} bytes before compression, found {uncompressed}");
        if (values != chunk.ValueCount)
            throw place.Fault(ParquetRules.ChunkValues, $"expected pages of {chunk.ValueCount} values, found {values}");
        VerifyEncodings(pages, chunk, place, options.RequireOwnLayout);
        return pages;
    }

    private static void Verify(
        PageHeader header, ColumnChunkMetadata chunk, LeafColumn leaf, int left, Place place, ParquetReaderOptions options)
    {
        if (header.CompressedSizeInBytes < 0 || header.CompressedSizeInBytes > left)
            throw place.Fault(
                ParquetRules.PageOutsideChunk, $"expected a page of at most {left} bytes, found {header.CompressedSizeInBytes}");
        if (header.UncompressedSizeInBytes < 0 || header.ValueCount < 0)
            throw place.Fault(
                ParquetRules.PageCounts,
                $"expected counts that are not below 0, found {header.UncompressedSizeInBytes} bytes and {header.ValueCount} values");
        if (Math.Max(header.UncompressedSizeInBytes, header.CompressedSizeInBytes) > options.MaxPageSizeInBytes)
            throw place.Fault(
                ParquetRules.PageTooLarge,
                $"expected a page of at most {options.MaxPageSizeInBytes} bytes, found ",
                $"{Math.Max(header.UncompressedSizeInBytes, header.CompressedSizeInBytes)}");
        if (header.Type == PageType.DataV2)
            VerifyV2(header, place);
        var isCompressed = chunk.Codec != CompressionCodec.Uncompressed && (header.Type != PageType.DataV2 || header.IsCompressed);
        if (!isCompressed && header.UncompressedSizeInBytes != header.CompressedSizeInBytes)
            throw place.Fault(
                ParquetRules.PageUncompressedSize,
                $"expected {header.UncompressedSizeInBytes} bytes in a page without compression, found {header.CompressedSizeInBytes}");
        if (isCompressed && chunk.Codec == CompressionCodec.Snappy
            && header.UncompressedSizeInBytes > (long)SnappyDecoder.MostExpansion * header.CompressedSizeInBytes)
            throw place.Fault(
                ParquetRules.SnappyMalformed,
                $"expected at most {(long)SnappyDecoder.MostExpansion * header.CompressedSizeInBytes} bytes from ",
                $"{header.CompressedSizeInBytes} of Snappy, found {header.UncompressedSizeInBytes}");
        if (header.Crc is null && options.RequireOwnLayout)
            throw place.Fault(ParquetRules.PageWithoutChecksum, $"expected a CRC-32, found none");
        VerifyEncoding(header, leaf, place, options.RequireOwnLayout);
    }

    private static void VerifyV2(PageHeader header, Place place)
    {
        long levels = (long)header.DefinitionLevelsSizeInBytes!.Value + header.RepetitionLevelsSizeInBytes!.Value;
        if (header.DefinitionLevelsSizeInBytes < 0 || header.RepetitionLevelsSizeInBytes < 0
            || levels > Math.Min(header.CompressedSizeInBytes, header.UncompressedSizeInBytes))
            throw place.Fault(
                ParquetRules.PageCounts,
                $"expected levels of at most {Math.Min(header.CompressedSizeInBytes, header.UncompressedSizeInBytes)} bytes, found ",
                $"{levels}");
        if (header.NullCount < 0 || header.NullCount > header.ValueCount || header.RowCount < 0 || header.RowCount > header.ValueCount)
            throw place.Fault(
                ParquetRules.PageCounts,
                $"expected at most {header.ValueCount} nulls and rows, found {header.NullCount} and {header.RowCount}");
    }

    private static void VerifyEncoding(PageHeader header, LeafColumn leaf, Place place, bool isOwn)
    {
        var known = header.Type == PageType.Dictionary
            ? header.Encoding is PageEncoding.Plain || (header.Encoding is PageEncoding.PlainDictionary && !isOwn)
            : header.Encoding is PageEncoding.Plain or PageEncoding.RleDictionary
                || (header.Encoding is PageEncoding.PlainDictionary && !isOwn)
                || (header.Encoding is PageEncoding.Rle && leaf.Type == PhysicalType.Boolean && !isOwn);
        if (!known)
            throw place.Fault(
                ParquetRules.UnsupportedEncoding,
                $"expected {(header.Type == PageType.Dictionary ? "a PLAIN dictionary" : "PLAIN or RLE_DICTIONARY")}, found encoding ",
                $"{header.Encoding.ToFormatName()}");
        if (isOwn && (header.Type == PageType.DataV2 || header.Statistics is not null))
            throw place.Fault(
                ParquetRules.LayoutOwn,
                $"expected data pages V1 without statistics, found {header.Type}{(header.Statistics is null ? "" : " with statistics")}");
        if (header.Type != PageType.Data)
            return;

        // Statements about levels that a column does not have mean nothing.
        var definition = leaf.Shape.MaxDefinition > 0 || isOwn ? header.DefinitionLevelEncoding!.Value : PageEncoding.Rle;
        var repetition = leaf.Shape.IsList || isOwn ? header.RepetitionLevelEncoding!.Value : PageEncoding.Rle;
        if (definition != PageEncoding.Rle || repetition != PageEncoding.Rle)
            throw place.Fault(
                ParquetRules.UnsupportedEncoding,
                $"expected levels in RLE, found encoding {(definition != PageEncoding.Rle ? definition : repetition).ToFormatName()}");
    }

    private static void VerifyEncodings(List<PageInfo> pages, ColumnChunkMetadata chunk, Place place, bool isOwn)
    {
        foreach (var page in pages)
        {
            if (!chunk.Encodings.Contains(page.Header.Encoding) && !(page.Header.Type == PageType.Dictionary && !isOwn))
                throw (place with { Offset = page.Offset }).Fault(
                    ParquetRules.PageEncodings,
                    $"expected one of the encodings {string.Join(", ", chunk.Encodings.Select(encoding => encoding.ToFormatName()))}, ",
                    $"found {page.Header.Encoding.ToFormatName()}");
        }
        if (chunk.EncodingStatistics is not { } claimed)
            return;
        var counted = pages
            .GroupBy(page => (page.Header.Type, page.Header.Encoding))
            .Select(kind => new PageEncodingStatistics { PageType = kind.Key.Type, Encoding = kind.Key.Encoding, Count = kind.Count() });
        if (isOwn ? !claimed.SequenceEqual(counted) : !DataPages(claimed).SetEquals(DataPages(counted)))
            throw place.Fault(
                ParquetRules.PageEncodings,
                $"expected encoding statistics of {string.Join(", ", counted.Select(Describe))}, found ",
                $"{string.Join(", ", claimed.Select(Describe))}");
    }

    /// <summary>Writers differ in how they count dictionary pages, and in whether they tell V2 from V1.</summary>
    private static HashSet<(PageEncoding Encoding, long Count)> DataPages(IEnumerable<PageEncodingStatistics> statistics) =>
        [.. statistics
            .Where(kind => kind.PageType is PageType.Data or PageType.DataV2)
            .GroupBy(kind => kind.Encoding)
            .Select(kind => (kind.Key, kind.Sum(one => (long)one.Count)))];

    private static string Describe(PageEncodingStatistics kind) =>
        $"{kind.Count} {kind.PageType.ToFormatName()} in {kind.Encoding.ToFormatName()}";
}
