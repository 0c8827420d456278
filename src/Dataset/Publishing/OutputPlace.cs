using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Sources.Reading;

namespace Dataset.Publishing;

/// <summary>
/// Holds the output folder against the folders of sources and schemas: a release among the sources would be read as one of them by the next
/// build, and sources among the releases would be one with what is published.
/// </summary>
internal static class OutputPlace
{
    /// <summary>Whether releases can be there.</summary>
    /// <param name="output">The output folder, which need not exist yet.</param>
    /// <param name="sources">The sources.</param>
    /// <param name="findings">Takes the finding where they cannot.</param>
    /// <exception cref="IOException">Links on the way lead in a circle.</exception>
    public static bool IsApart(string output, SourceFolder sources, DiagnosticList findings)
    {
        var place = RealPath.Of(output);
        foreach (var (folder, display) in new[]
        {
            (sources.Path, Shown(sources.Path, ".")), (sources.Schemas, Shown(sources.Path, sources.Descriptor.SchemaFolder)),
        })
        {
            var other = RealPath.Of(folder);
            if (!RealPath.IsAtOrBelow(place, other) && !RealPath.IsAtOrBelow(other, place))
                continue;
            var relation = place == other
                ? "that folder itself"
                : RealPath.IsAtOrBelow(other, place) ? "a folder that it is in"
                : FileKinds.Of(place) == FileKind.File ? "a file in it"
                : "a folder in it";
            findings.Add(
                Rules.OutputIsApart, new(Shown(output, ".")),
                $"Expected an output folder apart from {display}, which holds sources, found {relation}.");
            return false;
        }
        return true;
    }

    private static string Shown(string folder, string below) => DisplayPath.Join(folder, below) is { Length: > 0 } path ? path : ".";
}

/// <summary>Where a path leads when every link on the way is followed, so that two names of one folder are seen to be the same.</summary>
internal static class RealPath
{
    /// <summary>As many links in a row as Linux follows.</summary>
    private const int MaximumLinks = 40;

    /// <summary>The absolute path without links, <c>.</c> and <c>..</c>. What does not exist yet keeps its name.</summary>
    /// <exception cref="IOException">Links that lead in a circle.</exception>
    public static string Of(string path) => Of(path, MaximumLinks);

    /// <summary>Whether a path is that of a folder, or of something in it; both without links.</summary>
    public static bool IsAtOrBelow(string path, string folder)
    {
        var comparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return path.Equals(folder, comparison) || path.StartsWith(
            Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, comparison);
    }

    private static string Of(string path, int linksLeft)
    {
        if (linksLeft == 0)
            throw new IOException($"Expected {path} to lead somewhere, found links that lead in a circle.");
        var whole = Path.Combine(Directory.GetCurrentDirectory(), path);
        var at = Path.GetPathRoot(whole)!;
        foreach (var name in whole[at.Length..].Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar))
        {
            if (name is "" or ".")
                continue;
            // The folder above where a link led to, not above the link: as the system takes it.
            at = name == ".." ? Path.GetDirectoryName(at) ?? at : Path.Combine(at, name);
            if (FileKinds.Of(at) == FileKind.Link && new FileInfo(at).LinkTarget is { } target)
                at = Of(Path.Combine(Path.GetDirectoryName(at)!, target), linksLeft - 1);
        }
        return at;
    }
}
