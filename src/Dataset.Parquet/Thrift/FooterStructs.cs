using Dataset.Parquet.Metadata;
using static Dataset.Parquet.Thrift.ThriftTypes;

namespace Dataset.Parquet.Thrift;

/// <summary>The structures of a footer (parquet.thrift, <c>FileMetaData</c> and what it holds), each a table of its fields.</summary>
internal static class FooterStructs
{
    private static readonly ThriftUnion<TimestampUnit> TimeUnit = new(
        "TimeUnit",
        unit => (short)unit,
        Enum.GetValues<TimestampUnit>().ToDictionary(unit => (short)unit, unit => new ThriftStruct<TimestampUnit>($"{unit}", () => unit)));

    private static readonly ThriftUnion<LogicalType> LogicalType = new(
        "LogicalType",
        type => (short)type.Kind,
        Enum.GetValues<LogicalKind>().ToDictionary(kind => (short)kind, MemberOf),
        id => new((LogicalKind)id));

    private static readonly ThriftStruct<SchemaElement> SchemaElement = new ThriftStruct<SchemaElement>("SchemaElement", () => new())
        .Optional(1, "type", EnumOf<PhysicalType>(), e => e.Type, (e, v) => e.Type = v)
        .Optional(2, "type_length", I32, e => e.TypeLength, (e, v) => e.TypeLength = v)
        .Optional(3, "repetition_type", EnumOf<Repetition>(), e => e.Repetition, (e, v) => e.Repetition = v)
        .Required(4, "name", Text, e => e.Name, (e, v) => e.Name = v)
        .Optional(5, "num_children", I32, e => e.ChildCount, (e, v) => e.ChildCount = v)
        .Optional(6, "converted_type", EnumOf<ConvertedType>(), e => e.ConvertedType, (e, v) => e.ConvertedType = v)
        .Optional(7, "scale", I32, e => e.Scale, (e, v) => e.Scale = v)
        .Optional(8, "precision", I32, e => e.Precision, (e, v) => e.Precision = v)
        .Optional(
            10, "logicalType", LogicalType, e => e.LogicalType,
            // The newer annotation counts, where the older one says something else or nothing.
            (e, v) => (e.LogicalType, e.Scale, e.Precision) = (v, v.Scale ?? e.Scale, v.Precision ?? e.Precision));

    private static readonly ThriftStruct<PageEncodingStatistics> PageEncodingStats =
        new ThriftStruct<PageEncodingStatistics>("PageEncodingStats", () => new())
            .Required(1, "page_type", EnumOf<PageType>(), s => s.PageType, (s, v) => s.PageType = v)
            .Required(2, "encoding", EnumOf<PageEncoding>(), s => s.Encoding, (s, v) => s.Encoding = v)
            .Required(3, "count", I32, s => s.Count, (s, v) => s.Count = v);

    private static readonly ThriftStruct<SizeStatistics> SizeStatistics = new ThriftStruct<SizeStatistics>("SizeStatistics", () => new())
        .Optional(1, "unencoded_byte_array_data_bytes", I64, s => s.UnencodedByteArrayBytes, (s, v) => s.UnencodedByteArrayBytes = v)
        .Optional(2, "repetition_level_histogram", ListOf(I64), s => s.RepetitionLevels, (s, v) => s.RepetitionLevels = v)
        .Optional(3, "definition_level_histogram", ListOf(I64), s => s.DefinitionLevels, (s, v) => s.DefinitionLevels = v);

    /// <summary>The order of the bounds in the fields 1 and 2 was never defined: nothing may be read from them.</summary>
    public static ThriftStruct<ColumnStatistics> Statistics { get; } = new ThriftStruct<ColumnStatistics>("Statistics", () => new())
        .Obsolete(1, "max", Binary, s => s.HasDeprecatedBounds = true)
        .Obsolete(2, "min", Binary, s => s.HasDeprecatedBounds = true)
        .Optional(3, "null_count", I64, s => s.NullCount, (s, v) => s.NullCount = v)
        .Optional(4, "distinct_count", I64, s => s.DistinctCount, (s, v) => s.DistinctCount = v)
        .Optional(5, "max_value", Binary, s => s.Max, (s, v) => s.Max = v)
        .Optional(6, "min_value", Binary, s => s.Min, (s, v) => s.Min = v)
        .Optional(7, "is_max_value_exact", Bool, s => s.IsMaxExact, (s, v) => s.IsMaxExact = v)
        .Optional(8, "is_min_value_exact", Bool, s => s.IsMinExact, (s, v) => s.IsMinExact = v);

    private static readonly ThriftStruct<ColumnChunkMetadata> ColumnMetaData =
        new ThriftStruct<ColumnChunkMetadata>("ColumnMetaData", () => new())
            .Required(1, "type", EnumOf<PhysicalType>(), c => c.Type, (c, v) => c.Type = v)
            .Required(2, "encodings", ListOf(EnumOf<PageEncoding>()), c => c.Encodings, (c, v) => c.Encodings = v)
            .Required(3, "path_in_schema", ListOf(Text), c => c.Path, (c, v) => c.Path = v)
            .Required(4, "codec", EnumOf<CompressionCodec>(), c => c.Codec, (c, v) => c.Codec = v)
            .Required(5, "num_values", I64, c => c.ValueCount, (c, v) => c.ValueCount = v)
            .Required(6, "total_uncompressed_size", I64, c => c.UncompressedSizeInBytes, (c, v) => c.UncompressedSizeInBytes = v)
            .Required(7, "total_compressed_size", I64, c => c.CompressedSizeInBytes, (c, v) => c.CompressedSizeInBytes = v)
            .Required(9, "data_page_offset", I64, c => c.DataPageOffset, (c, v) => c.DataPageOffset = v)
            .Optional(11, "dictionary_page_offset", I64, c => c.DictionaryPageOffset, (c, v) => c.DictionaryPageOffset = v)
            .Optional(12, "statistics", Statistics, c => c.Statistics, (c, v) => c.Statistics = v)
            .Optional(13, "encoding_stats", ListOf(PageEncodingStats), c => c.EncodingStatistics, (c, v) => c.EncodingStatistics = v)
            .Optional(16, "size_statistics", SizeStatistics, c => c.SizeStatistics, (c, v) => c.SizeStatistics = v);

    /// <summary>A <c>ColumnChunk</c> and its <c>ColumnMetaData</c> are one object here.</summary>
    private static readonly ThriftStruct<ColumnChunkMetadata> ColumnChunk =
        new ThriftStruct<ColumnChunkMetadata>("ColumnChunk", () => new())
            .Refused(
                1, "file_path", Text, ParquetRules.UnsupportedExternal,
                path => $"expected a column chunk in this file, found one in '{path}'")
            .Required(2, "file_offset", I64, c => c.FileOffset, (c, v) => c.FileOffset = v)
            .Inline(3, "meta_data", ColumnMetaData)
            .Optional(4, "offset_index_offset", I64, c => c.OffsetIndexOffset, (c, v) => c.OffsetIndexOffset = v)
            .Optional(5, "offset_index_length", I32, c => c.OffsetIndexSizeInBytes, (c, v) => c.OffsetIndexSizeInBytes = v)
            .Optional(6, "column_index_offset", I64, c => c.ColumnIndexOffset, (c, v) => c.ColumnIndexOffset = v)
            .Optional(7, "column_index_length", I32, c => c.ColumnIndexSizeInBytes, (c, v) => c.ColumnIndexSizeInBytes = v)
            .Refused(8, "crypto_metadata", ParquetRules.UnsupportedEncryption, EncryptedChunk)
            .Refused(9, "encrypted_column_metadata", ParquetRules.UnsupportedEncryption, EncryptedChunk);

    private static readonly ThriftStruct<SortingColumn> SortingColumn = new ThriftStruct<SortingColumn>("SortingColumn", () => new())
        .Required(1, "column_idx", I32, k => k.ColumnIndex, (k, v) => k.ColumnIndex = v)
        .Required(2, "descending", Bool, k => k.IsDescending, (k, v) => k.IsDescending = v)
        .Required(3, "nulls_first", Bool, k => k.AreNullsFirst, (k, v) => k.AreNullsFirst = v);

    private static readonly ThriftStruct<RowGroupMetadata> RowGroup = new ThriftStruct<RowGroupMetadata>("RowGroup", () => new())
        .Required(1, "columns", ListOf(ColumnChunk), g => g.Columns, (g, v) => g.Columns = v)
        .Required(2, "total_byte_size", I64, g => g.UncompressedSizeInBytes, (g, v) => g.UncompressedSizeInBytes = v)
        .Required(3, "num_rows", I64, g => g.RowCount, (g, v) => g.RowCount = v)
        .Optional(4, "sorting_columns", ListOf(SortingColumn), g => g.SortingColumns, (g, v) => g.SortingColumns = v)
        .Optional(5, "file_offset", I64, g => g.FileOffset, (g, v) => g.FileOffset = v)
        .Optional(6, "total_compressed_size", I64, g => g.CompressedSizeInBytes, (g, v) => g.CompressedSizeInBytes = v)
        .Optional(7, "ordinal", I16, g => g.Ordinal, (g, v) => g.Ordinal = v);

    private static readonly ThriftStruct<KeyValueStruct> KeyValue = new ThriftStruct<KeyValueStruct>("KeyValue", () => new())
        .Required(1, "key", Text, p => p.Key, (p, v) => p.Key = v)
        .Optional(2, "value", Text, p => p.Value, (p, v) => p.Value = v);

    private static readonly ThriftUnion<short> ColumnOrder = new(
        "ColumnOrder", id => id, new Dictionary<short, ThriftStruct<short>> { [1] = new("TypeDefinedOrder", () => 1) }, id => id);

    /// <summary>The footer itself.</summary>
    public static ThriftStruct<ParquetFileMetadata> FileMetaData { get; } =
        new ThriftStruct<ParquetFileMetadata>("FileMetaData", () => new())
            .Required(1, "version", I32, f => f.Version, (f, v) => f.Version = v)
            .Required(2, "schema", ListOf(SchemaElement), f => f.Schema, (f, v) => f.Schema = v)
            .Required(3, "num_rows", I64, f => f.RowCount, (f, v) => f.RowCount = v)
            .Required(4, "row_groups", ListOf(RowGroup), f => f.RowGroups, (f, v) => f.RowGroups = v)
            .Optional(
                5, "key_value_metadata", ListOf(KeyValue),
                f => f.KeyValues?.Select(pair => new KeyValueStruct { Key = pair.Key, Value = pair.Value }).ToList(),
                (f, v) => f.KeyValues = [.. v.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))])
            .Optional(6, "created_by", Text, f => f.CreatedBy, (f, v) => f.CreatedBy = v)
            .Optional(7, "column_orders", ListOf(ColumnOrder), f => f.ColumnOrders, (f, v) => f.ColumnOrders = v)
            .Refused(8, "encryption_algorithm", ParquetRules.UnsupportedEncryption, EncryptedFooter)
            .Refused(9, "footer_signing_key_metadata", ParquetRules.UnsupportedEncryption, EncryptedFooter);

    private const string EncryptedChunk = "expected a plain column chunk, found an encrypted one";
    private const string EncryptedFooter = "expected a plain footer, found one with encrypted columns";

    /// <summary>What the member of the union holds.</summary>
    private static ThriftStruct<LogicalType> MemberOf(LogicalKind kind) => kind switch
    {
        LogicalKind.Time or LogicalKind.Timestamp => new ThriftStruct<LogicalType>($"{kind}Type", () => new(kind))
            .Required(1, "isAdjustedToUTC", Bool, t => t.IsAdjustedToUtc == true, (t, v) => t.IsAdjustedToUtc = v)
            .Required(2, "unit", TimeUnit, t => t.Unit!.Value, (t, v) => t.Unit = v),
        LogicalKind.Integer => new ThriftStruct<LogicalType>("IntType", () => new(kind))
            .Required(1, "bitWidth", I8, t => t.BitWidth!.Value, (t, v) => t.BitWidth = v)
            .Required(2, "isSigned", Bool, t => t.IsSigned == true, (t, v) => t.IsSigned = v),
        LogicalKind.Decimal => new ThriftStruct<LogicalType>("DecimalType", () => new(kind))
            .Required(1, "scale", I32, t => t.Scale!.Value, (t, v) => t.Scale = v)
            .Required(2, "precision", I32, t => t.Precision!.Value, (t, v) => t.Precision = v),
        _ => new($"{kind}Type", () => new(kind)),
    };

    private sealed class KeyValueStruct
    {
        public string Key { get; set; } = "";

        public string? Value { get; set; }
    }
}
