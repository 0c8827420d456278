using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Text;

namespace Dataset.Releases.Reading;

/// <summary>
/// What the path of a release says: whether it is a zip, which release its name means, and where a folder has a release.
/// </summary>
public static class ReleasePath
{
    private const string ZipEnding = ".zip";

    /// <summary>
    /// Whether the file at a path is a zip, by its name (<c>.zip</c>, in any case) or its first two bytes (<c>PK</c>).
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static bool IsZip(string path)
    {
        try
        {
            using var file = PlainFile.Open(path, followsLink: true);
            Span<byte> start = stackalloc byte[2];
            return IsNamedZip(path) || (RandomAccess.Read(file, start, 0) == 2 && start.SequenceEqual("PK"u8));
        }
        catch (Exception e) when (e is NotPlainFileException or FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    /// <summary>What a release is called by its path: the name of its folder, or of its zip without <c>.zip</c> in any case.</summary>
    public static string NameOf(string path)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        return IsNamedZip(name) ? name[..^ZipEnding.Length] : name;
    }

    /// <summary>The path of a release's zip in a folder, whether it exists or not.</summary>
    /// <param name="folder">Where releases are.</param>
    /// <param name="name">The release's name: <c>NAME-VERSION</c>.</param>
    public static string ZipOf(string folder, string name) => Path.Combine(folder, name + ZipEnding);

    /// <summary>Where a folder has a release: its own folder before its zip; null where neither exists.</summary>
    /// <param name="folder">Where releases are.</param>
    /// <param name="name">The release's name: <c>NAME-VERSION</c>.</param>
    /// <exception cref="IOException">Links that lead in a circle.</exception>
    public static string? Find(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return Directory.Exists(path) ? path : IsZip(ZipOf(folder, name)) ? ZipOf(folder, name) : null;
    }

    private static bool IsNamedZip(string path) => path.EndsWith(ZipEnding, StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// A folder that is no release: the output folder, the sources, the root of a disk. What is in it is not listed, since none of it was
/// meant, and there may be no end of it.
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
            : $"found neither, but a folder that holds releases: "
                + $"{string.Join(", ", within.Take(MaximumNamed).Select(Printable.Line))}{more}"));
        return new(display);
    }

    /// <summary>The finding for files that are listed and have neither.</summary>
    public static Diagnostic Of(ReleaseFiles files) => Message(files.DisplayPath, "found neither");

    public override Stream Open(RelativePath path) =>
        throw new FileNotFoundException($"Expected {path} in {DisplayPath}, found no such file.");

    private static Diagnostic Message(string display, string found) =>
        new(Rules.IsRelease, new(display), $"Expected a release, with {ReleaseLayout.Manifest} and {ReleaseLayout.Checksums}, {found}.");

    private static bool HasLists(string folder) =>
        Path.Exists(ReleaseLayout.Manifest.Below(folder)) || Path.Exists(ReleaseLayout.Checksums.Below(folder));
}
