using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Normalization;
using Dataset.Releases;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Text;

namespace Dataset.Building;

/// <summary>
/// The texts that someone has of a release's documents, in a folder and the folders below it. A text is known by its SHA-256, whatever its
/// name; only files of a size that is listed are read.
/// </summary>
internal sealed class SourceTexts
{
    private readonly string folder;
    private readonly DiagnosticList findings;
    private readonly Dictionary<Digest, string> byDigest = [];
    private readonly Dictionary<string, string> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReleaseFile[]> sources;
    private readonly HashSet<string> reported = new(StringComparer.Ordinal);

    /// <param name="folder">The folder.</param>
    /// <param name="manifest">Of the release: lists the digests.</param>
    /// <param name="findings">Takes the findings about texts that are missing.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="IOException">There is no such folder, or a file cannot be read.</exception>
    public SourceTexts(string folder, Manifest manifest, DiagnosticList findings, CancellationToken cancellation)
    {
        (this.folder, this.findings) = (folder, findings);
        sources = manifest.Sources
            .Where(s => s.Path.Value.StartsWith(SourceFile.SourcePrefix + "/", StringComparison.Ordinal)
                && DocumentFolder.KeyOf(s.Path) is not null)
            .GroupBy(s => DocumentFolder.KeyOf(s.Path)!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        if (!Directory.Exists(folder))
            throw Nearby.NotFound($"Expected a folder of texts at {folder}", folder);
        var sizes = sources.Values.SelectMany(s => s).Select(s => s.SizeInBytes).ToHashSet();
        // Not through links; what cannot be opened is not there.
        var below = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var path in Directory.EnumerateFiles(folder, "*", below).Order(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            byName.TryAdd(Path.GetFileName(path), path);
            if (DigestOf(path, sizes) is { } digest)
                byDigest.TryAdd(digest, path);
        }
    }

    /// <summary>
    /// The text of a document, in UTF-8 and without its front matter; null, with one finding a document, where it is not there.
    /// </summary>
    /// <param name="key">The document's key.</param>
    /// <param name="file">The path of its file below the sources, where the release says it; else null.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public byte[]? Find(string key, string? file)
    {
        var listed = sources.GetValueOrDefault(key, []);
        if (file is not null)
            listed = Array.FindAll(listed, s => s.Path.Value == $"{SourceFile.SourcePrefix}/{file}");
        if (listed is [{ } source] && byDigest.TryGetValue(source.Digest, out var path))
        {
            using var handle = PlainFile.Open(path);
            if (PlainFile.Read(handle, NormalizedDocument.MaximumSourceInBytes) is { } bytes && Digest.Of(bytes) == source.Digest)
                return ReceivedFile.TextOf(
                    bytes, source.Encoding,
                    source.Path.Name.EndsWith(DocumentFolder.MarkdownEnding, StringComparison.OrdinalIgnoreCase))
                    // Only a manifest that says what is not so leads here; what is restored then is not what was published.
                    ?? bytes;
            throw new IOException($"{path} changed while it was read; run the command again.");
        }
        if (reported.Add($"{key}/{file}"))
            Report(key, listed);
        return null;
    }

    private void Report(string key, ReleaseFile[] listed)
    {
        var name = listed is [{ } own] ? own.Path.Name : key + DocumentFolder.TextEnding;
        var place = new Location(DisplayPath.Join(folder, name));
        if (listed is not [{ } source])
            findings.Add(
                Rules.SourceUnchanged, place,
                $"Expected one text {Printable.Quoted(name)} among the sources of {ReleaseLayout.Manifest}, found {listed.Length}.");
        else
            findings.Add(
                Rules.SourceUnchanged, place,
                $"Expected a text with {source.Digest}, as {ReleaseLayout.Manifest} lists {source.Path}, found "
                    + (byName.TryGetValue(name, out var other) && DigestOf(other, null) is { } digest
                        ? $"one of that name with {digest}." : "none."));
    }

    /// <summary>The digest of a file; null of what is none, and of one that has none of some sizes.</summary>
    private static Digest? DigestOf(string path, HashSet<long>? sizes)
    {
        try
        {
            using var file = PlainFile.Open(path);
            var size = RandomAccess.GetLength(file);
            if (sizes?.Contains(size) == false)
                return null;
            using var stream = new FileWindow(file, 0, size);
            return Digest.Of(stream);
        }
        catch (Exception e) when (e is NotPlainFileException or UnauthorizedAccessException or FileNotFoundException)
        {
            return null;
        }
    }
}
