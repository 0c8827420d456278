using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Manifests;
using Dataset.Releases.Reading;
using Dataset.Releases.Zip;

namespace Dataset.Releases.Publishing;

/// <summary>The zip beside a release's folder.</summary>
internal static class PublishedZip
{
    private const int PieceInBytes = 1 << 16;

    /// <summary>
    /// Makes <c>NAME-VERSION.zip</c> from the folder that stands, unless it stands already and is the same. It is written under a hidden
    /// name, forced to disk, read back, and then given its name in one step.
    /// </summary>
    /// <returns>Whether it was written.</returns>
    /// <exception cref="IOException">It could not be written, or what was written reads otherwise; what stood under its name still stands.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; the same.</exception>
    public static bool Bring(OutputFolder output, Manifest manifest, CancellationToken cancellation)
    {
        var name = $"{manifest.Name}-{manifest.Version}";
        var target = output.Target(name + ".zip");
        using var folder = new ReleaseFolder(output.Target(name), new());
        if (FileKinds.Of(target) == FileKind.File && Holds(target, folder, manifest, cancellation))
            return false;
        var staging = output.StagingPath(name + ".zip");
        try
        {
            ReleaseZipWriter.Write(folder, name, manifest.Released, staging, cancellation);
            if (!Holds(staging, folder, manifest, cancellation))
                throw new IOException($"Expected {target} to read as it was written, found that it does not. Build again; if it happens again, the disk is at fault.");
            Posix.Rename(staging, target);
        }
        finally
        {
            // Gone already where all went well.
            File.Delete(staging);
        }
        Posix.SyncFolder(output.Path);
        return true;
    }

    /// <summary>
    /// Whether a zip is what the writer makes of a folder. There is one form only, so it is enough that it has that form, and the files' bytes.
    /// </summary>
    private static bool Holds(string path, ReleaseFolder folder, Manifest manifest, CancellationToken cancellation)
    {
        var findings = new DiagnosticList();
        using var zip = new ReleaseZip(path, findings);
        return !findings.HasErrors && !zip.CheckName(manifest).Any() && zip.Entries.SequenceEqual(folder.Entries)
            && zip.Entries.All(e => IsSame(zip, folder, e.Path, cancellation)) && !zip.CheckSums(cancellation).Any();
    }

    private static bool IsSame(ReleaseZip zip, ReleaseFolder folder, RelativePath path, CancellationToken cancellation)
    {
        using var zipped = zip.Open(path);
        using var file = folder.Open(path);
        var (a, b) = (new byte[PieceInBytes], new byte[PieceInBytes]);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var read = zipped.ReadAtLeast(a, a.Length, throwOnEndOfStream: false);
            if (read != file.ReadAtLeast(b, b.Length, throwOnEndOfStream: false) || !a.AsSpan(0, read).SequenceEqual(b.AsSpan(0, read)))
                return false;
            if (read < a.Length)
                return true;
        }
    }
}
