using Dataset.Parquet.Metadata;
using Dataset.Parquet.Thrift;

namespace Dataset.Parquet.Reading;

/// <summary>
/// Walks the footer and every page of a file of any writer, so that a library that does not withstand damaged files may read it:
/// what it will be asked to allocate is bounded before, and what this walk does not know it refuses by name. Values are counted, not taken.
/// </summary>
internal static class ForeignSurvey
{
    /// <summary>The most bytes of a column chunk before compression: a decoder may hold them several times.</summary>
    public const long MaximumChunkInBytes = 64 << 20;

    /// <summary>The most values of a column chunk: levels and values take some 24 bytes each, however few bytes they are on disk.</summary>
    public const int MaximumValues = 4 << 20;

    private const int MaximumDepth = 16;
    private const int MaximumColumns = 10_000;
    private const int MaximumPages = 100_000;
    private const int LongestHeaderInBytes = 1 << 20;
    private const int UsualHeaderInBytes = 4 << 10;

    /// <summary>What the footer says, once it and all pages hold together within the limits.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="enoughRows">Row groups after so many rows are neither walked nor in what is returned.</param>
    /// <exception cref="ParquetException">They do not, or the file needs what is not known here.</exception>
    public static ParquetFileMetadata Walk(Stream stream, long enoughRows = long.MaxValue)
    {
        using var source = new ByteSource.OfStream(stream);
        var footer = FooterReader.Read(source, ParquetReaderOptions.Default);
        var end = FooterReader.OffsetOf(source, footer);
        var place = new Place(end);
        var leaves = Leaves(footer.Schema, place);
        long rows = 0;
        var walked = 0;
        foreach (var (index, group) in footer.RowGroups.Index())
        {
            var here = place with { RowGroup = index };
            if (group.Columns.Count != leaves.Count)
                throw here.Fault(ParquetRules.ColumnCount, $"expected {leaves.Count} column chunks, found {group.Columns.Count}");
            if (group.RowCount < 0 || group.RowCount > MaximumValues)
                throw here.Fault(
                    ParquetRules.DecodedSize,
                    $"expected row groups of at most {MaximumValues} rows, found {group.RowCount}; write smaller row groups");
            var isWanted = rows < enoughRows;
            rows += group.RowCount;
            if (!isWanted)
                continue;
            walked++;
            foreach (var (chunk, leaf) in group.Columns.Zip(leaves))
                WalkChunk(source, end, chunk, leaf, group.RowCount, here with { Column = string.Join('.', chunk.Path) });
        }
        if (rows != footer.RowCount)
            throw place.Fault(ParquetRules.RowCounts, $"expected {footer.RowCount} rows, found {rows} in the row groups");
        return walked == footer.RowGroups.Count ? footer : footer with { RowGroups = [.. footer.RowGroups.Take(walked)] };
    }

    /// <summary>The pages of a column chunk, from their headers alone.</summary>
    /// <exception cref="ParquetException">They are not in the file, or a header is at fault.</exception>
    public static List<PageInfo> Pages(Stream stream, ParquetFileMetadata footer, int rowGroup, int column)
    {
        using var source = new ByteSource.OfStream(stream);
        var chunk = footer.RowGroups[rowGroup].Columns[column];
        var place = new Place(chunk.StartOffset, string.Join('.', chunk.Path), rowGroup);
        CheckRange(chunk, FooterReader.OffsetOf(source, footer), place);
        var pages = new List<PageInfo>();
        for (long at = chunk.StartOffset, end = at + chunk.CompressedSizeInBytes; at < end;)
        {
            var here = place with { Offset = at, Page = pages.Count };
            var (header, size) = ReadHeader(source, at, end - at, here);
            if (header.CompressedSizeInBytes < 0 || header.CompressedSizeInBytes > end - at - size || pages.Count == MaximumPages)
                throw here.Fault(
                    ParquetRules.PageOutsideChunk,
                    $"expected at most {MaximumPages} pages inside their column chunk, found a page of ",
                    $"{header.CompressedSizeInBytes} bytes");
            pages.Add(new(at, size, header));
            at += size + header.CompressedSizeInBytes;
        }
        return pages;
    }

    /// <summary>The columns that hold values, with the highest of their levels.</summary>
    private static List<(SchemaElement Element, int Repetition, int Definition)> Leaves(IReadOnlyList<SchemaElement> schema, Place place)
    {
        if (schema.Count is 0 or > MaximumColumns)
            throw place.Fault(ParquetRules.SchemaCounts, $"expected 1 to {MaximumColumns} schema elements, found {schema.Count}");
        var leaves = new List<(SchemaElement, int, int)>();
        var open = new Stack<(int Left, int Repetition, int Definition)>();
        for (var i = 0; i < schema.Count; i++)
        {
            var element = schema[i];
            while (open.Count > 0 && open.Peek().Left == 0)
                open.Pop();
            if (i > 0 && open.Count == 0)
                throw place.Fault(
                    ParquetRules.SchemaCounts, $"expected {i} schema elements by their counts of children, found {schema.Count}");
            if (open.Count > MaximumDepth)
                throw place.Fault(ParquetRules.SchemaCounts, $"expected a schema of at most {MaximumDepth} levels, found more");
            var parent = open.Count > 0 ? open.Pop() : default;
            if (i > 0)
                open.Push(parent with { Left = parent.Left - 1 });
            var repetition = parent.Repetition + (i > 0 && element.Repetition == Repetition.Repeated ? 1 : 0);
            var definition = parent.Definition + (i > 0 && element.Repetition != Repetition.Required ? 1 : 0);
            if (element.Type is null)
            {
                if (element.ChildCount is not (> 0 and <= MaximumColumns))
                    throw place.Fault(
                        ParquetRules.SchemaCounts, $"expected children of the group '{element.Name}', found {element.ChildCount ?? 0}");
                open.Push((element.ChildCount.Value, repetition, definition));
                continue;
            }
            if (element.ChildCount is > 0)
                throw place.Fault(
                    ParquetRules.SchemaElement, $"expected no children of the column '{element.Name}', found {element.ChildCount}");
            if (element.Type == PhysicalType.FixedLengthByteArray && element.TypeLength is not (> 0 and <= 1024))
                throw place.Fault(
                    ParquetRules.SchemaElement,
                    $"expected a length of 1 to 1024 bytes for the column '{element.Name}', found {element.TypeLength ?? 0}");
            leaves.Add((element, repetition, definition));
        }
        while (open.Count > 0 && open.Peek().Left == 0)
            open.Pop();
        return open.Count == 0
            ? leaves
            : throw place.Fault(ParquetRules.SchemaCounts, $"expected more schema elements than {schema.Count}, found no more");
    }

    private static void WalkChunk(
        ByteSource source, long end, ColumnChunkMetadata chunk, (SchemaElement Element, int Repetition, int Definition) leaf, long rows,
        Place place)
    {
        if (chunk.Type != leaf.Element.Type)
            throw place.Fault(
                ParquetRules.ColumnMismatch,
                $"expected {leaf.Element.Type!.Value.ToFormatName()}, found a chunk of {chunk.Type.ToFormatName()}");
        if (chunk.Codec is CompressionCodec.Lzo or CompressionCodec.Lz4)
            throw place.Fault(
                ParquetRules.UnsupportedCodec,
                $"expected UNCOMPRESSED, SNAPPY, GZIP, BROTLI, ZSTD or LZ4_RAW, found codec {chunk.Codec.ToFormatName()}");
        CheckRange(chunk, end, place);
        var start = chunk.StartOffset;
        if (chunk.UncompressedSizeInBytes > MaximumChunkInBytes)
            throw place.Fault(
                ParquetRules.DecodedSize,
                $"expected a column chunk of at most {MaximumChunkInBytes} bytes before compression, found ",
                $"{chunk.UncompressedSizeInBytes}; write smaller row groups");
        // An array each, of twelve bytes and more.
        var most = chunk.Type is PhysicalType.Int96 or PhysicalType.FixedLengthByteArray ? MaximumValues / 2 : MaximumValues;
        if (chunk.ValueCount < 0 || chunk.ValueCount > most || (leaf.Repetition > 0 ? chunk.ValueCount < rows : chunk.ValueCount != rows))
            throw place.Fault(
                ParquetRules.ValueCount, $"expected values for {rows} rows and at most {most}, found {chunk.ValueCount}");
        long values = 0;
        long uncompressed = 0;
        var at = start;
        using var scratch = new PooledBuffer();
        var verified = new ForeignPage(leaf.Element, leaf.Definition, leaf.Repetition, scratch);
        for (var page = 0; at < start + chunk.CompressedSizeInBytes; page++)
        {
            var here = place with { Offset = at, Page = page };
            var left = start + chunk.CompressedSizeInBytes - at;
            var (header, size) = ReadHeader(source, at, left, here);
            WalkPage(header, chunk, leaf, page, left - size, here);
            values += header.Type == PageType.Dictionary ? 0 : header.ValueCount;
            uncompressed += (long)size + header.UncompressedSizeInBytes;
            if (values > chunk.ValueCount || uncompressed > MaximumChunkInBytes)
                throw here.Fault(
                    ParquetRules.ChunkTotals,
                    $"expected pages of {chunk.ValueCount} values and at most {MaximumChunkInBytes} bytes, found {values} values and ",
                    $"{uncompressed} bytes");
            using (var body = source.Read(at + size, header.CompressedSizeInBytes))
                verified.Verify(header, body.Span, chunk.Codec, here);
            at += size + header.CompressedSizeInBytes;
        }
        if (values != chunk.ValueCount)
            throw place.Fault(ParquetRules.ChunkValues, $"expected pages of {chunk.ValueCount} values, found {values}");
    }

    private static void CheckRange(ColumnChunkMetadata chunk, long end, Place place)
    {
        var start = chunk.StartOffset;
        if (start < ParquetMagic.SizeInBytes || chunk.CompressedSizeInBytes < 0 || chunk.CompressedSizeInBytes > end - start)
            throw place.Fault(
                ParquetRules.RangeOutsideFile,
                $"expected a column chunk before byte {end}, found {chunk.CompressedSizeInBytes} bytes from {start}");
    }

    private static (PageHeader Header, int Size) ReadHeader(ByteSource source, long offset, long left, Place place)
    {
        for (var size = (int)Math.Min(left, UsualHeaderInBytes); ; size = (int)Math.Min(left, LongestHeaderInBytes))
        {
            using var bytes = source.Read(offset, size);
            var reader = new CompactReader(bytes.Span, place);
            try
            {
                return (PageStructs.PageHeader.ReadElement(ref reader), reader.Position);
            }
            catch (ParquetException e) when (size < Math.Min(left, LongestHeaderInBytes) && e.Rule != ParquetRules.UnsupportedPage)
            {
                // Statistics may make a header long.
            }
        }
    }

    private static void WalkPage(
        PageHeader header, ColumnChunkMetadata chunk, (SchemaElement Element, int Repetition, int Definition) leaf, int page, long left,
        Place place)
    {
        if (header.CompressedSizeInBytes < 0 || header.CompressedSizeInBytes > left)
            throw place.Fault(
                ParquetRules.PageOutsideChunk, $"expected a page of at most {left} bytes, found {header.CompressedSizeInBytes}");
        if (header.UncompressedSizeInBytes < 0 || header.UncompressedSizeInBytes > MaximumChunkInBytes || header.ValueCount < 0)
            throw place.Fault(
                ParquetRules.PageCounts,
                $"expected at most {MaximumChunkInBytes} bytes and a count from 0, found {header.UncompressedSizeInBytes} bytes and ",
                $"{header.ValueCount} values");
        if (header.Type == PageType.Dictionary != (page == 0 && header.Type == PageType.Dictionary))
            throw place.Fault(ParquetRules.PageOrder, $"expected a data page, found a dictionary page");
        if (header.Type == PageType.DataV2 && leaf.Repetition > 0)
            throw place.Fault(
                ParquetRules.UnsupportedPage, $"expected lists in data pages V1, found V2, which Parquet.Net reads wrongly for lists");
        var isPlain = chunk.Codec == CompressionCodec.Uncompressed || (header.Type == PageType.DataV2 && !header.IsCompressed);
        if (isPlain && header.UncompressedSizeInBytes != header.CompressedSizeInBytes)
            throw place.Fault(
                ParquetRules.PageUncompressedSize,
                $"expected {header.UncompressedSizeInBytes} bytes in a page without compression, found {header.CompressedSizeInBytes}");
        if (header.Type == PageType.DataV2
            && (header.DefinitionLevelsSizeInBytes < 0 || header.RepetitionLevelsSizeInBytes < 0
                || (long)header.DefinitionLevelsSizeInBytes!.Value
                    + header.RepetitionLevelsSizeInBytes!.Value > header.CompressedSizeInBytes))
            throw place.Fault(ParquetRules.PageCounts, $"expected levels inside the page, found more bytes");
        // A dictionary entry takes at least a bit, and so does a value that cannot be null and is not in a run or a dictionary.
        if (header.Type == PageType.Dictionary && header.ValueCount > 8L * header.UncompressedSizeInBytes)
            throw place.Fault(
                ParquetRules.DictionaryCount,
                $"expected a dictionary that fits {header.UncompressedSizeInBytes} bytes, found {header.ValueCount} entries");
        if (!IsKnown(header.Encoding, chunk.Type)
            || (header.DefinitionLevelEncoding == PageEncoding.BitPacked && leaf.Definition > 0)
            || (header.RepetitionLevelEncoding == PageEncoding.BitPacked && leaf.Repetition > 0))
            throw place.Fault(
                ParquetRules.UnsupportedEncoding,
                $"expected an encoding that Parquet.Net reads for {chunk.Type.ToFormatName()}, found {header.Encoding.ToFormatName()}");
    }

    /// <summary>Parquet.Net takes what is encoded for another type without a look.</summary>
    private static bool IsKnown(PageEncoding encoding, PhysicalType type) => encoding switch
    {
        PageEncoding.Plain or PageEncoding.PlainDictionary or PageEncoding.RleDictionary => true,
        PageEncoding.DeltaBinaryPacked => type is PhysicalType.Int32 or PhysicalType.Int64,
        PageEncoding.DeltaLengthByteArray => type == PhysicalType.ByteArray,
        PageEncoding.DeltaByteArray => type is PhysicalType.ByteArray or PhysicalType.FixedLengthByteArray,
        PageEncoding.ByteStreamSplit => type is PhysicalType.Int32 or PhysicalType.Int64 or PhysicalType.Float or PhysicalType.Double,
        _ => false,
    };
}
