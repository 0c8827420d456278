using System.Globalization;
using System.Security.Cryptography;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Releases.Metadata;
using Dataset.Releases.Reading;
using Dataset.Text;

namespace Dataset.Verification;

/// <summary>
/// Checks one downloaded file by the manifest of its release, whose path it has or only the last name of that, as <c>dataset pack</c> lays
/// files out. Where <c>SHA256SUMS</c> is beside the manifest, that must name the manifest as it is, and says what the manifest cannot: the
/// digests of files that were packed for download and of those that speak of the manifest.
/// </summary>
public static class SingleFileVerifier
{
    /// <summary>The files that are written anew when a release is packed, with the names that files have there.</summary>
    private static readonly RelativePath[] Rewritten = [DataPackage.File.Path, Croissant.File.Path, ReleasePage.File.Path];

    /// <summary>Checks a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="manifestPath">The <c>release.json</c> of its release.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>Null where there are findings of severity error.</returns>
    /// <exception cref="IOException">A file cannot be read, or is no file.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static VerifiedFile? Verify(string path, string manifestPath, DiagnosticList findings, CancellationToken cancellation)
    {
        var own = findings.OfSameLimit();
        var shown = Shown(manifestPath);
        var manifest = ReadWhole(manifestPath, shown, ReleaseFiles.MaximumWholeFileInBytes, own) is { } json
            && ManifestReader.Read(json, shown, own) is { } read ? (read, json) : default;
        var lines = manifest.read is null ? [] : ReadChecksums(manifestPath, manifest.json, own);
        var verified = manifest.read is null ? null : Verify(path, manifest.read, shown, lines, own, cancellation);
        findings.AddRange(own);
        return own.HasErrors ? null : verified;
    }

    private static VerifiedFile? Verify(
        string path, Manifest manifest, string manifestShown, IReadOnlyList<ChecksumLine> lines, DiagnosticList findings,
        CancellationToken cancellation)
    {
        var (size, digest) = Hash(path, cancellation);
        var whole = Path.GetFullPath(path).Replace(Path.DirectorySeparatorChar, '/');
        var name = Path.GetFileName(whole);
        var listed = manifest.Files.Where(f => whole.EndsWith("/" + f.Path, StringComparison.Ordinal)).MaxBy(f => f.Path.Value.Length);
        ReleaseFile[] candidates = listed is not null
            ? [listed]
            : [.. manifest.Files.Where(f => Path.GetFileName(f.Path.Value) == name)];
        if (candidates.FirstOrDefault(f => f.SizeInBytes == size && f.Digest == digest) is { } same)
            return new(manifest, same.Path, size, digest, ReleaseLayout.Manifest);
        if (lines.FirstOrDefault(l => l.Path.Value == name) is { } line
            && (candidates.Length == 0 || Rewritten.Contains(line.Path)))
        {
            if (line.Digest == digest)
                return new(manifest, line.Path, size, digest, ReleaseLayout.Checksums);
            findings.Add(
                Rules.ReleaseFileUnchanged, new(Shown(path)),
                $"Expected {line.Digest}, as {ReleaseLayout.Checksums} says, found {digest}.");
        }
        else if (candidates.Length == 0)
        {
            findings.Add(
                Rules.ReleaseFileListed, new(Shown(path)),
                $"Expected a file that {Printable.Line(manifestShown)} lists, by its path or the last name of that, found "
                    + $"{Printable.Quoted(name)}, which it does not.");
        }
        foreach (var file in findings.HasErrors ? [] : candidates)
            findings.Add(Rules.ReleaseFileUnchanged, new(Shown(path)), string.Create(
                CultureInfo.InvariantCulture,
                $"Expected {file.SizeInBytes} bytes with {file.Digest}, as {ReleaseLayout.Manifest} says of {file.Path}, found {size} "
                    + $"bytes with {digest}."));
        return null;
    }

    /// <summary>The lines of the list beside the manifest, none where there is no list, or it is of another manifest.</summary>
    private static IReadOnlyList<ChecksumLine> ReadChecksums(string manifestPath, byte[] manifest, DiagnosticList findings)
    {
        var path = Path.Join(Path.GetDirectoryName(Path.GetFullPath(manifestPath)), ReleaseLayout.Checksums.Value);
        if (!Path.Exists(path))
            return [];
        var shown = DisplayPath.Join(Path.GetDirectoryName(manifestPath) ?? "", ReleaseLayout.Checksums.Value);
        if (ReadWhole(path, shown, ReleaseFiles.MaximumListInBytes, findings) is not { } bytes)
            return [];
        var lines = ChecksumList.Read(bytes, shown, findings);
        var digest = Digest.Of(manifest);
        if (lines.FirstOrDefault(l => l.Path == ReleaseLayout.Manifest) is { } line && line.Digest == digest)
            return lines;
        findings.Add(
            Rules.ReleaseFileUnchanged, new(Shown(manifestPath)),
            $"Expected the manifest that {shown} lists, with "
                + $"{lines.FirstOrDefault(l => l.Path == ReleaseLayout.Manifest)?.Digest.ToString() ?? "a digest"}, found {digest}.");
        return [];
    }

    private static (long SizeInBytes, Digest Digest) Hash(string path, CancellationToken cancellation)
    {
        using var file = PlainFile.Open(path, followsLink: true);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (piece, size) = (new byte[1 << 18], 0L);
        for (int read; (read = RandomAccess.Read(file, piece, size)) > 0; size += read)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(piece, 0, read);
        }
        return (size, Digest.Of(hash));
    }

    private static byte[]? ReadWhole(string path, string shown, int most, DiagnosticList findings)
    {
        using var file = PlainFile.Open(path, followsLink: true);
        var bytes = PlainFile.Read(file, most);
        if (bytes is null)
            findings.Add(
                Rules.ReleaseFileSize, new(shown), FormattableString.Invariant($"Expected at most {most} bytes, found a larger file."));
        return bytes;
    }

    private static string Shown(string path) => path.Replace(Path.DirectorySeparatorChar, '/');
}

/// <summary>A file that is as its release lists it.</summary>
/// <param name="Manifest">Of the release.</param>
/// <param name="Path">The file's path in the release, or its name where it was packed for download.</param>
/// <param name="SizeInBytes">Of the file.</param>
/// <param name="Digest">Of the file.</param>
/// <param name="List">What says so: <c>release.json</c>, or <c>SHA256SUMS</c> beside it.</param>
public sealed record VerifiedFile(Manifest Manifest, RelativePath Path, long SizeInBytes, Digest Digest, RelativePath List);
