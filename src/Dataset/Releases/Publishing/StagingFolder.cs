namespace Dataset.Releases.Publishing;

/// <summary>A folder in the making, beside its target. Disposed of without <see cref="Publish"/> it is taken away.</summary>
public sealed class StagingFolder(string path, string target) : IDisposable
{
    private bool isPublished;

    public string Path { get; } = path;

    /// <summary>Forces every file and folder to disk, then gives the folder its name in one step, and forces that to disk too.</summary>
    /// <param name="replace">Whether a folder that stands there is exchanged with this one and then taken away.</param>
    /// <exception cref="IOException">The disk refused; the target is as it was.</exception>
    public void Publish(bool replace)
    {
        SyncFolders(Path);
        if (replace && Directory.Exists(target))
        {
            Replace();
            return;
        }
        Posix.Rename(Path, target);
        isPublished = true;
        Posix.SyncFolder(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(target))!);
    }

    public void Dispose()
    {
        if (!isPublished && Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }

    private void Replace()
    {
        var parent = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(target))!;
        if (!Posix.TryExchange(Path, target))
        {
            // Two steps where the system has no exchange: between them the name is missing, but nothing is torn.
            var old = Path + "-old";
            Posix.Rename(target, old);
            Posix.Rename(Path, target);
            Posix.Rename(old, Path);
        }
        Posix.SyncFolder(parent);
        Directory.Delete(Path, recursive: true);
        isPublished = true;
    }

    /// <summary>Files are flushed as they are written; the folders' names are flushed here, the innermost first.</summary>
    private static void SyncFolders(string folder)
    {
        foreach (var inner in Directory.EnumerateDirectories(folder))
            SyncFolders(inner);
        Posix.SyncFolder(folder);
    }
}
