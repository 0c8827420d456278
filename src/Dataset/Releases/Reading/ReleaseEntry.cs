using Dataset.Files;

namespace Dataset.Releases.Reading;

/// <summary>A file as it lies in a release.</summary>
public sealed record ReleaseEntry(RelativePath Path, long SizeInBytes);
