using Dataset.Tests.Cli;

namespace Dataset.Tests.Inspection;

/// <summary><c>verify --source</c>: the release against its sources, with exactly the findings of what differs.</summary>
public sealed class SourceComparisonTests : IDisposable
{
    private readonly SourcesForCommands sources = new();

    public SourceComparisonTests() => Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist).Status);

    [Fact]
    public void The_sources_of_a_release_give_the_same_bytes()
    {
        var run = CommandRun.Of("verify", sources.Release, "--source", sources.Seeds);
        Assert.Equal((0, ""), (run.Status, run.Out));
        Assert.EndsWith($"Building again from {sources.Seeds} gives the same bytes.\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void DS8301_DS8302_A_value_that_was_changed_is_named_by_source_file_table_key_and_column()
    {
        sources.Change("seeds/notes/river.yaml", "rating: null", "rating: 0.5");
        var run = CommandRun.Of("verify", sources.Release, "--source", sources.Seeds);
        Assert.Equal(1, run.Status);
        var findings = run.Out.Split('\n').Where(l => l.Length > 0 && l[0] != ' ').ToArray();
        // Besides the table and its source, what lists digests and sizes.
        Assert.Equal(
            ["README.md", "bag-info.txt", "croissant.json", "datapackage.json", "index.html", "manifest-sha256.txt",
                "ro-crate-metadata.json"],
            findings.Where(f => !f.Contains("/data/notes.", StringComparison.Ordinal) && !f.StartsWith("seeds/", StringComparison.Ordinal))
                .Select(f => f.Split('(')[0][(sources.Release.Length + 1)..]).Order(StringComparer.Ordinal));
        Assert.Contains(
            findings,
            f => f.StartsWith($"{sources.Release}/README.md(", StringComparison.Ordinal) && f.Contains(
                " error DS8302: ", StringComparison.Ordinal));
        const string Message =
            "error DS8302: Expected 0.5 in column rating of table notes, row note_id \"river\", as in the data/notes.jsonl built again(2), "
                + "found null.";
        Assert.Contains(findings, f => f == $"{sources.Release}/data/notes.csv: {Message}");
        Assert.Contains(findings, f => f == $"{sources.Release}/data/notes.jsonl: {Message}");
        Assert.Contains(findings, f => f == $"{sources.Release}/data/notes.parquet: {Message}");
        Assert.Contains(findings, f => f.StartsWith("seeds/notes/river.yaml: error DS8301: Expected sha256:", StringComparison.Ordinal));
    }

    [Fact]
    public void An_article_is_checked_against_its_digest_without_the_other_sources()
    {
        var article = sources.Folder + "/river.txt";
        File.Copy(sources.Seeds + "/notes/river.txt", article);
        var run = CommandRun.Of("verify", sources.Release, "--source", article);
        Assert.Equal((0, ""), (run.Status, run.Out));
        Assert.EndsWith($"{article} is one of its sources.\n", run.Error, StringComparison.Ordinal);

        File.AppendAllText(article, "\n");
        run = CommandRun.Of("verify", sources.Release, "--source", article);
        Assert.Equal(1, run.Status);
        Assert.Matches(
            $"^{article}: error DS8301: Expected sha256:[0-9a-f]{{64}}, as release.json lists for seeds/notes/river.txt, found "
                + $"sha256:[0-9a-f]{{64}}.\n", run.Out);
        Assert.Single(run.Out.Split('\n'), l => l.Contains(" error ", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_left_of_building_again()
    {
        var before = SourcesForCommands.Snapshot(sources.Folder).ToList();
        CommandRun.Of("verify", sources.Release, "--source", sources.Seeds);
        Assert.Equal(before, SourcesForCommands.Snapshot(sources.Folder));
    }

    public void Dispose() => sources.Dispose();
}
