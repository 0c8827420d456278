using Dataset.Text;

namespace Dataset.Files;

/// <summary>What a path that leads to nothing was meant to be.</summary>
public static class Nearby
{
    /// <summary>
    /// Asks whether the file or folder with the nearest name was meant; empty where no name is near, or something has this one.
    /// </summary>
    public static string Suggest(string path)
    {
        if (FileKinds.Of(path) != FileKind.Nothing)
            return "";
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
