using Dataset.Checksums;

namespace Dataset.Verification;

/// <summary>What was found when a file was read from its start to its end.</summary>
internal readonly record struct FileDigest(long SizeInBytes, Digest Digest);
