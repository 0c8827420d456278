namespace Dataset.Releases.Publishing;

/// <summary>A folder in the making, beside its target. Disposed of without <see cref="Publish"/> it is taken away.</summary>
public sealed class StagingFolder(string path, string target) : IDisposable
{
    private readonly string parent = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(target))!;

    public string Path { get; } = path;

    /// <summary>Forces every file and folder to disk, then gives the folder its name in one step, and forces that to disk too.</summary>
    /// <param name="replace">Whether a folder that stands there is exchanged with this one and then taken away.</param>
    /// <exception cref="IOException">The disk refused; the target is as it was.</exception>
    public void Publish(bool replace)
    {
        SyncFolders(Path);
        if (replace && Directory.Exists(target))
        {
            // What stood there has the staging folder's name now, and goes with it.
            Exchange();
            Settle(Exchange);
        }
        else if (File.Exists(target))
        {
            throw new IOException($"Could not publish {target}: there is a file of that name.");
        }
        else
        {
            Posix.Rename(Path, target);
            Settle(() => Posix.Rename(target, Path));
        }
    }

    /// <summary>Takes the folder away where it still stands. What cannot be taken away, the next build tries again.</summary>
    public void Dispose()
    {
        try
        {
            if (Directory.Exists(Path))
                Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The reason for which the build ended must not be hidden by this one; and a release that is published stands.
        }
    }

    /// <summary>Forces the new names to the disk; where it refuses, the names are as they were.</summary>
    private void Settle(Action undo)
    {
        try
        {
            Posix.SyncFolder(parent);
        }
        catch (IOException)
        {
            undo();
            throw;
        }
    }

    private void Exchange()
    {
        if (Posix.TryExchange(Path, target))
            return;
        // Three steps where the system has no exchange: between them the name is missing, but nothing is torn.
        var old = Path + "-old";
        Posix.Rename(target, old);
        try
        {
            Posix.Rename(Path, target);
        }
        catch (IOException)
        {
            Posix.Rename(old, target);
            throw;
        }
        Posix.Rename(old, Path);
    }

    /// <summary>Files are flushed as they are written; the folders' names are flushed here, the innermost first.</summary>
    private static void SyncFolders(string folder)
    {
        foreach (var inner in Directory.EnumerateDirectories(folder))
            SyncFolders(inner);
        Posix.SyncFolder(folder);
    }
}
