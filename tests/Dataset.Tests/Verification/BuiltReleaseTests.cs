using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Tests.Sources;
using Dataset.Verification;

namespace Dataset.Tests.Verification;

/// <summary>A release as the build makes it, on disk: sound, and no longer so when anything in its folder is touched.</summary>
public sealed class BuiltReleaseTests : IDisposable
{
    private readonly string output = Directory.CreateTempSubdirectory("built-").FullName;
    private readonly string folder;

    public BuiltReleaseTests()
    {
        var findings = new DiagnosticList();
        var outcome = ReleaseBuilder.Build(
            new() { SourceFolder = Repository.At("tests/fixtures/minimal/seeds"), OutputFolder = output }, findings);
        Assert.IsType<BuildOutcome.Built>(outcome);
        folder = Assert.Single(Directory.GetDirectories(output));
    }

    public void Dispose() => Directory.Delete(output, recursive: true);

    [Fact]
    public void It_is_sound() => Assert.Empty(Verify());

    [Fact]
    public void A_letter_changed_in_any_file_is_found_with_the_name_of_the_file()
    {
        foreach (var path in Paths())
        {
            var bytes = File.ReadAllBytes(path);
            var changed = bytes.ToArray();
            changed[changed.Length / 2] ^= 1;
            File.WriteAllBytes(path, changed);
            Assert.Contains(Verify(), d => d.Rule.Severity == Severity.Error && d.Location.Path == path);
            File.WriteAllBytes(path, bytes);
        }
        Assert.Empty(Verify());
    }

    /// <summary>Each row has a value below the schema's least one in one format, and another in the others.</summary>
    [Fact]
    public void Every_finding_is_listed_where_the_list_has_room()
    {
        const int Count = DiagnosticList.Limit + 500;
        using var sources = new TempSources();
        sources.Table("rows", "from: records, path: rows.csv", """
            "id": {"description": "d", "type": "integer"},
            "n": {"description": "d", "type": "integer", "minimum": 0}
            """).Write("rows.csv", "id,n\n" + string.Concat(Enumerable.Range(0, Count).Select(i => $"{i},10\n")));
        sources.Open(new DiagnosticList());
        var options = new BuildOptions { SourceFolder = sources.Seeds, OutputFolder = sources.At("../dist") };
        Assert.IsType<BuildOutcome.Built>(ReleaseBuilder.Build(options, new DiagnosticList()));
        var path = sources.At("../dist/test-1.0.0/data/rows.jsonl");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"n\":10}", "\"n\":-1}", StringComparison.Ordinal));

        var findings = new DiagnosticList(2 * DiagnosticList.Limit);
        ReleaseVerifier.Verify(sources.At("../dist/test-1.0.0"), VerifyOptions.Default, findings, null, CancellationToken.None);
        Assert.Equal(Count, findings.Kept.Count(f => f.Rule == Rules.NumberIsLargeEnough));
        Assert.Equal(0, findings.OmittedCount);

        // A build over it tells as much of what is there.
        sources.Write("rows.csv", "id,n\n1,2\n");
        findings = new DiagnosticList(2 * DiagnosticList.Limit);
        Assert.IsNotType<BuildOutcome.Built>(ReleaseBuilder.Build(options, findings));
        Assert.True(findings.ErrorCount > Count);
        Assert.Equal(0, findings.OmittedCount);
    }

    [Fact]
    public void Any_file_removed_renamed_or_added_is_found()
    {
        foreach (var path in Paths())
        {
            File.Move(path, path + "x");
            Assert.Contains(Verify(), d => d.Rule == Rules.ReleaseFileThere && d.Location.Path == path);
            Assert.Contains(Verify(), d => d.Rule == Rules.ReleaseFileListed && d.Location.Path == path + "x");
            File.Move(path + "x", path);
        }
        File.WriteAllBytes(Path.Combine(folder, "data", ".hidden"), []);
        Assert.Equal(Rules.ReleaseFileListed, Assert.Single(Verify()).Rule);
    }

    [Fact]
    public void A_file_of_another_release_in_its_place_is_found()
    {
        var findings = new DiagnosticList();
        var other = Path.Combine(output, "other");
        ReleaseBuilder.Build(new() { SourceFolder = Repository.At("seeds"), OutputFolder = other }, findings);
        Assert.False(findings.HasErrors);
        File.Copy(
            Path.Combine(Assert.Single(Directory.GetDirectories(other)), "README.md"), Path.Combine(folder, "README.md"), overwrite: true);
        var finding = Assert.Single(Verify());
        Assert.Equal((Rules.ReleaseFileUnchanged, Path.Combine(folder, "README.md")), (finding.Rule, finding.Location.Path));
    }

    private string[] Paths() => Directory.GetFiles(folder, "*", SearchOption.AllDirectories);

    private IReadOnlyList<Diagnostic> Verify()
    {
        var findings = new DiagnosticList();
        ReleaseVerifier.Verify(folder, VerifyOptions.Default, findings, null, CancellationToken.None);
        return findings.Sorted();
    }
}
