using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Tables;
using Dataset.Tests.Cli;
using Dataset.Tests.Publishing;

namespace Dataset.Tests.Building;

/// <summary>
/// Builds that are asked to stop, at each stage and in the midst of writing: staging is gone, and the output is as it was or complete.
/// </summary>
public sealed class StoppedBuildTests(ITestOutputHelper log) : IDisposable
{
    private readonly SourcesForCommands sources = new();

    public void Dispose() => sources.Dispose();

    [Fact]
    public void A_build_that_is_stopped_at_any_report_of_progress_leaves_the_output_as_it_was()
    {
        var template = Template();
        using var never = new CancellationTokenSource();
        var all = new StopAt(int.MaxValue, never);
        StruckOutput.Copy(template, sources.Folder + "/whole");
        ReleaseBuilder.Build(Options("whole"), new DiagnosticList(), all, never.Token);
        Assert.True(all.Stages.Count >= 3, string.Join(' ', all.Stages));
        for (var report = 1; report <= all.Count; report++)
        {
            using var source = new CancellationTokenSource();
            var (output, stop) = ($"stopped{report}", new StopAt(report, source));
            StruckOutput.Copy(template, $"{sources.Folder}/{output}");
            Assert.ThrowsAny<OperationCanceledException>(
                () => ReleaseBuilder.Build(Options(output), new DiagnosticList(), stop, source.Token));
            Assert.Equal(
                StruckOutput.Describe(StruckOutput.Snapshot(template)),
                StruckOutput.Describe(StruckOutput.Snapshot($"{sources.Folder}/{output}")));
        }
    }

    [StraceFact]
    public async Task A_build_that_gets_a_signal_at_a_call_ends_with_its_status_and_leaves_the_output_as_it_was_or_complete()
    {
        var output = await StruckOutput.TraceAsync(
            Directory.CreateDirectory(sources.Folder + "/signals").FullName, Template(), sources.Seeds, replace: false);
        // A signal reaches the build by a thread of its own. The call that it comes with is held up a while, so that it seldom comes too
        // late to matter. Only calls of one thread: a second signal ends the process at once. Files are opened again by others, to be read,
        // and those of tables are written by whichever worker is free, so that two of them may come to the same call.
        var calls = output.Calls.Where(
            c => c is { ThreadCount: 1, Name: not "openat" }
                && !(c.Name == "pwrite64" && c.Path.Contains("/data/", StringComparison.Ordinal)))
            .ToList();
        var points = calls.Where((_, i) => i % (calls.Count / 16) == 0)
            .Select((call, i) => (Call: call, Signal: i % 2 == 0 ? "INT" : "TERM")).ToList();
        var stopped = 0;
        var struck = sources.Folder + "/struck";
        foreach (var (call, signal) in points)
        {
            var run = await output.StrikeAsync(call, $"signal={signal}:delay_exit=100000", struck);
            var now = StruckOutput.Describe(StruckOutput.Snapshot(struck));
            // One that comes when the build has said what it has done only ends the process.
            if (run.Status == 0 || run.Out.StartsWith("Built ", StringComparison.Ordinal))
            {
                Assert.Equal(StruckOutput.Describe(output.After), now);
            }
            else
            {
                stopped++;
                Assert.True(
                    (signal == "INT" ? 130 : 143, "", "dataset: Stopped.\n") == (run.Status, run.Out, run.LastError),
                    $"SIG{signal} at {call}: {run}");
                Assert.Equal(StruckOutput.Describe(output.Before), now);
            }
            Directory.Delete(struck, recursive: true);
        }
        log.WriteLine($"{points.Count} signals, {stopped} builds stopped");
        Assert.True(stopped >= points.Count / 2, $"Of {points.Count} builds only {stopped} were stopped.");
    }

    private BuildOptions Options(string output) =>
        new() { SourceFolder = sources.Seeds, OutputFolder = $"{sources.Folder}/{output}", Jobs = 1 };

    private string Template()
    {
        var template = sources.Folder + "/template";
        Directory.CreateDirectory(template + "/other-1.0.0");
        File.WriteAllText(template + "/other-1.0.0/rows.csv", "a\n1\n");
        return template;
    }

    /// <summary>Asks to stop at the n-th report.</summary>
    private sealed class StopAt(int report, CancellationTokenSource source) : IProgress<WorkProgress>
    {
        public int Count { get; private set; }

        public HashSet<string> Stages { get; } = [];

        public void Report(WorkProgress value)
        {
            Stages.Add(value.Stage);
            if (++Count == report)
                source.Cancel();
        }
    }
}
