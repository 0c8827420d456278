namespace Dataset.Tests.Cli;

/// <summary>What stops those who use the tool for the first time: each obstacle is explained, and what can be understood is done.</summary>
public sealed class FirstObstacleTests : IDisposable
{
    private readonly SourcesForCommands sources = new();

    public void Dispose() => sources.Dispose();

    [Theory]
    [InlineData("verify dist/minimal-1.0.O", "Did you mean FOLDER/dist/minimal-1.0.0?")]
    [InlineData("diff dist/minimal-1.0.0 dist/minimal-1.0.1", "Did you mean FOLDER/dist/minimal-1.0.0?")]
    [InlineData("pack dist/minimal", "found nothing. Check the name")]
    [InlineData("validate seed", "Did you mean FOLDER/seeds? 'dataset init DIR' makes a dataset")]
    [InlineData("inspect seeds/poeple.yaml", "Did you mean FOLDER/seeds/people.yaml?")]
    [InlineData("inspect nowhere/at/all", "found nothing. Check the name")]
    [InlineData("init new --from sedes", "Did you mean FOLDER/seeds?")]
    public void A_path_that_leads_to_nothing_names_what_was_meant(string line, string said)
    {
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist).Status);
        var run = CommandRun.Of(
            [.. line.Split(' ').Select((word, i) => i == 0 || word is "--from" or "new" ? word : $"{sources.Folder}/{word}")]);
        Assert.Equal((3, "", 1), (run.Status, run.Out, run.Error.Count(c => c == '\n')));
        Assert.Contains(
            said.Replace("FOLDER", sources.Folder, StringComparison.Ordinal), run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_dataset_says_how_to_make_one()
    {
        var run = CommandRun.Of("validate", Directory.CreateDirectory(sources.Folder + "/empty").FullName);
        Assert.Equal(
            (3, $"dataset: Expected dataset.yaml in the source folder {sources.Folder}/empty, found none. 'dataset init DIR' makes a "
                + "dataset, of your own files with --from. Check the name and the current folder.\n"),
            (run.Status, run.Error));
    }

    [Fact]
    public void The_descriptor_names_the_folder_that_it_is_in()
    {
        var run = CommandRun.Of("validate", sources.Seeds + "/dataset.yaml");
        Assert.Equal((0, $"{sources.Seeds} can become a release.\n"), (run.Status, run.Error));
    }

    [PosixTheory]
    [InlineData(".", "validate .", "./seeds can become a release.")]
    [InlineData("seeds", "validate .", ". can become a release.")]
    [InlineData("seeds", "validate dataset.yaml", ". can become a release.")]
    [InlineData("seeds", "validate", ". can become a release.")]
    [InlineData("seeds", "build", "Built ../dist/minimal-1.0.0: ")]
    public async Task Beside_the_sources_and_in_them_the_same_words_do(string folder, string line, string said)
    {
        using var process = CommandProcess.StartShell($"cd '{sources.Folder}/{folder}' && $TOOL {line}");
        var run = await process.EndAsync();
        Assert.Equal((0, ""), (run.Status, run.Out));
        Assert.StartsWith(said, run.LastError, StringComparison.Ordinal);
    }

    [LinuxFact]
    public void A_place_that_takes_no_folder_is_named_by_init_too()
    {
        var run = CommandRun.Of("init", "/proc/x");
        Assert.Equal(
            (3, "", "dataset: Could not make the folder /proc/x: no folder can be made there. Choose another one.\n"),
            (run.Status, run.Out, run.Error));
    }

    [Fact]
    public void What_is_to_be_run_next_can_be_pasted_whatever_the_paths_are()
    {
        var (mine, at) = (sources.Folder + "/it's mine", sources.Folder + "/out put");
        Directory.Move(sources.Seeds, mine);
        var part = Next("shard", mine, "--part", "1/1", "-o", at + "/parts");
        Assert.Equal($"the other parts; once all are there, dataset assemble {Quoted(at + "/parts")}", part);
        Assert.Equal($"dataset verify {Quoted(at + "/minimal-1.0.0")}", Next("build", mine, "-o", at));
        Assert.Equal($"dataset pack {Quoted(at + "/minimal-1.0.0")}", Next("build", mine, "-o", at));
        Assert.Equal($"dataset inspect {Quoted(at + "/minimal-1.0.0")}", Next("verify", at + "/minimal-1.0.0"));
        Assert.Equal(
            $"upload what is in {Quoted(at + "/assets")}; NOTES.md is the text to go with it.",
            Next("pack", at + "/minimal-1.0.0", "-o", at + "/assets"));

        string Quoted(string path) => $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";

        static string Next(params string[] line)
        {
            var run = CommandRun.Of(t => t with { ErrorIsScreen = true }, line);
            Assert.True(run.Status == 0, run.Out + run.Error);
            Assert.StartsWith("Next: ", run.LastError, StringComparison.Ordinal);
            return run.LastError["Next: ".Length..^1];
        }
    }
}
