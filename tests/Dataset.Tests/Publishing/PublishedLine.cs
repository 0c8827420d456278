using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Publishing;
using Dataset.Sources;
using Dataset.Verification;

namespace Dataset.Tests.Publishing;

/// <summary>A dataset in a temporary folder, changed and built again and again into one output folder.</summary>
internal sealed class PublishedLine : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("dataset-line-").FullName;

    /// <param name="dataset">Where <c>seeds</c> and <c>schema</c> are, from the root of the repository.</param>
    public PublishedLine(string dataset = "tests/fixtures/minimal")
    {
        var good = Repository.At(dataset);
        foreach (var file in new[] { "seeds", "schema" }
            .SelectMany(f => Directory.EnumerateFiles(Path.Combine(good, f), "*", SearchOption.AllDirectories)))
        {
            var target = At(Path.GetRelativePath(good, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public string Output => At("dist");

    public string Chain => File.ReadAllText(At("dist/releases.json"));

    public string At(string path) => Path.Combine(root, path);

    /// <summary>Changes a file, which must have what is to be changed once.</summary>
    public PublishedLine Edit(string file, string from, string to)
    {
        var text = File.ReadAllText(At(file));
        Assert.Equal(2, text.Split(from).Length);
        File.WriteAllText(At(file), text.Replace(from, to, StringComparison.Ordinal));
        return this;
    }

    public PublishedLine Version(string from, string to) => Edit("seeds/dataset.yaml", $"version: {from}", $"version: {to}");

    /// <summary>A release in which a figure is corrected, which is a patch.</summary>
    public PublishedLine Corrected(string from, string to, int value) =>
        Version(from, to).Edit("seeds/notes/bridge.yaml", $"value: {value}", $"value: {value + 1}");

    /// <summary>Builds, and expects a release.</summary>
    public PublishedLine Built(bool replace = false)
    {
        var (outcome, findings) = Build(replace);
        Assert.Empty(findings);
        Assert.IsType<BuildOutcome.Built>(outcome);
        return this;
    }

    /// <summary>Packs a release that is built, beside its folder.</summary>
    public PublishedLine Packed(string version)
    {
        PackedZip.Of(At($"dist/minimal-{version}"), Output);
        return this;
    }

    /// <summary>Builds, expects to be refused without a trace, and gives the findings.</summary>
    public IReadOnlyList<string> Refused(bool replace = false)
    {
        var before = Snapshot();
        var (outcome, findings) = Build(replace);
        Assert.IsType<BuildOutcome.Refused>(outcome);
        Assert.Equal(before, Snapshot());
        return findings;
    }

    public (BuildOutcome Outcome, IReadOnlyList<string> Findings) Build(
        bool replace = false, string? previous = null, string output = "dist")
    {
        var findings = new DiagnosticList();
        var outcome = ReleaseBuilder.Build(
            new()
            {
                SourceFolder = At("seeds"),
                OutputFolder = At(output),
                Jobs = 1,
                Replace = replace,
                PreviousReleasePath = previous is null ? null : At(previous),
            }, findings);
        return (outcome, Lines(findings));
    }

    /// <summary>Verifies a release and gives the findings.</summary>
    public IReadOnlyList<string> Verify(string release, string? atLeast = null)
    {
        var findings = new DiagnosticList();
        Dataset.Sources.ReleaseVersion? least = atLeast is null
            ? null
            : Dataset.Sources.ReleaseVersion.TryParse(atLeast, out var v) ? v : throw new FormatException(atLeast);
        ReleaseVerifier.Verify(At(release), new() { Jobs = 1, AtLeast = least }, findings, null, CancellationToken.None);
        return Lines(findings);
    }

    /// <summary>Every file of the output with its bytes.</summary>
    public IReadOnlyDictionary<string, string> Snapshot() => new SortedDictionary<string, string>(
        Directory.Exists(Output)
            ? Directory.EnumerateFileSystemEntries(Output, "*", SearchOption.AllDirectories)
                .ToDictionary(f => f, f => File.Exists(f) ? Convert.ToBase64String(File.ReadAllBytes(f)) : "")
            : [], StringComparer.Ordinal);

    /// <summary>Findings with a name for each of these digests of releases, which a new version of the tool changes.</summary>
    public static IEnumerable<string> Named(IEnumerable<string> findings, params string[] digests) => findings.Select(
        finding => digests.Index().Aggregate(
            finding, (line, d) => line.Replace(d.Item, $"DIGEST-{d.Index + 1}", StringComparison.Ordinal)));

    public void Dispose() => Directory.Delete(root, recursive: true);

    private IReadOnlyList<string> Lines(DiagnosticList findings) =>
        [.. findings.Sorted().Select(d => d.ToString().Replace(root + "/", "", StringComparison.Ordinal))];
}
