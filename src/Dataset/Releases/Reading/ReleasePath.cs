using Dataset.Files;

namespace Dataset.Releases.Reading;

/// <summary>What the path of a release says: whether a zip stands there, which release its name means, and where a release stands in a folder.</summary>
public static class ReleasePath
{
    private const string ZipEnding = ".zip";

    /// <summary>Whether a file that is a zip stands at a path, by its name (<c>.zip</c>, in any case) or its first two bytes (<c>PK</c>).</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static bool IsZip(string path)
    {
        // A pipe is never opened: that would wait for its other side.
        var end = FileKinds.Of(path) == FileKind.Link ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        if (FileKinds.Of(end) != FileKind.File)
            return false;
        if (IsNamedZip(path))
            return true;
        Span<byte> start = stackalloc byte[2];
        using var file = File.OpenRead(path);
        return file.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start.SequenceEqual("PK"u8);
    }

    /// <summary>What a release is called by its path: the name of its folder, or of its zip without <c>.zip</c> in any case.</summary>
    public static string NameOf(string path)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        return IsNamedZip(name) ? name[..^ZipEnding.Length] : name;
    }

    /// <summary>The path of the zip in which a release stands in a folder, whether there is one or not.</summary>
    /// <param name="folder">Where releases stand.</param>
    /// <param name="name">The release's name: <c>NAME-VERSION</c>.</param>
    public static string ZipOf(string folder, string name) => Path.Combine(folder, name + ZipEnding);

    /// <summary>Where a release stands in a folder: its own folder before its zip; null where neither does.</summary>
    /// <param name="folder">Where releases stand.</param>
    /// <param name="name">The release's name: <c>NAME-VERSION</c>.</param>
    /// <exception cref="IOException">Links that lead in a circle.</exception>
    public static string? Find(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return Directory.Exists(path) ? path : IsZip(ZipOf(folder, name)) ? ZipOf(folder, name) : null;
    }

    private static bool IsNamedZip(string path) => path.EndsWith(ZipEnding, StringComparison.OrdinalIgnoreCase);
}
