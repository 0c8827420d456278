using Dataset.Files;

namespace Dataset.Releases;

/// <summary>A file that a manifest names.</summary>
/// <param name="Path">Below the release folder, or for a source below the folder that holds the source and schema folders.</param>
public sealed record ReleaseFile(RelativePath Path, long SizeInBytes, Digest Digest)
{
    /// <summary>Of the text of a document: the encoding that its metadata declares; null for UTF-8, and of all others.</summary>
    public string? Encoding { get; init; }
}
