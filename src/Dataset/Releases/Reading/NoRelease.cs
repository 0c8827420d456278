using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Manifests;

namespace Dataset.Releases.Reading;

/// <summary>
/// A folder that is no release: the output folder, the sources, the root of a disk. What is in it is not listed, since none of it was meant, and
/// there may be no end of it.
/// </summary>
internal sealed class NoRelease : ReleaseFiles
{
    /// <summary>The most releases in the folder that are named; the rest are counted.</summary>
    private const int MaximumNamed = 10;

    private NoRelease(string displayPath) : base(displayPath)
    {
    }

    public override bool IsListed => false;

    /// <summary>Tells a folder that is no release; the finding names the releases in it.</summary>
    /// <returns>Null where there is something of a release, or no folder at all.</returns>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public static NoRelease? Find(string path, DiagnosticList findings)
    {
        if (!Directory.Exists(path) || HasLists(path))
            return null;
        var display = Files.DisplayPath.Join(path, "");
        string[] within =
        [
            .. Directory.EnumerateDirectories(path).Where(f => !Path.GetFileName(f).StartsWith('.') && HasLists(f))
                .Concat(Directory.EnumerateFiles(path, "*-*.*.*.zip").Where(f => !Path.GetFileName(f).StartsWith('.')))
                .Select(f => Path.GetFileName(f)).Order(Utf8Order.Comparer),
        ];
        var more = within.Length > MaximumNamed ? FormattableString.Invariant($" and {within.Length - MaximumNamed} more") : "";
        findings.Add(Message(display is "" ? "." : display, within.Length == 0
            ? "found neither"
            : $"found neither, but a folder that holds releases: {string.Join(", ", within.Take(MaximumNamed).Select(Printable.Line))}{more}"));
        return new(display);
    }

    /// <summary>The finding for files that are listed and have neither.</summary>
    public static Diagnostic Of(ReleaseFiles files) => Message(files.DisplayPath, "found neither");

    public override Stream Open(RelativePath path) => throw new FileNotFoundException($"Expected {path} in {DisplayPath}, found no such file.");

    private static Diagnostic Message(string display, string found) =>
        new(Rules.IsRelease, new(display), $"Expected a release, with {ReleaseLayout.Manifest} and {ReleaseLayout.Checksums}, {found}.");

    private static bool HasLists(string folder) =>
        Path.Exists(ReleaseLayout.Manifest.Below(folder)) || Path.Exists(ReleaseLayout.Checksums.Below(folder));
}
