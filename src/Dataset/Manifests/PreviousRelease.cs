using Dataset.Checksums;
using Dataset.Sources;

namespace Dataset.Manifests;

/// <summary>The release before, as a release names it: an input of the build, from which <c>CHANGELOG.md</c> is made.</summary>
/// <param name="Version">Its version.</param>
/// <param name="ChecksumsDigest">Of its <c>SHA256SUMS</c>, which names every file of it: so each release vouches for all before it.</param>
public sealed record PreviousRelease(ReleaseVersion Version, Digest ChecksumsDigest);
