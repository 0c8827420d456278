using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace Dataset.Interop.Tests.Engines;

/// <summary>Runs an engine's script once for many tasks: starting an engine costs more than most tasks.</summary>
public static class EngineProcess
{
    /// <summary>An engine that has not ended by then hangs; the longest task takes seconds.</summary>
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(5);

    /// <returns>One result for each task, in order; a task that failed does not stop the others.</returns>
    public static IReadOnlyList<EngineResult> Run(Engine engine, IReadOnlyList<EngineTask> tasks)
    {
        if (engine.ReadsHere is not null)
            return [.. tasks.Select(task => EngineResult.From(task, LibraryTask.Perform(engine, task.ToJson())))];
        Assert.True(EnginesFolder.WhyMissing(engine.IsPython) is null, EnginesFolder.WhyMissing(engine.IsPython));
        var start = engine.IsPython
            ? new ProcessStartInfo(EnginesFolder.Python, [engine.Name + ".py"])
            : new ProcessStartInfo("node", ["run.mjs", engine.Name]);
        start.WorkingDirectory = EnginesFolder.Path;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.StandardInputEncoding = start.StandardOutputEncoding = new UTF8Encoding(false);
        // Another time zone and locale than most machines have: neither may show in a value.
        start.Environment["TZ"] = "Asia/Kathmandu";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(new JsonArray([.. tasks.Select(task => task.ToJson())]).ToJsonString());
        process.StandardInput.Close();
        if (!process.WaitForExit(_limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{engine} did not end within {_limit}.");
        }

        Assert.True(process.ExitCode == 0, $"{engine} ended with {process.ExitCode}: {errors.Result}\n{output.Result}");
        var results = JsonNode.Parse(output.Result)!["results"]!.AsArray();
        Assert.Equal(tasks.Count, results.Count);
        return [.. tasks.Zip(results, (task, result) => EngineResult.From(task, result!))];
    }
}
