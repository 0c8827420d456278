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
        string[] args = command == "verify" ? [command, sources.Release] : command == "build" ? [command, sources.Seeds, "-o", sources.Dist] : [command, sources.Seeds];
        foreach (var status in new[] { ExitStatus.Interrupted, ExitStatus.Terminated })
        {
            var run = CommandRun.Of(t => Stopped(t, status), args);
            Assert.Equal((status, "", "dataset: Stopped.\n"), (run.Status, run.Out, run.Error));
            Assert.Equal(before, SourcesForCommands.Snapshot(sources.Folder));
        }
    }

    [PosixFact]
    public async Task A_build_that_is_interrupted_in_its_midst_leaves_nothing()
    {
        WriteManyRecords();
        Directory.CreateDirectory(sources.Dist);
        using var watcher = new FileSystemWatcher(sources.Dist);
        var staged = new TaskCompletionSource();
        watcher.Created += (_, _) => staged.TrySetResult();
        watcher.EnableRaisingEvents = true;
        using var process = CommandProcess.Start("build", sources.Seeds, "-o", sources.Dist, "--jobs", "1");
        await staged.Task.WaitAsync(TimeSpan.FromMinutes(2));
        process.Signal(Interrupt);
        var run = await process.EndAsync();
        Assert.Equal((130, "", "dataset: Stopped.\n"), (run.Status, run.Out, run.LastError));
        Assert.Empty(SourcesForCommands.Snapshot(sources.Dist));
    }

    [PosixFact]
    public async Task Ctrl_C_ends_watching_with_130()
    {
        using var process = CommandProcess.Start("validate", sources.Seeds, "--watch");
        await process.ErrorLineAsync("Watching for changes");
        process.Signal(Interrupt);
        Assert.Equal(130, (await process.EndAsync()).Status);
    }

    [PosixFact]
    public async Task Termination_ends_watching_with_143()
    {
        using var process = CommandProcess.Start("validate", sources.Seeds, "--watch");
        await process.ErrorLineAsync("Watching for changes");
        process.Signal(Terminate);
        Assert.Equal(143, (await process.EndAsync()).Status);
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

    /// <summary>Makes the dataset one table of so many records that a build takes a good while after it has begun to write.</summary>
    private void WriteManyRecords()
    {
        sources.Change("seeds/dataset.yaml", "tables:\n", "tables:\n  - {name: rows, from: records, path: rows.jsonl}\n");
        File.WriteAllText(sources.Folder + "/schema/rows.schema.json", """
            {
              "$schema": "http://json-schema.org/draft-07/schema#",
              "$id": "rows.schema.json",
              "title": "Rows",
              "description": "Many rows.",
              "type": "object",
              "additionalProperties": false,
              "required": ["row_id", "text"],
              "x-primaryKey": ["row_id"],
              "properties": {
                "row_id": {"description": "The key.", "type": "string"},
                "text": {"description": "Some text.", "type": "string"}
              }
            }
            """);
        using var rows = new StreamWriter(sources.Seeds + "/rows.jsonl") { NewLine = "\n" };
        var text = string.Concat(Enumerable.Range(0, 100).Select(i => $"word{i * 7919 % 1000} "));
        for (var i = 0; i < 100_000; i++)
            rows.WriteLine($"{{\"row_id\":\"{i:D8}\",\"text\":\"{text}{i}\"}}");
    }

    private static Terminal Stopped(Terminal terminal, int status)
    {
        terminal.Stop.Make(status);
        return terminal;
    }
}
