using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Releases.Reading;

namespace Dataset.Publishing;

/// <summary>The zip beside a release's folder.</summary>
internal static class PublishedZip
{
    private const int PieceInBytes = 1 << 16;

    /// <summary>
    /// Makes <c>NAME-VERSION.zip</c> from a folder under its hidden name, and has it forced to the disk; unless it stands already and
    /// is the same.
    /// </summary>
    /// <param name="output">The output.</param>
    /// <param name="path">The release's folder, staged or standing.</param>
    /// <param name="manifest">Of the release.</param>
    /// <param name="crcs">The CRC-32 of its files, as far as they are known.</param>
    /// <param name="disk">Forces the zip to the disk.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The name that it shall have, or null where it stands.</returns>
    /// <exception cref="IOException">It could not be written, or what was written reads otherwise.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static string? Stage(
        OutputFolder output, string path, Manifest manifest, IReadOnlyDictionary<RelativePath, uint> crcs, DiskQueue disk,
        CancellationToken cancellation)
    {
        var name = $"{manifest.Name}-{manifest.Version}";
        var (target, staging) = (output.Target(name + ".zip"), output.StagingPath(name + ".zip"));
        using var folder = new ReleaseFolder(path, new());
        if (FileKinds.Of(target) == FileKind.File && Holds(target, folder, manifest, cancellation))
            return null;
        ReleaseZipWriter.Write(folder, name, manifest.Released, staging, crcs, disk, cancellation);
        // The checksums in it are those of the bytes that were written to the folder, whose files are read to be verified; what was copied
        // from them is not read once more, but the places and sizes of all of it are.
        if (!HasForm(staging, folder, manifest))
            throw new IOException(
                $"Expected {staging} to read as it was written, found that it does not. Build again; if it happens again, the disk is at "
                    + "fault.");
        return name + ".zip";
    }

    /// <summary>Whether a zip holds the files of a folder and no others; false where either is missing or damaged.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static bool IsOf(string path, string folder)
    {
        var findings = new DiagnosticList();
        if (!File.Exists(path) || !Directory.Exists(folder))
            return false;
        using var files = new ReleaseFolder(folder, findings);
        return files.ReadWhole(ReleaseLayout.Manifest, findings) is { } json && ManifestReader.Read(json, "", findings) is { } manifest
            && !findings.HasErrors && Holds(path, files, manifest, CancellationToken.None);
    }

    /// <summary>
    /// Whether a zip is what the writer makes of a folder. There is one form only, so it is enough that it has that form, and the files'
    /// bytes.
    /// </summary>
    private static bool Holds(string path, ReleaseFolder folder, Manifest manifest, CancellationToken cancellation)
    {
        if (!HasForm(path, folder, manifest))
            return false;
        using var zip = new ReleaseZip(path, new());
        return !zip.CheckSums(cancellation).Any() && zip.Entries.All(e => IsSame(zip, folder, e.Path, cancellation));
    }

    /// <summary>Whether a zip has its form, and names files as the folder has them; their bytes are not read.</summary>
    private static bool HasForm(string path, ReleaseFolder folder, Manifest manifest)
    {
        var findings = new DiagnosticList();
        using var zip = new ReleaseZip(path, findings);
        return !findings.HasErrors && !zip.CheckName(manifest).Any() && zip.Entries.SequenceEqual(folder.Entries);
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
