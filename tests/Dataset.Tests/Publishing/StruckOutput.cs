using System.Security.Cryptography;
using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Tests.Cli;
using Dataset.Verification;

namespace Dataset.Tests.Publishing;

/// <summary>
/// An output folder in which a build fails: what stood in it before, and what a build that succeeds makes of it.
/// </summary>
internal sealed class StruckOutput
{
    public const string Release = "minimal-1.0.0";

    /// <summary>What <c>build</c> writes until it is finished.</summary>
    private static readonly string[] HiddenPrefixes = [".staging-", ".next-"];

    private readonly string template;

    private StruckOutput(
        string template, string seeds, bool replace, IReadOnlyDictionary<string, string> after, IReadOnlyList<SystemCall> calls)
    {
        (this.template, Seeds, Replace, After, Calls) = (template, seeds, replace, after, calls);
        Before = Snapshot(template);
    }

    public string Seeds { get; }

    public bool Replace { get; }

    /// <summary>Every file and folder, with the digest of its bytes.</summary>
    public IReadOnlyDictionary<string, string> Before { get; }

    /// <summary>What a build that fails leaves: all that stood there, but for the staging of an earlier one that was killed.</summary>
    public IReadOnlyDictionary<string, string> Left => Visible(Before);

    /// <summary>The same once a build has succeeded.</summary>
    public IReadOnlyDictionary<string, string> After { get; }

    /// <summary>What a build that succeeds calls.</summary>
    public IReadOnlyList<SystemCall> Calls { get; }

    /// <param name="folder">A folder for this output alone.</param>
    /// <param name="template">What is in the output folder before the build.</param>
    /// <param name="seeds">The sources.</param>
    /// <param name="replace">Whether the build replaces.</param>
    public static async Task<StruckOutput> TraceAsync(string folder, string template, string seeds, bool replace)
    {
        Copy(template, folder + "/traced");
        var calls = await TracedBuild.TraceAsync(folder + "/trace", folder + "/traced", Arguments(seeds, folder + "/traced", replace));
        return new(template, seeds, replace, Snapshot(folder + "/traced"), calls);
    }

    /// <summary>
    /// Builds in a copy of the output, with a fault, and gives what became of the folder, which the caller looks at and then takes away.
    /// </summary>
    public async Task<Cli.CommandRun> StrikeAsync(SystemCall call, string fault, string output)
    {
        Copy(template, output);
        return await TracedBuild.StrikeAsync(call, fault, output, Arguments(Seeds, output, Replace));
    }

    /// <summary>
    /// What of an output is neither as before nor as after, the release as a whole, or is not sound; null where nothing
    /// is. What has a hidden name is not looked at.
    /// </summary>
    public string? TornAt(string output)
    {
        var found = Visible(Snapshot(output));
        var (before, after) = (Visible(Before), Visible(After));
        foreach (var name in before.Keys.Union(after.Keys).Union(found.Keys).Select(p => p.Split('/')[0]).Distinct())
        {
            var (now, old, whole) = (Below(found, name), Below(before, name), Below(after, name));
            if (now != old && now != whole)
                return $"{name} is neither the old nor the new one:\n{now}";
        }
        if (!IsInOrder(found, before, after))
            return $"what comes later has its name before what comes first:\n{Describe(found)}";
        return UnsoundAt(output);
    }

    /// <summary>Whether the release's folder is "old" or "new"; what it is otherwise.</summary>
    public string StateOf(string output)
    {
        var found = Below(Snapshot(output), Release);
        return found == Below(Before, Release) ? "old" : found == Below(After, Release) ? "new" : found;
    }

    /// <summary>
    /// What a release in an output is found to be by <c>verify</c>; null where it is sound, and is the one that is listed, or there is
    /// none.
    /// </summary>
    public static string? UnsoundAt(string output)
    {
        var (release, findings) = ($"{output}/{Release}", new DiagnosticList());
        if (Path.Exists(release))
            ReleaseVerifier.Verify(release, new() { Jobs = 1 }, findings, null, CancellationToken.None);
        return findings.HasErrors ? $"{release} is not sound: {findings.Kept[0]}" : null;
    }

    /// <summary>Whether the folder was there before it was listed.</summary>
    private static bool IsInOrder(Dictionary<string, string> found, Dictionary<string, string> before, Dictionary<string, string> after)
    {
        var isNew = new[] { Release, "releases.json" }.Where(n => Below(before, n) != Below(after, n))
            .Select(n => Below(found, n) == Below(after, n));
        return isNew.SkipWhile(n => n).All(n => !n);
    }

    /// <summary>Builds again, as a user would after a crash; null where the output is then as if nothing had happened.</summary>
    public string? NextBuild(string output)
    {
        var findings = new DiagnosticList();
        var outcome = ReleaseBuilder.Build(new() { SourceFolder = Seeds, OutputFolder = output, Replace = Replace, Jobs = 1 }, findings);
        if (outcome is BuildOutcome.Refused)
            return $"The next build is refused: {findings.Kept[0]}";
        var (now, whole) = (Below(Snapshot(output), ""), Below(After, ""));
        return now == whole ? null : $"The next build does not put things right:\n{now}";
    }

    public static IReadOnlyDictionary<string, string> Snapshot(string folder) =>
        !Directory.Exists(folder) ? new Dictionary<string, string>() : Directory
            .EnumerateFileSystemEntries(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .ToDictionary(
                e => Path.GetRelativePath(folder, e).Replace('\\', '/'),
                e => Directory.Exists(e) ? "folder" : Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(e))));

    public static string Describe(IReadOnlyDictionary<string, string> snapshot) => Below(snapshot, "");

    public static void Copy(string from, string to)
    {
        if (!Directory.Exists(from))
            return;
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }

    private static string[] Arguments(string seeds, string output, bool replace) =>
        ["build", seeds, "-o", output, "--jobs", "1", .. replace ? ["--replace"] : Array.Empty<string>()];

    private static Dictionary<string, string> Visible(IReadOnlyDictionary<string, string> snapshot) =>
        snapshot.Where(e => !HiddenPrefixes.Any(p => e.Key.StartsWith(p, StringComparison.Ordinal))).ToDictionary();

    private static string Below(IReadOnlyDictionary<string, string> snapshot, string name) => string.Join('\n', snapshot
        .Where(e => name.Length == 0 || e.Key == name || e.Key.StartsWith(name + "/", StringComparison.Ordinal))
        .OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key} {e.Value}"));
}
