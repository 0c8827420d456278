using Dataset.Building;
using Dataset.Comparison;
using Dataset.Diagnostics;
using Dataset.Publishing;
using Dataset.Tests.Cli;
using Dataset.Tests.Comparison;
using Dataset.Verification;

namespace Dataset.Tests.Sharding;

/// <summary>The release that is joined from parts is the one that a single build of as many parts makes, byte for byte.</summary>
public sealed class AssembledReleaseTests
{
    public static TheoryData<string, int, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int, int>();
            foreach (var notation in new[] { "folder", "jsonl", "csv" })
                foreach (var (notes, parts) in new[] { (40, 1), (40, 3), (41, 7), (5, 16), (1, 3) })
                    cases.Add(notation, notes, parts);
            cases.Add("csv", 40, 16);
            cases.Add("dialect", 40, 3);
            cases.Add("dialect", 41, 16);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_the_release_of_one_build_of_as_many_parts(string notation, int notes, int parts)
    {
        using var sources = new ShardedSources(notation, notes);
        sources.ShardAll(parts);
        var (assembled, findings) = sources.Assemble("assembled");
        Assert.Equal([], findings.Kept.Select(d => d.ToString()));
        Assert.IsType<BuildOutcome.Built>(sources.Build("built", parts).Outcome);
        Assert.Equal(SourcesForCommands.Snapshot(sources.Folder + "/built"), SourcesForCommands.Snapshot(sources.Folder + "/assembled"));

        var manifest = Assert.IsType<BuildOutcome.Built>(assembled).Manifest;
        Assert.Equal((parts, notes), (manifest.PartCount, manifest.Tables[0].RowCount));
        Assert.InRange(manifest.Tables[0].Parts.Count, Math.Min(notes, parts) - 1, Math.Min(notes, parts));
        AssertEx.All(manifest.Tables, t => Assert.True(t.Parts.All(p => p.RowCount > 0) || (t.RowCount == 0 && t.Parts.Count == 1)));
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("jsonl")]
    [InlineData("csv")]
    [InlineData("dialect")]
    public void It_verifies_with_its_sources_and_has_the_rows_of_a_build_in_one_part(string notation)
    {
        using var sources = new ShardedSources(notation, 30);
        sources.ShardAll(4);
        sources.Assemble("dist");
        sources.Build("whole", 1);
        var release = sources.Folder + "/dist/parted-1.0.0";
        var run = CommandRun.Of("verify", release, "--source", sources.Seeds);
        Assert.Equal((0, ""), (run.Status, run.Out));
        var findings = new DiagnosticList();
        using var one = ComparedRelease.Open(sources.Folder + "/whole/parted-1.0.0", findings);
        using var four = ComparedRelease.Open(release, findings);
        var difference = ReleaseDiff.Compare(one!, four!, new RecordedChanges(), findings);
        Assert.Equal(0, findings.ErrorCount);
        // The number of files is all that differs.
        AssertEx.All(difference!.Changes, c => Assert.Equal(ChangeKind.TableSplit, c.Kind));
        AssertEx.All(difference.Tables, t => Assert.Equal((0, 0, 0), (t.Added, t.Removed, t.Changed)));
        Assert.Equal(4, four!.Manifest.Tables[0].Parts.Count);
        foreach (var rows in new[] { "1", "20", "30", "1000" })
            Assert.Equal(
                CommandRun.Of("inspect", sources.Folder + "/whole/parted-1.0.0", "notes", "--rows", rows),
                CommandRun.Of("inspect", release, "notes", "--rows", rows));
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("jsonl")]
    [InlineData("csv")]
    public void Parts_that_are_too_large_are_cut_again(string notation)
    {
        using var sources = new ShardedSources(notation, 40) { Limits = new() { BatchRows = 3, PartSizeInBytes = 600 } };
        sources.ShardAll(3);
        var manifest = Assert.IsType<BuildOutcome.Built>(sources.Assemble("assembled").Outcome).Manifest;
        Assert.IsType<BuildOutcome.Built>(sources.Build("built", 3).Outcome);
        Assert.Equal(SourcesForCommands.Snapshot(sources.Folder + "/built"), SourcesForCommands.Snapshot(sources.Folder + "/assembled"));
        Assert.Equal(3, manifest.PartCount);
        Assert.InRange(manifest.Tables[0].Parts.Count, 10, 40);
    }

    [Theory]
    [InlineData(5, 6)]
    [InlineData(3, 9)]
    [InlineData(0, 11)]
    public void Documents_out_of_order_are_sorted_within_a_part_and_refused_beyond(int a, int b)
    {
        using var sources = new ShardedSources("jsonl", 12);
        var lines = File.ReadAllLines(sources.Seeds + "/notes.jsonl");
        var sorted = Rows(sources, "sorted", 1);
        (lines[a], lines[b]) = (lines[b], lines[a]);
        sources.Write("seeds/notes.jsonl", string.Concat(lines.Select(l => l + "\n")));
        Assert.Equal(sorted, Rows(sources, "whole", 1));
        foreach (var parts in new[] { 2, 3, 5, 12 })
        {
            var findings = sources.Build($"in{parts}", parts).Findings;
            if (!findings.HasErrors)
                Assert.Equal(sorted, Rows(sources, $"in{parts}", parts));
            else
                AssertEx.All(
                    sources.Show(findings), f => Assert.StartsWith("seeds/notes.jsonl: error DS8508: ", f, StringComparison.Ordinal));
            Assert.True(findings.HasErrors || (a, b) != (0, 11));
        }
    }

    [Fact]
    public void A_part_is_the_same_with_any_number_of_threads()
    {
        using var sources = new ShardedSources("csv", 60) { Jobs = 1 };
        sources.Shard(2, 3);
        sources.Jobs = 8;
        Assert.Equal(FolderPlacing.Same, sources.Shard(2, 3).Placing);
    }

    [Fact]
    public void A_part_built_twice_is_the_same_and_nothing_is_written()
    {
        using var sources = new ShardedSources("jsonl", 20);
        Assert.Equal(FolderPlacing.New, sources.Shard(2, 3).Placing);
        var before = SourcesForCommands.Snapshot(sources.Shards).ToList();
        Assert.Equal(FolderPlacing.Same, sources.Shard(2, 3).Placing);
        Assert.Equal(before, SourcesForCommands.Snapshot(sources.Shards));
    }

    [Fact]
    public void A_part_of_changed_sources_takes_the_place_of_the_one_before()
    {
        using var sources = new ShardedSources("jsonl", 20);
        sources.Shard(2, 2);
        sources.Notes[19]["title"] = "Another";
        sources.WriteNotes();
        Assert.Equal(FolderPlacing.Replaced, sources.Shard(2, 2).Placing);
        Assert.Equal(FolderPlacing.Same, sources.Shard(2, 2).Placing);
        Assert.Equal([ShardedSources.Name(2, 2)], Directory.EnumerateFileSystemEntries(sources.Shards).Select(Path.GetFileName));
    }

    [Fact]
    public void Parts_and_the_release_share_their_bytes_and_outlive_each_other()
    {
        using var sources = new ShardedSources("folder", 10);
        sources.ShardAll(2);
        sources.Assemble("dist");
        var part = $"{sources.Shards}/{ShardedSources.Name(2, 2)}/data/notes.csv";
        var release = Directory.GetFiles(sources.Folder + "/dist/parted-1.0.0/data", "notes*.csv").Order(StringComparer.Ordinal).Last();
        var size = new FileInfo(release).Length;
        File.AppendAllText(part, "x");
        Assert.Equal(size + 1, new FileInfo(release).Length);
        using (var file = File.OpenWrite(release))
            file.SetLength(size);
        Assert.Equal(size, new FileInfo(part).Length);
        Directory.Delete(sources.Shards, recursive: true);
        var findings = new DiagnosticList();
        ReleaseVerifier.Verify(sources.Folder + "/dist/parted-1.0.0", VerifyOptions.Default, findings, null, default);
        Assert.Equal(0, findings.ErrorCount);
    }

    [Fact]
    public void The_next_version_follows_the_one_before_as_a_build_of_it_does()
    {
        using var sources = new ShardedSources("jsonl", 12);
        sources.ShardAll(3);
        sources.Assemble("assembled");
        sources.Build("built", 3);
        sources.Notes[4]["title"] = "Corrected";
        sources.WriteNotes();

        sources.Describe("1.0.0");
        Directory.Delete(sources.Shards, recursive: true);
        sources.ShardAll(2);
        var (outcome, findings) = sources.Assemble("assembled");
        Assert.IsType<BuildOutcome.Refused>(outcome);
        Assert.Contains(findings.Kept, d => d.Rule.Id == "DS8002" && d.Message.Contains("row note_id \"n0004\"", StringComparison.Ordinal));

        sources.Describe("1.0.1");
        foreach (var number in new[] { 1, 2 })
            sources.Shard(number, 2);
        Assert.IsType<BuildOutcome.Built>(sources.Assemble("assembled").Outcome);
        Assert.IsType<BuildOutcome.Built>(sources.Build("built", 2).Outcome);
        Assert.Equal(SourcesForCommands.Snapshot(sources.Folder + "/built"), SourcesForCommands.Snapshot(sources.Folder + "/assembled"));
        Assert.Contains("Corrected", File.ReadAllText(sources.Folder + "/assembled/parted-1.0.1/CHANGELOG.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Assembling_again_writes_nothing_and_other_parts_of_the_version_are_refused()
    {
        using var sources = new ShardedSources("folder", 10);
        sources.ShardAll(2);
        sources.Assemble("dist");
        var before = SourcesForCommands.Snapshot(sources.Folder + "/dist").ToList();
        Assert.IsType<BuildOutcome.AlreadyThere>(sources.Assemble("dist").Outcome);
        Directory.Delete(sources.Shards, recursive: true);
        sources.ShardAll(3);
        var (outcome, findings) = sources.Assemble("dist");
        Assert.IsType<BuildOutcome.Refused>(outcome);
        AssertEx.All(findings.Kept, d => Assert.Equal("DS8002", d.Rule.Id));
        Assert.Equal(before, SourcesForCommands.Snapshot(sources.Folder + "/dist"));
    }

    /// <summary>The notes of a release, which is built where it is not there.</summary>
    private static string Rows(ShardedSources sources, string output, int parts)
    {
        Assert.Empty(sources.Show(sources.Build(output, parts).Findings));
        var files = Directory.EnumerateFiles($"{sources.Folder}/{output}/parted-1.0.0/data", "notes*.jsonl");
        return string.Concat(files.Order(StringComparer.Ordinal).Select(File.ReadAllText));
    }
}
