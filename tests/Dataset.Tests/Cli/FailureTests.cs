using System.Text.Json;
using Dataset.Cli;

namespace Dataset.Tests.Cli;

/// <summary>What cannot run says in one line which path it is about, and ends with status 3.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly SourcesForCommands sources = new();

    public void Dispose() => sources.Dispose();

    [Theory]
    [InlineData("build")]
    [InlineData("validate")]
    public void A_source_folder_that_is_not_there_is_nothing(string command) =>
        Fails(
            $"Expected a source folder at {sources.Folder}/nope, found nothing. {sources.Seeds} is a source folder. Check the name and the "
                + "current folder.", command,
            sources.Folder + "/nope");

    [Fact]
    public void A_file_is_no_source_folder() =>
        Fails(
            $"Expected a source folder at {sources.Seeds}/notes/bridge.txt, found a file.", "validate",
            sources.Seeds + "/notes/bridge.txt");

    [PosixFact]
    public void A_schema_folder_that_cannot_be_read_is_not_one_without_schemas()
    {
        Directory.Delete(sources.Folder + "/schema", recursive: true);
        Directory.CreateSymbolicLink(sources.Folder + "/schema", "schema");
        var run = CommandRun.Of("validate", sources.Seeds);
        Assert.Equal(1, run.Status);
        Assert.Contains("/schema: error DS1002: ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_no_key() =>
        Fails(
            $"Expected a key file at {sources.Seeds}, found a folder.\n", "build", sources.Seeds, "-o", sources.Dist, "--sign",
            sources.Seeds);

    [Fact]
    public void What_says_already_what_to_do_gets_no_other_advice()
    {
        var file = sources.Folder + "/key.pem";
        File.WriteAllText(file, "mine");
        Fails(
            $"Could not make the output folder {file}: a file of that name exists: {file}. Choose another output folder.\n", "build",
            sources.Seeds, "-o", file);
    }

    [PosixFact]
    public void What_cannot_be_written_names_the_folder_and_not_the_hidden_file_in_it()
    {
        var folder = Directory.CreateDirectory(sources.Folder + "/it's mine").FullName;
        var file = folder + "/.staging-minimal-1.0.0/release.json";
        foreach (var (exception, said) in new (Exception, string)[]
        {
            (new UnauthorizedAccessException($"Access to the path '{file}' is denied."),
                "its permissions do not allow it. Give another folder, or change its owner or permissions."),
            (new IOException($"Read-only file system : '{file}'", 30),
                "its disk can only be read. Give another folder, or make the disk one that can be written."),
            (new IOException($"No space left on device : '{file}'", 28),
                "no space is left. Free some space or delete some files, or write to another disk (the variable TMPDIR says where "
                    + "temporary files are)."),
        })
            Assert.Equal($"Could not write into {folder}: {said}", Failure.Describe(exception));
        Assert.Equal(
            $"Access to the path '{folder}' is denied. Check its owner and permissions.",
            Failure.Describe(new UnauthorizedAccessException($"Access to the path '{folder}' is denied.")));
    }

    [PosixFact]
    public async Task A_folder_for_temporary_files_that_is_not_there_is_named()
    {
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist).Status);
        using var process = CommandProcess.StartShell(
            $"TMPDIR={sources.Folder}/nope $TOOL verify {sources.Release} --source {sources.Seeds}");
        var run = await process.EndAsync();
        Assert.Equal((3, ""), (run.Status, run.Out));
        Assert.Contains(
            $"dataset: Could not make a folder to build in below {sources.Folder}/nope/: it is not there, or may not be written. Set "
                + "TMPDIR ", run.Error, StringComparison.Ordinal);
    }

    [PosixTheory]
    [InlineData("ulimit -f 8")]
    [InlineData("trap '' XFSZ; ulimit -f 8")]
    [InlineData("ulimit -f 1")]
    public async Task A_file_larger_than_the_system_lets_it_be_is_no_defect_and_no_staging_stays(string limit)
    {
        // The runtime itself would write a large file for its compiled code.
        var run = await LimitedAsync($"export DOTNET_EnableWriteXorExecute=0; {limit}", $"build {sources.Seeds} -o {sources.Dist}");
        Assert.Equal((3, ""), (run.Status, run.Out));
        Assert.Matches(
            "^dataset: Could not write [^\n]*: it would be larger than the system lets a file be\\. Raise the limit [^\n]*\n$", run.Error);
        Assert.False(Directory.Exists(sources.Dist));
    }

    [PosixFact]
    public async Task Validate_of_a_new_version_that_could_not_be_compared_warns_in_every_form()
    {
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist).Status);
        sources.Change("seeds/dataset.yaml", "version: 1.0.0", "version: 1.0.1");
        sources.Change("seeds/dataset.yaml", "released: 2026-01-01", "released: 2026-02-01");
        var said = $"{sources.Seeds}/dataset.yaml(2,10): warning DS8125: Expected a folder for temporary files, to compare 1.0.1 with the "
            + $"previous release, found \"{sources.Folder}/nope\", which is not there or may not be written.";
        var run = await Validate("");
        Assert.Equal((0, said), (run.Status, run.Out.Split('\n')[0]));
        Assert.Equal($"{sources.Seeds} can become a release. 1 warning.\n", run.Error);
        run = await Validate("--strict --quiet");
        Assert.Equal((1, said), (run.Status, run.Out.Split('\n')[0]));
        using var json = JsonDocument.Parse((await Validate("--format json")).Out);
        Assert.Equal("DS8125", json.RootElement.GetProperty("findings")[0].GetProperty("rule").GetString());

        async Task<CommandRun> Validate(string options)
        {
            using var process = CommandProcess.StartShell(
                $"TMPDIR={sources.Folder}/nope $TOOL validate {sources.Seeds} --output {sources.Dist} {options}");
            return await process.EndAsync();
        }
    }

    [PosixTheory]
    [InlineData("build SEEDS -o /proc/dist", "make the output folder /proc/dist: no folder can be made there. Choose another one.")]
    [InlineData("shard SEEDS --part 1/1 -o /proc/x", "make the output folder /proc/x: no folder can be made there. Choose another one.")]
    [InlineData("pack RELEASE -o /proc/x", "make the output folder /proc/x: no folder can be made there. Choose another one.")]
    [InlineData("pack RELEASE -o FILE", "pack into FILE: expected a folder of that name or nothing, found a file. Choose another "
        + "output folder.")]
    [InlineData("build SEEDS -o FILE/x", "make the output folder FILE/x: a file of that name exists: FILE. Choose another output folder.")]
    [InlineData("shard SEEDS --part 1/1 -o FILE/x", "make the output folder FILE/x: a file of that name exists: FILE. Choose another "
        + "output folder.")]
    [InlineData("init /proc/x", "make the folder /proc/x: no folder can be made there. Choose another one.")]
    [InlineData("init FILE/x", "make the folder FILE: a file of that name exists. Choose another one.")]
    [InlineData("init LINK/x", "make the folder LINK: a link of that name exists, which leads to no folder. Choose another one.")]
    public void A_place_that_takes_no_folders_is_named(string line, string said)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || !line.Contains("/proc", StringComparison.Ordinal), "Linux alone has such a place.");
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist).Status);
        var (file, link) = (sources.Folder + "/file", sources.Folder + "/link");
        File.WriteAllText(file, "mine");
        File.CreateSymbolicLink(link, link);
        string Named(string text) => text.Replace("SEEDS", sources.Seeds, StringComparison.Ordinal)
            .Replace("RELEASE", sources.Release, StringComparison.Ordinal).Replace("FILE", file, StringComparison.Ordinal)
            .Replace("LINK", link, StringComparison.Ordinal);
        Assert.Equal(
            new CommandRun(3, "", $"dataset: Could not {Named(said)}\n"), CommandRun.Of([.. line.Split(' ').Select(Named)]));
    }

    [Fact]
    public void What_is_not_there_cannot_be_inspected() => Fails(
        $"Expected a release, a folder of sources or a file at {sources.Folder}/nope, found nothing. Check the name and the current "
            + "folder.",
        "inspect", sources.Folder + "/nope");

    [PosixTheory]
    [InlineData("inspect", "a release, a folder of sources or a file at PATH")]
    [InlineData("validate", "a source folder at PATH")]
    [InlineData("init", "a file or a folder at PATH")]
    public void What_may_be_there_and_cannot_be_looked_at_gets_no_advice_about_its_name(string command, string expected)
    {
        // A loop of links in place of folders without permission, which a test that runs as root could enter.
        var path = sources.Folder + "/circle/people.csv";
        File.CreateSymbolicLink(sources.Folder + "/circle", "circle");
        string[] before = command == "init" ? [sources.Folder + "/new", "--from"] : [];
        var run = CommandRun.Of([command, .. before, path]);
        Assert.Equal((3, ""), (run.Status, run.Out));
        Assert.Equal(
            $"dataset: Expected {expected.Replace("PATH", path, StringComparison.Ordinal)}, found a path that may not be read: check the "
                + "permissions of the folders above it.\n",
            run.Error);
    }

    [PosixTheory]
    [InlineData("build", 48)]
    [InlineData("build", 56)]
    [InlineData("build", 160)]
    [InlineData("verify", 255)]
    public async Task Too_few_open_files_are_told_before_the_work_begins(string command, int files)
    {
        var run = await LimitedAsync($"ulimit -n {files}", $"{command} {sources.Seeds} -o {sources.Dist}");
        Assert.Equal(
            (3, "", $"dataset: Could not start: it may open {files} files at once and needs 256. Raise the limit (ulimit -n).\n"),
            (run.Status, run.Out, run.Error));
        Assert.False(Directory.Exists(sources.Dist));
    }

    [PosixFact]
    public async Task The_fewest_open_files_that_are_taken_are_enough()
    {
        var run = await LimitedAsync("ulimit -n 256", $"build {sources.Seeds} -o {sources.Dist}");
        Assert.True(run.Status == 0, run.Error);
    }

    [PosixFact]
    public async Task What_init_cannot_write_is_no_defect()
    {
        var run = await LimitedAsync("export DOTNET_EnableWriteXorExecute=0; ulimit -f 1", $"init {sources.Folder}/new");
        Assert.Equal((3, ""), (run.Status, run.Out));
        Assert.StartsWith(
            $"dataset: Could not write into {sources.Folder}/new: a file would be larger ", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(sources.Folder + "/new"));
    }

    private static async Task<CommandRun> LimitedAsync(string limit, string command)
    {
        using var process = CommandProcess.StartShell($"ulimit -c 0; {limit}; exec $TOOL {command}");
        return await process.EndAsync();
    }

    private static void Fails(string message, params string[] args)
    {
        var run = CommandRun.Of(args);
        Assert.Equal((3, ""), (run.Status, run.Out));
        Assert.StartsWith($"dataset: {message}", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }
}
