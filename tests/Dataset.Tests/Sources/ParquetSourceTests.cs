using Dataset.Diagnostics;
using Dataset.Formats.Parquet;
using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Parquet.Metadata;
using Dataset.Parquet.Thrift;
using Parquet;
using Parquet.Schema;

namespace Dataset.Tests.Sources;

/// <summary>Parquet that others wrote, as a table's file of records.</summary>
public class ParquetSourceTests
{
    private const string Columns = """
        "id": {"description": "d", "type": "string"},
        "count8": {"description": "d", "type": "integer"},
        "count": {"description": "d", "type": "integer"},
        "small": {"description": "d", "type": "number"},
        "ratio": {"description": "d", "type": ["number", "null"]},
        "price": {"description": "d", "type": "number"},
        "large": {"description": "d", "type": "string"},
        "is_open": {"description": "d", "type": "boolean"},
        "day": {"description": "d", "type": "string", "format": "date"},
        "at": {"description": "d", "type": "string", "format": "date-time"},
        "code": {"description": "d", "type": "string"},
        "tags": {"description": "d", "type": ["array", "null"], "items": {"type": ["string", "null"]}},
        "counts": {"description": "d", "type": "array", "items": {"type": "integer"}}
        """;

    private static readonly string File = Repository.At("tests/fixtures/parquet/foreign/duckdb-zstd.parquet");

    [Theory]
    [InlineData(null, null, 2, 9, "1.23")]
    [InlineData(4, 8, 2, 9, "1.23")]
    [InlineData(2, 9, null, null, "1.23")]
    [InlineData(null, 9, null, null, "123")]
    public void The_scale_of_a_decimal_is_that_of_its_newer_annotation_else_of_the_older_one(
        int? olderScale, int? olderPrecision, int? scale, int? precision, string text)
    {
        using var footer = new PooledBuffer();
        FooterStructs.FileMetaData.WriteElement(new(footer), new()
        {
            Version = 1,
            Schema =
            [
                new() { Name = "root", ChildCount = 1 },
                new()
                {
                    Name = "price",
                    Type = PhysicalType.Int64,
                    ConvertedType = olderPrecision is null ? null : ConvertedType.Decimal,
                    Scale = olderScale,
                    Precision = olderPrecision,
                    LogicalType = scale is null ? null : new(LogicalKind.Decimal) { Scale = scale, Precision = precision },
                },
            ],
        });
        byte[] file = [.. "PAR1"u8, .. footer.Written, .. BitConverter.GetBytes(footer.Length), .. "PAR1"u8];
        var type = ForeignType.Of(ParquetFileReader.ReadFooter(new MemoryStream(file)).Schema[1]);
        Assert.Equal((ForeignMeaning.Decimal, text), (type.Meaning, type.TextOf(123)));
    }

    [Fact]
    public void Values_of_DuckDB_are_taken_exactly()
    {
        using var sources = new TempSources();
        sources.Table("t", "from: records, path: t.parquet", Columns);
        sources.Write("t.parquet", System.IO.File.ReadAllBytes(File));
        var rows = sources.Read("t").Rows;
        Assert.Equal(12, rows.Count);
        Assert.Equal(
            """id="00" count8=0 count=9223372036854775807 small=0.10000000149011612 ratio=null price=0"""
                + """ large="0.00" is_open=true day="0099-12-31" at="1582-10-01T03:04:05.123456Z" """
                + """code="00000000-0000-0000-0000-000000000000" tags=null counts=[0]""",
            rows[0]);
        Assert.Equal(
            """id="02" count8=40 count=9223372036854775805 small=2.0999999046325684 ratio=0.2857142857142857 price=0.02"""
                + """ large="200000000000000000.00" is_open=true day="0100-01-02" at="1582-10-01T03:04:07.123456Z" """
                + """code="00000000-0000-0000-0000-000000000002" tags=["a",null,"ß,\"c"] counts=[2]""",
            rows[2]);
        Assert.EndsWith("tags=[] counts=[1]", rows[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "\"count8\": {\"description\": \"d\", \"type\": \"integer\"}", "\"count8\": {\"description\": \"d\", \"type\": \"string\"}",
        "a text in \"count8\"")]
    [InlineData(
        "\"ratio\": {\"description\": \"d\", \"type\": [\"number\", \"null\"]}",
        "\"ratio\": {\"description\": \"d\", \"type\": [\"integer\", \"null\"]}", "an integer such as -12 in \"ratio\"")]
    [InlineData(
        "\"counts\": {\"description\": \"d\", \"type\": \"array\", \"items\": {\"type\": \"integer\"}}",
        "\"counts\": {\"description\": \"d\", \"type\": \"integer\"}", "one value in each row of \"counts\"")]
    [InlineData("\"price\": {\"description\": \"d\", \"type\": \"number\"},", "", "found \"price\"")]
    [InlineData("\"id\": {", "\"more\": {\"description\": \"d\", \"type\": \"string\"},\n\"id\": {", "Expected the column \"more\"")]
    public void A_column_that_does_not_fit_the_schema_is_one_finding(string old, string now, string expected)
    {
        Assert.Contains(old, Columns, StringComparison.Ordinal);
        using var sources = new TempSources();
        sources.Table("t", "from: records, path: t.parquet", Columns.Replace(old, now, StringComparison.Ordinal));
        sources.Write("t.parquet", System.IO.File.ReadAllBytes(File));
        var finding = Assert.Single(sources.Read("t").Findings);
        Assert.Contains("error DS1041: ", finding, StringComparison.Ordinal);
        Assert.Contains(expected, finding, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_does_not_fit_is_placed_by_its_row_and_the_name_of_its_column()
    {
        using var sources = new TempSources();
        sources.Table(
            "t", "from: records, path: t.parquet", Columns.Replace("[\"number\", \"null\"]", "\"number\"", StringComparison.Ordinal));
        sources.Write("t.parquet", System.IO.File.ReadAllBytes(File));
        Assert.Equal(
            "seeds/t.parquet(1): error DS2101: Expected a number such as 0.5 in \"ratio\", found null.",
            sources.Read("t").Findings[0]);
    }

    [Fact]
    public async Task Columns_that_no_type_holds_are_one_finding_each()
    {
        using var bytes = new MemoryStream();
        var schema = new global::Parquet.Schema.ParquetSchema(
            new DataField<string>("id"), new DataField<byte[]>("raw"), new TimeDataField("clock", TimeUnitPrecision.Micros),
            new DateTimeDataField("local", DateTimeFormat.DateAndTimeMicros, isAdjustedToUTC: false));
        await using (var writer = await ParquetWriter.CreateAsync(schema, bytes))
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync((DataField)schema[0], new[] { "a" });
            await group.WriteAsync((DataField)schema[1], new[] { new byte[] { 1 } });
            await group.WriteAsync<long>((DataField)schema[2], new[] { 3_600_000_000L });
            await group.WriteAsync<DateTime>((DataField)schema[3], new[] { new DateTime(2026, 1, 2) });
        }
        using var sources = new TempSources();
        sources.Table("t", "from: records, path: t.parquet", string.Join(
            ",\n", schema.Fields.Select(f => $$"""
                "{{f.Name}}": {"description": "d", "type": "string"}
                """)));
        sources.Write("t.parquet", bytes.ToArray());
        Approved.Findings(sources.Read("t").Findings);
    }

    [Fact]
    public void Every_truncation_is_one_finding()
    {
        var whole = System.IO.File.ReadAllBytes(File);
        for (var length = 0; length < whole.Length; length++)
            Assert.Throws<MalformedTableException>(() => ReadAll(whole[..length]));
    }

    [Fact]
    public void No_byte_changed_makes_the_reader_crash_or_hang()
    {
        var whole = System.IO.File.ReadAllBytes(File);
        ReadAll(whole);
        var refused = 0;
        foreach (var at in Enumerable.Range(0, whole.Length))
        {
            var changed = whole.ToArray();
            changed[at] ^= 0xFF;
            try
            {
                ReadAll(changed);
            }
            catch (MalformedTableException)
            {
                refused++;
            }
        }
        // Values and names can change without a fault: Parquet without checksums is not proof against that.
        Assert.InRange(refused, whole.Length / 4, whole.Length);
    }

    private static void ReadAll(byte[] bytes)
    {
        using var file = ForeignParquet.Open(new MemoryStream(bytes), "t.parquet");
        for (var group = 0; group < file.Metadata.RowGroups.Count; group++)
            foreach (var leaf in file.Leaves)
                file.Read(group, leaf);
    }
}
