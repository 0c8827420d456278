using System.Text.Json.Nodes;
using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Inspection;
using Dataset.Interop.Tests.Engines;
using Parquet;
using Parquet.Schema;
using ParquetSharp;

namespace Dataset.Interop.Tests.Releases;

/// <summary>Tables from Parquet files of other writers become releases with equal values, whatever the codec and kind of pages.</summary>
public sealed class ParquetSources
{
    private const int RowCount = SourceColumn.RowCount;

    private static readonly SourceColumn[] OfDuckDb = [.. SourceColumn.All.Where(c => c.Sql is not null)];

    [EngineFact]
    public void Files_of_DuckDB_and_Polars()
    {
        using var folder = new TemporaryFolder();
        // Lists in pages of version 2 are refused, as another test shows.
        var ofV2 = OfDuckDb.Where(c => !c.IsList).ToArray();
        (string Codec, string Pages, SourceColumn[] Columns)[] files =
        [
            .. from codec in new[] { "uncompressed", "snappy", "gzip", "zstd", "brotli", "lz4_raw" }
               from pages in new[] { "V1", "V2" }
               select (codec, pages, pages == "V1" ? OfDuckDb : ofV2),
        ];
        var tasks = files.Select(f => EngineTask.Write("", folder[$"duckdb-{f.Codec}-{f.Pages}.parquet"], [], new JsonObject
        {
            ["codec"] = f.Codec,
            ["version"] = f.Pages,
            ["rowGroupRows"] = 2048,
            ["select"] = Select(f.Columns),
        })).ToArray();
        AssertEx.All(EngineProcess.Run(Engine.DuckDb, tasks), result => result.Succeeded());
        foreach (var file in files)
            Check(folder, $"duckdb-{file.Codec}-{file.Pages}.parquet", file.Columns);

        var ofPolars = OfDuckDb.Where(c => c.IsOfPolars).ToArray();
        string[] codecs = ["uncompressed", "snappy", "gzip", "brotli", "zstd"];
        AssertEx.All(
            EngineProcess.Run(Engine.Polars, [.. codecs.Select(codec => EngineTask.Write(
                folder["duckdb-snappy-V1.parquet"], folder[$"polars-{codec}.parquet"],
                [.. ofPolars.Select(c => new EngineColumn(c.Name, "string"))], new JsonObject { ["codec"] = codec }))]),
            result => result.Succeeded());
        foreach (var codec in codecs)
            Check(folder, $"polars-{codec}.parquet", ofPolars);
    }

    [Theory]
    [InlineData(Compression.Uncompressed, false)]
    [InlineData(Compression.Snappy, false)]
    [InlineData(Compression.Gzip, false)]
    [InlineData(Compression.Brotli, false)]
    [InlineData(Compression.Zstd, false)]
    [InlineData(Compression.Lz4, false)]
    [InlineData(Compression.Snappy, true)]
    [InlineData(Compression.Zstd, true)]
    public void Files_of_ParquetSharp(Compression codec, bool isV2)
    {
        using var folder = new TemporaryFolder();
        // Lists in pages of version 2, and booleans in runs there, are refused, as another test shows.
        var columns = SourceColumn.All.Where(c => !isV2 || !(c.IsList || c.Name == "boolean")).ToArray();
        WriteByParquetSharp(folder["sharp.parquet"], columns, codec, isV2);
        Check(folder, "sharp.parquet", columns);
    }

    [Theory]
    [InlineData(CompressionMethod.None)]
    [InlineData(CompressionMethod.Snappy)]
    [InlineData(CompressionMethod.Gzip)]
    [InlineData(CompressionMethod.Brotli)]
    [InlineData(CompressionMethod.Zstd)]
    [InlineData(CompressionMethod.Lz4Raw)]
    public async Task Files_of_ParquetNet(CompressionMethod codec)
    {
        using var folder = new TemporaryFolder();
        var fields = SourceColumn.All.Select(c => c.OfParquetNet()).ToArray();
        await using (var file = File.Create(folder["net.parquet"]))
        await using (var writer = await ParquetWriter.CreateAsync(
            new(fields), file, new() { CompressionMethod = codec }, cancellationToken: TestContext.Current.CancellationToken))
        {
            using var group = writer.CreateRowGroup();
            foreach (var (column, field) in SourceColumn.All.Zip(fields))
                await column.WriteAsync(group, field);
        }
        Check(folder, "net.parquet", SourceColumn.All);
    }

    [Fact]
    public void Times_of_INT96_are_read_as_instants()
    {
        using var folder = new TemporaryFolder();
        using (var writer = new ParquetFileWriter(folder["t.parquet"], [new Column<string>("id"), new Column<Int96>("at")]))
        {
            using var group = writer.AppendRowGroup();
            using (var ids = group.NextColumn().LogicalWriter<string>())
                ids.WriteBatch(["a"]);
            // The Julian day 2,440,588 is 1970-01-01; the nanoseconds of the day are 3,723,000,004,000.
            using var times = group.NextColumn().LogicalWriter<Int96>();
            times.WriteBatch([new(unchecked((int)3_723_000_004_000), (int)(3_723_000_004_000 >> 32), 2_440_588 + 1)]);
            writer.Close();
        }
        Assert.Equal(
            ["""{"id":"a","at":"1970-01-02T01:02:03.000004Z"}"""],
            Rows(folder, "t.parquet", [("id", """{"type": "string"}"""), ("at", """{"type": "string", "format": "date-time"}""")]));
    }

    [Fact]
    public void Documents_come_from_a_column_of_text_by_row_group_in_any_order()
    {
        using var folder = new TemporaryFolder();
        using (var writer = new ParquetFileWriter(
            folder["t.parquet"], [new Column<string>("id"), new Column<int>("stars"), new Column<string>("text")], Compression.Zstd))
        {
            foreach (var rows in new[] { 0..2, 2..3 })
            {
                using var group = writer.AppendRowGroup();
                using (var ids = group.NextColumn().LogicalWriter<string>())
                    ids.WriteBatch(new[] { "c", "a", "b" }[rows]);
                using (var stars = group.NextColumn().LogicalWriter<int>())
                    stars.WriteBatch(new[] { 3, 1, 2 }[rows]);
                using var texts = group.NextColumn().LogicalWriter<string>();
                texts.WriteBatch(new[] { "Three", "One.\r\n\r\nTwo  \n", "Ünë" }[rows]);
            }
            writer.Close();
        }
        Assert.Equal(
            [
                """{"id":"a","stars":1,"text":"One.\n\nTwo"}""", """{"id":"b","stars":2,"text":"Ünë"}""",
                """{"id":"c","stars":3,"text":"Three"}""",
            ],
            Rows(
                folder, "t.parquet",
                [
                    ("id", """{"type": "string", "x-derived": "document.key"}"""), ("stars", """{"type": "integer"}"""),
                    ("text", """{"type": "string", "x-derived": "document.text"}"""),
                ],
                "documents"));
    }

    [Theory]
    [InlineData(Compression.Lz4Hadoop, false, "id", "LZ4_RAW, found codec LZ4")]
    [InlineData(Compression.Snappy, true, "integers", "expected lists in data pages V1, found V2")]
    [InlineData(Compression.Snappy, true, "boolean", "expected an encoding that Parquet.Net reads for BOOLEAN, found RLE")]
    public void What_Parquet_Net_cannot_read_is_refused_by_name_with_the_line_that_rewrites_it(
        Compression codec, bool isV2, string column, string expected)
    {
        using var folder = new TemporaryFolder();
        WriteByParquetSharp(folder["t.parquet"], [.. SourceColumn.All.Where(c => c.Name == "id" || c.Name == column)], codec, isV2);
        AssertRefused(folder, "t.parquet", column, expected);
    }

    private static string Select(params SourceColumn[] columns) =>
        $"select {string.Join(", ", columns.Select(c => $"{c.Sql} as \"{c.Name}\""))} from range({RowCount}) t(i)";

    private static void AssertRefused(TemporaryFolder folder, string file, string column, string expected)
    {
        var findings = new DiagnosticList();
        var schema = SourceColumn.All.Single(c => c.Name == column).Schema;
        Build(folder, file, column == "id" ? [("id", schema)] : [("id", """{"type": "string"}"""), (column, schema)], "records", findings);
        var finding = Assert.Single(findings.Kept);
        Assert.Contains(expected, finding.Message, StringComparison.Ordinal);
        Assert.Contains("DuckDB, COPY", finding.Rule.Remedy, StringComparison.Ordinal);
        Assert.Contains("pandas", finding.Rule.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_precision_is_the_number_of_the_same_value()
    {
        using var folder = new TemporaryFolder();
        WriteOneColumn<Half>(folder["t.parquet"], null, (Half)0.1);
        Assert.Equal(
            ["""{"id":"a","value":0.0999755859375}"""],
            Rows(folder, "t.parquet", [("id", """{"type": "string"}"""), ("value", """{"type": "number"}""")]));
    }

    [Fact]
    public void Nanoseconds_are_taken_where_microseconds_keep_them_whole()
    {
        using var folder = new TemporaryFolder();
        (string, string)[] columns = [("id", """{"type": "string"}"""), ("value", """{"type": "string", "format": "date-time"}""")];
        WriteOneColumn<DateTimeNanos>(folder["t.parquet"], LogicalType.Timestamp(true, ParquetSharp.TimeUnit.Nanos), new(1_500_001_000));
        Assert.Equal(["""{"id":"a","value":"1970-01-01T00:00:01.500001Z"}"""], Rows(folder, "t.parquet", columns));
        WriteOneColumn<DateTimeNanos>(folder["u.parquet"], LogicalType.Timestamp(true, ParquetSharp.TimeUnit.Nanos), new(1_500_001_001));
        var findings = new DiagnosticList();
        Build(folder, "u.parquet", columns, "records", findings);
        Assert.Contains("1970-01-01T00:00:01.500001001Z", Assert.Single(findings.Kept).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unsigned_integers_that_no_integer_holds_are_kept_as_text()
    {
        using var folder = new TemporaryFolder();
        WriteOneColumn<ulong>(folder["t.parquet"], null, ulong.MaxValue);
        Assert.Equal(
            ["""{"id":"a","value":"18446744073709551615"}"""],
            Rows(folder, "t.parquet", [("id", """{"type": "string"}"""), ("value", """{"type": "string"}""")]));
    }

    /// <summary>As the types of Arrow C++ say, and DuckDB's nested ones.</summary>
    [EngineFact]
    public void Values_are_shown_as_their_types_say()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("-1.05", Shown<decimal>(LogicalType.Decimal(29, 2), -1.05m));
        Assert.Equal("1970-01-01T00:00:01.500000001Z", Shown<DateTimeNanos>(
            LogicalType.Timestamp(true, ParquetSharp.TimeUnit.Nanos), new(1_500_000_001)));
        Assert.Equal("1969-12-31T23:59:59.999999999 local", Shown<DateTimeNanos>(
            LogicalType.Timestamp(false, ParquetSharp.TimeUnit.Nanos), new(-1)));
        Assert.Equal("1582-10-04T23:59:59.999 local", Shown(
            LogicalType.Timestamp(false, ParquetSharp.TimeUnit.Millis), new DateTime(1582, 10, 4, 23, 59, 59, 999)));
        Assert.Equal("1970-01-02T00:00:00.000000001Z", Shown<Int96>(null, new(1, 0, 2_440_589)));
        Assert.Equal("00:00:01.500000", Shown(LogicalType.Time(false, ParquetSharp.TimeUnit.Micros), new TimeSpan(15_000_000)));
        Assert.Equal("00112233-4455-6677-8899-aabbccddeeff", Shown(null, Guid.Parse("00112233-4455-6677-8899-aabbccddeeff")));
        Assert.Equal("0xff00", Shown<byte[]>(null, [0xFF, 0]));
        Assert.Equal($"0x{new string('0', 64)}… (33 bytes)", Shown<byte[]>(null, new byte[33]));
        Assert.Equal("0.1", Shown(null, (Half)0.1));
        Assert.Equal("18446744073709551615", Shown(null, ulong.MaxValue));
        foreach (var version in new[] { "V1", "V2" })
        {
            var path = folder[$"{version}.parquet"];
            Assert.Single(EngineProcess.Run(Engine.DuckDb, [EngineTask.Write("", path, [], new JsonObject
            {
                ["codec"] = "zstd",
                ["version"] = version,
                ["select"] = "select {'name': 'ß', 'price': 1.50::decimal(9, 2), 'day': date '1582-10-04'} as s"
                    + (version == "V1" ? ", map {'k': [interval 1 month]} as m" : ""),
            })])).Succeeded();
            var row = Preview(path);
            Assert.Equal("""{"name":"ß","price":1.50,"day":"1582-10-04"}""", row[0]);
            Assert.Equal(version == "V1" ? ["""[{"key":"k","value":["P1M0DT0S"]}]"""] : [], row.Skip(1));
        }

        string? Shown<T>(LogicalType? type, T value)
        {
            WriteOneColumn(folder["shown.parquet"], type, value);
            return Preview(folder["shown.parquet"])[1];
        }

        static IReadOnlyList<string?> Preview(string path)
        {
            using var file = TableFile.Open(path);
            var preview = TableFile.Preview(file, path, 10);
            Assert.StartsWith("Parquet.Net 6.", preview.ReadBy, StringComparison.Ordinal);
            return Assert.Single(preview.Rows);
        }
    }

    private static void WriteOneColumn<T>(string path, LogicalType? type, T value)
    {
        using var writer = new ParquetFileWriter(path, [new Column<string>("id"), new Column<T>("value", type)]);
        using (var group = writer.AppendRowGroup())
        {
            using (var ids = group.NextColumn().LogicalWriter<string>())
                ids.WriteBatch(["a"]);
            using var values = group.NextColumn().LogicalWriter<T>();
            values.WriteBatch([value]);
        }
        writer.Close();
    }

    private static void WriteByParquetSharp(string path, IReadOnlyList<SourceColumn> columns, Compression codec, bool isV2)
    {
        using var builder = new WriterPropertiesBuilder();
        builder.Compression(codec).Version(ParquetSharp.ParquetVersion.PARQUET_2_6);
        if (isV2)
            builder.DataPageVersion(ParquetDataPageVersion.V2);
        using var properties = builder.Build();
        using var writer = new ParquetFileWriter(path, [.. columns.Select(c => c.OfParquetSharp())], properties);
        foreach (var rows in new[] { ..1, 1..25, 25.. })
        {
            using var group = writer.AppendRowGroup();
            foreach (var column in columns)
                column.Write(group, rows);
        }
        writer.Close();
    }

    /// <summary>The file as a table's records becomes a release with the rows that are wanted.</summary>
    private static void Check(TemporaryFolder folder, string file, IReadOnlyList<SourceColumn> columns)
    {
        var rows = Rows(folder, file, [.. columns.Select(c => (c.Name, c.Schema))]);
        Assert.Equal(
            Enumerable.Range(0, RowCount).Select(i => $"{{{string.Join(',', columns.Select(c => $"\"{c.Name}\":{c.Json(i)}"))}}}"), rows);
    }

    private static string[] Rows(
        TemporaryFolder folder, string file, IReadOnlyList<(string Name, string Schema)> columns, string from = "records")
    {
        var findings = new DiagnosticList();
        var release = Build(folder, file, columns, from, findings);
        Assert.True(findings.Kept.Count == 0, string.Join('\n', findings.Kept));
        return File.ReadAllLines(Path.Combine(release!, "data", "t.jsonl"));
    }

    private static string? Build(
        TemporaryFolder folder, string file, IReadOnlyList<(string Name, string Schema)> columns, string from, DiagnosticList findings)
    {
        var root = folder[Path.GetFileNameWithoutExtension(file)];
        Directory.CreateDirectory(Path.Combine(root, "seeds"));
        Directory.CreateDirectory(Path.Combine(root, "schema"));
        File.Copy(folder[file], Path.Combine(root, "seeds", "t.parquet"));
        File.WriteAllText(Path.Combine(root, "seeds", "dataset.yaml"), $$"""
            name: others
            version: 1.0.0
            released: 2026-01-01
            title: Others
            description: A table that another program wrote.
            language: en
            licenses: [{name: CC0-1.0, title: CC0, covers: Everything.}]
            creators: [{name: A test}]
            tables:
              - {name: t, from: {{from}}, path: t.parquet}

            """);
        var properties = string.Join(",\n", columns.Select(
            c => $"\"{c.Name}\": {c.Schema.Replace("{\"type\"", "{\"description\": \"d\", \"type\"", StringComparison.Ordinal)}"));
        // Elements of lists have no description.
        properties = properties.Replace("\"items\": {\"description\": \"d\", ", "\"items\": {", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(root, "schema", "t.schema.json"), $$"""
            {"$schema": "http://json-schema.org/draft-07/schema#", "title": "T", "description": "d", "type": "object",
             "additionalProperties": false, "x-primaryKey": ["id"],
             "required": [{{string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}}],
             "properties": { {{properties}} } }
            """);
        var outcome = ReleaseBuilder.Build(
            new() { SourceFolder = Path.Combine(root, "seeds"), OutputFolder = Path.Combine(root, "out") }, findings);
        return (outcome as BuildOutcome.Built)?.Path;
    }
}
