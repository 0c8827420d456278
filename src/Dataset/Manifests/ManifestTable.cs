using Dataset.Checksums;
using Dataset.Files;

namespace Dataset.Manifests;

/// <summary>A table as the manifest names it.</summary>
/// <param name="Name">The table's name.</param>
/// <param name="Title">From its schema.</param>
/// <param name="Schema">The path of its schema in the release.</param>
/// <param name="RowCount">In all parts.</param>
/// <param name="ContentDigest">See <see cref="Manifests.ContentDigest"/>.</param>
/// <param name="Parts">In order of their rows; at least one.</param>
public sealed record ManifestTable(
    string Name, string Title, RelativePath Schema, long RowCount, Digest ContentDigest, IReadOnlyList<ManifestPart> Parts);
