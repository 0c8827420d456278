using Dataset.Building;
using Dataset.Publishing;
using Dataset.Tests.Cli;
using Dataset.Tests.Publishing;

namespace Dataset.Tests.Sharding;

/// <summary>
/// Runs of <c>shard</c> and <c>assemble</c> that are killed, or whose calls fail: a part, or the release, is there whole or not at all.
/// </summary>
public sealed class ShardCrashTests(ITestOutputHelper log) : IDisposable
{
    private const int Killed = 128 + 9;
    private readonly ShardedSources sources = new("jsonl", 6);

    public void Dispose() => sources.Dispose();

    [StraceFact]
    public async Task A_part_whose_run_is_struck_anywhere_is_there_whole_or_not_at_all_and_the_next_run_is_fine()
    {
        sources.Shard(2, 2, sources.Folder + "/whole");
        var whole = SourcesForCommands.Snapshot(sources.Folder + "/whole").ToList();
        string[] arguments = ["shard", sources.Seeds, "--part", "2/2", "-o", sources.Shards, "--jobs", "1"];
        var (struck, outcomes) = (0, new List<bool>());
        // The folder of parts is flushed last, when the part has its name.
        foreach (var (call, count, path) in new[]
        {
            ("pwrite64", 12, ""), ("fsync", 9, ""), ("fsync", 1, sources.Shards), ("rename", 9, ""), ("mkdir", 3, ""),
        })
        {
            for (var at = 1; at <= count; at++)
            {
                foreach (var fault in new[] { "signal=KILL", at % 2 == 0 ? "error=EIO" : "error=ENOSPC" })
                {
                    var run = await StrikeAsync(call, at, fault, arguments, path);
                    struck += run.Status == 0 ? 0 : 1;
                    Assert.True(
                        run.Status == (fault == "signal=KILL" ? Killed : 3) || run.Status == 0,
                        $"{call} {at} {fault}: {run.Status} {run.Error}");
                    var part = SourcesForCommands.Snapshot(sources.Shards).Where(e => !e.StartsWith('.')).ToList();
                    Assert.True(part.Count == 0 || part.SequenceEqual(whole), $"{call} {at} {fault}: {string.Join('\n', part)}");
                    outcomes.Add(part.Count > 0);
                    Assert.NotEqual(FolderPlacing.Replaced, sources.Shard(2, 2).Placing);
                    Assert.Equal(whole, SourcesForCommands.Snapshot(sources.Shards));
                    Directory.Delete(sources.Shards, recursive: true);
                }
            }
        }
        log.WriteLine($"{struck} runs struck, {outcomes.Count(o => o)} times the part was there");
        Assert.True(struck >= 50, $"Expected at least 50 runs that were struck, found {struck}.");
        Assert.Contains(true, outcomes);
    }

    [StraceFact]
    public async Task A_release_whose_assembly_is_struck_at_a_link_is_not_there_and_the_parts_are_as_they_were()
    {
        sources.ShardAll(2);
        var parts = SourcesForCommands.Snapshot(sources.Shards).ToList();
        foreach (var at in new[] { 1, 5, 20 })
        {
            foreach (var (fault, status) in new[] { ("signal=KILL", Killed), ("error=EIO", 3), ("error=EXDEV", 1) })
            {
                var run = await StrikeAsync(
                    "link", at, fault,
                    ["assemble", sources.Shards, "--source", sources.Seeds, "-o", sources.Folder + "/dist", "--jobs", "1"]);
                Assert.True(run.Status == status, $"link {at} {fault}: {run.Status} {run.Error}");
                Assert.Equal(status == 1, run.Out.Contains(" DS8509: ", StringComparison.Ordinal));
                Assert.DoesNotContain(SourcesForCommands.Snapshot(sources.Folder + "/dist"), e => !e.StartsWith('.'));
                Assert.Equal(parts, SourcesForCommands.Snapshot(sources.Shards));
            }
        }
        Assert.IsType<BuildOutcome.Built>(sources.Assemble("dist").Outcome);
        Assert.IsType<BuildOutcome.Built>(sources.Build("built", 2).Outcome);
        Assert.Equal(SourcesForCommands.Snapshot(sources.Folder + "/built"), SourcesForCommands.Snapshot(sources.Folder + "/dist"));
    }

    private static Task<CommandRun> StrikeAsync(
        string call, int occurrence, string fault, IReadOnlyList<string> arguments, string path = "") => ToolProcess.RunAsync(
        [
            // The faster way to stop at calls does not deliver signals.
            TracedBuild.Strace, "-f", "-qq",
            .. fault.StartsWith("error=", StringComparison.Ordinal) ? ["--seccomp-bpf"] : Array.Empty<string>(),
            "-o", "/dev/null", .. path.Length == 0 ? Array.Empty<string>() : ["-P", path], "-e", $"trace={call}", "-e",
            FormattableString.Invariant($"inject={call}:{fault}:when={occurrence}"), ToolProcess.Host, ToolProcess.Assembly, .. arguments,
        ],
        new Dictionary<string, string?> { ["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "1" });
}
