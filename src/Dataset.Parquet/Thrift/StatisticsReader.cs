using Dataset.Parquet.Metadata;

namespace Dataset.Parquet.Thrift;

/// <summary>Statistics and page indexes from bytes.</summary>
internal static class StatisticsReader
{
    public static ColumnStatistics Read(ref CompactReader from, CompactType structType)
    {
        ExpectStruct(ref from, structType);
        var statistics = new ColumnStatistics();
        var fields = from.BeginStruct();
        while (from.Next(ref fields, out var id, out var type))
        {
            switch (id)
            {
                case 1 or 2:
                    from.Binary(type);
                    statistics = statistics with { HasDeprecatedBounds = true };
                    break;
                case 3:
                    statistics = statistics with { NullCount = from.Int64(type) };
                    break;
                case 4:
                    statistics = statistics with { DistinctCount = from.Int64(type) };
                    break;
                case 5:
                    statistics = statistics with { Max = from.Binary(type).ToArray() };
                    break;
                case 6:
                    statistics = statistics with { Min = from.Binary(type).ToArray() };
                    break;
                case 7:
                    statistics = statistics with { IsMaxExact = from.Bool(type) };
                    break;
                case 8:
                    statistics = statistics with { IsMinExact = from.Bool(type) };
                    break;
                default:
                    from.Skip(type);
                    break;
            }
        }
        return statistics;
    }

    public static SizeStatistics ReadSizes(ref CompactReader from, CompactType structType)
    {
        ExpectStruct(ref from, structType);
        var sizes = new SizeStatistics();
        var fields = from.BeginStruct();
        while (from.Next(ref fields, out var id, out var type))
        {
            switch (id)
            {
                case 1:
                    sizes = sizes with { UnencodedByteArrayBytes = from.Int64(type) };
                    break;
                case 2:
                    sizes = sizes with { RepetitionLevels = ReadNumbers(ref from, type) };
                    break;
                case 3:
                    sizes = sizes with { DefinitionLevels = ReadNumbers(ref from, type) };
                    break;
                default:
                    from.Skip(type);
                    break;
            }
        }
        return sizes;
    }

    public static OffsetIndex ReadOffsetIndex(ref CompactReader from)
    {
        List<PageLocation>? pages = null;
        var fields = from.BeginStruct();
        while (from.Next(ref fields, out var id, out var type))
        {
            if (id == 1)
            {
                pages = [];
                for (var left = from.List(type, CompactType.Struct); left > 0; left--)
                    pages.Add(ReadLocation(ref from));
            }
            else
                from.Skip(type);
        }
        return new(pages ?? throw MetadataReader.Missing(from, "OffsetIndex.page_locations"));
    }

    public static ColumnIndex ReadColumnIndex(ref CompactReader from)
    {
        List<bool>? nullPages = null;
        List<ReadOnlyMemory<byte>>? mins = null;
        List<ReadOnlyMemory<byte>>? maxs = null;
        BoundaryOrder? order = null;
        IReadOnlyList<long>? nullCounts = null;
        var fields = from.BeginStruct();
        while (from.Next(ref fields, out var id, out var type))
        {
            switch (id)
            {
                case 1:
                    nullPages = [];
                    for (var left = from.List(type, CompactType.True); left > 0; left--)
                        nullPages.Add(from.BoolElement());
                    break;
                case 2:
                    mins = ReadBounds(ref from, type);
                    break;
                case 3:
                    maxs = ReadBounds(ref from, type);
                    break;
                case 4:
                    order = from.Enum<BoundaryOrder>(type);
                    break;
                case 5:
                    nullCounts = ReadNumbers(ref from, type);
                    break;
                default:
                    from.Skip(type);
                    break;
            }
        }
        return new(
            nullPages ?? throw MetadataReader.Missing(from, "ColumnIndex.null_pages"),
            mins ?? throw MetadataReader.Missing(from, "ColumnIndex.min_values"),
            maxs ?? throw MetadataReader.Missing(from, "ColumnIndex.max_values"),
            order ?? throw MetadataReader.Missing(from, "ColumnIndex.boundary_order"),
            nullCounts);
    }

    private static PageLocation ReadLocation(ref CompactReader from)
    {
        long? offset = null;
        int? size = null;
        long? firstRow = null;
        var fields = from.BeginStruct();
        while (from.Next(ref fields, out var id, out var type))
        {
            switch (id)
            {
                case 1:
                    offset = from.Int64(type);
                    break;
                case 2:
                    size = from.Int32(type);
                    break;
                case 3:
                    firstRow = from.Int64(type);
                    break;
                default:
                    from.Skip(type);
                    break;
            }
        }
        return new(
            offset ?? throw MetadataReader.Missing(from, "PageLocation.offset"),
            size ?? throw MetadataReader.Missing(from, "PageLocation.compressed_page_size"),
            firstRow ?? throw MetadataReader.Missing(from, "PageLocation.first_row_index"));
    }

    private static List<ReadOnlyMemory<byte>> ReadBounds(ref CompactReader from, CompactType type)
    {
        var bounds = new List<ReadOnlyMemory<byte>>();
        for (var left = from.List(type, CompactType.Binary); left > 0; left--)
            bounds.Add(from.Binary(CompactType.Binary).ToArray());
        return bounds;
    }

    private static List<long> ReadNumbers(ref CompactReader from, CompactType type)
    {
        var numbers = new List<long>();
        for (var left = from.List(type, CompactType.Int64); left > 0; left--)
            numbers.Add(from.Int64(CompactType.Int64));
        return numbers;
    }

    private static void ExpectStruct(ref CompactReader from, CompactType found)
    {
        if (found != CompactType.Struct)
            throw from.Fault(ParquetRules.ThriftType, $"expected a structure, found {found}");
    }
}
