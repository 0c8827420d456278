using Dataset.Diagnostics;
using Dataset.Sources.Reading;

namespace Dataset.Cli.Commands;

/// <summary>Reports changes in a source folder or its schemas, from the moment that it is made.</summary>
internal sealed class SourceWatcher : IDisposable
{
    /// <summary>Editors save in several steps. A change counts once nothing has changed for this long.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    private readonly AutoResetEvent changed = new(false);
    private readonly List<FileSystemWatcher> watchers = [];

    /// <param name="sourceFolder">The folder with <c>dataset.yaml</c>, which names that of the schemas.</param>
    /// <exception cref="IOException">There is no such folder, or it cannot be watched.</exception>
    public SourceWatcher(string sourceFolder)
    {
        try
        {
            Watch(sourceFolder);
            var schemas = Path.Combine(sourceFolder, SchemaFolderOf(sourceFolder));
            if (Directory.Exists(schemas) && !IsBelow(schemas, sourceFolder))
                Watch(schemas);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Waits for a change, and then until all is quiet. One that came before the call counts.</summary>
    /// <exception cref="OperationCanceledException">A stop was requested.</exception>
    public void WaitForChange(CancellationToken stop)
    {
        var either = new[] { changed, stop.WaitHandle };
        WaitHandle.WaitAny(either);
        while (WaitHandle.WaitAny(either, Quiet) == 0)
        {
            // Not quiet yet.
        }
        stop.ThrowIfCancellationRequested();
    }

    public void Dispose()
    {
        foreach (var watcher in watchers)
            watcher.Dispose();
        changed.Dispose();
    }

    private void Watch(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"Expected a source folder at {folder}, found none.");
        var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
        watchers.Add(watcher);
        watcher.Changed += (_, _) => Tell();
        watcher.Created += (_, _) => Tell();
        watcher.Deleted += (_, _) => Tell();
        watcher.Renamed += (_, _) => Tell();
        // More changes than it could hold, or the folder itself went away: either is a change.
        watcher.Error += (_, _) => Tell();
        watcher.EnableRaisingEvents = true;
    }

    private void Tell()
    {
        try
        {
            changed.Set();
        }
        catch (ObjectDisposedException)
        {
            // The last event of a watcher that is going away.
        }
    }

    private static string SchemaFolderOf(string sourceFolder)
    {
        // The validation reports what is wrong with it.
        return SourceFolder.ReadDescriptor(sourceFolder, new DiagnosticList())?.SchemaFolder ?? "../schema";
    }

    private static bool IsBelow(string folder, string root) =>
        (Path.GetFullPath(folder) + Path.DirectorySeparatorChar).StartsWith(
            Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
