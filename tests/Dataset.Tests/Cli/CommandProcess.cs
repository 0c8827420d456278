using System.Diagnostics;
using System.Runtime.InteropServices;
using Dataset.Cli;

namespace Dataset.Tests.Cli;

/// <summary>The tool as a process of its own, for what only a process has: descriptors, pipes, signals.</summary>
internal sealed partial class CommandProcess : IDisposable
{
    /// <summary>Far above what any of these needs; a hang ends the test rather than the run.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly Task<string> output;

    private CommandProcess(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>The tool's assembly, as it was built for the tests.</summary>
    public static string Assembly => typeof(CommandLine).Assembly.Location;

    public int Id => process.Id;

    public static CommandProcess Start(params string[] args) => Begin("dotnet", [Assembly, .. args]);

    /// <summary>Runs a line of the POSIX shell, in which <c>$TOOL</c> is how the tool is called.</summary>
    public static CommandProcess StartShell(string line) => Begin("/bin/sh", ["-c", line]);

    /// <summary>Waits for a line on standard error that holds a text; the lines up to it are gone.</summary>
    public async Task ErrorLineAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await process.StandardError.ReadLineAsync(patience.Token) is { } line)
            if (line.Contains(text, StringComparison.Ordinal))
                return;
        Assert.Fail($"Standard error ended without a line that holds: {text}");
    }

    /// <summary>Waits for the end.</summary>
    public async Task<CommandRun> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var error = await process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return new(process.ExitCode, await output, error);
    }

    public void Signal(int number) => Assert.Equal(0, kill(process.Id, number));

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private static CommandProcess Begin(string file, string[] args)
    {
        var start = new ProcessStartInfo(file)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var argument in args)
            start.ArgumentList.Add(argument);
        start.Environment["TOOL"] = $"dotnet {Assembly}";
        return new(Process.Start(start)!);
    }

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);
}
