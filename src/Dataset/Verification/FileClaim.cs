using Dataset.Checksums;
using Dataset.Diagnostics;

namespace Dataset.Verification;

/// <summary>What a list of a release says of a file.</summary>
/// <param name="List">The list.</param>
/// <param name="Place">Where it says so.</param>
/// <param name="SizeInBytes">Null where the list does not say.</param>
internal sealed record FileClaim(FileList List, Location Place, Digest Digest, long? SizeInBytes)
{
    public bool Holds(FileDigest found) => Digest == found.Digest && (SizeInBytes ?? found.SizeInBytes) == found.SizeInBytes;
}
