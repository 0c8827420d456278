using Dataset.Files;
using Dataset.Sources;

namespace Dataset.Releases;

/// <summary>Which release of a dataset.</summary>
/// <param name="Name">The dataset's name.</param>
/// <param name="Version">The release's version.</param>
/// <param name="Checksums">The digest of its <c>SHA256SUMS</c>; null for one that is being made.</param>
public sealed record ReleaseIdentity(string Name, ReleaseVersion Version, Digest? Checksums)
{
    /// <summary>What its publisher tells readers of the changes; null for nothing.</summary>
    public string? Notes { get; init; }

    /// <summary>The name of the release's folder: <c>NAME-VERSION</c>.</summary>
    public override string ToString() => $"{Name}-{Version}";
}
