using Dataset.Checksums;
using Dataset.Files;

namespace Dataset.Sources;

/// <summary>Gathers the files that were read, from any thread.</summary>
internal sealed class SourceLedger
{
    private readonly Lock guard = new();
    private readonly List<SourceFile> files = [];

    /// <param name="path">In the source folder.</param>
    /// <param name="size">In bytes.</param>
    /// <param name="digest">Of the bytes that were taken.</param>
    public void Add(RelativePath path, long size, Digest digest)
    {
        var file = new SourceFile(SourceFile.PathOf(path), size, digest);
        lock (guard)
            files.Add(file);
    }

    /// <summary>All so far, by path.</summary>
    public IReadOnlyList<SourceFile> Sorted()
    {
        lock (guard)
            return [.. files.OrderBy(f => f.Path)];
    }
}
