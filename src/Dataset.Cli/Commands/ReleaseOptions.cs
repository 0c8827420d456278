using System.CommandLine;
using Dataset.Building;
using Dataset.Cli.Display;
using Dataset.Diagnostics.Reporting;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Text;

namespace Dataset.Cli.Commands;

/// <summary>The options of the commands that make a release, and what they say when they have.</summary>
internal static class ReleaseOptions
{
    /// <summary>By default beside the sources, also for those who are in them.</summary>
    public static Option<string> Output() => CommonOptions.Path(
        "--output", "FOLDER", "The folder of releases. Default: dist.",
        CommonArguments.IsInSource && Path.GetFileName(Directory.GetCurrentDirectory()) == "seeds" ? "../dist" : "dist", "-o");

    public static Option<string?> Sign() => new("--sign")
    {
        HelpName = "KEY.pem",
        Description = "Sign the provenance with this private key (ECDSA P-256, PEM): provenance.sigstore.json.",
    };

    public static Option<bool> Replace() => new("--replace")
    {
        Description = "Replace an existing release of this version that differs. Use it only while that release has no users.",
    };

    /// <summary>What became of it and of its editions, in a sentence each; null where nothing did.</summary>
    /// <param name="verb">What was done: <c>Built</c>.</param>
    /// <param name="outcome">What became of it.</param>
    public static string? Describe(string verb, BuildOutcome outcome) => outcome is BuildOutcome.Refused ? null
        : string.Join('\n', outcome.Editions.Prepend(outcome).Select(o => DescribeOne(verb, o)));

    private static string? DescribeOne(string verb, BuildOutcome outcome) => outcome switch
    {
        BuildOutcome.Built built => $"{verb} {Printable.Line(built.Path)}: {Describe(built)}."
            + (FollowsOrBegins(built.Manifest) ? "" : " It was compared with no earlier release, as there is none beside it."),
        BuildOutcome.AlreadyThere there =>
            $"{Printable.Line(there.Path)} already exists, byte for byte the same; "
                + $"{(there.ChainMended ? "releases.json did not list it and now does" : "nothing was written")}.",
        _ => null,
    };

    /// <summary>Whether a release follows another, or has a version that a dataset begins with.</summary>
    private static bool FollowsOrBegins(Manifest manifest) =>
        manifest.HasPrevious || manifest.Version is { Major: 0, Minor: 0 } or { Major: 0, Minor: 1, Patch: 0 }
            or { Major: 1, Minor: 0, Patch: 0 };

    /// <summary>The same for programs; null where there is no release.</summary>
    public static ReportResult? Result(BuildOutcome outcome) => outcome switch
    {
        BuildOutcome.Built built => Result("built", built.Path, built.Manifest),
        BuildOutcome.AlreadyThere there => Result("unchanged", there.Path, there.Manifest),
        _ => null,
    };

    /// <summary>A release that is at a path.</summary>
    public static ReportResult Result(string outcome, string path, Manifest manifest) => new(path)
    {
        Outcome = outcome,
        Name = manifest.Name,
        Version = manifest.Version.ToString(),
        Digest = SumsDigest(path),
        Tables = [.. manifest.Tables.Select(t => new ReportTable(t.Name, t.RowCount, t.ContentDigest.ToString()))],
    };

    private static string? SumsDigest(string path)
    {
        if (!Path.Exists(path))
            return null;
        // What is no plain file, or too large, has its finding.
        using var files = ReleaseFiles.Open(path, new());
        return files.ReadWhole(ReleaseLayout.Checksums, new()) is { } sums
            ? Digest.Of(sums).ToString() : null;
    }

    /// <summary>The command that checks a release that was just made; null where none was.</summary>
    public static string? Next(BuildOutcome outcome) =>
        outcome is BuildOutcome.Built built ? $"dataset verify {Printable.ShellWord(built.Path)}"
            : outcome is BuildOutcome.AlreadyThere there ? $"dataset pack {Printable.ShellWord(there.Path)}" : null;

    /// <summary>
    /// With every file in the folder, as <c>verify</c> counts them: the manifest cannot list itself, nor the checksums and provenance that
    /// are made of it.
    /// </summary>
    private static string Describe(BuildOutcome.Built built)
    {
        var files = new DirectoryInfo(built.Path).GetFiles("*", SearchOption.AllDirectories);
        return string.Join(", ",
            Amount.Of(built.Manifest.Tables.Count, "table"),
            Amount.Of(built.Manifest.Tables.Sum(t => t.RowCount), "row"),
            Amount.Of(files.Length, "file"),
            Amount.Of(files.Sum(f => f.Length), "byte"));
    }
}
