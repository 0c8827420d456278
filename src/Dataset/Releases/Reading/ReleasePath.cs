using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Sources;
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
        if (!Directory.Exists(path) || (HasLists(path) && !IsPacked(path)))
            return null;
        var display = Files.DisplayPath.Join(path, "");
        findings.Add(
            HasLists(path) ? Packed(path, display)
                : Message(display is "" ? "." : display, $"found neither{Instead(path)}"));
        return new(display);
    }

    /// <summary>What a folder without a release has instead: releases in it, or in its <c>dist</c>, or sources.</summary>
    private static string Instead(string path)
    {
        string[] within = [.. Within(path).Concat(Within(Path.Combine(path, "dist")).Select(n => "dist/" + n))];
        if (within.Length > 0)
        {
            var more = within.Length > MaximumNamed ? FormattableString.Invariant($" and {within.Length - MaximumNamed} more") : "";
            return $", but a folder that holds releases: {string.Join(", ", within.Take(MaximumNamed).Select(Printable.Line))}{more}";
        }
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is { } above && HasLists(above) && !IsPacked(above))
            return $", but a folder of the release {Printable.Line(Path.GetFileName(above))}";
        return Path.Exists(Path.Combine(path, Descriptor.FileName))
            ? $", but {Descriptor.FileName}: sources, which 'dataset build' makes a release of, and 'dataset validate' checks" : "";
    }

    private static IEnumerable<string> Within(string path) => !Directory.Exists(path) ? []
        : Directory.EnumerateDirectories(path).Where(f => HasLists(f) && !IsPacked(f)).Concat(Directory.EnumerateFiles(path, "*-*.*.*.zip"))
            .Select(f => Path.GetFileName(f)).Where(n => !n.StartsWith('.')).Order(Utf8Order.Comparer);

    /// <summary>Whether the files are beside each other, as they are uploaded: a release has those of its tables in a folder.</summary>
    private static bool IsPacked(string path) => !Path.Exists(Path.Combine(path, ReleaseLayout.DataFolder)) && Flat(path).Any();

    private static IEnumerable<string> Flat(string path) => Directory.EnumerateFiles(path).Select(f => Path.GetFileName(f))
        .Where(n => Path.GetExtension(n) is ".jsonl" or ".csv" or ".parquet").Order(Utf8Order.Comparer);

    private static Diagnostic Packed(string path, string display)
    {
        string[] ways =
        [
            .. Within(path).Take(1).Select(z => $"'dataset verify {Shown(z)}' for all of them"),
            $"'dataset verify {Shown(Flat(path).First())} --release {Shown(ReleaseLayout.Manifest.Value)}' for one",
            $"'sha256sum -c {ReleaseLayout.Checksums}' in the folder",
        ];
        return new(Rules.IsRelease, new(display), "Expected a release, with its files in folders, found them beside each other, as "
            + $"'dataset pack' lays them out. They are checked so: {string.Join("; ", ways)}.");

        string Shown(string name) => Printable.ShellWord(Files.DisplayPath.Join(path, name));
    }

    /// <summary>The finding for files that are listed and have neither.</summary>
    public static Diagnostic Of(ReleaseFiles files) => Message(files.DisplayPath, "found neither");

    /// <summary>The finding for a zip of something else: a workbook, or files to make a dataset of.</summary>
    /// <param name="display">The zip in findings.</param>
    /// <param name="names">What is in it.</param>
    /// <returns>Null where there is something of a release, or what would be unpacked to another place than below a folder.</returns>
    public static Diagnostic? OfZip(string display, IReadOnlyList<string>? names)
    {
        string[] lists = [ReleaseLayout.Manifest.Value, ReleaseLayout.Checksums.Value];
        var files = names?.Where(n => !n.EndsWith('/')).ToArray();
        if (files is null or [] || names!.Any(n => n.AsSpan().ContainsAny('\\', ':'))
            || names!.Any(n => n.TrimEnd('/').Split('/').Any(part => part is "" or "." or ".."))
            || files.Any(f => lists.Contains(f[(f.LastIndexOf('/') + 1)..])))
            return null;
        var zip = Printable.ShellWord(display);
        return Message(display, files switch
        {
            _ when files.Contains("xl/workbook.xml") =>
                $"found a workbook of Excel: 'dataset init my-dataset --from {zip}' makes a dataset of its sheets",
            _ when files.Contains("word/document.xml") =>
                $"found a document of Word: '{FileContent.Pandoc} -o TEXT.txt {zip}' gives its text, and 'dataset init my-dataset "
                    + "--from TEXT.txt' makes a dataset of it",
            _ => FormattableString.Invariant($"found a zip of {files.Length} other {(files.Length == 1 ? "file" : "files")}, ")
                + $"such as {Printable.Quoted(files[0])}: unpack it into a new folder, and 'dataset init my-dataset --from FOLDER' makes a "
                + "dataset of the texts and tables in it",
        });
    }

    public override Stream Open(RelativePath path) =>
        throw new FileNotFoundException($"Expected {path} in {DisplayPath}, found no such file.");

    private static Diagnostic Message(string display, string found) =>
        new(Rules.IsRelease, new(display), $"Expected a release, with {ReleaseLayout.Manifest} and {ReleaseLayout.Checksums}, {found}.");

    private static bool HasLists(string folder) =>
        Path.Exists(ReleaseLayout.Manifest.Below(folder)) || Path.Exists(ReleaseLayout.Checksums.Below(folder));
}
