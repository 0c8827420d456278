using Dataset.Parquet.Metadata;

namespace Dataset.Parquet.Thrift;

/// <summary>Page headers from bytes.</summary>
internal static class PageHeaderReader
{
    public static PageHeader Read(ref CompactReader from)
    {
        PageType? pageType = null;
        int? uncompressed = null;
        int? compressed = null;
        int? crc = null;
        PageHeader? data = null;
        PageHeader? dictionary = null;
        PageHeader? dataV2 = null;
        var fields = from.BeginStruct();
        while (from.Next(ref fields, out var id, out var type))
        {
            if (id is 5 or 7 or 8 && type != CompactType.Struct)
                throw from.Fault(ParquetRules.ThriftType, $"expected a structure, found {type}");
            switch (id)
            {
                case 1:
                    pageType = from.Enum<PageType>(type);
                    break;
                case 2:
                    uncompressed = from.Int32(type);
                    break;
                case 3:
                    compressed = from.Int32(type);
                    break;
                case 4:
                    crc = from.Int32(type);
                    break;
                case 5:
                    data = ReadData(ref from);
                    break;
                case 7:
                    dictionary = ReadDictionary(ref from);
                    break;
                case 8:
                    dataV2 = ReadDataV2(ref from);
                    break;
                default:
                    from.Skip(type);
                    break;
            }
        }
        var kind = pageType ?? throw MetadataReader.Missing(from, "PageHeader.type");
        var header = kind switch
        {
            PageType.Data => data,
            PageType.Dictionary => dictionary,
            PageType.DataV2 => dataV2,
            _ => throw from.Fault(ParquetRules.UnsupportedPage, $"expected a data or dictionary page, found INDEX_PAGE"),
        };
        return (header ?? throw MetadataReader.Missing(from, $"PageHeader, the header of a {kind} page")) with
        {
            Type = kind,
            UncompressedSizeInBytes = uncompressed ?? throw MetadataReader.Missing(from, "PageHeader.uncompressed_page_size"),
            CompressedSizeInBytes = compressed ?? throw MetadataReader.Missing(from, "PageHeader.compressed_page_size"),
            Crc = (uint?)crc,
        };
    }

    private static PageHeader ReadData(ref CompactReader from)
    {
        int? valueCount = null;
        PageEncoding? encoding = null;
        PageEncoding? definition = null;
        PageEncoding? repetition = null;
        ColumnStatistics? statistics = null;
        var fields = from.BeginStruct();
        while (from.Next(ref fields, out var id, out var type))
        {
            switch (id)
            {
                case 1:
                    valueCount = from.Int32(type);
                    break;
                case 2:
                    encoding = from.Enum<PageEncoding>(type);
                    break;
                case 3:
                    definition = from.Enum<PageEncoding>(type);
                    break;
                case 4:
                    repetition = from.Enum<PageEncoding>(type);
                    break;
                case 5:
                    statistics = StatisticsReader.Read(ref from, type);
                    break;
                default:
                    from.Skip(type);
                    break;
            }
        }
        return Make(from, valueCount, encoding) with
        {
            DefinitionLevelEncoding = definition ?? throw MetadataReader.Missing(from, "DataPageHeader.definition_level_encoding"),
            RepetitionLevelEncoding = repetition ?? throw MetadataReader.Missing(from, "DataPageHeader.repetition_level_encoding"),
            Statistics = statistics,
        };
    }

    private static PageHeader ReadDictionary(ref CompactReader from)
    {
        int? valueCount = null;
        PageEncoding? encoding = null;
        var fields = from.BeginStruct();
        while (from.Next(ref fields, out var id, out var type))
        {
            if (id == 1)
                valueCount = from.Int32(type);
            else if (id == 2)
                encoding = from.Enum<PageEncoding>(type);
            else
                from.Skip(type);
        }
        return Make(from, valueCount, encoding);
    }

    private static PageHeader ReadDataV2(ref CompactReader from)
    {
        int? valueCount = null;
        int? nullCount = null;
        int? rowCount = null;
        PageEncoding? encoding = null;
        int? definitionSize = null;
        int? repetitionSize = null;
        var isCompressed = true;
        ColumnStatistics? statistics = null;
        var fields = from.BeginStruct();
        while (from.Next(ref fields, out var id, out var type))
        {
            switch (id)
            {
                case 1:
                    valueCount = from.Int32(type);
                    break;
                case 2:
                    nullCount = from.Int32(type);
                    break;
                case 3:
                    rowCount = from.Int32(type);
                    break;
                case 4:
                    encoding = from.Enum<PageEncoding>(type);
                    break;
                case 5:
                    definitionSize = from.Int32(type);
                    break;
                case 6:
                    repetitionSize = from.Int32(type);
                    break;
                case 7:
                    isCompressed = from.Bool(type);
                    break;
                case 8:
                    statistics = StatisticsReader.Read(ref from, type);
                    break;
                default:
                    from.Skip(type);
                    break;
            }
        }
        return Make(from, valueCount, encoding) with
        {
            NullCount = nullCount ?? throw MetadataReader.Missing(from, "DataPageHeaderV2.num_nulls"),
            RowCount = rowCount ?? throw MetadataReader.Missing(from, "DataPageHeaderV2.num_rows"),
            DefinitionLevelsSizeInBytes = definitionSize ?? throw MetadataReader.Missing(
                from, "DataPageHeaderV2.definition_levels_byte_length"),
            RepetitionLevelsSizeInBytes = repetitionSize ?? throw MetadataReader.Missing(
                from, "DataPageHeaderV2.repetition_levels_byte_length"),
            IsCompressed = isCompressed,
            Statistics = statistics,
        };
    }

    private static PageHeader Make(in CompactReader from, int? valueCount, PageEncoding? encoding) => new()
    {
        Type = PageType.Data,
        UncompressedSizeInBytes = 0,
        CompressedSizeInBytes = 0,
        ValueCount = valueCount ?? throw MetadataReader.Missing(from, "num_values of a page"),
        Encoding = encoding ?? throw MetadataReader.Missing(from, "encoding of a page"),
    };
}
