using Dataset.Parquet.Metadata;

namespace Dataset.Parquet.Thrift;

/// <summary>Column chunks of a footer from bytes.</summary>
internal static class ColumnChunkReader
{
    public static ColumnChunkMetadata Read(ref CompactReader from)
    {
        long? fileOffset = null;
        ColumnChunkMetadata? chunk = null;
        long? offsetIndex = null;
        int? offsetIndexSize = null;
        long? columnIndex = null;
        int? columnIndexSize = null;
        var fields = from.BeginStruct();
        while (from.Next(ref fields, out var id, out var type))
        {
            switch (id)
            {
                case 1:
                    throw from.Fault(
                        ParquetRules.UnsupportedExternal, $"expected a column chunk in this file, found one in '{from.Text(type)}'");
                case 2:
                    fileOffset = from.Int64(type);
                    break;
                case 3:
                    if (type != CompactType.Struct)
                        throw from.Fault(ParquetRules.ThriftType, $"expected a structure, found {type}");
                    chunk = ReadDescription(ref from);
                    break;
                case 4:
                    offsetIndex = from.Int64(type);
                    break;
                case 5:
                    offsetIndexSize = from.Int32(type);
                    break;
                case 6:
                    columnIndex = from.Int64(type);
                    break;
                case 7:
                    columnIndexSize = from.Int32(type);
                    break;
                case 8 or 9:
                    throw from.Fault(ParquetRules.UnsupportedEncryption, $"expected a plain column chunk, found an encrypted one");
                default:
                    from.Skip(type);
                    break;
            }
        }
        return (chunk ?? throw MetadataReader.Missing(from, "ColumnChunk.meta_data")) with
        {
            FileOffset = fileOffset ?? throw MetadataReader.Missing(from, "ColumnChunk.file_offset"),
            OffsetIndexOffset = offsetIndex,
            OffsetIndexSizeInBytes = offsetIndexSize,
            ColumnIndexOffset = columnIndex,
            ColumnIndexSizeInBytes = columnIndexSize,
        };
    }

    private static ColumnChunkMetadata ReadDescription(ref CompactReader from)
    {
        PhysicalType? physicalType = null;
        List<PageEncoding>? encodings = null;
        List<string>? path = null;
        CompressionCodec? codec = null;
        long? valueCount = null;
        long? uncompressed = null;
        long? compressed = null;
        long? dataPage = null;
        long? dictionaryPage = null;
        ColumnStatistics? statistics = null;
        List<PageEncodingStatistics>? encodingStatistics = null;
        SizeStatistics? sizes = null;
        var fields = from.BeginStruct();
        while (from.Next(ref fields, out var id, out var type))
        {
            switch (id)
            {
                case 1:
                    physicalType = from.Enum<PhysicalType>(type);
                    break;
                case 2:
                    encodings = [];
                    for (var left = from.List(type, CompactType.Int32); left > 0; left--)
                        encodings.Add(from.Enum<PageEncoding>(CompactType.Int32));
                    break;
                case 3:
                    path = [];
                    for (var left = from.List(type, CompactType.Binary); left > 0; left--)
                        path.Add(from.Text(CompactType.Binary));
                    break;
                case 4:
                    codec = from.Enum<CompressionCodec>(type);
                    break;
                case 5:
                    valueCount = from.Int64(type);
                    break;
                case 6:
                    uncompressed = from.Int64(type);
                    break;
                case 7:
                    compressed = from.Int64(type);
                    break;
                case 9:
                    dataPage = from.Int64(type);
                    break;
                case 11:
                    dictionaryPage = from.Int64(type);
                    break;
                case 12:
                    statistics = StatisticsReader.Read(ref from, type);
                    break;
                case 13:
                    encodingStatistics = [];
                    for (var left = from.List(type, CompactType.Struct); left > 0; left--)
                        encodingStatistics.Add(ReadEncodingStatistics(ref from));
                    break;
                case 16:
                    sizes = StatisticsReader.ReadSizes(ref from, type);
                    break;
                default:
                    from.Skip(type);
                    break;
            }
        }
        return new()
        {
            Type = physicalType ?? throw MetadataReader.Missing(from, "ColumnMetaData.type"),
            Encodings = encodings ?? throw MetadataReader.Missing(from, "ColumnMetaData.encodings"),
            Path = path ?? throw MetadataReader.Missing(from, "ColumnMetaData.path_in_schema"),
            Codec = codec ?? throw MetadataReader.Missing(from, "ColumnMetaData.codec"),
            ValueCount = valueCount ?? throw MetadataReader.Missing(from, "ColumnMetaData.num_values"),
            UncompressedSizeInBytes = uncompressed ?? throw MetadataReader.Missing(from, "ColumnMetaData.total_uncompressed_size"),
            CompressedSizeInBytes = compressed ?? throw MetadataReader.Missing(from, "ColumnMetaData.total_compressed_size"),
            DataPageOffset = dataPage ?? throw MetadataReader.Missing(from, "ColumnMetaData.data_page_offset"),
            DictionaryPageOffset = dictionaryPage,
            Statistics = statistics,
            EncodingStatistics = encodingStatistics,
            SizeStatistics = sizes,
        };
    }

    private static PageEncodingStatistics ReadEncodingStatistics(ref CompactReader from)
    {
        PageType? pageType = null;
        PageEncoding? encoding = null;
        int? count = null;
        var fields = from.BeginStruct();
        while (from.Next(ref fields, out var id, out var type))
        {
            switch (id)
            {
                case 1:
                    pageType = from.Enum<PageType>(type);
                    break;
                case 2:
                    encoding = from.Enum<PageEncoding>(type);
                    break;
                case 3:
                    count = from.Int32(type);
                    break;
                default:
                    from.Skip(type);
                    break;
            }
        }
        return new(
            pageType ?? throw MetadataReader.Missing(from, "PageEncodingStats.page_type"),
            encoding ?? throw MetadataReader.Missing(from, "PageEncodingStats.encoding"),
            count ?? throw MetadataReader.Missing(from, "PageEncodingStats.count"));
    }
}
