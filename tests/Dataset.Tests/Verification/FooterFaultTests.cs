using System.Text.Json;
using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.Parquet;
using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Parquet.Metadata;
using Dataset.Verification;

namespace Dataset.Tests.Verification;

/// <summary>What footers of Parquet files say, and that it is checked against the manifest although every checksum is right.</summary>
public class FooterFaultTests
{
    private const string People = "data/people.parquet";

    [Theory]
    [InlineData("snappy")]
    [InlineData("zstd")]
    public void Footers_that_say_what_the_manifest_says_are_sound(string compression) =>
        Assert.Empty(Release(Compression(compression)).Verify());

    [Fact]
    public void The_keys_tell_each_reader_what_it_needs()
    {
        var release = Release(ParquetCompression.Snappy);
        var keys = KeysOf(release, "data/notes-00001-of-00002.parquet");
        Assert.Equal(["pandas", "PANDAS_ATTRS", "org.apache.spark.sql.parquet.row.metadata", "dataset"], keys.Keys);
        using var pandas = JsonDocument.Parse(keys["pandas"]);
        Assert.Equal(
            [
                "person_id unicode object", "number int64 int64", "written date datetime64[ns]",
                "checked_at datetimetz datetime64[ns] {\"timezone\":\"UTC\"}", "rating float64 float64", "finished bool bool",
                "people list[unicode] object", "text unicode object",
            ],
            pandas.RootElement.GetProperty("columns").EnumerateArray().Select(c => string.Join(
                " ", new[] { "name", "pandas_type", "numpy_type", "metadata" }.Select(m => c.GetProperty(m).ToString())).TrimEnd()));
        using var spark = JsonDocument.Parse(keys["org.apache.spark.sql.parquet.row.metadata"]);
        var fields = spark.RootElement.GetProperty("fields").EnumerateArray().ToArray();
        Assert.Equal("timestamp", fields[3].GetProperty("type").GetString());
        Assert.Equal("When. Null: never.", fields[3].GetProperty("metadata").GetProperty("comment").GetString());
        Assert.Equal(
            """{"type":"array","elementType":"string","containsNull":false}""", fields[6].GetProperty("type").GetRawText());
        var rows = Digest.Of(release.Files["data/notes-00001-of-00002.jsonl"]);
        var identity = $"\"name\":\"small\",\"version\":\"1.0.0\",\"table\":\"notes\",\"licenses\":[\"CC0-1.0\"],\"digest\":\"{rows}\"";
        Assert.Equal($"{{{identity}}}", keys["PANDAS_ATTRS"]);
        Assert.StartsWith($"{{{identity},\"schema\":{{", keys["dataset"], StringComparison.Ordinal);
        using var own = JsonDocument.Parse(keys["dataset"]);
        Assert.Equal("Notes", own.RootElement.GetProperty("schema").GetProperty("title").GetString());
    }

    [Fact]
    public void Numbers_and_truths_that_may_be_null_are_of_nullable_types()
    {
        var release = TestReleases.Tiny();
        Write(release, ParquetCompression.Snappy);
        Assert.Contains(
            "\"pandas_type\":\"int64\",\"numpy_type\":\"Int64\"", KeysOf(release, "data/t.parquet")["pandas"], StringComparison.Ordinal);
    }

    [Fact]
    public void DS6035_a_footer_without_keys()
    {
        var release = TestReleases.Small();
        release.Manifest = release.Manifest with { Parquet = ParquetCompression.Snappy };
        release.Seal();
        Approved.Findings(release.Verify());
    }

    [Fact]
    public void DS6035_keys_that_the_manifest_of_an_older_tool_does_not_know()
    {
        var release = Release(ParquetCompression.Snappy);
        release.Manifest = release.Manifest with { Parquet = null };
        release.Seal();
        Assert.StartsWith(
            $"r/{People}: error DS6035: Expected the keys \"\" in the footer, found \"pandas, ", release.Verify()[^1],
            StringComparison.Ordinal);
    }

    [Fact]
    public void DS6035_keys_of_another_release()
    {
        var release = Release(ParquetCompression.Snappy);
        release.Manifest = release.Manifest with { Version = new(1, 0, 1) };
        release.Seal();
        var lines = release.Verify();
        Assert.Equal(6, lines.Count);
        foreach (var (key, line) in new[] { "PANDAS_ATTRS", "dataset" }.Zip(lines.TakeLast(2)))
        {
            Assert.StartsWith($"r/{People}: error DS6035: Expected \"1", line, StringComparison.Ordinal);
            Assert.Contains($" at character 31 of {key} in the footer, found \"0", line, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("pandas", "\"Int64\"", "\"int64\"")]
    [InlineData("pandas", "\"unicode\"", "\"bytes\"")]
    [InlineData("PANDAS_ATTRS", "\"table\":\"t\"", "\"table\":\"u\"")]
    [InlineData("org.apache.spark.sql.parquet.row.metadata", "\"long\"", "\"integer\"")]
    [InlineData("dataset", "\"schema\":", "\"Schema\":")]
    public void DS6035_a_key_that_was_changed(string key, string old, string @new)
    {
        var release = TestReleases.Tiny();
        Write(release, ParquetCompression.Snappy);
        Assert.Empty(release.Verify());
        var table = release.Manifest.Tables[0];
        var test = new TestTable(table.Name, release[table.Schema.Value]);
        var rows = table.Parts[0].Files[0].Value;
        var keys = FooterKeys.Of(test.ReadSchema(), release.Manifest.Origin!, Digest.Of(release.Files[rows])).ToArray();
        var at = Array.FindIndex(keys, p => p.Key == key);
        Assert.Contains(old, keys[at].Value, StringComparison.Ordinal);
        keys[at] = new(key, keys[at].Value!.Replace(old, @new, StringComparison.Ordinal));
        var file = new MemoryStream();
        using (var reader = ParquetFileReader.Open(new MemoryStream(release.Files[table.Parts[0].Files[2].Value])))
        using (var group = reader.ReadRowGroup(0))
        {
            var writer = new ParquetFileWriter(file, reader.Schema, ParquetWriterOptions.Default);
            using (var encoded = RowGroupEncoder.Encode(reader.Schema, group.Columns, ParquetWriterOptions.Default))
                writer.Append(encoded);
            writer.Finish(keys);
        }
        release.Files[table.Parts[0].Files[2].Value] = file.ToArray();
        release.Seal();
        var finding = Assert.Single(release.Verify());
        Assert.StartsWith("r/data/t.parquet: error DS6035: Expected ", finding, StringComparison.Ordinal);
        Assert.Contains($" of {key} in the footer, found ", finding, StringComparison.Ordinal);
    }

    [Fact]
    public void DS6035_another_codec_and_another_library()
    {
        var release = Release(Compression("zstd"));
        release.Manifest = release.Manifest with { Parquet = new("zstd", 3, "ZstdSharp.Port 0.8.7") };
        release.Seal();
        var writer = $"dataset-parquet version 1.0.0 (build 1, {ParquetWriterOptions.ZstdLibrary})";
        Assert.Contains(
            $"r/{People}: error DS6035: Expected a file written by \"dataset-parquet version 1.0.0 (build 1, ZstdSharp.Port 0.8.7)\", as "
                + $"release.json says, found \"{writer}\".",
            release.Verify());
        release.Manifest = release.Manifest with { Parquet = ParquetCompression.Snappy };
        release.Seal();
        Assert.Contains(
            $"r/{People}: error DS6035: Expected the codec SNAPPY, as release.json says, found ZSTD.", release.Verify());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    public void DS6010_a_compression_of_another_form(string compression)
    {
        var release = Release(ParquetCompression.Snappy);
        release.Replace("release.json", "\"compression\": \"snappy\"", $"\"compression\": \"{compression}\"");
        release.SealChecksums();
        Approved.Findings(release.Verify(), compression);
    }

    [Fact]
    public void A_build_compresses_as_the_descriptor_says_and_names_the_library()
    {
        var sources = Directory.CreateTempSubdirectory("zstd-");
        try
        {
            foreach (var file in Directory.GetFiles(Repository.At("tests/fixtures/minimal"), "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(sources.FullName, Path.GetRelativePath(Repository.At("tests/fixtures/minimal"), file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
            File.AppendAllText(Path.Combine(sources.FullName, "seeds", "dataset.yaml"), "parquet: {compression: zstd, level: 5}\n");
            var (findings, output) = (new DiagnosticList(), Path.Combine(sources.FullName, "out"));
            var built = Assert.IsType<BuildOutcome.Built>(ReleaseBuilder.Build(
                new() { SourceFolder = Path.Combine(sources.FullName, "seeds"), OutputFolder = output }, findings));
            Assert.Equal(new("zstd", 5, "ZstdSharp.Port 0.8.8"), built.Manifest.Parquet);
            foreach (var path in Directory.GetFiles(output, "*.parquet", SearchOption.AllDirectories))
            {
                using var reader = ParquetFileReader.Open(path, ParquetReaderOptions.Strict);
                AssertEx.All(reader.Metadata.RowGroups[0].Columns, c => Assert.Equal(CompressionCodec.Zstd, c.Codec));
                Assert.EndsWith("(build 1, ZstdSharp.Port 0.8.8)", reader.Metadata.CreatedBy, StringComparison.Ordinal);
            }
        }
        finally
        {
            sources.Delete(recursive: true);
        }
    }

    private static ParquetCompression Compression(string name) => name == "zstd" ? ParquetCompression.Zstd(3) : ParquetCompression.Snappy;

    private static TestRelease Release(ParquetCompression compression)
    {
        var release = TestReleases.Small();
        Write(release, compression);
        return release;
    }

    /// <summary>Writes the Parquet files again, as a build with that compression does.</summary>
    private static void Write(TestRelease release, ParquetCompression compression)
    {
        release.Manifest = release.Manifest with { Parquet = compression };
        foreach (var table in release.Manifest.Tables)
        {
            var test = new TestTable(table.Name, release[table.Schema.Value]);
            foreach (var part in table.Parts)
            {
                var rows = part.Files[0].Value;
                release.Files[part.Files[2].Value] = test.Encode(
                    TableFormats.Parquet, release[rows], release.Manifest.Origin, Digest.Of(release.Files[rows]));
            }
        }
        release.Seal();
    }

    private static Dictionary<string, string> KeysOf(TestRelease release, string path)
    {
        using var file = new MemoryStream(release.Files[path]);
        return ParquetFileReader.ReadFooter(file).KeyValues!.ToDictionary(p => p.Key, p => p.Value!);
    }
}
