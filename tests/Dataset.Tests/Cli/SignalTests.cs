using Dataset.Cli;

namespace Dataset.Tests.Cli;

/// <summary>What becomes of a command that is asked to stop.</summary>
public sealed class SignalTests : IDisposable
{
    private const int Interrupt = 2;
    private const int Terminate = 15;
    private readonly SourcesForCommands sources = new();

    [Theory]
    [InlineData("validate")]
    [InlineData("build")]
    [InlineData("verify")]
    public void A_stopped_command_says_so_leaves_nothing_and_has_the_status_of_its_signal(string command)
    {
        CommandRun.Of("build", sources.Seeds, "-o", sources.Dist);
        var before = SourcesForCommands.Snapshot(sources.Folder).ToList();
        string[] args = command == "verify"
            ? [command, sources.Release]
            : command == "build" ? [command, sources.Seeds, "-o", sources.Dist] : [command, sources.Seeds];
        foreach (var status in new[] { ExitStatus.Interrupted, ExitStatus.Terminated })
        {
            var run = CommandRun.Of(t => Stopped(t, status), args);
            Assert.Equal((status, "", "dataset: Stopped.\n"), (run.Status, run.Out, run.Error));
            Assert.Equal(before, SourcesForCommands.Snapshot(sources.Folder));
        }
    }

    [PosixTheory]
    [InlineData(Interrupt, ExitStatus.Interrupted)]
    [InlineData(Terminate, ExitStatus.Terminated)]
    public async Task A_signal_ends_watching_with_its_status(int signal, int status)
    {
        using var process = CommandProcess.Start("validate", sources.Seeds, "--watch");
        await process.ErrorLineAsync("Watching for changes");
        process.Signal(signal);
        Assert.Equal(status, (await process.EndAsync()).Status);
    }

    [PosixFact]
    public async Task Watching_checks_again_when_a_source_or_a_schema_changes()
    {
        using var process = CommandProcess.Start("validate", sources.Seeds, "--watch");
        await process.ErrorLineAsync("can become a release");
        await process.ErrorLineAsync("Watching for changes");
        sources.Change("seeds/notes/river.yaml", "people: [ada, ben]", "people: [ada, eve]");
        await process.ErrorLineAsync("1 error.");
        await process.ErrorLineAsync("Watching for changes");
        sources.Change("seeds/notes/river.yaml", "people: [ada, eve]", "people: [ada, ben]");
        await process.ErrorLineAsync("can become a release");
        await process.ErrorLineAsync("Watching for changes");
        sources.Change("schema/notes.schema.json", "\"maxLength\": 100", "\"maxLength\": 3");
        await process.ErrorLineAsync("2 errors.");
        process.Signal(Interrupt);
        Assert.Equal(130, (await process.EndAsync()).Status);
    }

    public void Dispose() => sources.Dispose();

    private static Terminal Stopped(Terminal terminal, int status)
    {
        terminal.Stop.Make(status);
        return terminal;
    }
}
