using System.Diagnostics;
using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Interop.Tests.Engines;

namespace Dataset.Interop.Tests.Releases;

/// <summary>The page of a release in a browser: <c>engines/page.mjs</c> says what it does there.</summary>
public sealed class PageInChromium
{
    [EngineFact(withChromium: true)]
    public async Task People_sort_filter_follow_links_and_verify_files()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("", await UseAsync(Build(Path.Combine(EnginesFolder.RepositoryRoot, "seeds"), folder["out"])));
    }

    /// <summary>
    /// The Nu Html Checker, of which validator.w3.org makes its verdicts. Its warnings are left out: it takes hashes in a Content Security
    /// Policy for missing, which Chromium enforces above.
    /// </summary>
    [EngineFact(withJava: true)]
    public async Task The_Nu_checker_finds_no_error_in_the_page_and_the_diagram()
    {
        using var folder = new TemporaryFolder();
        var release = Build(Path.Combine(EnginesFolder.RepositoryRoot, "seeds"), folder["out"]);
        var checker = Path.Combine(EnginesFolder.Path, "node_modules/vnu-jar/build/dist/vnu.jar");
        string[] files = [Path.Combine(release, "index.html"), Path.Combine(release, "tables.svg")];
        Assert.Equal("", await RunAsync("java", ["-jar", checker, "--stdout", "--errors-only", "--also-check-svg", .. files]));
    }

    [EngineFact(withChromium: true)]
    public async Task Texts_that_look_like_markup_are_shown_as_they_are()
    {
        const string Hostile = "<script>alert(1)</script> </style><img src=x onerror=alert(2)> \"'&amp; </script>";
        using var folder = new TemporaryFolder();
        var fixture = Path.Combine(EnginesFolder.RepositoryRoot, "tests/fixtures/minimal");
        foreach (var file in Directory.EnumerateFiles(fixture, "*", SearchOption.AllDirectories))
        {
            var copy = folder[Path.GetRelativePath(fixture, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllText(copy, File.ReadAllText(file)
                .Replace("title: Two notes", $"title: >-\n  {Hostile}", StringComparison.Ordinal)
                .Replace("description: The smallest", $"description: >-\n  {Hostile} The smallest", StringComparison.Ordinal)
                .Replace("title: The bridge", $"title: >-\n  {Hostile}", StringComparison.Ordinal));
        }
        File.AppendAllText(folder["seeds/notes/bridge.txt"], $"\n\n{Hostile}\n");
        Assert.Equal("", await UseAsync(Build(folder["seeds"], folder["out"]), "hostile"));
    }

    private static string Build(string sources, string output)
    {
        var findings = new DiagnosticList();
        var outcome = ReleaseBuilder.Build(new() { SourceFolder = sources, OutputFolder = output }, findings);
        Assert.True(outcome is BuildOutcome.Built, string.Join('\n', findings.Kept));
        return ((BuildOutcome.Built)outcome).Path;
    }

    private static Task<string> UseAsync(string release, params string[] how) => RunAsync("node", ["page.mjs", release, .. how]);

    private static async Task<string> RunAsync(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = EnginesFolder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return process.ExitCode == 0 ? await output : $"exit status {process.ExitCode}: {await output}{await errors}";
    }
}
