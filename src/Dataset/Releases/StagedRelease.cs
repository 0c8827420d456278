using Dataset.Manifests;
using Dataset.Releases.Comparing;
using Dataset.Schemas;

namespace Dataset.Releases;

/// <summary>A release that is built and not yet published.</summary>
/// <param name="Path">The folder that it stands in.</param>
/// <param name="Display">The folder that it shall be, in findings.</param>
/// <param name="Manifest">What it says of itself.</param>
/// <param name="Schemas">In the manifest's order.</param>
internal sealed record StagedRelease(string Path, string Display, Manifest Manifest, IReadOnlyList<TableSchema> Schemas)
{
    /// <summary>It, to be compared with another. The caller disposes of it.</summary>
    public ComparedRelease Compared() => ComparedRelease.InTheMaking(Manifest, Schemas, Path, Display);
}
