using Dataset.Comparison;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats.Rows;
using Dataset.Inspection;
using Dataset.Releases.Reading;
using Dataset.Tests.Cli;
using Dataset.Tests.Files;
using Dataset.Verification;

namespace Dataset.Tests.Verification;

/// <summary>
/// A file that is exchanged after the release was listed and before it is opened: a finding that names it. Nothing hangs, nothing is
/// followed, nothing throws.
/// </summary>
public sealed class ExchangedFileTests : IDisposable
{
    private static readonly Dictionary<string, Action<string>> Exchanges = new()
    {
        ["a named pipe"] = PlainFileTests.MakePipe,
        ["a folder"] = path => Directory.CreateDirectory(path),
        ["a link"] = path => File.CreateSymbolicLink(path, "/dev/zero"),
        ["a link to the same file"] = path => File.CreateSymbolicLink(path, path + ".aside"),
        ["another size"] = path => File.WriteAllText(path, "x"),
        ["nothing"] = _ => { },
    };

    private readonly string folder = Directory.CreateTempSubdirectory("exchanged-").FullName;

    public ExchangedFileTests() => TestReleases.Small().WriteTo(Release);

    public static TheoryData<string, string> Cases => [.. from file in new[]
    {
        "release.json", "SHA256SUMS", "provenance.json", "AUTHOR.md", "README.md", "schema/people.schema.json", "data/people.jsonl",
        "data/people.csv",
        "data/people.parquet",
    }
    from exchange in Exchanges.Keys select (file, exchange)];

    private string Release => folder + "/small-1.0.0";

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [PosixTheory]
    [MemberData(nameof(Cases))]
    public void Verify_finds_it(string file, string exchange)
    {
        using var files = ReleaseFiles.Open(Release, new());
        if (files.Find(RelativePath.Parse(file)) is null)
            return;
        Exchange(file, exchange);
        var findings = new DiagnosticList();
        Assert.False(ReleaseVerifier.Verify(files, VerifyOptions.Default, findings, null, CancellationToken.None).IsSound);
        Assert.Contains(findings.Kept, d => d.Location.Path == $"{Release}/{file}" && IsOf(exchange, d));
    }

    [PosixTheory]
    [InlineData("data")]
    [InlineData("schema")]
    public void Verify_finds_a_folder_that_became_a_link(string name)
    {
        using var files = ReleaseFiles.Open(Release, new());
        Directory.Move($"{Release}/{name}", $"{folder}/aside");
        Directory.CreateSymbolicLink($"{Release}/{name}", $"{folder}/aside");
        var findings = new DiagnosticList();
        Assert.False(ReleaseVerifier.Verify(files, VerifyOptions.Default, findings, null, CancellationToken.None).IsSound);
        Assert.Contains(
            findings.Kept, d => d.Rule == Rules.ReleaseHoldsFiles && d.Message.EndsWith("found a link.", StringComparison.Ordinal));
    }

    [PosixTheory]
    [InlineData("a named pipe")]
    [InlineData("a folder")]
    [InlineData("a link")]
    [InlineData("another size")]
    [InlineData("nothing")]
    public void Diff_and_inspect_find_it(string exchange)
    {
        var other = TestReleases.Small();
        other.Replace("data/people.jsonl", "Ada L.", "Ada M.");
        other.Seal();
        other.WriteTo(folder + "/other");
        var findings = new DiagnosticList();
        using var old = ComparedRelease.Open(folder + "/other", findings);
        using var now = ComparedRelease.Open(Release, findings);
        using var files = ReleaseFiles.Open(Release, findings);
        Assert.Empty(findings.Kept);
        Exchange("data/people.jsonl", exchange);
        Assert.Null(ReleaseDiff.Compare(old!, now!, new DifferenceText(TextWriter.Null), findings));
        Assert.Contains(findings.Kept, d => IsOf(exchange, d));
        var thrown = Assert.Throws<MalformedTableException>(
            () => ReleaseTable.Preview(files, now!.Manifest.Tables.First(t => t.Name == "people"), 10));
        Assert.True(IsOf(exchange, thrown.ToDiagnostic()));
    }

    [PosixTheory]
    [InlineData("releases.json")]
    [InlineData("small-0.9.0.zip")]
    public void A_pipe_beside_the_release_is_not_waited_for(string name)
    {
        PlainFileTests.MakePipe($"{folder}/{name}");
        var findings = new DiagnosticList();
        ReleaseVerifier.Verify(Release, VerifyOptions.Default, findings, null, CancellationToken.None);
        Assert.Equal(
            name == "releases.json",
            findings.Kept.Any(d => d.Rule == Rules.ChainForm && d.Message.EndsWith("a named pipe.", StringComparison.Ordinal)));
    }

    [PosixFact]
    public void A_pipe_a_device_a_folder_or_too_much_is_no_key()
    {
        PlainFileTests.MakePipe(folder + "/pipe.pem");
        File.WriteAllText(folder + "/large.pem", new string('x', 1 << 20));
        foreach (var (path, found) in new[]
        {
            (folder + "/pipe.pem", "found a named pipe."), ("/dev/zero", "found a device."), (folder, "found a folder."),
            (folder + "/large.pem", "found a larger one."),
        })
        {
            var run = CommandRun.Of("verify", Release, "--key", path);
            Assert.Equal((3, ""), (run.Status, run.Out));
            Assert.Contains(found, run.Error, StringComparison.Ordinal);
        }
    }

    [PosixTheory]
    [InlineData("x.jsonl")]
    [InlineData("x.csv")]
    [InlineData("x.parquet")]
    public void A_pipe_is_not_inspected(string name)
    {
        PlainFileTests.MakePipe($"{folder}/{name}");
        var run = CommandRun.Of("inspect", $"{folder}/{name}");
        Assert.Equal(1, run.Status);
        Assert.Contains("DS6040: Expected a file, found a named pipe.", run.Out, StringComparison.Ordinal);
    }

    [PosixTheory]
    [InlineData("a named pipe")]
    [InlineData("a link")]
    [InlineData("a terabyte")]
    public void What_is_in_place_of_SHA256SUMS_is_not_waited_for_nor_read(string exchange)
    {
        var sums = Release + "/SHA256SUMS";
        Directory.CreateDirectory(folder + "/assets");
        var among = folder + "/assets/SHA256SUMS";
        File.Delete(sums);
        foreach (var path in new[] { sums, among })
            if (exchange == "a named pipe")
                PlainFileTests.MakePipe(path);
            else if (exchange == "a link")
                File.CreateSymbolicLink(path, "/dev/zero");
            else
                using (var file = new FileStream(path, FileMode.CreateNew))
                    file.SetLength(1L << 40);
        string[][] commands = [["verify", Release, "--format", "json"], ["diff", Release, Release], ["pack", Release, "-o", folder + "/x"]];
        foreach (var command in commands)
        {
            var run = CommandRun.Of(command);
            Assert.Equal(1, run.Status);
            Assert.Contains("SHA256SUMS", run.Out + run.Error, StringComparison.Ordinal);
        }
        TestReleases.Small().WriteTo(folder + "/sound");
        var pack = CommandRun.Of("pack", folder + "/sound", "-o", folder + "/assets");
        Assert.Equal(3, pack.Status);
        Assert.Contains("it holds \"SHA256SUMS\", which is not of an earlier pack", pack.Error, StringComparison.Ordinal);
    }

    [PosixTheory]
    [InlineData("x.txt")]
    [InlineData("x.csv")]
    [InlineData("x.jsonl")]
    [InlineData("x.parquet")]
    [InlineData("x.md")]
    public void A_link_to_a_device_is_not_read_to_draw_up_sources(string name)
    {
        File.CreateSymbolicLink($"{folder}/{name}", "/dev/zero");
        var run = CommandRun.Of("init", folder + "/new", "--from", $"{folder}/{name}");
        Assert.Contains($"{name}: It was left out: it is a device.", run.Error, StringComparison.Ordinal);
    }

    private void Exchange(string file, string exchange)
    {
        var path = $"{Release}/{file}";
        File.Move(path, path + ".aside");
        Exchanges[exchange](path);
    }

    private static bool IsOf(string exchange, Diagnostic finding) => exchange switch
    {
        "nothing" => finding.Rule == Rules.ReleaseFileThere,
        "another size" => finding.Rule == Rules.ReleaseFileUnchanged && finding.Message.EndsWith(" found 1.", StringComparison.Ordinal),
        _ => finding.Rule == Rules.ReleaseHoldsFiles
            && finding.Message.EndsWith(
                $"found {exchange.Replace(" to the same file", "", StringComparison.Ordinal)}.", StringComparison.Ordinal),
    };
}
