using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Dataset.Benchmarks.Scale;

/// <summary>Runs programs and measures them; Linux alone, whose figures these are.</summary>
internal static partial class MeasuredProcess
{
    private const int Children = -1;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it took, and what the program printed.</returns>
    /// <exception cref="UsageException">It could not be started, or failed.</exception>
    public static (Measurement Measurement, string Output) Run(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        var before = ProcessorTimeOfChildren();
        var watch = Stopwatch.StartNew();
        using var process = Start(start);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var peak = 0L;
        // The system forgets a process's most memory when it ends, so it is asked for while it runs.
        do
        {
            peak = Math.Max(peak, PeakOf(process.Id));
        }
        while (!process.WaitForExit(Interval));
        process.WaitForExit();
        watch.Stop();
        if (process.ExitCode != 0)
            throw new UsageException(
                $"{start.FileName} {string.Join(' ', start.ArgumentList)} failed with {process.ExitCode}.\n{output.Result}{errors.Result}");
        return (new(watch.Elapsed.TotalSeconds, ProcessorTimeOfChildren() - before, peak, 0), output.Result);
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new UsageException($"{start.FileName} could not be started: {error.Message}");
        }
    }

    private static long PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(6).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            // It has just ended.
            return 0;
        }
    }

    private static double ProcessorTimeOfChildren()
    {
        getrusage(Children, out var usage);
        return usage.UserSeconds + usage.SystemSeconds + (usage.UserMicroseconds + usage.SystemMicroseconds) / 1e6;
    }

    [LibraryImport("libc")]
    private static partial int getrusage(int who, out ResourceUsage usage);

    /// <summary>The beginning of <c>struct rusage</c> on 64-bit Linux, getrusage(2).</summary>
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct ResourceUsage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
    }
}
