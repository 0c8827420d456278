using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Publishing;
using Dataset.Sharding;
using Dataset.Sources;
using Dataset.Tests.Cli;
using Dataset.Tests.Publishing;

namespace Dataset.Tests.Sharding;

/// <summary>A run that builds a part: what it finds, what it leaves, and runs beside each other.</summary>
public sealed class ShardRunTests
{
    [Theory]
    [InlineData("jsonl")]
    [InlineData("csv")]
    public void A_finding_in_any_part_names_the_line_and_column_of_the_whole_file(string notation)
    {
        using var sources = new ShardedSources(notation, 24);
        sources.Notes[21]["title"] = "=1+2";
        sources.WriteNotes();
        var expected = sources.Build("dist", 1).Findings.Kept.Select(d => d.ToString()).ToArray();
        Assert.Contains(" warning DS", Assert.Single(expected), StringComparison.Ordinal);
        var found = new List<string>();
        for (var number = 1; number <= 5; number++)
        {
            var findings = new DiagnosticList();
            Assert.NotNull(ShardBuilder.Build(
                new() { SourceFolder = sources.Seeds, OutputFolder = sources.Shards, Part = PartSelection.Only(number, 5) }, findings));
            found.AddRange(findings.Kept.Select(d => d.ToString()));
        }
        Assert.Equal(expected, found);
        Assert.Equal(expected, sources.Build("parted", 5).Findings.Kept.Select(d => d.ToString()));
    }

    [Fact]
    public void A_stray_quotation_mark_of_CSV_is_found_where_it_stands_though_it_moves_the_cuts()
    {
        using var sources = new ShardedSources("csv", 24);
        var text = File.ReadAllText(sources.Seeds + "/notes.csv");
        var stray = text.IndexOf("n0009", StringComparison.Ordinal) + "n0009".Length;
        sources.Write("seeds/notes.csv", text.Insert(stray, "\"x"));
        var expected = sources.Build("dist", 1).Findings.Kept.Select(d => d.ToString()).ToArray();
        Assert.Contains(" error DS1016: ", expected[0], StringComparison.Ordinal);
        Assert.Equal(expected, sources.Build("dist", 4).Findings.Kept.Select(d => d.ToString()));
        Assert.Contains(expected[0], Enumerable.Range(1, 4).SelectMany(number =>
        {
            var findings = new DiagnosticList();
            ShardBuilder.Build(
                new() { SourceFolder = sources.Seeds, OutputFolder = sources.Shards, Part = PartSelection.Only(number, 4) }, findings);
            return findings.Kept.Select(d => d.ToString());
        }));
    }

    [Fact]
    public void A_part_with_errors_leaves_nothing()
    {
        using var sources = new ShardedSources("jsonl", 9);
        sources.Notes[8]["people"] = new System.Text.Json.Nodes.JsonArray("nobody");
        sources.WriteNotes();
        var findings = new DiagnosticList();
        Assert.Null(ShardBuilder.Build(
            new() { SourceFolder = sources.Seeds, OutputFolder = sources.Shards, Part = PartSelection.Only(3, 3) }, findings));
        Assert.StartsWith($"{sources.Seeds}/notes.jsonl(9,", Assert.Single(findings.Kept).ToString(), StringComparison.Ordinal);
        Assert.Equal("DS3003", findings.Kept[0].Rule.Id);
        Assert.Empty(Directory.EnumerateFileSystemEntries(sources.Shards));
        // The other parts know nothing of it.
        Assert.Equal(FolderPlacing.New, sources.Shard(1, 3).Placing);
    }

    [Fact]
    public void Parts_do_not_stand_among_the_sources()
    {
        using var sources = new ShardedSources("folder", 2);
        var findings = new DiagnosticList();
        Assert.Null(ShardBuilder.Build(
            new() { SourceFolder = sources.Seeds, OutputFolder = sources.Seeds + "/shards", Part = PartSelection.Only(1, 2) }, findings));
        Assert.Equal(Rules.OutputIsApart, Assert.Single(findings.Kept).Rule);
        Assert.False(Directory.Exists(sources.Seeds + "/shards"));
    }

    [Fact]
    public void What_a_run_that_was_killed_left_is_taken_away_by_the_next_run_of_the_part()
    {
        using var sources = new ShardedSources("folder", 6);
        var left = $"{sources.Shards}/{FolderPlace.Prefix(ShardedSources.Name(1, 2), FolderPlace.OfShards)}killed";
        var ofAnother = $"{sources.Shards}/{FolderPlace.Prefix(ShardedSources.Name(2, 2), FolderPlace.OfShards)}killed";
        // A lock does not tell whether another machine writes there.
        var elsewhere = $"{sources.Shards}/.shard-{ShardedSources.Name(1, 2)}.0123456789abcdef.elsewhere";
        foreach (var folder in new[] { left, ofAnother, elsewhere })
        {
            Directory.CreateDirectory(folder + "/data");
            File.WriteAllText(folder + "/data/notes.1.csv.writing", "x");
        }
        sources.Shard(1, 2);
        Assert.Equal([Path.GetFileName(elsewhere), Path.GetFileName(ofAnother), ShardedSources.Name(1, 2)], Names(sources));
        sources.Shard(2, 2);
        Assert.Equal([Path.GetFileName(elsewhere), ShardedSources.Name(1, 2), ShardedSources.Name(2, 2)], Names(sources));
        Assert.IsType<BuildOutcome.Built>(sources.Assemble("dist").Outcome);
    }

    [PosixFact]
    public void What_another_run_is_writing_is_left_to_it()
    {
        using var sources = new ShardedSources("folder", 6);
        using (var other = FolderPlace.Open(sources.Shards, ShardedSources.Name(1, 2), FolderPlace.OfShards))
        {
            File.WriteAllText(other.StagingPath + "/file", "x");
            Assert.Equal(FolderPlacing.New, sources.Shard(1, 2).Placing);
            Assert.True(File.Exists(other.StagingPath + "/file"));
        }
        Assert.Equal([ShardedSources.Name(1, 2)], Names(sources));
    }

    [Fact]
    public void Runs_of_all_parts_and_of_the_same_part_at_once_do_not_disturb_each_other()
    {
        using var sources = new ShardedSources("csv", 20);
        var placings = new FolderPlacing[9];
        var runs = Enumerable.Range(0, 9).Select(i => new Thread(() => placings[i] = sources.Shard(1 + i % 3, 3).Placing)).ToArray();
        foreach (var run in runs)
            run.Start();
        foreach (var run in runs)
            run.Join();
        Assert.Equal((3, 6), (placings.Count(p => p == FolderPlacing.New), placings.Count(p => p == FolderPlacing.Same)));
        Assert.Equal(3, Names(sources).Length);
        Assert.IsType<BuildOutcome.Built>(sources.Assemble("dist").Outcome);
    }

    [PosixFact]
    public async Task A_build_of_many_parts_has_few_files_open()
    {
        using var sources = new ShardedSources("jsonl", 40);
        var run = await ToolProcess.RunAsync(
            [
                "/bin/sh", "-c", "ulimit -n 256 && exec \"$@\"", "sh", ToolProcess.Host, ToolProcess.Assembly, "build", sources.Seeds,
                "--parts", "40", "-o", sources.Folder + "/dist",
            ]);
        Assert.True(run.Status == 0, run.Error);
        Assert.True(Directory.GetFiles(sources.Folder + "/dist/parted-1.0.0/data").Length > 400);
    }

    [Fact]
    public void A_file_in_the_place_of_a_part_is_left_alone()
    {
        using var sources = new ShardedSources("folder", 4);
        Directory.CreateDirectory(sources.Shards);
        File.WriteAllText($"{sources.Shards}/{ShardedSources.Name(1, 2)}", "mine");
        var thrown = Assert.Throws<IOException>(
            () => ShardBuilder.Build(
                new() { SourceFolder = sources.Seeds, OutputFolder = sources.Shards, Part = PartSelection.Only(1, 2) }, new()));
        Assert.Contains(ShardedSources.Name(1, 2), thrown.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText($"{sources.Shards}/{ShardedSources.Name(1, 2)}"));
        Assert.Single(Directory.EnumerateFileSystemEntries(sources.Shards));
    }

    [Fact]
    public void The_commands_say_what_they_did()
    {
        using var sources = new ShardedSources("jsonl", 12);
        var name = sources.Shards + "/" + ShardedSources.Name(2, 2);
        var run = CommandRun.Of("shard", sources.Seeds, "--part", "2/2", "-o", sources.Shards);
        Assert.Equal((0, ""), (run.Status, run.Out));
        Assert.StartsWith($"Built {name}: 5 tables, ", run.Error, StringComparison.Ordinal);
        Assert.Equal(
            $"{name} exists already, byte for byte the same; nothing was written.\n",
            CommandRun.Of("shard", sources.Seeds, "--part", "2/2", "-o", sources.Shards).Error);

        run = CommandRun.Of("assemble", sources.Shards, "--source", sources.Seeds, "-o", sources.Folder + "/dist");
        Assert.Equal((1, "1 error.\n"), (run.Status, run.Error));
        Assert.StartsWith(
            "parted-1.0.0.part-00001-of-00002: error DS8505: Expected part 1 of 2, found none.\n", run.Out, StringComparison.Ordinal);

        Assert.Equal(0, CommandRun.Of("shard", sources.Seeds, "--part", "1/2", "-o", sources.Shards).Status);
        run = CommandRun.Of("assemble", sources.Shards, "--source", sources.Seeds, "-o", sources.Folder + "/dist");
        Assert.Equal((0, ""), (run.Status, run.Out));
        Assert.StartsWith($"Assembled {sources.Folder}/dist/parted-1.0.0: 7 tables, ", run.Error, StringComparison.Ordinal);
        run = CommandRun.Of("build", sources.Seeds, "--parts", "2", "-o", sources.Folder + "/dist");
        Assert.Equal($"{sources.Folder}/dist/parted-1.0.0 already exists, byte for byte the same; nothing was written.\n", run.Error);
    }

    [Theory]
    [InlineData("0/2")]
    [InlineData("3/2")]
    [InlineData("1")]
    [InlineData("1/2/3")]
    [InlineData("-1/2")]
    [InlineData("1/100000")]
    [InlineData("a/b")]
    public void A_part_that_is_none_is_wrong_usage(string part)
    {
        var run = CommandRun.Of("shard", "--part", part);
        Assert.Equal(
            (2,
                $"dataset: --part takes a part and how many there are, such as 3/16, with at most 99999, not '{part}'.\nTry 'dataset "
                    + "shard --help'.\n"), (run.Status, run.Error));
    }

    private static string[] Names(ShardedSources sources) =>
        [.. Directory.EnumerateFileSystemEntries(sources.Shards).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal)];
}
