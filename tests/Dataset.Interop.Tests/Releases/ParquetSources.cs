using System.Text.Json.Nodes;
using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Interop.Tests.Engines;
using Parquet;
using Parquet.Schema;
using ParquetSharp;

namespace Dataset.Interop.Tests.Releases;

/// <summary>Tables from Parquet files of other writers become releases with equal values, whatever the codec and kind of pages.</summary>
public sealed class ParquetSources
{
    private const int RowCount = SourceColumn.RowCount;

    /// <summary>What Parquet.Net does not read from DELTA_BINARY_PACKED.</summary>
    private static readonly string[] NotInDeltas = ["int8", "uint8", "decimal", "day", "micros"];

    private static readonly SourceColumn[] OfDuckDb = [.. SourceColumn.All.Where(c => c.Sql is not null)];

    [EngineFact]
    public void Files_of_DuckDB_and_Polars()
    {
        using var folder = new TemporaryFolder();
        // Its pages of version 1 have what Parquet.Net does not read of its version 2, as another test shows.
        var ofV2 = OfDuckDb.Where(c => !c.IsList && !NotInDeltas.Contains(c.Name)).ToArray();
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
    public void Documents_come_from_a_column_of_text()
    {
        using var folder = new TemporaryFolder();
        using (var writer = new ParquetFileWriter(
            folder["t.parquet"], [new Column<string>("id"), new Column<int>("stars"), new Column<string>("text")], Compression.Zstd))
        {
            using var group = writer.AppendRowGroup();
            using (var ids = group.NextColumn().LogicalWriter<string>())
                ids.WriteBatch(["a", "b"]);
            using (var stars = group.NextColumn().LogicalWriter<int>())
                stars.WriteBatch([1, 2]);
            using (var texts = group.NextColumn().LogicalWriter<string>())
                texts.WriteBatch(["One.\r\n\r\nTwo  \n", "Ünë"]);
            writer.Close();
        }
        Assert.Equal(
            ["""{"id":"a","stars":1,"text":"One.\n\nTwo"}""", """{"id":"b","stars":2,"text":"Ünë"}"""],
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
    [InlineData(Compression.Snappy, true, "boolean", "expected an encoding that Parquet.Net reads, found RLE")]
    public void What_Parquet_Net_cannot_read_is_refused_by_name_with_the_line_that_rewrites_it(
        Compression codec, bool isV2, string column, string expected)
    {
        using var folder = new TemporaryFolder();
        WriteByParquetSharp(folder["t.parquet"], [.. SourceColumn.All.Where(c => c.Name == "id" || c.Name == column)], codec, isV2);
        AssertRefused(folder, "t.parquet", column, expected);
    }

    [EngineFact]
    public void What_it_cannot_read_of_DuckDBs_pages_of_version_2_is_refused_by_name_too()
    {
        using var folder = new TemporaryFolder();
        foreach (var result in EngineProcess.Run(Engine.DuckDb, [.. NotInDeltas.Select(name => EngineTask.Write(
            "", folder[name + ".parquet"], [], new JsonObject
            {
                ["codec"] = "zstd",
                ["version"] = "V2",
                ["select"] = Select(OfDuckDb[0], OfDuckDb.Single(c => c.Name == name)),
            }))]))
            result.Succeeded();
        foreach (var name in NotInDeltas)
            AssertRefused(folder, name + ".parquet", name, $"in column \"{name}\", DELTA_BINARY_PACKED");
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
    public void Half_precision_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        using (var writer = new ParquetFileWriter(folder["t.parquet"], [new Column<string>("id"), new Column<Half>("half")]))
        {
            using var group = writer.AppendRowGroup();
            using (var ids = group.NextColumn().LogicalWriter<string>())
                ids.WriteBatch(["a"]);
            using (var halves = group.NextColumn().LogicalWriter<Half>())
                halves.WriteBatch([(Half)0.5]);
            writer.Close();
        }
        var findings = new DiagnosticList();
        Build(folder, "t.parquet", [("id", """{"type": "string"}"""), ("half", """{"type": "number"}""")], "records", findings);
        var finding = Assert.Single(findings.Kept);
        Assert.Contains("FLOAT16", finding.Message, StringComparison.Ordinal);
        Assert.Contains("half", finding.Message, StringComparison.Ordinal);
    }

    private static void WriteByParquetSharp(string path, IReadOnlyList<SourceColumn> columns, Compression codec, bool isV2)
    {
        using var builder = new WriterPropertiesBuilder();
        builder.Compression(codec).Version(ParquetSharp.ParquetVersion.PARQUET_2_6);
        if (isV2)
            builder.DataPageVersion(ParquetDataPageVersion.V2);
        using var properties = builder.Build();
        using var writer = new ParquetFileWriter(path, [.. columns.Select(c => c.OfParquetSharp())], properties);
        using (var group = writer.AppendRowGroup())
            foreach (var column in columns)
                column.Write(group);
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
