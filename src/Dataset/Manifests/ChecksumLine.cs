using Dataset.Checksums;
using Dataset.Files;

namespace Dataset.Manifests;

/// <summary>What <c>SHA256SUMS</c> says of a file.</summary>
/// <param name="Line">1-based: the line that says it.</param>
public sealed record ChecksumLine(RelativePath Path, Digest Digest, int Line);
