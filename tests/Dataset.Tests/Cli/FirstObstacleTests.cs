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
    [InlineData("validate nowhere", "found nothing. FOLDER/seeds is a source folder. Check")]
    [InlineData("validate nowhere/", "found nothing. FOLDER/seeds is a source folder. Check")]
    [InlineData("build schema/see", "found nothing. FOLDER/seeds is a source folder. Check")]
    [InlineData("build seeds/nots", "Did you mean FOLDER/seeds/notes? FOLDER/seeds is a source folder. Check")]
    [InlineData("inspect seeds/poeple.yaml", "Did you mean FOLDER/seeds/people.yaml?")]
    [InlineData("inspect nowhere/at/all", "found nothing. Check the name")]
    [InlineData("init new --from sedes", "Did you mean FOLDER/seeds?")]
    [InlineData("verify dist/minimal-1.0.0 --source seed", "Did you mean FOLDER/seeds?")]
    [InlineData("verify dist/minimal-1.0.0 --key seeds/people.pem", "found nothing. Did you mean FOLDER/seeds/people.yaml?")]
    [InlineData("verify dist/minimal-1.0.0 --source seeds --previous dist/minimal", "found nothing. Check the name")]
    [InlineData("validate seeds --output seeds/people.yaml", "Expected a folder of releases at FOLDER/seeds/people.yaml, found a file.")]
    [InlineData("validate dist/minimal-1.0.0", "found none. It is a release: 'dataset verify' checks one.")]
    [InlineData("validate seeds/notes", "found none. FOLDER/seeds is a source folder. Check")]
    [InlineData("validate schema", "found none. FOLDER/seeds is a source folder. Check")]
    [InlineData("build nowhere/at/all", "found nothing. FOLDER/seeds is a source folder. Check")]
    [InlineData("build seeds/people.yaml", "Expected a source folder at FOLDER/seeds/people.yaml, found a file.")]
    [InlineData("pack dist/minimal-1.0.0 -o seeds/people.yaml", "expected a folder of that name or nothing, found a file.")]
    public void A_path_that_leads_to_nothing_names_what_was_meant(string line, string said)
    {
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist).Status);
        var run = CommandRun.Of(
            [.. line.Split(' ').Select((word, i) => i == 0 || word.StartsWith('-') || word == "new" ? word : $"{sources.Folder}/{word}")]);
        Assert.Equal((3, "", 1), (run.Status, run.Out, run.Error.Count(c => c == '\n')));
        Assert.Contains(
            said.Replace("FOLDER", sources.Folder, StringComparison.Ordinal), run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verify https://example.org/a.zip", "found nothing. Download it first: a path is one of this machine. ")]
    [InlineData("validate ~/seeds", "found nothing. The shell knows ~ only where it is not in quotes. ")]
    [InlineData("inspect ~/a.csv", "found nothing. The shell knows ~ only where it is not in quotes. ")]
    public void A_path_that_is_none_says_why(string line, string said)
    {
        var run = CommandRun.Of(line.Split(' '));
        Assert.Equal((3, ""), (run.Status, run.Out));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_no_release_says_what_it_is()
    {
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist).Status);
        Assert.Equal(0, CommandRun.Of("pack", sources.Release, "-o", sources.Folder + "/up load").Status);
        foreach (var (path, said) in new[]
        {
            ("seeds", "found neither, but dataset.yaml: sources, which 'dataset build' makes a release of, and 'dataset validate' checks."),
            ("dist/minimal-1.0.0/data", "found neither, but a folder of the release minimal-1.0.0."),
            ("dist/minimal-1.0.0/data/", "found neither, but a folder of the release minimal-1.0.0."),
            (".", "found neither, but a folder that holds releases: dist/minimal-1.0.0."),
            ("up load", "with its files in folders, found them beside each other, as 'dataset pack' lays them out. They are checked so: "
                + "'dataset verify 'FOLDER/up load/minimal-1.0.0.zip'' for all of them; 'dataset verify 'FOLDER/up load/claims.csv' "
                + "--release 'FOLDER/up load/release.json'' for one; 'sha256sum -c SHA256SUMS' in the folder."),
        })
            foreach (var command in new[] { "verify", "pack" })
            {
                var run = CommandRun.Of(command, $"{sources.Folder}/{path}");
                Assert.Equal((1, "1 error.\n"), (run.Status, run.Error));
                var finding = run.Out.Split('\n')[0];
                Assert.EndsWith(
                    said.Replace("FOLDER", sources.Folder, StringComparison.Ordinal), finding, StringComparison.Ordinal);
                Assert.Contains(": error DS6009: Expected a release, ", finding, StringComparison.Ordinal);
            }
        var (claims, zip) = (sources.Folder + "/up load/claims.csv", sources.Folder + "/up load/minimal-1.0.0.zip");
        Assert.Equal(0, CommandRun.Of("verify", claims, "--release", sources.Folder + "/up load").Status);
        Assert.Equal(0, CommandRun.Of("verify", claims, "--release", sources.Folder + "/up load/release.json").Status);
        Assert.StartsWith(
            $"dataset: --release takes a release.json, and \"{zip}\" is a zip: 'dataset verify '{zip}'' checks all of it.\n",
            CommandRun.Of("verify", claims, "--release", zip).Error, StringComparison.Ordinal);
        var one = CommandRun.Of("verify", sources.Release + "/data/claims.csv");
        Assert.Equal(
            (2, $"dataset: \"{sources.Release}/data/claims.csv\" is one file: say which release it is of with --release release.json.\n"
                + "Try 'dataset verify --help'.\n"), (one.Status, one.Error));
    }

    [Fact]
    public void A_folder_without_a_dataset_says_how_to_make_one()
    {
        Directory.Delete(sources.Seeds, true);
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

    [PosixTheory]
    [InlineData("schema", "validate", "a source folder at seeds, found nothing. ../seeds is a source folder.")]
    [InlineData("", "validate nowhere", "a source folder at nowhere, found nothing. seeds is a source folder.")]
    [InlineData("schema", "validate .", "dataset.yaml in the source folder ., found none. ../seeds is a source folder.")]
    [InlineData("seeds/notes", "validate", "a source folder at seeds, found nothing. .. is a source folder.")]
    [InlineData("seeds/notes", "build .", "dataset.yaml in the source folder ., found none. .. is a source folder.")]
    public async Task Below_the_sources_and_beside_them_it_is_said_where_they_are(string folder, string line, string said)
    {
        using var process = CommandProcess.StartShell($"cd '{sources.Folder}/{folder}' && $TOOL {line}");
        Assert.Equal(
            new CommandRun(3, "", $"dataset: Expected {said} Check the name and the current folder.\n"), await process.EndAsync());
    }

    [Fact]
    public async Task What_is_to_be_run_next_can_be_pasted_whatever_the_paths_are()
    {
        var (mine, at) = (sources.Folder + "/it's $HOME", sources.Folder + "/out `put`");
        Directory.Move(sources.Seeds, mine);
        var part = Next("shard", mine, "--part", "1/1", "-o", at + "/parts");
        Assert.StartsWith("the other parts; once all are there, dataset ", part, StringComparison.Ordinal);
        await Runs(part[part.IndexOf("dataset ", StringComparison.Ordinal)..], $"assemble {Quoted(at + "/parts")} --source {Quoted(mine)}");
        await Runs(Next("validate", mine), $"build {Quoted(mine)}");
        await Runs(Next("build", mine, "-o", at), $"verify {Quoted(at + "/minimal-1.0.0")}");
        await Runs(Next("build", mine, "-o", at), $"pack {Quoted(at + "/minimal-1.0.0")}");
        await Runs(Next("verify", at + "/minimal-1.0.0"), $"inspect {Quoted(at + "/minimal-1.0.0")}");
        Assert.Equal(
            $"upload what is in {Quoted(at + "/assets")}; NOTES.md is the text to go with it.",
            Next("pack", at + "/minimal-1.0.0", "-o", at + "/assets"));

        Directory.Move(mine, sources.Seeds);
        File.WriteAllText(sources.Seeds + "/notes/-a.pdf", "");
        Assert.Contains(
            "This gives its text: pdftotext ./-a.pdf ./-a.txt\n", CommandRun.Of("validate", sources.Seeds).Out, StringComparison.Ordinal);
        Assert.Equal("'./-it'\\''s'", global::Dataset.Text.Printable.ShellWord("-it's"));

        string Quoted(string path) => $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";

        async Task Runs(string next, string expected)
        {
            Assert.Equal("dataset " + expected, next);
            using var process = CommandProcess.StartShell($"cd '{sources.Folder}' && $TOOL {expected}");
            var run = await process.EndAsync();
            Assert.True(run.Status == 0, run.Out + run.Error);
        }

        static string Next(params string[] line)
        {
            var run = CommandRun.Of(t => t with { ErrorIsScreen = true }, line);
            Assert.True(run.Status == 0, run.Out + run.Error);
            Assert.StartsWith("Next: ", run.LastError, StringComparison.Ordinal);
            return run.LastError["Next: ".Length..^1];
        }
    }
}
