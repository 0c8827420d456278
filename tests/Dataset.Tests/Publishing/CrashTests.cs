using System.Collections.Concurrent;
using Dataset.Tests.Cli;

namespace Dataset.Tests.Publishing;

/// <summary>Builds that are killed, or whose calls fail, at each place where they change the output folder.</summary>
public sealed class CrashTests(ITestOutputHelper log) : IDisposable
{
    private const int Killed = 128 + 9;

    /// <summary>
    /// How often a build is killed; not every one dies, since a thread may be through with its last call. With the calls that fail, some
    /// 300 places.
    /// </summary>
    private const int Points = 160;

    private readonly SourcesForCommands sources = new();

    [StraceFact]
    public async Task A_build_killed_anywhere_leaves_the_old_state_or_the_new_and_the_next_build_is_fine()
    {
        StruckOutput[] outputs = [await FirstAsync(), await ReplacingAsync(), await MendingAsync()];
        // Every call from the moment that the list is staged, and of those before it so many, spread over all of them, as CI has time for.
        var publishing = outputs.SelectMany(
            o => o.Calls.SkipWhile(c => c.Path != ".staging-releases.json").Select(c => (Output: o, Call: c))).ToList();
        var writing = outputs.SelectMany(
            o => o.Calls.TakeWhile(c => c.Path != ".staging-releases.json").Select(c => (Output: o, Call: c))).ToList();
        var rest = Math.Max(0, Points - publishing.Count);
        var points = writing.Where((_, i) => (i + 1) * rest / writing.Count > i * rest / writing.Count).Concat(publishing).ToList();
        var killed = 0;
        var faults = await ForEachAsync(points, async (point, output) =>
        {
            var run = await point.Output.StrikeAsync(point.Call, "signal=KILL", output);
            if (run.Status == Killed)
                Interlocked.Increment(ref killed);
            else if (run.Status != 0)
                return $"status {run.Status}: {run.Error}";
            return point.Output.TornAt(output) ?? point.Output.NextBuild(output);
        });
        log.WriteLine($"{points.Count} points, {publishing.Count} of them while it publishes; killed at {killed}");
        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.True(killed >= 140, $"Expected at least 140 builds that were killed, found {killed} of {points.Count}.");
    }

    [StraceFact]
    public async Task A_build_whose_calls_fail_says_so_in_one_line_and_leaves_the_output_as_it_was()
    {
        var (first, replacing, mending) = (await FirstAsync(), await ReplacingAsync(), await MendingAsync());
        // Each kind of call on each kind of file, and all that publishing does.
        var points = first.Calls.Where((c, i) => c.Name != "pwrite64" || i % 5 == 0).Select(c => (Output: first, Call: c))
            .Concat(replacing.Calls.Where(c => c.Path.Length == 0 || c.Name.StartsWith("renameat", StringComparison.Ordinal))
                .Select(c => (Output: replacing, Call: c)))
            .Concat(mending.Calls.Where(c => !c.Path.Contains('/', StringComparison.Ordinal) && c.Name != "pwrite64")
                .Select(c => (Output: mending, Call: c)))
            .SelectMany((p, i) => Errors(p.Call.Name, i).Select(e => (p.Output, p.Call, Error: e))).ToList();
        var failed = 0;
        var faults = await ForEachAsync(points, async (point, output) =>
        {
            var run = await point.Output.StrikeAsync(point.Call, "error=" + point.Error, output);
            if (run.Status == 0)
                return point.Call.Name == "fsync" && TracedBuild.WasStruck(output)
                    ? "the build succeeds although the disk refused"
                    : point.Output.TornAt(output);
            Interlocked.Increment(ref failed);
            if (run.Status != 3 || run.Out.Length > 0 || run.Error.Contains("   at ", StringComparison.Ordinal)
                || !run.LastError.StartsWith("dataset: ", StringComparison.Ordinal))
                return $"{point.Error}: status {run.Status}: {run.Out}{run.Error}";
            var (now, before) = (StruckOutput.Describe(StruckOutput.Snapshot(output)), StruckOutput.Describe(point.Output.Left));
            return now == before ? point.Output.NextBuild(output) : $"{point.Error}: the output is not as it was:\n{now}";
        });
        log.WriteLine($"{points.Count} points, failed at {failed}");
        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.True(failed >= points.Count * 9 / 10, $"Expected nearly all of {points.Count} builds to fail, found {failed}.");
    }

    [StraceFact]
    public async Task A_publication_that_was_killed_is_completed_by_the_build_of_the_next_version()
    {
        var (first, replacing) = (await FirstAsync(), await ReplacingAsync());
        StruckOutput.Copy(sources.Folder + "/seeds", sources.Folder + "/next/seeds");
        StruckOutput.Copy(sources.Folder + "/schema", sources.Folder + "/next/schema");
        sources.Change("next/seeds/dataset.yaml", "version: 1.0.0", "version: 1.0.1");
        sources.Change("next/seeds/notes/river.yaml", "rating: null", "rating: 0.25");
        // Every change of a name, and every name flushed to disk.
        var points = new[] { first, replacing }.SelectMany(o => o.Calls.SkipWhile(c => c.Path != ".staging-releases.json")
            .Where(c => c.Path.Length == 0 || c.Name.StartsWith("rename", StringComparison.Ordinal)).Select(c => (Output: o, Call: c)))
            .ToList();
        var outcomes = new ConcurrentBag<string>();
        var faults = await ForEachAsync(points, async (point, output) =>
        {
            await point.Output.StrikeAsync(point.Call, "signal=KILL", output);
            var run = CommandRun.Of("build", sources.Folder + "/next/seeds", "-o", output);
            if (run.Status != 0)
                return $"the build of the next version fails with {run.Status}: {run.Out}{run.Error}";
            if (StruckOutput.UnsoundAt(output) is { } unsound)
                return unsound;
            var state = point.Output.StateOf(output);
            outcomes.Add(state);
            return state is "old" or "new" ? null : state;
        });
        log.WriteLine(
            $"{points.Count} points: {outcomes.Count(o => o == "old")} times as it was, {outcomes.Count(o => o == "new")} times complete");
        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.Contains("old", outcomes);
        Assert.Contains("new", outcomes);
    }

    public void Dispose() => sources.Dispose();

    /// <summary>A folder with other things in it.</summary>
    private Task<StruckOutput> FirstAsync() => StruckOutput.TraceAsync(Folder("first"), Template("first"), sources.Seeds, replace: false);

    /// <summary>A folder that has another release of the version, and in which an earlier build was killed.</summary>
    private async Task<StruckOutput> ReplacingAsync()
    {
        var template = Template("replacing");
        StruckOutput.Copy(sources.Folder + "/seeds", sources.Folder + "/old/seeds");
        StruckOutput.Copy(sources.Folder + "/schema", sources.Folder + "/old/schema");
        sources.Change("old/seeds/notes/river.yaml", "rating: null", "rating: 0.5");
        Assert.Equal(0, CommandRun.Of("build", sources.Folder + "/old/seeds", "-o", template).Status);
        Directory.CreateDirectory(template + "/.staging-minimal-1.0.0/data");
        File.WriteAllText(template + "/.staging-minimal-1.0.0/data/notes.1.csv.writing", "half a l");
        return await StruckOutput.TraceAsync(Folder("replacing"), template, sources.Seeds, replace: true);
    }

    /// <summary>A folder that has the release, without its place in the list.</summary>
    private async Task<StruckOutput> MendingAsync()
    {
        var template = Template("mending");
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", template).Status);
        File.Delete(template + "/releases.json");
        return await StruckOutput.TraceAsync(Folder("mending"), template, sources.Seeds, replace: false);
    }

    private string Folder(string name) => Directory.CreateDirectory($"{sources.Folder}/{name}").FullName;

    private string Template(string name)
    {
        var template = Folder(name) + "/template";
        Directory.CreateDirectory(template + "/other-1.0.0/data");
        File.WriteAllText(template + "/other-1.0.0/data/rows.csv", "a\n1\n");
        File.WriteAllText(template + "/.hidden", "kept");
        return template;
    }

    /// <summary>
    /// Runs what is to be done at each point, as many at once as there are processors, each in an output folder of its own.
    /// </summary>
    /// <returns>What went wrong.</returns>
    private async Task<IReadOnlyCollection<string>> ForEachAsync<T>(IEnumerable<T> points, Func<T, string, Task<string?>> act)
    {
        var faults = new ConcurrentBag<string>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForEachAsync(points.Select((p, i) => (Point: p, Index: i)), options, async (item, _) =>
        {
            var output = $"{sources.Folder}/out{item.Index}";
            if (await act(item.Point, output) is { } fault)
                faults.Add($"{item.Point}: {fault}");
            if (Directory.Exists(output))
                Directory.Delete(output, recursive: true);
        });
        return faults;
    }

    /// <summary>What such a call can fail with, in turn: a full disk, a broken one, a limit of the process.</summary>
    private static string[] Errors(string call, int index) => call switch
    {
        "pwrite64" or "write" => [(index % 3) switch { 0 => "ENOSPC", 1 => "EIO", _ => "EFBIG" }],
        "openat" => [index % 2 == 0 ? "ENOSPC" : "EMFILE"],
        "mkdir" => ["ENOSPC"],
        _ => ["EIO"],
    };
}
