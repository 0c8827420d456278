using Dataset.Parquet.Metadata;
using static Dataset.Parquet.Thrift.ThriftTypes;

namespace Dataset.Parquet.Thrift;

/// <summary>The structures outside the footer (parquet.thrift): page headers and page indexes, each a table of its fields.</summary>
internal static class PageStructs
{
    private static readonly ThriftStruct<PageHeader> DataPageHeader = new ThriftStruct<PageHeader>("DataPageHeader", () => new())
        .Required(1, "num_values", I32, h => h.ValueCount, (h, v) => h.ValueCount = v)
        .Required(2, "encoding", EnumOf<PageEncoding>(), h => h.Encoding, (h, v) => h.Encoding = v)
        .Required(
            3, "definition_level_encoding", EnumOf<PageEncoding>(), h => h.DefinitionLevelEncoding ?? PageEncoding.Rle,
            (h, v) => h.DefinitionLevelEncoding = v)
        .Required(
            4, "repetition_level_encoding", EnumOf<PageEncoding>(), h => h.RepetitionLevelEncoding ?? PageEncoding.Rle,
            (h, v) => h.RepetitionLevelEncoding = v)
        .Optional(5, "statistics", FooterStructs.Statistics, h => h.Statistics, (h, v) => h.Statistics = v);

    private static readonly ThriftStruct<PageHeader> DictionaryPageHeader =
        new ThriftStruct<PageHeader>("DictionaryPageHeader", () => new())
            .Required(1, "num_values", I32, h => h.ValueCount, (h, v) => h.ValueCount = v)
            .Required(2, "encoding", EnumOf<PageEncoding>(), h => h.Encoding, (h, v) => h.Encoding = v);

    private static readonly ThriftStruct<PageHeader> DataPageHeaderV2 = new ThriftStruct<PageHeader>("DataPageHeaderV2", () => new())
        .Required(1, "num_values", I32, h => h.ValueCount, (h, v) => h.ValueCount = v)
        .Required(2, "num_nulls", I32, h => h.NullCount ?? 0, (h, v) => h.NullCount = v)
        .Required(3, "num_rows", I32, h => h.RowCount ?? 0, (h, v) => h.RowCount = v)
        .Required(4, "encoding", EnumOf<PageEncoding>(), h => h.Encoding, (h, v) => h.Encoding = v)
        .Required(
            5, "definition_levels_byte_length", I32, h => h.DefinitionLevelsSizeInBytes ?? 0,
            (h, v) => h.DefinitionLevelsSizeInBytes = v)
        .Required(
            6, "repetition_levels_byte_length", I32, h => h.RepetitionLevelsSizeInBytes ?? 0,
            (h, v) => h.RepetitionLevelsSizeInBytes = v)
        .Optional(7, "is_compressed", Bool, h => (bool?)h.IsCompressed, (h, v) => h.IsCompressed = v)
        .Optional(8, "statistics", FooterStructs.Statistics, h => h.Statistics, (h, v) => h.Statistics = v);

    private static readonly ThriftStruct<PageHeaderStruct> AnyPageHeader = new ThriftStruct<PageHeaderStruct>("PageHeader", () => new())
        .Required(1, "type", EnumOf<PageType>(), h => h.Type, (h, v) => h.Type = v)
        .Required(2, "uncompressed_page_size", I32, h => h.UncompressedSize, (h, v) => h.UncompressedSize = v)
        .Required(3, "compressed_page_size", I32, h => h.CompressedSize, (h, v) => h.CompressedSize = v)
        .Optional(4, "crc", I32, h => h.Crc, (h, v) => h.Crc = v)
        .Optional(5, "data_page_header", DataPageHeader, h => h.Data, (h, v) => h.Data = v)
        .Optional(7, "dictionary_page_header", DictionaryPageHeader, h => h.Dictionary, (h, v) => h.Dictionary = v)
        .Optional(8, "data_page_header_v2", DataPageHeaderV2, h => h.DataV2, (h, v) => h.DataV2 = v);

    private static readonly ThriftStruct<PageLocation> PageLocation = new ThriftStruct<PageLocation>("PageLocation", () => new())
        .Required(1, "offset", I64, p => p.Offset, (p, v) => p.Offset = v)
        .Required(2, "compressed_page_size", I32, p => p.SizeInBytes, (p, v) => p.SizeInBytes = v)
        .Required(3, "first_row_index", I64, p => p.FirstRow, (p, v) => p.FirstRow = v);

    public static ThriftType<PageHeader> PageHeader { get; } = new PageHeaderType();

    public static ThriftStruct<OffsetIndex> OffsetIndex { get; } = new ThriftStruct<OffsetIndex>("OffsetIndex", () => new())
        .Required(1, "page_locations", ListOf(PageLocation), i => i.Pages, (i, v) => i.Pages = v);

    public static ThriftStruct<ColumnIndex> ColumnIndex { get; } = new ThriftStruct<ColumnIndex>("ColumnIndex", () => new())
        .Required(1, "null_pages", ListOf(Bool), i => i.NullPages, (i, v) => i.NullPages = v)
        .Required(2, "min_values", ListOf(Binary), i => i.Mins, (i, v) => i.Mins = v)
        .Required(3, "max_values", ListOf(Binary), i => i.Maxs, (i, v) => i.Maxs = v)
        .Required(4, "boundary_order", EnumOf<BoundaryOrder>(), i => i.Order, (i, v) => i.Order = v)
        .Optional(5, "null_counts", ListOf(I64), i => i.NullCounts, (i, v) => i.NullCounts = v);

    /// <summary>A page header as it is in a file: the header of the page's kind is a structure of its own.</summary>
    private sealed class PageHeaderStruct
    {
        public PageType Type { get; set; }

        public int UncompressedSize { get; set; }

        public int CompressedSize { get; set; }

        public int? Crc { get; set; }

        public PageHeader? Data { get; set; }

        public PageHeader? Dictionary { get; set; }

        public PageHeader? DataV2 { get; set; }
    }

    /// <summary>Of several headers the one of the page's kind counts.</summary>
    private sealed class PageHeaderType() : ThriftType<PageHeader>(CompactType.Struct)
    {
        public override PageHeader Read(ref CompactReader from, CompactType found)
        {
            var all = AnyPageHeader.Read(ref from, found);
            var header = all.Type switch
            {
                PageType.Data => all.Data,
                PageType.Dictionary => all.Dictionary,
                PageType.DataV2 => all.DataV2,
                _ => throw from.Fault(ParquetRules.UnsupportedPage, $"expected a data or dictionary page, found INDEX_PAGE"),
            };
            if (header is null)
                throw from.Fault(
                    ParquetRules.ThriftMissing, $"expected the required field PageHeader, the header of a {all.Type} page, found none");
            header.Type = all.Type;
            header.UncompressedSizeInBytes = all.UncompressedSize;
            header.CompressedSizeInBytes = all.CompressedSize;
            header.Crc = (uint?)all.Crc;
            return header;
        }

        public override void WriteElement(CompactWriter to, PageHeader value) => AnyPageHeader.WriteElement(to, new()
        {
            Type = value.Type,
            UncompressedSize = value.UncompressedSizeInBytes,
            CompressedSize = value.CompressedSizeInBytes,
            Crc = (int?)value.Crc,
            Data = value.Type == PageType.Data ? value : null,
            Dictionary = value.Type == PageType.Dictionary ? value : null,
            DataV2 = value.Type == PageType.DataV2 ? value : null,
        });
    }
}
