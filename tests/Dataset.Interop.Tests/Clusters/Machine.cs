using System.Diagnostics;
using System.Text;
using Dataset.Interop.Tests.Engines;

namespace Dataset.Interop.Tests.Clusters;

/// <summary>
/// A little machine inside this one: its own process numbers, its own network with nothing but loopback, its own host name. A scenario is
/// its first process, so nothing outlives that; and it ends with the test's process, however that ends (<c>contain.sh</c>).
/// </summary>
internal static class Machine
{
    /// <summary>Several times what a scenario takes while other tests keep the processors busy; one that hangs ends here.</summary>
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(6);

    private static readonly string[] _unshare =
    [
        "unshare",
        .. Environment.IsPrivilegedProcess ? Array.Empty<string>() : ["--map-root-user"],
        "--fork", "--kill-child", "--pid", "--mount-proc", "--net", "--uts",
    ];

    private static readonly Lazy<string?> _whyNot = new(FindWhyNot);

    /// <summary>Null where such a machine can be had; else why not, for people.</summary>
    public static string? WhyNot => _whyNot.Value;

    /// <summary>The folder of the scenarios.</summary>
    public static string Scenarios { get; } = Path.Combine(EnginesFolder.RepositoryRoot, "tests", "Dataset.Interop.Tests", "Clusters");

    /// <summary>Runs a scenario to its end, in a folder that it keeps all its files in.</summary>
    /// <param name="scenario">The name of a script in <see cref="Scenarios"/>.</param>
    /// <param name="folder">The full path of the folder; the daemons' logs end up in <c>logs</c> in it.</param>
    /// <param name="variables">What the scenario finds in its environment besides this process's.</param>
    /// <returns>What it printed, on both streams.</returns>
    /// <exception cref="Xunit.Sdk.XunitException">It failed or hung; the message has what it and the daemons wrote.</exception>
    public static string Run(string scenario, string folder, IReadOnlyDictionary<string, string> variables)
    {
        var (status, output) = Execute([Path.Combine(Scenarios, "contain.sh"), Path.Combine(Scenarios, scenario), folder], variables);
        if (status != 0)
            Assert.Fail(
                $"{scenario} {(status is null ? $"did not end within {_limit}" : $"ended with {status}")}:\n{output}\n{LogsOf(folder)}");
        return output;
    }

    /// <param name="command">A program and its arguments.</param>
    /// <param name="variables">Variables of its environment.</param>
    /// <returns>Its exit status, null where it was ended for taking too long; and both its streams.</returns>
    private static (int? Status, string Output) Execute(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(_unshare[0], [.. _unshare[1..], .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        var output = new StringBuilder();
        void Append(object sender, DataReceivedEventArgs line)
        {
            lock (output)
                output.Append(line.Data).Append('\n');
        }

        using var process = Process.Start(start)!;
        process.OutputDataReceived += Append;
        process.ErrorDataReceived += Append;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var isInTime = process.WaitForExit(_limit);
        if (!isInTime)
            process.Kill(); // and with it, by --kill-child, everything inside
        process.WaitForExit();
        lock (output)
            return (isInTime ? process.ExitCode : null, output.ToString());
    }

    private static string LogsOf(string folder)
    {
        var text = new StringBuilder();
        if (!Directory.Exists(Path.Combine(folder, "logs")))
            return "";
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "logs")).Order(StringComparer.Ordinal))
            text.Append("== ").Append(Path.GetFileName(file)).Append('\n').AppendJoin('\n', File.ReadLines(file).TakeLast(60)).Append('\n');
        return text.ToString();
    }

    private static string? FindWhyNot()
    {
        if (!OperatingSystem.IsLinux())
            return "This needs Linux's namespaces.";
        if (!File.Exists("/usr/bin/unshare") || !(File.Exists("/usr/sbin/ip") || File.Exists("/sbin/ip")))
            return "unshare or ip is not here (Debian: util-linux, iproute2).";
        var (status, output) = Execute(["true"], new Dictionary<string, string>());
        return status == 0 ? null : $"unshare gives no namespaces here: {output.Trim()}";
    }
}
