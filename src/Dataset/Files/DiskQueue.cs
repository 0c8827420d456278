using System.Collections.Concurrent;
using Dataset.Parquet;
using Microsoft.Win32.SafeHandles;

namespace Dataset.Files;

/// <summary>
/// Flushes files to disk on a thread of its own. So the disk works while others go on writing and verifying, and nothing waits for it but
/// <see cref="Finish"/>, before which no name may change, and callers that have too many files for it.
/// </summary>
internal sealed class DiskQueue : IDisposable
{
    /// <summary>The most files that wait: each is open, and a process may have no more than some hundreds of those.</summary>
    private const int MostWaiting = 64;

    private readonly BlockingCollection<(SafeFileHandle File, string Path, bool IsComplete)> waiting = new(MostWaiting);
    private readonly Task flushing;
    private Exception? failure;

    private readonly bool isDurable;

    /// <param name="isDurable">Whether files are flushed to the disk; those of a temporary folder need not be.</param>
    public DiskQueue(bool isDurable = true)
    {
        this.isDurable = isDurable;
        flushing = WorkQueue.RunOnOwnThread(Run);
    }

    /// <summary>Forces what has been written of a file so far; the rest will take less time then.</summary>
    public void Begin(SafeFileHandle file, string path) => waiting.Add((file, path, false));

    /// <summary>Forces a file to which nothing more is written, and closes it.</summary>
    public void Complete(SafeFileHandle file, string path)
    {
        waiting.Add((file, path, true));
        // Where an open file cannot be renamed or read, everybody waits.
        if (!Posix.IsAvailable)
            SpinWait.SpinUntil(() => file.IsClosed);
    }

    /// <summary>Waits until everything is on the disk. Nothing can be added after it.</summary>
    /// <exception cref="IOException">The disk refused one of the files.</exception>
    /// <exception cref="UnauthorizedAccessException">The system did.</exception>
    public void Finish()
    {
        Dispose();
        if (failure is not null)
            throw failure;
    }

    /// <summary>Waits until no file is open here any more, whatever became of it.</summary>
    public void Dispose()
    {
        if (!waiting.IsAddingCompleted)
            waiting.CompleteAdding();
        flushing.GetAwaiter().GetResult();
    }

    private bool Run()
    {
        foreach (var (file, path, isComplete) in waiting.GetConsumingEnumerable())
        {
            try
            {
                if (isDurable && failure is null)
                    Posix.SyncFile(file, path);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                failure = problem;
            }
            catch (ObjectDisposedException)
            {
                // A file that was given up before it was complete: the build has failed for another reason.
            }
            if (isComplete)
                file.Dispose();
        }
        return true;
    }
}
