using Dataset.Building;
using Dataset.Comparison;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Tests.Publishing;
using Dataset.Tests.Verification;

namespace Dataset.Tests.Building;

/// <summary>Which version a build takes, and what it leaves.</summary>
public sealed class BuildVersionTests : IDisposable
{
    private readonly PublishedLine line = new();

    [Fact]
    public void A_version_too_low_for_its_changes_is_refused_with_the_least_that_would_do()
    {
        line.Built().Version("1.0.0", "1.0.1")
            .Edit("seeds/notes/bridge.yaml", "  - {claim_id: year-built, value: 1901, quote: built in 1901}\n", "");
        Approved.Findings(line.Refused());
        line.Version("1.0.1", "2.0.0").Built();
    }

    [Fact]
    public void What_was_added_asks_for_a_minor_version()
    {
        line.Built().Version("1.0.0", "1.0.1")
            .Edit("seeds/people.yaml", "  names: [Ben]\n", "  names: [Ben]\n- person_id: cleo\n  names: [Cleo]\n");
        Approved.Findings(line.Refused());
        line.Version("1.0.1", "1.1.0").Built();
    }

    [Fact]
    public void The_newest_earlier_release_is_the_one_compared_with()
    {
        line.Built().Corrected("1.0.0", "1.0.1", 12).Built().Corrected("1.0.1", "1.0.10", 13).Built()
            .Corrected("1.0.10", "1.1.0", 14).Built();
        Assert.Equal("1.0.10", Manifest("1.1.0").Previous!.Version.ToString());
        Assert.Equal(ChecksumsDigest("1.0.10"), Manifest("1.1.0").Previous!.ChecksumsDigest);
        Assert.Null(Manifest("1.0.0").Previous);
    }

    [Fact]
    public void A_version_below_one_that_stands_is_refused() =>
        Approved.Findings(line.Built().Corrected("1.0.0", "1.1.0", 12).Built().Corrected("1.1.0", "1.0.1", 13).Refused());

    [Fact]
    public void A_version_that_stands_and_is_the_same_is_said_to_be_and_nothing_is_written()
    {
        line.Built().Corrected("1.0.0", "1.0.1", 12).Built();
        var before = line.Snapshot();
        var (outcome, findings) = line.Build();
        Assert.Empty(findings);
        Assert.False(Assert.IsType<BuildOutcome.AlreadyThere>(outcome).ChainMended);
        line.Version("1.0.1", "1.0.0").Edit("seeds/notes/bridge.yaml", "value: 13", "value: 12");
        Assert.IsType<BuildOutcome.AlreadyThere>(line.Build().Outcome);
        Assert.Equal(before, line.Snapshot());
    }

    [Fact]
    public void A_version_that_exists_and_differs_is_refused_by_table_key_and_column()
    {
        line.Built().Edit("seeds/notes/bridge.yaml", "value: 12", "value: 13")
            .Edit("seeds/people.yaml", "  names: [Ben]\n", "  names: [Ben]\n- person_id: cleo\n  names: [Cleo]\n")
            .Edit("schema/people.schema.json", "A short name, unique.", "A short and unique name.");
        Approved.Findings(line.Refused());
    }

    [Fact]
    public void Only_the_newest_version_is_replaced()
    {
        line.Built().Corrected("1.0.0", "1.0.1", 12).Built();
        line.Edit("seeds/notes/bridge.yaml", "value: 13", "value: 14").Built(replace: true);
        Assert.Contains(ChecksumsDigest("1.0.1").ToString(), line.Chain, StringComparison.Ordinal);
        Approved.Findings(line.Version("1.0.1", "1.0.0").Refused(replace: true));
    }

    [Fact]
    public void The_release_to_compare_with_must_be_there()
    {
        line.Built();
        Directory.Delete(line.At("dist/minimal-1.0.0"), recursive: true);
        Approved.Findings(line.Corrected("1.0.0", "1.0.1", 12).Refused());
    }

    [Fact]
    public void A_listed_version_that_is_gone_comes_back_as_it_was_or_not_at_all()
    {
        line.Built();
        var (before, checksums) = (line.Snapshot(), ChecksumsDigest("1.0.0"));
        Directory.Delete(line.At("dist/minimal-1.0.0"), recursive: true);
        line.Edit("seeds/notes/bridge.yaml", "value: 12", "value: 13");
        var finding = Assert.Single(line.Refused());
        Assert.StartsWith(
            $"dist/releases.json: error DS8002: Expected a SHA256SUMS of {checksums}, as it is listed for minimal-1.0.0, which was "
                + "published and has no folder here any more, found sha256:",
            finding, StringComparison.Ordinal);
        line.Edit("seeds/notes/bridge.yaml", "value: 13", "value: 12").Built();
        Assert.Equal(before, line.Snapshot());
    }

    [Fact]
    public void A_damaged_release_before_stops_a_build()
    {
        line.Built().Corrected("1.0.0", "1.0.1", 12);
        line.Edit("dist/minimal-1.0.0/data/claims.jsonl", "\"value\":1901", "\"value\":1902");
        Assert.StartsWith(
            "dist/minimal-1.0.0/data/claims.jsonl: error DS6006: Expected sha256:", Assert.Single(line.Refused()),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_release_before_gives_the_same_bytes_elsewhere()
    {
        line.Built().Corrected("1.0.0", "1.0.1", 12).Built();
        line.Build(previous: "dist/minimal-1.0.0", output: "elsewhere");
        var (here, there) = (line.At("dist/minimal-1.0.1"), line.At("elsewhere/minimal-1.0.1"));
        foreach (var file in Directory.EnumerateFiles(here, "*", SearchOption.AllDirectories))
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(there, Path.GetRelativePath(here, file))));
    }

    [Fact]
    public void The_change_log_is_what_comparing_the_two_releases_writes()
    {
        line.Built();
        Assert.Equal(
            "# Changes in minimal 1.0.0\n\nThis is the first release: there is none that it could be compared with.\n",
            ChangeLogOf("1.0.0"));
        line.Corrected("1.0.0", "1.0.1", 12).Built();
        var log = new ChangeLog();
        Assert.NotNull(ReleaseDiff.Compare(line.At("dist/minimal-1.0.0"), line.At("dist/minimal-1.0.1"), log, new DiagnosticList()));
        Assert.Equal(log.ToString(), ChangeLogOf("1.0.1"));
        Assert.EndsWith(
            "\n## claims\n\n1 row with other values, 2 as before.\n\n- changed: `note_id \"bridge\", claim_id \"crossing-time\"`: `value` "
                + "`12` → `13`\n",
            log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_for_readers_are_at_the_head_of_the_change_log_and_verification_holds_them()
    {
        const string head = "# Changes in minimal 1.0.1\n\nThe *bridge* was measured again.\n\nSince 1.0.0, the release whose";
        line.Built().Corrected("1.0.0", "1.0.1", 12);
        line.Edit("seeds/dataset.yaml", "title: Two notes", "notes: The *bridge* was measured again.\ntitle: Two notes").Built();
        Assert.StartsWith(head.Replace("*", "\\*", StringComparison.Ordinal), ChangeLogOf("1.0.1"), StringComparison.Ordinal);
        Assert.Empty(line.Verify("dist/minimal-1.0.1"));
        var log = new ChangeLog();
        ReleaseDiff.Compare(line.At("dist/minimal-1.0.0"), line.At("dist/minimal-1.0.1"), log, new DiagnosticList());
        Assert.Equal(log.ToString(), ChangeLogOf("1.0.1"));
        var release = TestRelease.Load(line.At("dist/minimal-1.0.1"));
        release.Replace("CHANGELOG.md", "measured again", "measured");
        release.Seal(describes: false);
        Assert.Contains(release.Findings(), d => d.Rule == Rules.TextsAgree && d.Location.Path == "r/CHANGELOG.md");
    }

    public void Dispose() => line.Dispose();

    private string ChangeLogOf(string version) => File.ReadAllText(line.At($"dist/minimal-{version}/CHANGELOG.md"));

    private Digest ChecksumsDigest(string version) => Digest.Of(File.ReadAllBytes(line.At($"dist/minimal-{version}/SHA256SUMS")));

    private Manifest Manifest(string version)
    {
        var findings = new DiagnosticList();
        var manifest = ManifestReader.Read(File.ReadAllBytes(line.At($"dist/minimal-{version}/release.json")), "release.json", findings);
        Assert.Empty(findings.Kept);
        return manifest!;
    }
}
