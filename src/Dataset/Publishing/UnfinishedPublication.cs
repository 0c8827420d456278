using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Verification;

namespace Dataset.Publishing;

/// <summary>
/// What a build that was killed in the midst of its <see cref="Publication"/> left. Hidden names alone prove nothing: the next list counts
/// only where it is <c>releases.json</c> with one publication more (<see cref="ReleaseChain.PublishedBy"/>), and a staged folder only where
/// it is, file for file, the release whose digest a list has. All of it is looked at before the first name changes.
/// </summary>
internal sealed class UnfinishedPublication
{
    private readonly OutputFolder output;
    private readonly int jobs;

    private UnfinishedPublication(OutputFolder output, int jobs) => (this.output, this.jobs) = (output, jobs);

    /// <summary>
    /// Completes the publication where all of it is there; otherwise deletes the next list, and gives each listed release that lost
    /// its name back to it. Where <c>releases.json</c> cannot be read nothing is touched: the build is refused with findings of that.
    /// </summary>
    /// <param name="output">The output.</param>
    /// <param name="jobs">Threads at once.</param>
    /// <exception cref="IOException">Something else has the next list's name, or the disk refused; the next build tries again.</exception>
    public static void Settle(OutputFolder output, int jobs)
    {
        var (path, list) = (output.Target(ReleaseChain.NextFileName), output.Target(ReleaseChain.FileName));
        var kind = FileKinds.Of(path);
        if (kind == FileKind.Nothing)
            return;
        if (kind != FileKind.File)
            throw new IOException(
                $"Could not publish into {output.Path}: {kind.Describe()} is at {path}, where a build keeps the list of what it is "
                + "publishing. Move it away.");
        var (findings, found) = (new DiagnosticList(), new UnfinishedPublication(output, jobs));
        if (ReleaseChainForm.Load(list, list, findings) is not { } now)
            return;
        if (ReleaseChainForm.Load(path, path, findings) is { } next && found.Complete(now, next))
            return;
        foreach (var entry in now.Entries)
            found.RollBack(entry);
        File.Delete(path);
        Posix.SyncFolder(output.Path);
    }

    /// <summary>Completes the publication; false, and nothing is touched, where not all of it is there.</summary>
    private bool Complete(ReleaseChain now, ReleaseChain next)
    {
        if (now.PublishedBy(next) is not { } entry)
            return false;
        var (target, staged) = (output.Target(entry.ToString()), output.StagingPath(entry.ToString()));
        var hasItsName = IsListedAs(target, entry);
        // Where the list was lost, earlier releases come back to it along with the new one.
        if (!next.Entries.Except(now.Entries).All(e => e == entry || IsListedAs(output.Target(e.ToString()), e)))
            return false;
        if (!IsWhole(hasItsName ? target : staged, entry) || Path.Exists(target) != Directory.Exists(target))
            return false;
        // As no build would: a signed release gives way to a signed one alone.
        if (!hasItsName && File.Exists(ReleaseLayout.Signature.Below(target)) && !File.Exists(ReleaseLayout.Signature.Below(staged)))
            return false;
        Publication.Settle(output, hasItsName ? null : entry.ToString(), isListed: true);
        return true;
    }

    /// <summary>Gives a release that is listed its name back, where it is whole under the hidden one and not under its own.</summary>
    private void RollBack(ChainEntry entry)
    {
        var (target, staged) = (output.Target(entry.ToString()), output.StagingPath(entry.ToString()));
        if (FileKinds.Of(staged) == FileKind.Folder && !IsListedAs(target, entry) && Path.Exists(target) == Directory.Exists(target)
            && IsWhole(staged, entry))
            Publication.Settle(output, entry.ToString(), isListed: false);
    }

    /// <summary>Whether a folder's <c>SHA256SUMS</c> is the one that is listed.</summary>
    private static bool IsListedAs(string folder, ChainEntry entry) =>
        PlainFile.ReadBelow(folder, ReleaseLayout.Checksums, ReleaseFiles.MaximumListInBytes) is { } bytes
            && Digest.Of(bytes) == entry.ChecksumsDigest;

    /// <summary>Whether a folder is a listed release as a whole: what <c>verify</c> finds of it, with nothing beside it.</summary>
    private bool IsWhole(string folder, ChainEntry entry)
    {
        var findings = new DiagnosticList();
        return FileKinds.Of(folder) == FileKind.Folder && IsListedAs(folder, entry)
            && ReleaseVerifier.Verify(
                folder, new() { Jobs = jobs, IsAlone = true }, findings, null,
                CancellationToken.None) is { IsSound: true, Manifest: { } manifest }
            && ChainEntry.Of(manifest, entry.ChecksumsDigest) == entry;
    }
}
