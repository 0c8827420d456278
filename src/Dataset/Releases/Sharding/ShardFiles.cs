using Dataset.Checksums;
using Dataset.Diagnostics;
using Dataset.Releases.Writing;

namespace Dataset.Releases.Sharding;

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
                findings.Add(Rules.ShardUnchanged, place, $"Expected only files that {ShardManifest.FileName} lists, found one that it does not.");
            else if (file.SizeInBytes != entry.SizeInBytes)
                findings.Add(Rules.ShardUnchanged, place, FormattableString.Invariant($"Expected {file.SizeInBytes} bytes, as {ShardManifest.FileName} says, found {entry.SizeInBytes}."));
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
            if (found != file.Digest)
                findings.Add(Rules.ShardUnchanged, new(shard.Files.Display(file.Path)), $"Expected {file.Digest}, as {ShardManifest.FileName} says, found {found}.");
            meter.Add(0, file.SizeInBytes);
        }
    }

    private static Digest Hash(Shard shard, Files.RelativePath path)
    {
        using var stream = shard.Files.Open(path);
        return Digest.Of(stream);
    }
}
