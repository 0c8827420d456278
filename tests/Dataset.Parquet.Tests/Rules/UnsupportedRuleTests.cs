using Dataset.Parquet.Metadata;
using Dataset.Parquet.Tests.Building;

namespace Dataset.Parquet.Tests.Rules;

/// <summary>Features of the format that this library does not read: refused, and named.</summary>
public class UnsupportedRuleTests
{
    [Fact]
    public void PQ1901_an_encrypted_footer()
    {
        Refused(ParquetRules.UnsupportedEncryption, [.. "PARE"u8, .. Sample.File.AsSpan(4..^4), .. "PARE"u8], "encrypted");

        // FileMetaData.encryption_algorithm, field 8: an empty structure after column_orders.
        Refused(ParquetRules.UnsupportedEncryption, WithFooter(footer => [.. footer[..^1], 0x1C, 0x00, 0x00]), "encrypted");
    }

    [Theory]
    [InlineData(PhysicalType.Int96, null, null, "INT96")]
    [InlineData(PhysicalType.Float, null, null, "FLOAT")]
    [InlineData(PhysicalType.Int32, null, null, "INT32")]
    [InlineData(PhysicalType.FixedLengthByteArray, null, LogicalKind.Uuid, "UUID")]
    [InlineData(PhysicalType.ByteArray, null, null, "BYTE_ARRAY with no annotation")]
    [InlineData(PhysicalType.ByteArray, ConvertedType.Json, null, "JSON")]
    [InlineData(PhysicalType.ByteArray, null, LogicalKind.Enum, "ENUM")]
    [InlineData(PhysicalType.Int64, ConvertedType.UInt64, null, "UINT_64")]
    [InlineData(PhysicalType.Int64, ConvertedType.TimestampMillis, null, "TIMESTAMP_MILLIS")]
    [InlineData(PhysicalType.Int64, ConvertedType.Decimal, null, "DECIMAL")]
    public void PQ1902_a_type(PhysicalType type, ConvertedType? converted, LogicalKind? logical, string name) => RefusedElement(
        ParquetRules.UnsupportedType,
        element => element with { Type = type, ConvertedType = converted, LogicalType = logical is { } kind ? new(kind) : null },
        name);

    [Fact]
    public void PQ1902_a_timestamp_of_nanoseconds_or_in_local_time()
    {
        RefusedElement(
            ParquetRules.UnsupportedType,
            element => element with { LogicalType = Timestamp(true, TimestampUnit.Nanoseconds) },
            "TIMESTAMP(NANOS, UTC)");
        RefusedElement(
            ParquetRules.UnsupportedType,
            element => element with { LogicalType = Timestamp(false, TimestampUnit.Microseconds) },
            "TIMESTAMP(MICROS, local)");
        RefusedElement(
            ParquetRules.UnsupportedType,
            element => element with { LogicalType = new(LogicalKind.Integer) { BitWidth = 64, IsSigned = false } },
            "INTEGER(64, unsigned)");
    }

    [Fact]
    public void PQ1903_nesting()
    {
        RefusedTree("repeated field", (_, leaf) => [leaf with { Repetition = Repetition.Repeated }]);
        RefusedTree("struct", (group, leaf) => [group, leaf]);
        RefusedTree("MAP", (group, leaf) => [group with { ConvertedType = ConvertedType.Map }, leaf]);
        RefusedTree(
            "two levels",
            (group, leaf) => [group with { ConvertedType = ConvertedType.List }, leaf with { Repetition = Repetition.Repeated }]);
        RefusedTree("two levels", (group, leaf) => [AsList(group), Repeated(group, "array"), leaf]);
        RefusedTree("without a repeated child", (group, leaf) => [AsList(group), group, leaf]);
        RefusedTree("lists, maps or structs", (group, leaf) => [AsList(group), Repeated(group, "list"), group, leaf]);
        RefusedTree("structs", (group, leaf) => [AsList(group), Repeated(group, "list") with { ChildCount = 2 }, leaf, leaf]);
        RefusedTree("more than one child", (group, leaf) => [AsList(group) with { ChildCount = 2 }, leaf, leaf]);
    }

    [Fact]
    public void PQ1903_a_hundred_thousand_groups_in_each_other() =>
        RefusedTree("struct", (group, leaf) => [.. Enumerable.Repeat(group, 100_000), leaf]);

    [Theory]
    [InlineData(CompressionCodec.Gzip, "GZIP")]
    [InlineData(CompressionCodec.Lz4, "LZ4")]
    [InlineData(CompressionCodec.Brotli, "BROTLI")]
    [InlineData(CompressionCodec.Lz4Raw, "LZ4_RAW")]
    public void PQ1904_a_codec(CompressionCodec codec, string name)
    {
        var forge = Numbers;
        forge.Groups[0][0].Edit = chunk => chunk with { Codec = codec };
        Refused(ParquetRules.UnsupportedCodec, forge.Build(), $"codec {name}");
    }

    [Theory]
    [InlineData(PageEncoding.DeltaBinaryPacked, "DELTA_BINARY_PACKED")]
    [InlineData(PageEncoding.DeltaLengthByteArray, "DELTA_LENGTH_BYTE_ARRAY")]
    [InlineData(PageEncoding.DeltaByteArray, "DELTA_BYTE_ARRAY")]
    [InlineData(PageEncoding.ByteStreamSplit, "BYTE_STREAM_SPLIT")]
    [InlineData(PageEncoding.Rle, "RLE")]
    public void PQ1905_an_encoding_of_values(PageEncoding encoding, string name)
    {
        var forge = Numbers;
        forge.Groups[0][0].Data.Header = forge.Groups[0][0].Data.Header with { Encoding = encoding };
        Refused(ParquetRules.UnsupportedEncoding, forge.Build(), $"encoding {name}");
    }

    [Fact]
    public void PQ1905_levels_that_are_bit_packed_alone()
    {
        var forge = Numbers;
        forge.Groups[0][0].Data.Header = forge.Groups[0][0].Data.Header with { DefinitionLevelEncoding = PageEncoding.BitPacked };
        Refused(ParquetRules.UnsupportedEncoding, forge.Build(), "encoding BIT_PACKED");
    }

    [Fact]
    public void PQ1905_a_dictionary_of_booleans()
    {
        var column = new ParquetColumn("b", ParquetType.Boolean);
        var forge = Forge.Of(column, Columns.Of(column, [true, false]));
        forge.Groups[0][0].Pages.Insert(
            0, new() { Header = forge.Groups[0][0].Data.Header with { Type = PageType.Dictionary, ValueCount = 1 }, Body = [1] });
        forge.Groups[0][0].Metadata = forge.Groups[0][0].Metadata with { DictionaryPageOffset = 4, EncodingStatistics = null };
        Refuses.Leniently(ParquetRules.UnsupportedEncoding, forge.Build());
    }

    [Fact]
    public void PQ1906_an_index_page()
    {
        var forge = Numbers;
        forge.Groups[0][0].Data.Header = forge.Groups[0][0].Data.Header with { Type = PageType.Index };
        Refused(ParquetRules.UnsupportedPage, forge.Build(), "INDEX_PAGE");
    }

    [Fact]
    public void PQ1907_a_column_chunk_in_another_file()
    {
        // In the first ColumnChunk, before file_offset (26 00 1C): file_path "x".
        var file = WithFooter(footer =>
        {
            var at = footer.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x26, 0x00, 0x1C]);
            return [.. footer[..at], 0x18, 0x01, (byte)'x', 0x16, 0x00, .. footer[(at + 2)..]];
        });
        Refused(ParquetRules.UnsupportedExternal, file, "'x'");
    }

    [Fact]
    public void PQ1908_a_column_chunk_of_2_gigabytes()
    {
        var forge = Numbers;
        forge.Groups[0][0].Edit = chunk => chunk with { UncompressedSizeInBytes = 1L << 31 };
        Refused(ParquetRules.UnsupportedSize, forge.Build(), "2147483648");
    }

    private static Forge Numbers => Forge.Of(new("n", ParquetType.Integer), Columns.Integers(1, 2, 3));

    private static SchemaElement AsList(SchemaElement group) => group with { ConvertedType = ConvertedType.List };

    private static SchemaElement Repeated(SchemaElement group, string name) => group with { Repetition = Repetition.Repeated, Name = name };

    private static byte[] WithFooter(Func<byte[], byte[]> edit)
    {
        var forge = Numbers;
        forge.EditFooter = edit;
        return forge.Build();
    }

    private static void Refused(ParquetRule rule, byte[] file, string name) =>
        Assert.Contains(name, Refuses.Always(rule, file).Message, StringComparison.Ordinal);

    private static void RefusedElement(ParquetRule rule, Func<SchemaElement, SchemaElement> edit, string name) =>
        RefusedTree(rule, name, (_, leaf) => [edit(leaf)]);

    private static void RefusedTree(string name, Func<SchemaElement, SchemaElement, IReadOnlyList<SchemaElement>> below) =>
        RefusedTree(ParquetRules.UnsupportedNesting, name, below);

    /// <summary>A root with one child, made of an optional group of one child and an optional leaf.</summary>
    private static void RefusedTree(ParquetRule rule, string name, Func<SchemaElement, SchemaElement, IReadOnlyList<SchemaElement>> below)
    {
        var forge = Numbers;
        var group = new SchemaElement { Name = "g", Repetition = Repetition.Optional, ChildCount = 1 };
        forge.EditFile = file => file with { Schema = [file.Schema[0], .. below(group, file.Schema[1])] };
        Refused(rule, forge.Build(), name);
    }

    private static LogicalType Timestamp(bool isUtc, TimestampUnit unit) =>
        new(LogicalKind.Timestamp) { IsAdjustedToUtc = isUtc, Unit = unit };
}
