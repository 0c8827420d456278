using Dataset.Manifests;
using Dataset.Releases.Building;

namespace Dataset.Releases.Sharding;

/// <summary>A table's rows in a part of a release.</summary>
/// <param name="Name">The table's name.</param>
/// <param name="RowCount">Rows in all of <paramref name="Parts"/>.</param>
/// <param name="First">The key of the first row; null where there is none.</param>
/// <param name="Last">The key of the last row; null where there is none.</param>
/// <param name="Parts">The files, in order of their rows: more than one where they would be too large, none where there are no rows.</param>
public sealed record ShardTable(string Name, long RowCount, KeyText? First, KeyText? Last, IReadOnlyList<ManifestPart> Parts);
