using System.Globalization;
using System.IO.Compression;
using System.Text;
using Dataset.Tests.Publishing;

namespace Dataset.Tests.Verification;

/// <summary>
/// Lists, schemas, rows and zips made to take memory, in a process that may have 256 MB of managed memory: the outcome is findings.
/// </summary>
public sealed class HostileMemoryTests : IDisposable
{
    private const int Most = 256_000_000;

    private readonly string folder = Directory.CreateTempSubdirectory("dataset-memory-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static readonly Dictionary<string, Action<TestRelease>> Inputs = new(StringComparer.Ordinal)
    {
        ["a list nested deeply"] = r => r["release.json"] = new string('[', 20_000_000),
        ["members"] = r => r["release.json"] = "{" + string.Join(",", Enumerable.Range(0, 1_500_000).Select(i => $"\"{i}\":1")) + "}",
        ["one long string"] = r => r["release.json"] = $"{{\"name\":\"{new string('x', 30_000_000)}\"}}",
        ["keywords"] = r => r["release.json"] = "{\"keywords\":[" + Repeat("\"x\",", 7_000_000) + "\"x\"]}",
        ["lines of SHA256SUMS"] = r => r["SHA256SUMS"] = string.Concat(
            Enumerable.Range(0, 300_000).Select(i => FormattableString.Invariant($"{new string('0', 64)}  data/{i:D9}\n"))),
        ["subjects"] = r => r["provenance.json"] = "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":["
            + Repeat("{\"name\":\"a\",\"digest\":{}},", 1_000_000) + "1]}",
        ["rows that say nothing"] = r => Sealed(r, "data/people.jsonl", Repeat("{}\n", 15_000_000)),
        ["columns of a schema"] = r => Sealed(r, "schema/people.schema.json", "{\"properties\":{" + string.Join(
            ",", Enumerable.Range(0, 50_000).Select(i => $"\"c{i}\":{{\"type\":\"string\"}}")) + "}}"),
        ["an enumeration"] = r => Sealed(r, "schema/people.schema.json", "{\"properties\":{\"a\":{\"type\":\"string\",\"enum\":["
            + string.Join(",", Enumerable.Range(0, 200_000).Select(i => $"\"{i}\"")) + "]}}}"),
    };

    public static TheoryData<string> Names => [.. Inputs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Verify_and_diff_have_findings(string input)
    {
        var (sound, hostile) = (Path.Combine(folder, "sound"), Path.Combine(folder, "hostile"));
        var release = TestReleases.Small();
        release.WriteTo(sound);
        Inputs[input](release);
        release.WriteTo(hostile);
        await RefusesAsync("verify", hostile);
        if (input == "members")
            await RefusesAsync("diff", sound, hostile);
    }

    [Fact]
    public async Task A_zip_of_nothing_but_zeros_is_refused()
    {
        var path = Path.Combine(folder, "small-1.0.0.zip");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        using (var file = zip.CreateEntry("small-1.0.0/release.json").Open())
            for (var i = 0; i < 1000; i++)
                file.Write(new byte[1_000_000]);
        await RefusesAsync("verify", path);
    }

    private static async Task RefusesAsync(params string[] command)
    {
        var run = await ToolProcess.RunAsync(
            [ToolProcess.Host, ToolProcess.Assembly, .. command],
            new Dictionary<string, string?> { ["DOTNET_GCHeapHardLimit"] = Most.ToString("x", CultureInfo.InvariantCulture) });
        Assert.True(run.Status is 1, $"Status {run.Status}: {run.Error}");
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static void Sealed(TestRelease release, string path, string text)
    {
        release[path] = text;
        release.Seal(describes: false);
    }
}
