using Dataset.Diagnostics;
using Dataset.Formats.Parquet;
using Dataset.Formats.Rows;
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
    public async Task Columns_that_no_type_holds_are_one_finding_each()
    {
        using var bytes = new MemoryStream();
        var schema = new ParquetSchema(
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

    /// <summary>Parquet.Net makes its fields anew whenever they are asked for, so each reader asks once.</summary>
    [Fact]
    public async Task Memory_grows_with_the_columns_and_not_faster()
    {
        var of = new List<(long Source, long SecondOpinion)>();
        foreach (var count in new[] { 100, 200, 400 })
        {
            var names = Enumerable.Range(0, count).Select(i => $"c{i}").ToArray();
            var schema = new ParquetSchema(names.Select(n => new DataField<long>(n)));
            using var bytes = new MemoryStream();
            await using (var writer = await ParquetWriter.CreateAsync(schema, bytes))
            {
                using var group = writer.CreateRowGroup();
                foreach (var field in schema.DataFields)
                    await group.WriteAsync<long>(field, new long[] { 7 });
            }
            using var sources = new TempSources();
            sources.Table(
                "t", "from: records, path: t.parquet",
                string.Join(",\n", names.Select(n => $"\"{n}\": {{\"description\": \"d\", \"type\": \"integer\"}}")), "c0");
            sources.Write("t.parquet", bytes.ToArray());
            var table = sources.Open(new())!.Table("t").Schema;
            using var rows = table.CreateBatch();
            // What other threads do for the source is counted as well, so the least of some.
            of.Add((
                Enumerable.Range(0, 5).Min(_ => Allocated(() => Assert.Single(sources.Read("t").Rows))),
                Enumerable.Range(0, 5).Min(_ => Allocated(() =>
                {
                    using var reader = new ParquetNetReader(new MemoryStream(bytes.ToArray()), "t.parquet", table);
                    Assert.Equal(1, reader.Read(rows, 1));
                }))));
        }
        Assert.True(of[2].Source < 2.3 * of[1].Source, $"{of[1]}, {of[2]}");
        Assert.True(of[2].SecondOpinion < 2.3 * of[1].SecondOpinion, $"{of[1]}, {of[2]}");
    }

    private static long Allocated(Action action)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        action();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
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
