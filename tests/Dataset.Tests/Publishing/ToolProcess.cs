using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Dataset.Tests.Cli;

namespace Dataset.Tests.Publishing;

/// <summary>The tool as users run it: a process of its own, compiled ahead of time.</summary>
internal static class ToolProcess
{
    /// <summary>Far above what a build of a few files needs; a hang ends the test rather than the run.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The runtime's own program: a program on the PATH may be a script.</summary>
    public static string Host { get; } = Path.GetFullPath(
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>The tool beside its project, not the copy beside the tests: only that one is compiled ahead.</summary>
    public static string Assembly { get; } = Repository.At(
        $"src/Dataset.Cli/bin/{new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name}/net10.0/dataset.dll");

    /// <summary>Runs a program to its end.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">Variables to set; null takes one away.</param>
    /// <param name="folder">The working folder; null for this process's.</param>
    public static async Task<CommandRun> RunAsync(
        IReadOnlyList<string> command, IReadOnlyDictionary<string, string?>? environment = null, string? folder = null)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        // No pipe of a debugger in the folder for temporary files.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var (output, error) = (new StringBuilder(), new StringBuilder());
        try
        {
            await Task.WhenAll(
                ReadAsync(process.StandardOutput, output, patience.Token), ReadAsync(process.StandardError, error, patience.Token),
                process.WaitForExitAsync(patience.Token));
            return new(process.ExitCode, output.ToString(), error.ToString());
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException(
                $"Not ended after {Patience}: {string.Join(' ', command)}\n{output}{error}process {process.Id} of\n{await ThreadsAsync()}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static async Task ReadAsync(StreamReader reader, StringBuilder text, CancellationToken cancellation)
    {
        var buffer = new char[4096];
        for (int read; (read = await reader.ReadAsync(buffer, cancellation)) > 0;)
            text.Append(buffer, 0, read);
    }

    /// <summary>What each thread on the machine waits for.</summary>
    private static async Task<string> ThreadsAsync()
    {
        if (!OperatingSystem.IsLinux())
            return "";
        using var list = Process.Start(
            new ProcessStartInfo("ps", ["-eLo", "pid,ppid,tid,stat,wchan:24,args"]) { RedirectStandardOutput = true })!;
        return await list.StandardOutput.ReadToEndAsync();
    }
}
