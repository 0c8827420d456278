using System.Diagnostics;

namespace Dataset.Interop.Tests.Engines;

/// <summary>Where the engines are, and whether they are here.</summary>
public static class EnginesFolder
{
    private static readonly Lazy<string?> _whyNoNode = new(FindNode);
    private static readonly Lazy<string?> _whyNoPandas = new(FindPandas);

    /// <summary>Continuous integration: an engine that is missing is a failure there, never a skip.</summary>
    public static bool IsRequired { get; } = Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>The folder that Dataset.sln is in.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    public static string Path { get; } = System.IO.Path.Combine(RepositoryRoot, "tests", "Dataset.Interop.Tests", "engines");

    /// <summary>Debian's: the only one that has Debian's pandas.</summary>
    public static string Python { get; } = "/usr/bin/python3";

    /// <summary>Null where all engines are here (npm's are installed on the first call); else what is missing, for people.</summary>
    public static string? WhyMissing(bool withPandas) => _whyNoNode.Value ?? (withPandas ? _whyNoPandas.Value : null);

    /// <summary>Null where a command is on the path; else that it is not, for people.</summary>
    public static string? WhyNo(string command) =>
        Execute(command, "-version") is { ExitCode: not 0 } found ? $"{command} is not here ({found.Output})." : null;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Dataset.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has Dataset.sln.");
    }

    private static string? FindNode()
    {
        if (Execute("node", "--version") is { ExitCode: not 0 } node)
            return $"Node.js is not here ({node.Output}).";
        // npm writes this file last.
        if (File.Exists(System.IO.Path.Combine(Path, "node_modules", ".package-lock.json")))
            return null;
        var install = Execute("npm", "ci", "--ignore-scripts");
        return install.ExitCode == 0 ? null : $"The engines are not installed, and 'npm ci' in {Path} failed: {install.Output}";
    }

    private static string? FindPandas() =>
        Execute(Python, "-c", "import pandas") is { ExitCode: not 0 } python
            ? $"pandas is not here ({python.Output}); Debian has it as python3-pandas."
            : null;

    private static (int ExitCode, string Output) Execute(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(
                program, arguments)
            { WorkingDirectory = Path, RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, (output + errors.Result).Trim());
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return (127, error.Message);
        }
    }
}
