using System.Diagnostics;
using System.Globalization;
using Dataset.Tests.Cli;
using Dataset.Tests.Publishing;

namespace Dataset.Tests.Building;

/// <summary>Memory does not grow with the corpus, neither that of a build nor that of a verification.</summary>
public sealed class MemoryTests(ITestOutputHelper log) : IDisposable
{
    private const long Megabyte = 1_000_000;

    /// <summary>Two tables, of which each fills a row group of 64 MiB while one of them encodes another: 396 to 400 MB, measured.</summary>
    private const long MostInBytes = 420 * Megabyte;

    private readonly GeneratedCorpus corpus = new();

    [LinuxFact]
    public void Twice_the_corpus_takes_the_same_memory()
    {
        // Of both so much that each table has a full row group, and another one on its way.
        var (small, large) = (Measure("small", 140 * Megabyte), Measure("large", 280 * Megabyte));
        Assert.InRange(large.Build, 1, MostInBytes);
        Assert.InRange(large.Verify, 1, MostInBytes);
        Assert.InRange(large.Build, 1, small.Build * 5 / 4);
        Assert.InRange(large.Verify, 1, small.Verify * 5 / 4);
    }

    [LinuxFact]
    public void Rows_that_do_not_come_in_order_take_no_more()
    {
        var (seeds, output) = (corpus.Write("reversed", 140 * Megabyte, isReversed: true), corpus.Folder("reversed-out"));
        var build = PeakOf("build", seeds, "-o", output, "--jobs", "2");
        log.WriteLine($"140 MB of sources in reverse order: build {build / Megabyte} MB");
        Assert.InRange(build, 1, MostInBytes);
    }

    public void Dispose() => corpus.Dispose();

    private (long Build, long Verify) Measure(string name, long size)
    {
        var (seeds, output) = (corpus.Write(name, size), corpus.Folder(name + "-out"));
        var build = PeakOf("build", seeds, "-o", output, "--jobs", "2");
        var verify = PeakOf("verify", output + "/corpus-1.0.0");
        Directory.Delete(output, recursive: true);
        Directory.Delete(seeds, recursive: true);
        log.WriteLine($"{size / Megabyte} MB of sources: build {build / Megabyte} MB, verify {verify / Megabyte} MB");
        return (build, verify);
    }

    /// <summary>The most memory that the tool has while it runs, as the system counts it.</summary>
    private static long PeakOf(params string[] args)
    {
        var start = new ProcessStartInfo(
            ToolProcess.Host, [ToolProcess.Assembly, .. args])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        // The same on every machine: more processors have more work in hand at once, and with a larger cache the runtime lets more garbage
        // gather (4 MiB here, in hexadecimal digits).
        start.Environment["DOTNET_PROCESSOR_COUNT"] = "2";
        start.Environment["DOTNET_GCgen0size"] = "400000";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var peak = 0L;
        // The figure only rises, and is gone when the process is.
        do
        {
            peak = Math.Max(peak, PeakOf(process.Id));
        }
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(10)));
        Assert.True(process.ExitCode == 0, output.Result + error.Result);
        return peak;
    }

    private static long PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null
                ? 0
                : 1024 * long.Parse(
                    line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal),
                    NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It has just ended.
            return 0;
        }
    }
}
