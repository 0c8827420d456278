using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Dataset.Benchmarks.ParquetThroughput;

/// <summary>Measures an engine on one thread, by the script <c>engines/NAME.mjs</c>.</summary>
internal static class EngineThroughput
{
    /// <param name="source">A Parquet file with the rows, which the engine loads into its memory before it is measured.</param>
    /// <param name="path">Where the engine writes.</param>
    /// <exception cref="UsageException">Node.js or the engine is not installed, or the engine failed.</exception>
    public static Throughput Measure(string engine, string source, string path, int passes)
    {
        var start = new ProcessStartInfo(
            "node", [Repository.Benchmarks("engines", engine + ".mjs"), source, path, passes.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Polars reads it when it is loaded.
        start.Environment["POLARS_MAX_THREADS"] = "1";
        using var process = Start(start);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new UsageException($"{engine} failed; tests/Dataset.Interop.Tests/engines/install installs it.\n{errors.Result}");
        var json = JsonDocument.Parse(output).RootElement;
        return new(
            json.GetProperty("program").GetString()!, json.GetProperty("write").GetDouble(), json.GetProperty("read").GetDouble(),
            new FileInfo(path).Length);
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new UsageException($"Node.js could not be started: {error.Message}");
        }
    }
}
