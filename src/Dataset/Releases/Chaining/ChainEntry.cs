using Dataset.Checksums;
using Dataset.Manifests;
using Dataset.Sources;

namespace Dataset.Releases.Chaining;

/// <summary>A release as <c>releases.json</c> lists it.</summary>
/// <param name="Name">The dataset's name.</param>
/// <param name="Version">The release's version.</param>
/// <param name="Released">Its date.</param>
/// <param name="ChecksumsDigest">Of its <c>SHA256SUMS</c>, which names every file of it.</param>
/// <param name="Previous">The <see cref="ChecksumsDigest"/> of the release before; null for a first one.</param>
public sealed record ChainEntry(string Name, ReleaseVersion Version, DateOnly Released, Digest ChecksumsDigest, Digest? Previous)
{
    /// <summary>The entry of a release.</summary>
    /// <param name="manifest">What it says of itself.</param>
    /// <param name="checksumsDigest">Of its <c>SHA256SUMS</c>.</param>
    public static ChainEntry Of(Manifest manifest, Digest checksumsDigest) =>
        new(manifest.Name, manifest.Version, manifest.Released, checksumsDigest, manifest.Previous?.ChecksumsDigest);

    /// <summary>The name of the release's folder: <c>NAME-VERSION</c>.</summary>
    public override string ToString() => $"{Name}-{Version}";
}
