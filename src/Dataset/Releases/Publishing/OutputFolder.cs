namespace Dataset.Releases.Publishing;

/// <summary>
/// The folder that releases are published into, locked against a second build for as long as this lives. What is being made stands in a
/// hidden staging folder beside its target, on the same file system, and becomes the target by one rename.
/// </summary>
public sealed class OutputFolder : IDisposable
{
    private const string StagingPrefix = ".staging-";
    private readonly List<string> made = [];
    private int descriptor = -1;
    private FileStream? lockFile;

    private OutputFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Makes the folder where it is missing, locks it, and takes away what a killed build left.</summary>
    /// <returns>Null where another build has the lock.</returns>
    /// <exception cref="IOException">The folder cannot be made, opened or locked.</exception>
    public static OutputFolder? TryOpen(string path)
    {
        var folder = new OutputFolder(path);
        try
        {
            folder.Make();
            if (!folder.TryLock())
            {
                folder.made.Clear();
                folder.Dispose();
                return null;
            }
            foreach (var stale in Directory.EnumerateDirectories(path, StagingPrefix + "*"))
                Directory.Delete(stale, recursive: true);
            foreach (var stale in Directory.EnumerateFiles(path, StagingPrefix + "*"))
                File.Delete(stale);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>The path of a release folder, or another name in the output.</summary>
    public string Target(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Where a file or folder of that name is made; what a killed build leaves there, the next one takes away.</summary>
    public string StagingPath(string name) => Target(StagingPrefix + name);

    /// <summary>A new staging folder for a target of that name.</summary>
    public StagingFolder Stage(string name)
    {
        var staging = Target(StagingPrefix + name);
        Directory.CreateDirectory(staging);
        return new(staging, Target(name));
    }

    /// <summary>Writes a file in the output: whole, or as it was. It is on the disk when this returns.</summary>
    /// <exception cref="IOException">It could not be written; the file is as it was.</exception>
    public void WriteFile(string name, ReadOnlySpan<byte> bytes)
    {
        var staging = Target(StagingPrefix + name);
        try
        {
            using (var file = new FileStream(staging, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }
            Posix.Rename(staging, Target(name));
        }
        catch
        {
            File.Delete(staging);
            throw;
        }
        Posix.SyncFolder(Path);
    }

    /// <summary>Gives the lock back. A folder that was made and stayed empty is taken away again.</summary>
    public void Dispose()
    {
        try
        {
            for (var i = made.Count - 1; i >= 0; i--)
                if (Directory.Exists(made[i]) && !Directory.EnumerateFileSystemEntries(made[i]).Any())
                    Directory.Delete(made[i]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An empty folder that stays is no harm, and must not hide the reason for which the build ended.
        }
        made.Clear();
        if (descriptor >= 0)
            Posix.Close(descriptor);
        descriptor = -1;
        lockFile?.Dispose();
    }

    private void Make()
    {
        var missing = new Stack<string>();
        for (var at = System.IO.Path.GetFullPath(Path); !Directory.Exists(at); at = System.IO.Path.GetDirectoryName(at)!)
            missing.Push(at);
        foreach (var each in missing)
        {
            Directory.CreateDirectory(each);
            made.Add(each);
            Posix.SyncFolder(System.IO.Path.GetDirectoryName(each)!);
        }
    }

    private bool TryLock()
    {
        if (Posix.IsAvailable)
        {
            descriptor = Posix.OpenFolder(Path);
            return Posix.TryLock(descriptor, Path);
        }
        try
        {
            lockFile = new(Target(".lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (IOException) when (File.Exists(Target(".lock")))
        {
            return false;
        }
    }
}
