using Dataset.Files;

namespace Dataset.Sources;

/// <summary>A file that a release is made from.</summary>
/// <param name="Path">
/// <c>seeds/</c> and the path in the source folder, or <c>schema/</c> and the path in the folder of schemas, whatever the two are called
/// on this machine: where the sources are must not reach a release.
/// </param>
internal sealed record SourceFile(RelativePath Path, long SizeInBytes, Digest Digest)
{
    /// <summary>The encoding that its metadata declares; null for UTF-8, and of what is no document's text.</summary>
    public string? Encoding { get; init; }

    /// <summary>Before the paths of files in the source folder.</summary>
    public const string SourcePrefix = "seeds";

    /// <summary>Before the paths of files in the folder of schemas.</summary>
    public const string SchemaPrefix = "schema";

    /// <summary>A path in the source folder as a release names it.</summary>
    internal static RelativePath PathOf(RelativePath path) => RelativePath.Parse($"{SourcePrefix}/{path}");
}

/// <summary>Gathers the files that were read, from any thread.</summary>
internal sealed class SourceLedger
{
    private readonly Lock guard = new();
    private readonly List<SourceFile> files = [];

    /// <param name="path">In the source folder.</param>
    /// <param name="size">In bytes.</param>
    /// <param name="digest">Of the bytes that were taken.</param>
    /// <param name="encoding">That metadata declares; null for UTF-8.</param>
    public void Add(RelativePath path, long size, Digest digest, string? encoding = null)
    {
        var file = new SourceFile(SourceFile.PathOf(path), size, digest) { Encoding = encoding };
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

/// <summary>What a part takes from the source of a documents table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Source">The folder or file, with <see cref="SourceFile.SourcePrefix"/> before it.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="From">How many come before the range.</param>
/// <param name="To">How many come before its end.</param>
/// <param name="Of">How many there are.</param>
/// <param name="Digest">Of the bytes; of documents in a folder, of the names of their files, each with LF.</param>
public sealed record SourceRange(string Table, RelativePath Source, SourceUnit Unit, long From, long To, long Of, Digest Digest);

/// <summary>What is counted where a source is cut into parts.</summary>
public enum SourceUnit
{
    /// <summary>Documents of a folder, in order of their keys.</summary>
    Document,

    /// <summary>Bytes of a file of records.</summary>
    Byte,
}
