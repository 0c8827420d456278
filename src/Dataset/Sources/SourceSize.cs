using Dataset.Schemas;

namespace Dataset.Sources;

/// <summary>How much there is to read, for progress alone: files may change until they are read.</summary>
public static class SourceSize
{
    /// <summary>The bytes of every document and record; null where a file is compressed, so that nobody knows, or cannot be looked at.</summary>
    /// <param name="folder">The sources.</param>
    /// <param name="parts">Where one part of the documents is read, about its share is counted; null for everything.</param>
    public static long? Of(SourceFolder folder, PartSelection? parts = null)
    {
        var (total, share) = (0L, parts is { IsPartial: true } ? parts.Count : 1);
        foreach (var source in folder.Tables.Select(t => t.Source))
        {
            if (source.Path is not { } path || SourceForm.Of(path, source.Kind) is not { } form)
                continue;
            if (form.IsGzip || SizeOf(path.Below(folder.Path)) is not { } size)
                return null;
            total += source.Kind == TableKind.Documents ? size / share : size;
        }
        return total;
    }

    private static long? SizeOf(string path)
    {
        try
        {
            return Directory.Exists(path)
                ? new DirectoryInfo(path).EnumerateFiles().Sum(f => f.Length)
                : File.Exists(path) ? new FileInfo(path).Length : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whoever reads it says so.
            return null;
        }
    }
}
