using System.Text.RegularExpressions;
using Dataset.Tests.Cli;

namespace Dataset.Tests.Publishing;

/// <summary>
/// Builds under <c>strace</c>: one that lists the calls that change the output folder, and others that are struck at one of them. A call
/// is found again by its name and its file, since threads take turns differently in each process.
/// </summary>
internal static partial class TracedBuild
{
    public const string Strace = "/usr/bin/strace";
    private const string Calls =
        "write,pwrite64,writev,pwritev,fsync,fdatasync,rename,renameat,renameat2,mkdir,mkdirat,rmdir,unlink,unlinkat,"
            + "openat,ftruncate,fallocate,link,linkat,symlink";

    /// <summary>One worker, so that a thread's calls on a file are the same each time.</summary>
    private static readonly Dictionary<string, string?> OneWorker = new() { ["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "1" };

    /// <summary>Builds, and gives the calls that changed the output folder, in order, each once.</summary>
    /// <param name="log">A file for the trace.</param>
    /// <param name="output">The full path of the output folder.</param>
    /// <param name="args">The tool's arguments.</param>
    public static async Task<IReadOnlyList<SystemCall>> TraceAsync(string log, string output, IReadOnlyList<string> args)
    {
        var calls = new List<SystemCall>();
        var counts = new Dictionary<(string Thread, string Name, string Path), int>();
        foreach (var line in await LinesAsync(log, args))
        {
            var match = Call().Match(line);
            var path = match.Groups["path"].Value;
            if (!match.Success || line.Contains("O_RDONLY", StringComparison.Ordinal)
                || (path != output && !path.StartsWith(output + "/", StringComparison.Ordinal)))
                continue;
            var (name, relative) = (match.Groups["name"].Value, path[output.Length..].TrimStart('/'));
            var key = (match.Groups["thread"].Value, name, relative);
            calls.Add(new(name, relative, counts[key] = counts.GetValueOrDefault(key) + 1));
        }
        return [.. calls.GroupBy(c => c).Select(g => g.Key with { ThreadCount = g.Count() })];
    }

    /// <summary>Builds, and gives every call that may change a folder, as <c>strace</c> writes it, in order.</summary>
    /// <param name="log">A file for the trace.</param>
    /// <param name="args">The tool's arguments.</param>
    public static async Task<IReadOnlyList<string>> LinesAsync(string log, IReadOnlyList<string> args)
    {
        var run = await ToolProcess.RunAsync(
            [
                Strace, "-f", "-y", "--seccomp-bpf", "-qq", "-o", log, "-e", $"trace={Calls}", ToolProcess.Host,
                ToolProcess.Assembly, .. args,
            ], OneWorker);
        Assert.True(run.Status == 0, run.Error);
        return File.ReadAllLines(log);
    }

    /// <summary>Builds with a fault at one call.</summary>
    /// <param name="call">Where.</param>
    /// <param name="fault">As <c>strace -e inject</c> takes it, such as <c>error=ENOSPC</c>.</param>
    /// <param name="output">The full path of the output folder.</param>
    /// <param name="args">The tool's arguments.</param>
    public static Task<CommandRun> StrikeAsync(SystemCall call, string fault, string output, IReadOnlyList<string> args) =>
        ToolProcess.RunAsync(
        [
            // The faster way to stop at calls does not deliver signals.
            Strace, "-f", .. fault.StartsWith("error=", StringComparison.Ordinal) ? ["--seccomp-bpf"] : Array.Empty<string>(), "-qq", "-o",
            Log(output),
            "-P", call.Path.Length == 0 ? output : $"{output}/{call.Path}", "-e", $"trace={call.Name}",
            "-e", FormattableString.Invariant($"inject={call.Name}:{fault}:when={call.Occurrence}"), ToolProcess.Host,
            ToolProcess.Assembly, .. args,
        ], OneWorker);

    /// <summary>
    /// Whether the build in an output came by the call that was to fail: a file may have another name yet when a thread forces it to the
    /// disk.
    /// </summary>
    public static bool WasStruck(string output) => File.ReadAllText(Log(output)).Contains("(INJECTED)", StringComparison.Ordinal);

    private static string Log(string output) => output + ".strace";

    [GeneratedRegex("""^(?<thread>[0-9]+) +(?<name>[a-z0-9]+)\(([0-9]+<(?<path>[^>]*)>|(AT_FDCWD<[^>]*>, )?"(?<path>[^"]*)")""")]
    private static partial Regex Call();
}
