using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Dataset.Diagnostics;
using Dataset.Interop.Tests.Engines;
using Dataset.Publishing;

namespace Dataset.Interop.Tests.Releases;

/// <summary>What <c>dataset pack</c> makes of the committed release, served from that folder alone.</summary>
public sealed class PackedReleases : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _release = Directory.GetDirectories(
        Path.Combine(EnginesFolder.RepositoryRoot, "dist"), "overseas-chinese-news-*").Max(StringComparer.Ordinal)!;

    private string Assets => _folder["assets"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sha256sum_finds_every_file()
    {
        Pack(null);
        var start = new ProcessStartInfo("sha256sum", ["-c", "SHA256SUMS"]) { WorkingDirectory = Assets, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Assert.Equal(Directory.GetFiles(Assets).Length - 2, output.Split('\n').Count(l => l.EndsWith(": OK", StringComparison.Ordinal)));
    }

    [EngineFact(withPandas: true)]
    public void Engines_read_every_table_by_the_addresses_of_the_package_and_of_croissant()
    {
        // An address is asked for before there is anything to serve.
        using var server = new LoopbackFolder(Assets);
        Pack(server.Url);
        var tables = ReleaseTable.AllOf(_release);
        Assert.NotEmpty(tables);
        AssertEx.All(
            tables.SelectMany(t => new[] { "csv", "parquet", "jsonl" }.Select(f => $"{server.Url}/{t.Stem}.{f}")),
            url => Assert.Contains(url, Urls(server, "datapackage.json", "resources", "path")));
        Assert.Equal(
            Urls(server, "datapackage.json", "resources", "path").Order(StringComparer.Ordinal),
            Urls(server, "croissant.json", "distribution", "contentUrl").Order(StringComparer.Ordinal));
        foreach (var (engine, format) in new[]
        {
            (Engine.Polars, "parquet"), (Engine.ClickHouse, "parquet"), (Engine.Hyparquet, "parquet"), (Engine.Pandas, "csv"),
        })
            AssertEx.All(Read(engine, format, tables, server), result =>
            {
                result.Result.Succeeded();
                var expected = result.Table.FileOf("jsonl");
                if (engine.ReadsNullListsAsEmpty)
                    JsonLinesComparison.WriteNullListsAsEmpty(
                        expected, result.Table.Columns, expected = result.Result.Task.Output + ".expected");
                Assert.Null(JsonLinesComparison.FirstDifference(expected, result.Result.Task.Output!));
            });
    }

    [Fact]
    public void Each_resource_that_is_downloaded_has_the_size_and_digest_that_the_package_says()
    {
        using var server = new LoopbackFolder(Assets);
        Pack(server.Url);
        using var client = new HttpClient();
        var resources = JsonNode.Parse(Get(client, server.Url + "/datapackage.json"))!["resources"]!.AsArray();
        AssertEx.All(resources, resource =>
        {
            var bytes = Get(client, (string)resource!["path"]!);
            Assert.Equal((long)resource["bytes"]!, bytes.Length);
            Assert.Equal((string)resource["hash"]!, "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes)));
        });
    }

    private void Pack(string? url)
    {
        var findings = new DiagnosticList();
        Assert.NotNull(ReleasePacker.Pack(new() { ReleasePath = _release, OutputFolder = Assets, Url = url }, findings));
        Assert.Empty(findings.Kept);
    }

    private IReadOnlyList<(ReleaseTable Table, EngineResult Result)> Read(
        Engine engine, string format, IReadOnlyList<ReleaseTable> tables, LoopbackFolder server) =>
        [.. tables.Zip(EngineProcess.Run(engine, [.. tables.Select(t => EngineTask.Read(
            format, $"{server.Url}/{t.Stem}.{format}", t.Columns, _folder[$"{engine}-{t.Stem}.jsonl"]))]))];

    private static IEnumerable<string> Urls(LoopbackFolder server, string file, string list, string member)
    {
        using var client = new HttpClient();
        return [.. JsonNode.Parse(Get(client, $"{server.Url}/{file}"))![list]!.AsArray().Select(f => (string)f![member]!)];
    }

    private static byte[] Get(HttpClient client, string url) => client.GetByteArrayAsync(url).GetAwaiter().GetResult();
}
