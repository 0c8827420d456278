using Dataset.Parquet.Metadata;

namespace Dataset.Parquet.Thrift;

/// <summary>The footer's structures from bytes. Fields that this library does not know are passed over.</summary>
internal static class MetadataReader
{
    public static ParquetFileMetadata ReadFile(ref CompactReader from)
    {
        int? version = null;
        List<SchemaElement>? schema = null;
        long? rowCount = null;
        List<RowGroupMetadata>? groups = null;
        List<KeyValuePair<string, string?>>? pairs = null;
        string? createdBy = null;
        int? orders = null;
        var fields = from.BeginStruct();
        while (from.Next(ref fields, out var id, out var type))
        {
            switch (id)
            {
                case 1:
                    version = from.Int32(type);
                    break;
                case 2:
                    schema = [];
                    for (var left = from.List(type, CompactType.Struct); left > 0; left--)
                        schema.Add(SchemaElementReader.Read(ref from));
                    break;
                case 3:
                    rowCount = from.Int64(type);
                    break;
                case 4:
                    groups = [];
                    for (var left = from.List(type, CompactType.Struct); left > 0; left--)
                        groups.Add(ReadRowGroup(ref from));
                    break;
                case 5:
                    pairs = [];
                    for (var left = from.List(type, CompactType.Struct); left > 0; left--)
                        pairs.Add(ReadPair(ref from));
                    break;
                case 6:
                    createdBy = from.Text(type);
                    break;
                case 7:
                    orders = from.List(type, CompactType.Struct);
                    for (var left = orders; left > 0; left--)
                        ReadOrder(ref from);
                    break;
                case 8 or 9:
                    throw from.Fault(ParquetRules.UnsupportedEncryption, $"expected a plain footer, found one with encrypted columns");
                default:
                    from.Skip(type);
                    break;
            }
        }
        return new()
        {
            Version = version ?? throw Missing(from, "FileMetaData.version"),
            Schema = schema ?? throw Missing(from, "FileMetaData.schema"),
            RowCount = rowCount ?? throw Missing(from, "FileMetaData.num_rows"),
            RowGroups = groups ?? throw Missing(from, "FileMetaData.row_groups"),
            KeyValues = pairs,
            CreatedBy = createdBy,
            TypeOrderCount = orders,
            FooterSizeInBytes = from.Position,
        };
    }

    public static ParquetException Missing(in CompactReader from, string field) =>
        from.Fault(ParquetRules.ThriftMissing, $"expected the required field {field}, found none");

    private static KeyValuePair<string, string?> ReadPair(ref CompactReader from)
    {
        string? key = null;
        string? value = null;
        var fields = from.BeginStruct();
        while (from.Next(ref fields, out var id, out var type))
        {
            if (id == 1)
                key = from.Text(type);
            else if (id == 2)
                value = from.Text(type);
            else
                from.Skip(type);
        }
        return new(key ?? throw Missing(from, "KeyValue.key"), value);
    }

    /// <summary>A union whose one known member, 1, says that values are ordered by their type.</summary>
    private static void ReadOrder(ref CompactReader from)
    {
        var isTypeOrder = false;
        var fields = from.BeginStruct();
        while (from.Next(ref fields, out var id, out var type))
        {
            isTypeOrder |= id == 1;
            from.Skip(type);
        }
        if (!isTypeOrder)
            throw from.Fault(ParquetRules.ThriftEnum, $"expected the column order TYPE_ORDER, found another");
    }

    private static RowGroupMetadata ReadRowGroup(ref CompactReader from)
    {
        List<ColumnChunkMetadata>? columns = null;
        long? uncompressed = null;
        long? rowCount = null;
        List<SortingColumn>? sorting = null;
        long? offset = null;
        long? compressed = null;
        short? ordinal = null;
        var fields = from.BeginStruct();
        while (from.Next(ref fields, out var id, out var type))
        {
            switch (id)
            {
                case 1:
                    columns = [];
                    for (var left = from.List(type, CompactType.Struct); left > 0; left--)
                        columns.Add(ColumnChunkReader.Read(ref from));
                    break;
                case 2:
                    uncompressed = from.Int64(type);
                    break;
                case 3:
                    rowCount = from.Int64(type);
                    break;
                case 4:
                    sorting = [];
                    for (var left = from.List(type, CompactType.Struct); left > 0; left--)
                        sorting.Add(ReadSortingColumn(ref from));
                    break;
                case 5:
                    offset = from.Int64(type);
                    break;
                case 6:
                    compressed = from.Int64(type);
                    break;
                case 7:
                    ordinal = from.Int16(type);
                    break;
                default:
                    from.Skip(type);
                    break;
            }
        }
        return new()
        {
            Columns = columns ?? throw Missing(from, "RowGroup.columns"),
            UncompressedSizeInBytes = uncompressed ?? throw Missing(from, "RowGroup.total_byte_size"),
            RowCount = rowCount ?? throw Missing(from, "RowGroup.num_rows"),
            SortingColumns = sorting,
            FileOffset = offset,
            CompressedSizeInBytes = compressed,
            Ordinal = ordinal,
        };
    }

    private static SortingColumn ReadSortingColumn(ref CompactReader from)
    {
        int? index = null;
        bool? descending = null;
        bool? nullsFirst = null;
        var fields = from.BeginStruct();
        while (from.Next(ref fields, out var id, out var type))
        {
            switch (id)
            {
                case 1:
                    index = from.Int32(type);
                    break;
                case 2:
                    descending = from.Bool(type);
                    break;
                case 3:
                    nullsFirst = from.Bool(type);
                    break;
                default:
                    from.Skip(type);
                    break;
            }
        }
        return new(
            index ?? throw Missing(from, "SortingColumn.column_idx"),
            descending ?? throw Missing(from, "SortingColumn.descending"),
            nullsFirst ?? throw Missing(from, "SortingColumn.nulls_first"));
    }
}
