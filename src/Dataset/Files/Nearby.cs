using Dataset.Text;

namespace Dataset.Files;

/// <summary>What a path that leads to nothing was meant to be.</summary>
public static class Nearby
{
    /// <summary>Why a path that a user named is not what was expected there; one that may not be read need not be missing.</summary>
    /// <param name="expected">A sentence up to what was found.</param>
    /// <param name="path">The path.</param>
    /// <param name="instead">What to do where there is nothing; a sentence.</param>
    public static IOException NotFound(string expected, string path, string? instead = null)
    {
        var kind = FileKinds.Of(path);
        var message = $"{expected}, found {Describe(path)}{(kind == FileKind.Nothing && instead is not null ? $" {instead}" : "")}";
        return kind == FileKind.Unknown ? new IOException(message) : new DirectoryNotFoundException(message);
    }

    /// <summary>
    /// What is at a path that a user named, as a sentence that a message ends with: <c>a file.</c>; of nothing, what was meant too.
    /// </summary>
    internal static string Describe(string path) =>
        $"{FileKinds.DescribeNamed(path)}.{(FileKinds.Of(path) == FileKind.Nothing ? Suggest(path) : "")}";

    private static string Suggest(string path)
    {
        if (path.Contains("://", StringComparison.Ordinal))
            return " Download it first: a path is one of this machine.";
        if (path.StartsWith('~'))
            return " The shell knows ~ only where it is not in quotes.";
        var full = Path.TrimEndingDirectorySeparator(path);
        var folder = Path.GetDirectoryName(full) is { Length: > 0 } above ? above : ".";
        try
        {
            var nearest = NearestName.Of(
                Path.GetFileName(full), Directory.EnumerateFileSystemEntries(folder).Select(e => Path.GetFileName(e)!)
                    .Where(n => !n.StartsWith('.')).Order(StringComparer.Ordinal));
            return nearest is null ? "" : $" Did you mean {Path.Combine(Path.GetDirectoryName(full) ?? "", nearest)}?";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
