using System.Globalization;
using System.IO.Compression;
using System.Text;
using Dataset.Tests.Cli;
using Dataset.Tests.Publishing;

namespace Dataset.Tests.Verification;

/// <summary>
/// Lists, schemas, rows and zips made to take memory, in a process that may have 256 MB of memory: the outcome is findings.
/// </summary>
public sealed class HostileMemoryTests : IDisposable
{
    /// <summary>With what the runtime and the program take themselves, 256 MB.</summary>
    private const int Most = 190_000_000;

    private readonly string folder = Directory.CreateTempSubdirectory("dataset-memory-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static readonly Dictionary<string, Action<TestRelease>> Inputs = new(StringComparer.Ordinal)
    {
        ["a list nested deeply"] = r => r["release.json"] = new string('[', 20_000_000),
        ["members"] = r => r["release.json"] = "{" + string.Join(",", Enumerable.Range(0, 1_500_000).Select(i => $"\"{i}\":1")) + "}",
        ["one long string"] = r => r["release.json"] = $"{{\"name\":\"{new string('x', 30_000_000)}\"}}",
        ["keywords"] = r => r["release.json"] = "{\"keywords\":[" + Repeat("\"x\",", 7_000_000) + "\"x\"]}",
        ["sources"] = r => r.Replace("release.json", "\"sources\": [", "\"sources\": [" + Files("seeds/notes/", ".txt", 390_000)),
        ["sources of long paths"] = r => r.Replace("release.json", "\"sources\": [", "\"sources\": [" + Files(
            string.Concat(Enumerable.Repeat(new string('x', 99) + "/", 9)), "", 50_000)),
        ["files"] = r => r.Replace("release.json", "\"files\": [", "\"files\": [" + Files("", "", 390_000)),
        ["a manifest of 100 MB"] = r => r.Files["release.json"] = new byte[100_000_000],
        ["a statement of 100 MB"] = r => r.Files["provenance.json"] =
            [.. r.Files["provenance.json"][..^100], .. Encoding.UTF8.GetBytes(new string('x', 100_000_000))],
        ["a bundle of 100 MB"] = r => r.Files["provenance.sigstore.json"] = new byte[100_000_000],
        ["lines of SHA256SUMS"] = r => r["SHA256SUMS"] = string.Concat(
            Enumerable.Range(0, 300_000).Select(i => FormattableString.Invariant($"{new string('0', 64)}  data/{i:D9}\n"))),
        ["subjects"] = r => r["provenance.json"] = "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":["
            + Repeat("{\"name\":\"a\",\"digest\":{}},", 1_000_000) + "1]}",
        ["rows that say nothing"] = r => Sealed(r, "data/people.jsonl", Repeat("{}\n", 15_000_000)),
        ["columns of a schema"] = r => Sealed(r, "schema/people.schema.json", "{\"properties\":{" + string.Join(
            ",", Enumerable.Range(0, 50_000).Select(i => $"\"c{i}\":{{\"type\":\"string\"}}")) + "}}"),
        ["an enumeration"] = r => Sealed(r, "schema/people.schema.json", "{\"properties\":{\"a\":{\"type\":\"string\",\"enum\":["
            + string.Join(",", Enumerable.Range(0, 200_000).Select(i => $"\"{i}\"")) + "]}}}"),
        ["a large enumeration"] = r => Sealed(
            r, "schema/people.schema.json", "{\"properties\":{\"a\":{\"enum\":[0" + Repeat(",0", 5_000_000) + "]}}}"),
        ["lists in a schema"] = r => Sealed(
            r, "schema/people.schema.json", "{\"properties\":{\"a\":{\"enum\":[[]" + Repeat(",[]", 600_000) + "]}}}"),
        ["a row of 40 MB"] = r => Sealed(r, "data/people.jsonl", "{\"person_id\":\"" + new string('x', 40_000_000) + "\"}\n"),
        ["a row without an end"] = r => Sealed(r, "data/people.jsonl", new string('x', 40_000_000)),
        ["a list of many elements"] = r => Sealed(
            r, "data/people.jsonl", "{\"person_id\":\"ada\",\"names\":[\"\"" + Repeat(",\"\"", 2_600_000) + "]}\n"),
        ["a cell of CSV without an end"] = r => Sealed(r, "data/people.csv", "person_id,names\n\"" + Repeat("x\n", 20_000_000)),
        ["a cell of CSV of quotation marks"] = r => Sealed(r, "data/people.csv", "person_id,names\n\"" + Repeat("\"\"", 20_000_000)),
        ["nothing but commas"] = r => Sealed(r, "data/people.csv", "person_id,names\n" + new string(',', 30_000_000)),
        ["a header of commas"] = r => Sealed(r, "data/people.csv", new string(',', 30_000_000)),
    };

    /// <summary>Files to look at, by name: how they begin, what is repeated how often, and whether their first rows can be shown.</summary>
    public static TheoryData<string, string, string, int, bool> Shown => new()
    {
        { "string.jsonl", "\"", "x", 30_000_000, false },
        { "brackets.jsonl", "", "[", 30_000_000, false },
        { "list.jsonl", "[1", ",1", 15_000_000, false },
        { "keys.jsonl", "{\"a\":1", ",\"b\":1", 4_000_000, false },
        { "long-rows.jsonl", "", "LONG", 12, true },
        { "quoted.csv", "\"", "x", 30_000_000, false },
        { "long-rows.csv", "a\n", "LONG", 12, true },
        { "commas.csv", "", ",", 30_000_000, false },
        { "semicolons.csv", "a;b\n", ";", 30_000_000, false },
        { "hidden.csv", "a\"b", ",", 30_000_000, false },
        { "tabs.tsv", "\"", "\t", 30_000_000, false },
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

    [Theory]
    [MemberData(nameof(Shown))]
    public async Task Inspect_shows_the_beginning_or_has_a_finding(string name, string begin, string again, int count, bool isShown)
    {
        var path = Path.Combine(folder, name);
        using (var file = new StreamWriter(path))
        {
            file.Write(begin);
            var some = again == "LONG" ? $"\"{new string('y', 7_000_000)}\"\n" : Repeat(again, Math.Min(count, 100_000));
            for (var i = 0; i < count; i += again == "LONG" ? 1 : 100_000)
                file.Write(some);
        }
        var run = await RunAsync("inspect", path, "--rows", "100", "--width", "80");
        Assert.True(run.Status == (isShown ? 0 : 1), $"Status {run.Status}: {run.Error}");
        Assert.InRange(run.Out.Length, 1, 10_000);
        if (isShown)
            Assert.Equal("2 rows shown of many: the rest is left out, since these are large.", run.LastError.Trim());
    }

    private static async Task RefusesAsync(params string[] command)
    {
        var run = await RunAsync(command);
        Assert.True(run.Status is 1, $"Status {run.Status}: {run.Error}");
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private static Task<CommandRun> RunAsync(params string[] command) => ToolProcess.RunAsync(
        [ToolProcess.Host, ToolProcess.Assembly, .. command],
        new Dictionary<string, string?> { ["DOTNET_GCHeapHardLimit"] = Most.ToString("x", CultureInfo.InvariantCulture) });

    /// <summary>Entries of a list of files, in the order of their paths.</summary>
    private static string Files(string before, string after, int count) => string.Concat(Enumerable.Range(0, count).Select(
        i => $"{{\"path\":\"{before}{i:x6}{after}\",\"sizeInBytes\":1,\"digest\":\"sha256:{new string('0', 64)}\"}},"));

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static void Sealed(TestRelease release, string path, string text)
    {
        release[path] = text;
        release.Seal(describes: false);
    }
}
