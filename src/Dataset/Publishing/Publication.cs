using Dataset.Files;
using Dataset.Releases;

namespace Dataset.Publishing;

/// <summary>
/// The moment in which what is staged gets its names. The release's folder, its zip and <c>releases.json</c> stand complete and on the disk
/// under hidden names before it begins, so that nothing in it needs room; then only names change, one right after the other:
/// <list type="number">
/// <item>the staged list becomes <see cref="ReleaseChain.NextFileName"/>: a build that is killed from here on is completed by the next one
/// (<see cref="UnfinishedPublication"/>);</item>
/// <item>the zip,</item>
/// <item>the folder, in one exchange where one is replaced,</item>
/// <item><see cref="ReleaseChain.NextFileName"/> becomes <c>releases.json</c>.</item>
/// </list>
/// A name that cannot be changed, or not be forced to the disk, takes those before it back.
/// </summary>
internal sealed class Publication
{
    private readonly OutputFolder output;
    private readonly Stack<Action> taken = [];

    private Publication(OutputFolder output) => this.output = output;

    private string Next => output.Target(ReleaseChain.NextFileName);

    /// <summary>Publishes the folder that is staged for a name, with the zip where one is staged too.</summary>
    /// <param name="output">The output.</param>
    /// <param name="name">The release's name: <c>NAME-VERSION</c>.</param>
    /// <param name="chain">The bytes of <c>releases.json</c> with the release in it.</param>
    /// <exception cref="IOException">The disk refused; all that stood in the output is as it was.</exception>
    public static void Publish(OutputFolder output, string name, ReadOnlySpan<byte> chain)
    {
        var (publication, zip) = (new Publication(output), name + ".zip");
        output.StageFile(ReleaseChain.FileName, chain);
        output.KeepAside(ReleaseChain.FileName);
        output.KeepAside(zip);
        DurableFolder.Sync(output.StagingPath(name));
        Posix.SyncFolder(output.Path);
        publication.Run(() =>
        {
            publication.Rename(output.StagingPath(ReleaseChain.FileName), publication.Next);
            Posix.SyncFolder(output.Path);
            if (File.Exists(output.StagingPath(zip)))
                publication.TakePlace(zip);
            publication.BringFolder(name);
            Posix.SyncFolder(output.Path);
            publication.TakePlace(publication.Next, ReleaseChain.FileName);
        });
    }

    /// <summary>
    /// Gives their names to what was missing beside a release that stands. Whatever of it comes first is as it should be without the other.
    /// </summary>
    /// <param name="output">The output.</param>
    /// <param name="zip">The name of a zip that is staged, or null.</param>
    /// <param name="chain">The bytes of <c>releases.json</c>, or empty where it stands as it should.</param>
    /// <exception cref="IOException">The disk refused; all that stood in the output is as it was.</exception>
    public static void Mend(OutputFolder output, string? zip, ReadOnlySpan<byte> chain)
    {
        var (publication, hasChain) = (new Publication(output), !chain.IsEmpty);
        if (hasChain)
        {
            output.StageFile(ReleaseChain.FileName, chain);
            output.KeepAside(ReleaseChain.FileName);
        }
        if (zip is not null)
            output.KeepAside(zip);
        publication.Run(() =>
        {
            if (zip is not null)
                publication.TakePlace(zip);
            if (hasChain)
                publication.TakePlace(ReleaseChain.FileName);
        });
    }

    /// <summary>Gives their names to what a publication that was killed has left, after all of it was looked at.</summary>
    /// <param name="output">The output.</param>
    /// <param name="folder">The name of the folder that is staged, or null where it stands.</param>
    /// <param name="zip">Where the zip is, and the name that it shall have; null where it stands.</param>
    /// <param name="isListed">Whether the next list becomes <c>releases.json</c>.</param>
    /// <exception cref="IOException">The disk refused; the next build tries again.</exception>
    public static void Settle(OutputFolder output, string? folder, (string From, string Name)? zip, bool isListed)
    {
        var publication = new Publication(output);
        if (zip is { } staged && staged.From != output.AsidePath(staged.Name))
            output.KeepAside(staged.Name);
        if (isListed)
            output.KeepAside(ReleaseChain.FileName);
        publication.Run(() =>
        {
            if (zip is { } file)
                publication.TakePlace(file.From, file.Name);
            if (folder is not null)
                publication.BringFolder(folder);
            Posix.SyncFolder(output.Path);
            if (isListed)
                publication.TakePlace(publication.Next, ReleaseChain.FileName);
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
            TakeBack();
            throw;
        }
    }

    private void TakeBack()
    {
        try
        {
            while (taken.TryPop(out var back))
                back();
            Posix.SyncFolder(output.Path);
        }
        catch (IOException)
        {
            // The reason for which the publication failed must not be hidden by this one. The list under its hidden name is taken back
            // last: where it still stands, the next build completes the publication.
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
        // What stood there has the hidden name now, and is taken away with all others of that kind.
        DurableFolder.Exchange(staged, target);
        taken.Push(() => DurableFolder.Exchange(staged, target));
    }

    private void TakePlace(string name) => TakePlace(output.StagingPath(name), name);

    /// <summary>Gives a file a name that another may have, of which <see cref="OutputFolder.KeepAside"/> has kept one more.</summary>
    private void TakePlace(string from, string name)
    {
        var (target, aside) = (output.Target(name), output.AsidePath(name));
        Posix.Rename(from, target);
        taken.Push(() =>
        {
            Posix.Rename(target, from);
            if (File.Exists(aside))
                Posix.Rename(aside, target);
        });
    }

    private void Rename(string from, string to)
    {
        Posix.Rename(from, to);
        taken.Push(() => Posix.Rename(to, from));
    }
}
