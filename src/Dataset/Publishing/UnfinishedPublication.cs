using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Verification;

namespace Dataset.Publishing;

/// <summary>
/// What a build that was killed in the midst of its <see cref="Publication"/> left. Hidden names alone prove nothing: the next list counts
/// only where it is <c>releases.json</c> with one publication more (<see cref="ReleaseChain.PublishedBy"/>), and a staged folder or zip
/// only where it is, file for file, the release whose digest a list has. All of it is looked at before the first name changes.
/// </summary>
internal sealed class UnfinishedPublication
{
    private readonly OutputFolder output;

    private UnfinishedPublication(OutputFolder output) => this.output = output;

    /// <summary>
    /// Completes the publication where all of it is there; otherwise takes the next list away, and gives each listed release that lost
    /// its place back to it. Where <c>releases.json</c> cannot be read nothing is touched: the build is refused with findings of that.
    /// </summary>
    /// <param name="output">The output.</param>
    /// <exception cref="IOException">Something else stands where the next list does, or the disk refused; the next build tries
    /// again.</exception>
    public static void Settle(OutputFolder output)
    {
        var (path, list) = (output.Target(ReleaseChain.NextFileName), output.Target(ReleaseChain.FileName));
        var kind = FileKinds.Of(path);
        if (kind == FileKind.Nothing)
            return;
        if (kind != FileKind.File)
            throw new IOException(
                $"Could not publish into {output.Path}: {kind.Describe()} stands at {path}, where a build keeps the list of what it is "
                    + "publishing. Move it away.");
        var (findings, found) = (new DiagnosticList(), new UnfinishedPublication(output));
        if (ReleaseChainForm.Load(list, list, findings) is not { } now)
            return;
        if (ReleaseChainForm.Load(path, path, findings) is { } next && found.Complete(now, next))
            return;
        foreach (var entry in now.Entries)
            found.TakeBack(entry);
        File.Delete(path);
        Posix.SyncFolder(output.Path);
    }

    /// <summary>Completes the publication; false, and nothing is touched, where not all of it is there.</summary>
    private bool Complete(ReleaseChain now, ReleaseChain next)
    {
        if (now.PublishedBy(next) is not { } entry)
            return false;
        var (name, zip) = (entry.ToString(), entry + ".zip");
        var (target, staged) = (output.Target(name), output.StagingPath(name));
        var isStanding = IsListedAs(target, entry);
        var folder = isStanding ? target : staged;
        // Where the list was lost, earlier releases come back to it along with the new one.
        if (!next.Entries.Except(now.Entries).All(e => e == entry || IsListedAs(output.Target(e.ToString()), e)))
            return false;
        if (!IsWhole(folder, entry) || Path.Exists(target) != Directory.Exists(target) || Directory.Exists(output.Target(zip)))
            return false;
        // As no build would: a signed release gives way to a signed one alone.
        if (!isStanding && File.Exists(ReleaseLayout.Signature.Below(target)) && !File.Exists(ReleaseLayout.Signature.Below(staged)))
            return false;
        var zipped = IsZipOf(output.Target(zip), folder) ? null : output.StagingPath(zip);
        if (zipped is not null && !IsZipOf(zipped, folder))
            return false;
        Publication.Settle(output, isStanding ? null : name, zipped is null ? null : (zipped, zip), isListed: true);
        return true;
    }

    /// <summary>Gives a release that is listed its names back, where it stands whole under the hidden ones and not under its own.</summary>
    private void TakeBack(ChainEntry entry)
    {
        var (name, zip) = (entry.ToString(), entry + ".zip");
        var (target, staged) = (output.Target(name), output.StagingPath(name));
        string[] zips = [output.StagingPath(zip), output.AsidePath(zip)];
        if (FileKinds.Of(staged) == FileKind.Nothing && zips.All(z => FileKinds.Of(z) == FileKind.Nothing))
            return;
        var isStanding = IsListedAs(target, entry);
        if (!isStanding && Path.Exists(target) != Directory.Exists(target))
            return;
        var folder = isStanding ? target : staged;
        if (!IsWhole(folder, entry))
            return;
        var zipped = Directory.Exists(output.Target(zip)) || IsZipOf(output.Target(zip), folder)
            ? null
            : Array.Find(zips, z => IsZipOf(z, folder));
        if (!isStanding || zipped is not null)
            Publication.Settle(output, isStanding ? null : name, zipped is null ? null : (zipped, zip), isListed: false);
    }

    /// <summary>Whether a folder's <c>SHA256SUMS</c> is the one that is listed.</summary>
    private static bool IsListedAs(string folder, ChainEntry entry)
    {
        try
        {
            using var checksums = PlainFile.OpenBelow(folder, ReleaseLayout.Checksums);
            return PlainFile.Read(checksums, ReleaseFiles.MaximumWholeFileInBytes) is { } bytes
                && Digest.Of(bytes) == entry.ChecksumsDigest;
        }
        catch (Exception e) when (e is NotPlainFileException or FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Whether a folder is a listed release as a whole: what <c>verify</c> finds of it, with nothing beside it.</summary>
    private static bool IsWhole(string folder, ChainEntry entry)
    {
        var findings = new DiagnosticList();
        return FileKinds.Of(folder) == FileKind.Folder && IsListedAs(folder, entry)
            && ReleaseVerifier.Verify(
                folder, new() { IsAlone = true }, findings, null, CancellationToken.None) is { IsSound: true, Manifest: { } manifest }
            && ChainEntry.Of(manifest, entry.ChecksumsDigest) == entry;
    }

    private static bool IsZipOf(string path, string folder) => FileKinds.Of(path) == FileKind.File && PublishedZip.IsOf(path, folder);
}
