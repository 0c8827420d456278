using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Dataset.Interop.Tests.Engines;

namespace Dataset.Interop.Tests.Clusters;

/// <summary>
/// One build on a scheduler and two machines, one of which dies in the middle: the very scripts of <c>tests/clusters</c> give the release
/// that one machine builds.
/// </summary>
public sealed class ClusterBuildTests : IDisposable
{
    private const int Parts = 6;

    private static readonly string _parts = Parts.ToString(CultureInfo.InvariantCulture);

    private readonly TemporaryFolder _folder = new();

    /// <summary>The tool beside its project, compiled ahead of time, started by the runtime's own program.</summary>
    private static readonly string[] _tool =
    [
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet")),
        Path.Combine(
            EnginesFolder.RepositoryRoot, "src", "Dataset.Cli", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0",
            "dataset.dll"),
    ];

    private static readonly string _examples = Path.Combine(EnginesFolder.RepositoryRoot, "tests", "clusters");

    public void Dispose() => _folder.Dispose();

    [ClusterFact("/usr/bin/dask-scheduler", "/usr/bin/dask-worker", "/usr/bin/strace")]
    public void Dask_loses_a_worker() => BuildsTheSame("dask.sh");

    [ClusterFact("/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/bin/sbatch", "/usr/sbin/munged", "/usr/bin/strace", NeedsRoot = true)]
    public void Slurm_loses_a_node() => BuildsTheSame("slurm.sh");

    /// <summary>The script itself; of Spark, what CI has: a stand-in that runs one task after another.</summary>
    [ProgramsFact("/usr/bin/python3", "/usr/bin/setpriv")]
    public void Spark_runs_a_shard_a_task()
    {
        BuildOnOneMachine();
        Run(
            [
                "/usr/bin/python3", Path.Combine(_examples, "spark_build.py"), _folder["sources/seeds"], "--parts", _parts, "--shards",
                _folder["shards"], "--output", _folder["dist"],
            ],
            new Dictionary<string, string>
            {
                ["DATASET"] = string.Join(' ', _tool),
                ["PYTHONPATH"] = Machine.Scenarios,
                ["PYTHONDONTWRITEBYTECODE"] = "1",
            });
        AssertSameRelease();
    }

    /// <summary>
    /// A shard for which the machine had no memory left has not failed for good, and is not taken for one that is complete.
    /// </summary>
    [ProgramsFact("/usr/bin/python3", "/usr/bin/setpriv", "/usr/bin/dask-worker")]
    public void A_shard_that_a_signal_ends_is_tried_again()
    {
        const string Check = """
            import sys
            import dask_build, spark_build
            for script in (dask_build, spark_build):
                assert script.run_shard(["sh", "-c", "exit 1"])[0] == 1
                for line in ("kill -9 $$", "exit 3"):
                    try:
                        result = script.run_shard(["sh", "-c", line])
                    except OSError:
                        continue
                    sys.exit(f"{script.__name__}: '{line}' was taken for {result}")
            """;
        Run(
            ["/usr/bin/python3", "-c", Check],
            new Dictionary<string, string> { ["PYTHONPATH"] = $"{Machine.Scenarios}:{_examples}", ["PYTHONDONTWRITEBYTECODE"] = "1" });
    }

    private void BuildsTheSame(string scenario)
    {
        BuildOnOneMachine();
        Machine.Run(scenario, _folder.Path, new Dictionary<string, string> { ["TOOL"] = string.Join(' ', _tool), ["PARTS"] = _parts });
        AssertSameRelease();

        // "I/N MACHINE", in the order in which they were begun: node1 died half-way through one, and node2 built that again.
        var begun = File.ReadAllLines(_folder["begun"]);
        var struck = Assert.Single(begun, line => line.EndsWith(" node1", StringComparison.Ordinal)).Split(' ')[0];
        Assert.Equal(
            $"{struck} node2",
            begun.SkipWhile(line => !line.EndsWith(" node1", StringComparison.Ordinal)).Skip(1)
                .First(line => line.StartsWith(struck, StringComparison.Ordinal)));
        // What it left is gone: besides the parts there is nothing.
        Assert.Contains(File.ReadAllLines(_folder["left"]), file => file.EndsWith("/data/notes.jsonl", StringComparison.Ordinal));
        Assert.Equal(
            Enumerable.Range(
                1, Parts).Select(part => string.Create(CultureInfo.InvariantCulture, $"minimal-1.0.0.part-{part:00000}-of-{Parts:00000}")),
            Directory.GetFileSystemEntries(_folder["shards"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private void BuildOnOneMachine()
    {
        ManyNotes.WriteTo(_folder["sources"]);
        Run([.. _tool, "build", _folder["sources/seeds"], "-o", _folder["expected"], "--parts", _parts], new Dictionary<string, string>());
    }

    private void AssertSameRelease()
    {
        var expected = FilesOf(_folder["expected"]);
        Assert.Contains(expected, file => file.EndsWith($"-of-{Parts:00000}.parquet", StringComparison.Ordinal));
        Assert.Equal(expected, FilesOf(_folder["dist"]));
        AssertEx.All(
            expected, file => Assert.Equal(File.ReadAllBytes(_folder["expected/" + file]), File.ReadAllBytes(_folder["dist/" + file])));
    }

    private static void Run(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + errors.Result);
    }

    private static string[] FilesOf(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file))
            .Order(StringComparer.Ordinal)];
}
