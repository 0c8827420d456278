using Dataset.Checksums;

namespace Dataset.Releases.Writing;

/// <summary>A file as it was written.</summary>
/// <param name="Path">Relative to the release, with <c>/</c>.</param>
public sealed record WrittenFile(string Path, long SizeInBytes, Digest Digest);
