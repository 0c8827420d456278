using System.Text;
using Dataset.Comparison;
using Dataset.Files;

namespace Dataset.Publishing;

/// <summary>
/// Where a folder is made and put: a part, or what is uploaded. Many runs may write beside each other at once, on several machines, and an
/// engine may start the same part twice; so nothing is locked but a staging folder of each run's own, and the last step is one rename.
/// </summary>
/// <remarks>
/// What a killed run left behind is deleted by the next run for the same name, where a lock tells that no process writes there any more.
/// Locks of folders speak for one system alone, even on a network file system, so the name of a staging folder says which one it is of.
/// What was left by another, or before a restart, stays: a hidden folder that may be deleted when no run is under way.
/// </remarks>
internal sealed class FolderPlace : IDisposable
{
    /// <summary>What the staging folders of parts begin with.</summary>
    public const string OfShards = ".shard-";

    /// <summary>What the staging folders of packed releases begin with.</summary>
    public const string OfPacks = ".pack-";

    /// <summary>What the staging folders of restored releases begin with.</summary>
    public const string OfRestored = ".restore-";

    private const string BootIdentifier = "/proc/sys/kernel/random/boot_id";
    private const int SystemNameLength = 16;

    private static readonly Lazy<string> SystemName = new(() => Digest.Of(
        Encoding.UTF8.GetBytes(File.Exists(BootIdentifier) ? File.ReadAllText(BootIdentifier) : Environment.MachineName)).Hex[
            ..SystemNameLength]);

    private readonly string target;
    private readonly int descriptor;

    private FolderPlace(string target, string stagingPath, int descriptor) =>
        (this.target, StagingPath, this.descriptor) = (target, stagingPath, descriptor);

    /// <summary>The folder in which it is made.</summary>
    public string StagingPath { get; }

    /// <summary>Makes the folder that it shall be in where that is missing, and a staging folder in it.</summary>
    /// <param name="folder">The folder that it shall be in.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="kind"><see cref="OfShards"/>, <see cref="OfPacks"/> or <see cref="OfRestored"/>.</param>
    /// <exception cref="IOException">A folder cannot be made.</exception>
    public static FolderPlace Open(string folder, string name, string kind)
    {
        DurableFolder.Make(folder, []);
        var prefix = Prefix(name, kind);
        foreach (var stale in Directory.EnumerateDirectories(folder, prefix + "*"))
            TakeAway(stale);
        while (true)
        {
            var path = Path.Combine(folder, prefix + Path.GetRandomFileName());
            DurableFolder.MakeOne(path, Path.Combine(folder, name));
            if (!TryLock(path, out var descriptor))
                continue;
            // Another run may have taken it for one that was left behind before it was locked.
            if (Directory.Exists(path))
                return new(Path.Combine(folder, name), path, descriptor);
            Posix.Close(descriptor);
        }
    }

    /// <summary>
    /// What the names of staging folders for a name begin with, where they were made by runs on this system since it was started.
    /// </summary>
    internal static string Prefix(string name, string kind) => $"{kind}{name}.{SystemName.Value}.";

    /// <summary>Puts the folder in its place, in one step.</summary>
    /// <returns>Whether it was not there yet, was there byte for byte the same, or took the place of another.</returns>
    /// <exception cref="IOException">The disk refused; what was in its place still is.</exception>
    public FolderPlacing Publish()
    {
        DurableFolder.Sync(StagingPath);
        while (true)
        {
            if (Directory.Exists(target))
            {
                if (ReleaseComparison.Differences(target, StagingPath).Count == 0)
                    return FolderPlacing.Same;
                // What was there has the hidden name now, and goes with it.
                DurableFolder.Exchange(StagingPath, target);
                Settle(() => DurableFolder.Exchange(StagingPath, target));
                return FolderPlacing.Replaced;
            }
            try
            {
                Posix.Rename(StagingPath, target);
            }
            catch (IOException) when (Directory.Exists(target))
            {
                // Another run of this part was first.
                continue;
            }
            Settle(() => Posix.Rename(target, StagingPath));
            return FolderPlacing.New;
        }
    }

    /// <summary>Takes away what has the hidden name, and gives the lock back.</summary>
    public void Dispose()
    {
        if (Directory.Exists(StagingPath))
            Remove(StagingPath);
        if (descriptor >= 0)
            Posix.Close(descriptor);
    }

    /// <summary>Brings the new names to the disk; where it refuses, they are as they were.</summary>
    private void Settle(Action undo)
    {
        try
        {
            Posix.SyncFolder(Path.GetDirectoryName(Path.GetFullPath(target))!);
        }
        catch (IOException)
        {
            undo();
            throw;
        }
    }

    /// <summary>Locks a staging folder; true with no descriptor where the system or the file system has no such locks.</summary>
    private static bool TryLock(string path, out int descriptor)
    {
        descriptor = -1;
        if (!Posix.IsAvailable)
            return true;
        try
        {
            descriptor = Posix.OpenFolder(path);
            if (Posix.TryLock(descriptor, path))
                return true;
            Posix.Close(descriptor);
            return false;
        }
        catch (IOException)
        {
            // Not there any more, or on a file system without locks: then nothing is taken for left behind.
            if (descriptor >= 0)
                Posix.Close(descriptor);
            descriptor = -1;
            return Directory.Exists(path);
        }
    }

    private static void TakeAway(string stale)
    {
        if (!TryLock(stale, out var descriptor) || descriptor < 0)
            return;
        try
        {
            // So a run that still wants to give it the part's name cannot give it to a folder that is half gone.
            var doomed = stale + ".gone";
            Posix.Rename(stale, doomed);
            Remove(doomed);
        }
        catch (IOException)
        {
            // It is not there any more.
        }
        finally
        {
            Posix.Close(descriptor);
        }
    }

    private static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It does no harm.
        }
    }
}

/// <summary>What was in the place of a folder when it was put there.</summary>
public enum FolderPlacing
{
    /// <summary>Nothing.</summary>
    New,

    /// <summary>The same, byte for byte; it was left alone.</summary>
    Same,

    /// <summary>Another one of that name, of other sources or damaged; it is gone.</summary>
    Replaced,
}
