using Dataset.Files;
using Dataset.Releases;

namespace Dataset.Publishing;

/// <summary>
/// The moment in which what is staged gets its names. The release's folder and <c>releases.json</c> are complete and flushed under hidden
/// names before it begins, so that nothing in it needs room; then only names change, one right after the other:
/// <list type="number">
/// <item>the staged list becomes <see cref="ReleaseChain.NextFileName"/>: a build that is killed from here on is completed by the next one
/// (<see cref="UnfinishedPublication"/>);</item>
/// <item>the folder, in one exchange where one is replaced,</item>
/// <item><see cref="ReleaseChain.NextFileName"/> becomes <c>releases.json</c>.</item>
/// </list>
/// Where a name cannot be changed or flushed, those before it are rolled back.
/// </summary>
internal sealed class Publication
{
    private readonly OutputFolder output;
    private readonly Stack<Action> undo = [];

    private Publication(OutputFolder output) => this.output = output;

    private string Next => output.Target(ReleaseChain.NextFileName);

    /// <summary>Publishes the release that is staged under a name.</summary>
    /// <param name="output">The output.</param>
    /// <param name="name">The release's name: <c>NAME-VERSION</c>.</param>
    /// <param name="chain">The bytes of <c>releases.json</c> with the release in it.</param>
    /// <exception cref="IOException">The disk refused; the output is as it was.</exception>
    public static void Publish(OutputFolder output, string name, ReadOnlySpan<byte> chain)
    {
        var publication = new Publication(output);
        output.StageFile(ReleaseChain.FileName, chain);
        output.KeepPrevious(ReleaseChain.FileName);
        DurableFolder.Sync(output.StagingPath(name));
        Posix.SyncFolder(output.Path);
        publication.Run(() =>
        {
            publication.Rename(output.StagingPath(ReleaseChain.FileName), publication.Next);
            Posix.SyncFolder(output.Path);
            publication.BringFolder(name);
            Posix.SyncFolder(output.Path);
            publication.Replace(publication.Next, ReleaseChain.FileName);
        });
    }

    /// <summary>Gives staged files their names, each in the place of the file that had it.</summary>
    /// <param name="output">The output.</param>
    /// <param name="names">Their names; <see cref="OutputFolder.StageFile"/> or another has written and flushed them.</param>
    /// <exception cref="IOException">The disk refused; the output is as it was.</exception>
    public static void Publish(OutputFolder output, IReadOnlyList<string> names)
    {
        var publication = new Publication(output);
        foreach (var name in names)
            output.KeepPrevious(name);
        publication.Run(() =>
        {
            foreach (var name in names)
                publication.Replace(output.StagingPath(name), name);
        });
    }

    /// <summary>Gives their names to what a publication that was killed has left, after all of it was looked at.</summary>
    /// <param name="output">The output.</param>
    /// <param name="folder">The name of the folder that is staged, or null where it has its name.</param>
    /// <param name="isListed">Whether the next list becomes <c>releases.json</c>.</param>
    /// <exception cref="IOException">The disk refused; the next build tries again.</exception>
    public static void Settle(OutputFolder output, string? folder, bool isListed)
    {
        var publication = new Publication(output);
        if (isListed)
            output.KeepPrevious(ReleaseChain.FileName);
        publication.Run(() =>
        {
            if (folder is not null)
                publication.BringFolder(folder);
            Posix.SyncFolder(output.Path);
            if (isListed)
                publication.Replace(publication.Next, ReleaseChain.FileName);
        });
    }

    private void Run(Action act)
    {
        try
        {
            act();
            Posix.SyncFolder(output.Path);
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    private void RollBack()
    {
        try
        {
            while (undo.TryPop(out var back))
                back();
            Posix.SyncFolder(output.Path);
        }
        catch (IOException)
        {
            // The reason for which the publication failed must not be hidden by this one. The list under its hidden name is rolled back
            // last: where it still exists, the next build completes the publication.
        }
    }

    private void BringFolder(string name)
    {
        var (staged, target) = (output.StagingPath(name), output.Target(name));
        if (!Directory.Exists(target))
        {
            Rename(staged, target);
            return;
        }
        // The old one has the hidden name now, and is deleted with all others of that kind.
        DurableFolder.Exchange(staged, target);
        undo.Push(() => DurableFolder.Exchange(staged, target));
    }

    /// <summary>
    /// Gives a file a name that another may have, of which <see cref="OutputFolder.KeepPrevious"/> has kept a second name.
    /// </summary>
    private void Replace(string from, string name)
    {
        var (target, previous) = (output.Target(name), output.PreviousPath(name));
        Posix.Rename(from, target);
        undo.Push(() =>
        {
            Posix.Rename(target, from);
            if (File.Exists(previous))
                Posix.Rename(previous, target);
        });
    }

    private void Rename(string from, string to)
    {
        Posix.Rename(from, to);
        undo.Push(() => Posix.Rename(to, from));
    }
}
