namespace Dataset.Tests.Cli;

/// <summary>
/// Commands whose standard output is full, closed, or a pipe without a reader: status 3, a line at most, and what was done is whole.
/// </summary>
public sealed class LostOutputTests : IDisposable
{
    private const string Full = ">/dev/full";
    private const string Closed = ">&-";

    /// <summary>A pipe that has had a reader: opened for both, then for writing alone.</summary>
    private const string Broken = ">&4";

    private static readonly string[] Ways = [Full, Closed, Broken];

    private readonly SourcesForCommands sources = new();

    public static TheoryData<string> Reading => new(
        "validate seeds --format json", "verify dist/minimal-1.0.0 --format json", "verify dist/minimal-1.0.0.zip --format sarif",
        "diff dist/minimal-1.0.0 dist/minimal-1.0.0", "inspect dist/minimal-1.0.0", "inspect dist/minimal-1.0.0 notes --rows 1000");

    public void Dispose() => sources.Dispose();

    [PosixTheory]
    [MemberData(nameof(Reading))]
    public async Task A_command_that_reads_ends_with_3_and_changes_nothing(string command)
    {
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist).Status);
        sources.Packed();
        var before = SourcesForCommands.Snapshot(sources.Folder).ToList();
        foreach (var way in Ways)
        {
            var run = await RunAsync(command, way);
            Assert.Equal((3, ""), (run.Status, run.Out));
            IsCalm(run.Error, way);
            Assert.Equal(before, SourcesForCommands.Snapshot(sources.Folder));
        }
    }

    [PosixFact]
    public async Task A_build_ends_with_3_and_says_that_the_release_is_there_which_is_whole()
    {
        foreach (var way in Ways)
        {
            var run = await RunAsync("build seeds --format json", way);
            Assert.Equal((3, ""), (run.Status, run.Out));
            Assert.StartsWith("Built dist/minimal-1.0.0: ", run.Error, StringComparison.Ordinal);
            IsCalm(run.Error[(run.Error.IndexOf('\n', StringComparison.Ordinal) + 1)..], way);
            Assert.Equal(0, CommandRun.Of("verify", sources.Release).Status);
            Assert.Equal(["minimal-1.0.0", "releases.json"], Names());
            Assert.EndsWith(
                "byte for byte the same; nothing was written.\n", CommandRun.Of("build", sources.Seeds, "-o", sources.Dist).Error,
                StringComparison.Ordinal);
            Directory.Delete(sources.Dist, recursive: true);
        }
    }

    [PosixFact]
    public async Task A_build_that_is_refused_leaves_the_output_as_it_was()
    {
        sources.Change("seeds/notes/river.yaml", "people: [ada, ben]", "people: [ada, eve]");
        foreach (var way in Ways)
        {
            Assert.Equal(3, (await RunAsync("build seeds", way)).Status);
            Assert.False(Directory.Exists(sources.Dist));
        }
    }

    private static void IsCalm(string error, string way)
    {
        // What was done, and why no more could be read.
        Assert.True(error.Count(c => c == '\n') <= (way == Broken ? 1 : 2), error);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Equal(way != Broken, error.Contains("dataset: Standard output: ", StringComparison.Ordinal));
    }

    private IEnumerable<string?> Names() => Directory.EnumerateFileSystemEntries(sources.Dist).Select(Path.GetFileName)
        .Order(StringComparer.Ordinal);

    private async Task<CommandRun> RunAsync(string command, string way)
    {
        var pipe = way == Broken ? "pipe=$(mktemp -u) && mkfifo \"$pipe\" && exec 3<>\"$pipe\" 4>\"$pipe\" 3<&- && rm \"$pipe\" && " : "";
        using var process = CommandProcess.StartShell($"cd '{sources.Folder}' && {pipe}$TOOL {command} {way}");
        return await process.EndAsync();
    }
}
