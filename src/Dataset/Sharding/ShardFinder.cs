using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Sources;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Sharding;

/// <summary>Opens the parts that a user gave: their folders, or one that holds them.</summary>
/// <param name="descriptor">Of the release that is to be assembled: in a folder that holds parts, those of other releases are passed
/// over.</param>
/// <param name="findings">Takes what is no part, and what is wrong with a part's form.</param>
internal sealed class ShardFinder(Descriptor descriptor, DiagnosticList findings)
{
    private readonly string prefix = ShardManifest.FolderPrefix(descriptor.Name, descriptor.Version);

    private readonly HashSet<string> broken = new(StringComparer.Ordinal);

    /// <summary>The names of folders that are parts but cannot be read as such.</summary>
    public IReadOnlySet<string> Broken => broken;

    /// <summary>The parts that can be read, in the order of the paths; the caller disposes of them.</summary>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    public IReadOnlyList<Shard> Open(IReadOnlyList<string> paths) => [.. paths.SelectMany(Open)];

    private IEnumerable<Shard> Open(string path)
    {
        if (!Directory.Exists(path))
        {
            Found(Display(path), File.Exists(path) ? FileKinds.Of(path).Describe() : "nothing");
            return [];
        }
        if (Path.Exists(ShardManifest.FileName.Below(path)))
            return OpenShard(path) is { } shard ? [shard] : [];
        var names = Directory.EnumerateFileSystemEntries(path, prefix + "*").Select(p => Path.GetFileName(p)!)
            .Order(Utf8Order.Comparer).ToArray();
        if (names.Length == 0)
            findings.Add(
                Rules.ShardIsThere, new(Display(path)),
                $"Expected a part, with {ShardManifest.FileName}, or a folder that holds {prefix}00001 and so on, found neither.");
        return names.Select(name => OpenWithin(Path.Combine(path, name))).OfType<Shard>().ToArray();
    }

    /// <summary>Opens a part in a folder of parts, where no user asked to follow a link.</summary>
    private Shard? OpenWithin(string path)
    {
        var kind = FileKinds.Of(path);
        if (kind == FileKind.Folder && Path.Exists(ShardManifest.FileName.Below(path)))
            return OpenShard(path);
        Found(Display(path), kind == FileKind.Folder ? "a folder without one" : kind.Describe());
        return null;
    }

    private Shard? OpenShard(string path)
    {
        var own = new DiagnosticList();
        var files = new ReleaseFolder(path, own);
        if (!own.HasErrors && files.ReadWhole(ShardManifest.FileName, own) is { } json
            && ShardManifestForm.Read(json, files.Display(ShardManifest.FileName), own) is { } manifest)
            return new(path, files, manifest);
        findings.AddRange(own);
        broken.Add(Path.GetFileName(Path.TrimEndingDirectorySeparator(path)));
        files.Dispose();
        return null;
    }

    private void Found(string display, string found) =>
        findings.Add(Rules.ShardIsThere, new(display), $"Expected a part, a folder with {ShardManifest.FileName}, found {found}.");

    private static string Display(string path) => path.Replace(Path.DirectorySeparatorChar, '/') is { Length: > 1 } display
        ? display.TrimEnd('/')
        : path;
}

/// <summary>Whether the files of parts are those that their <c>shard.json</c> list.</summary>
internal static class ShardFiles
{
    /// <summary>Lists and sizes: nothing is read.</summary>
    public static void CheckNames(Shard shard, DiagnosticList findings)
    {
        var (listed, there) = (shard.Manifest.Files.ToDictionary(f => f.Path), shard.Files.Entries.ToDictionary(e => e.Path));
        foreach (var path in listed.Keys.Union(there.Keys).Where(p => p != ShardManifest.FileName).Order())
        {
            var place = new Location(shard.Files.Display(path));
            if (!there.TryGetValue(path, out var entry))
                findings.Add(Rules.ShardUnchanged, place, $"Expected the file that {ShardManifest.FileName} lists, found none.");
            else if (!listed.TryGetValue(path, out var file))
                findings.Add(
                    Rules.ShardUnchanged, place, $"Expected only files that {ShardManifest.FileName} lists, found one that it does not.");
            else if (file.SizeInBytes != entry.SizeInBytes)
                findings.Add(
                    Rules.ShardUnchanged, place,
                    FormattableString.Invariant(
                        $"Expected {file.SizeInBytes} bytes, as {ShardManifest.FileName} says, found {entry.SizeInBytes}."));
        }
    }

    /// <summary>Digests: every file is read.</summary>
    /// <param name="shards">Whose names have been checked.</param>
    /// <param name="work">The threads.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <param name="meter">Told of bytes that are done with.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static void CheckDigests(IReadOnlyList<Shard> shards, WorkQueue work, DiagnosticList findings, WorkMeter meter)
    {
        var files = shards.SelectMany(s => s.Manifest.Files.Select(f => (Shard: s, File: f)));
        foreach (var (shard, file, found) in work.InOrder(files, f => (f.Shard, f.File, Hash(f.Shard, f.File.Path))))
        {
            work.Cancellation.ThrowIfCancellationRequested();
            if (found != file.Digest.ToString())
                findings.Add(
                    Rules.ShardUnchanged, new(shard.Files.Display(file.Path)),
                    $"Expected {file.Digest}, as {ShardManifest.FileName} says, found {found}.");
            meter.Add(0, file.SizeInBytes);
        }
    }

    /// <summary>The digest of a file, or what is wrong with a file that was exchanged after it was listed.</summary>
    private static string Hash(Shard shard, RelativePath path)
    {
        try
        {
            using var stream = shard.Files.Open(path);
            return Digest.Of(stream).ToString();
        }
        catch (MalformedTableException e)
        {
            return $"another file ({e.Message.TrimEnd('.')})";
        }
    }
}
