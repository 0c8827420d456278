using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Sources;

namespace Dataset.Publishing;

/// <summary>
/// The folder that releases are published into, locked against a second build for as long as this lives. What is being made is
/// under hidden names beside its target, on the same file system, and becomes the target by one rename (<see cref="Publication"/>).
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private const string StagingPrefix = ".staging-";
    private const string PreviousSuffix = ".before";
    private readonly List<string> made = [];
    private int descriptor = -1;
    private bool isLocked;
    private FileStream? lockFile;

    private OutputFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>
    /// Makes the folder where it is missing, locks it, completes a publication that was killed, and takes away what a killed build left.
    /// </summary>
    /// <param name="path">The folder.</param>
    /// <param name="jobs">Threads at once.</param>
    /// <param name="findings">Takes the finding where another build has the lock.</param>
    /// <returns>Null where another build has the lock.</returns>
    /// <exception cref="IOException">The folder cannot be made, opened or locked.</exception>
    public static OutputFolder? TryOpen(string path, int jobs, DiagnosticList findings)
    {
        var folder = new OutputFolder(path);
        try
        {
            DurableFolder.Make(path, folder.made);
            folder.isLocked = folder.TryLock();
            if (!folder.isLocked)
            {
                folder.made.Clear();
                folder.Dispose();
                findings.Add(Rules.OutputIsBusy, new(path), "Expected no other build, found one that is writing into this folder.");
                return null;
            }
            UnfinishedPublication.Settle(folder, jobs);
            folder.TakeStagingAway();
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

    /// <summary>Refuses a name that something else has: a link, too, since what it leads to would be left there unseen.</summary>
    /// <param name="name">The name.</param>
    /// <param name="expected">What may have it.</param>
    /// <exception cref="IOException">Something else has it.</exception>
    public void RefuseOther(string name, FileKind expected)
    {
        if (FileKinds.Of(Target(name)) is var found && found != FileKind.Nothing && found != expected)
            throw new IOException(
                $"Could not publish {Target(name)}: expected {expected.Describe()} of that name or nothing, found {found.Describe()}. "
                    + "Move it away, or choose another output folder.");
    }

    /// <summary>Where a file or folder of that name is made; what a killed build leaves there, the next one takes away.</summary>
    public string StagingPath(string name) => Target(StagingPrefix + name);

    /// <summary>The second name of a file that is being replaced, until all went well.</summary>
    public string PreviousPath(string name) => StagingPath(name) + PreviousSuffix;

    /// <summary>Makes the folder in which what shall have that name is made, and gives its path.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public string StageFolder(string name) => Directory.CreateDirectory(StagingPath(name)).FullName;

    /// <summary>Writes what shall be a file of that name, and forces it to the disk.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public void StageFile(string name, ReadOnlySpan<byte> bytes)
    {
        var path = StagingPath(name);
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        Posix.Write(file, bytes, 0, path);
        Posix.SyncFile(file, path);
    }

    /// <summary>Gives a file of that name, where there is one, a second name, so that its replacement can be rolled back.</summary>
    /// <exception cref="IOException">It could not be kept.</exception>
    public void KeepPrevious(string name)
    {
        // One that an earlier build kept may be of another file.
        Remove(PreviousPath(name));
        if (!File.Exists(Target(name)) || Posix.TryLink(Target(name), PreviousPath(name)))
            return;
        File.Copy(Target(name), PreviousPath(name));
        using var copy = File.OpenHandle(PreviousPath(name), FileMode.Open, FileAccess.Write);
        Posix.SyncFile(copy, PreviousPath(name));
    }

    /// <summary>Takes away what is staged and gives the lock back. A folder that was made and stayed empty is taken away again.</summary>
    public void Dispose()
    {
        try
        {
            if (isLocked)
                TakeStagingAway();
            for (var i = made.Count - 1; i >= 0; i--)
                if (Directory.Exists(made[i]) && !Directory.EnumerateFileSystemEntries(made[i]).Any())
                    Directory.Delete(made[i]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What stays is no harm, and must not hide the reason for which the build ended; the next one tries again.
        }
        made.Clear();
        if (descriptor >= 0)
            Posix.Close(descriptor);
        (descriptor, isLocked) = (-1, false);
        lockFile?.Dispose();
    }

    /// <summary>Takes away what is staged, unless it belongs to a publication that the next build completes.</summary>
    private void TakeStagingAway()
    {
        if (FileKinds.Of(Target(ReleaseChain.NextFileName)) != FileKind.Nothing)
            return;
        foreach (var path in Directory.EnumerateFileSystemEntries(Path, StagingPrefix + "*").Where(IsStaged).ToArray())
            Remove(path);
    }

    /// <summary>Takes away what has a hidden name, whatever it is; a link alone, and not what it leads to.</summary>
    private static void Remove(string path)
    {
        if (FileKinds.Of(path) == FileKind.Folder)
            Directory.Delete(path, recursive: true);
        else
            File.Delete(path);
    }

    /// <summary>Whether a hidden name is one that builds give; whatever else begins like them belongs to another program.</summary>
    private static bool IsStaged(string path)
    {
        var name = System.IO.Path.GetFileName(path)[StagingPrefix.Length..];
        var (file, isPrevious) = name.EndsWith(PreviousSuffix, StringComparison.Ordinal)
            ? (name[..^PreviousSuffix.Length], true)
            : (name, false);
        if (file == ReleaseChain.FileName)
            return true;
        var isZip = file.EndsWith(".zip", StringComparison.Ordinal);
        if (isPrevious && !isZip)
            return false;
        var release = isZip
            ? file[..^4]
            : file.EndsWith(DurableFolder.OldSuffix, StringComparison.Ordinal) ? file[..^DurableFolder.OldSuffix.Length] : file;
        return release.LastIndexOf('-') is > 0 and var dash && ReleaseVersion.TryParse(release[(dash + 1)..], out _);
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
