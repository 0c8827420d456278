using Dataset.Checksums;
using Dataset.Formats;
using Dataset.Manifests;

namespace Dataset.Releases.Writing;

/// <summary>A table as it was written.</summary>
/// <param name="Name">The table's name.</param>
/// <param name="RowCount">In all parts.</param>
/// <param name="Parts">Each part's rows, and its files in the order of <see cref="TableFormats.All"/>.</param>
public sealed record WrittenTable(string Name, long RowCount, IReadOnlyList<WrittenPart> Parts)
{
    /// <summary>The digest of the table's content: of its JSON Lines, or of the list of its parts' digests.</summary>
    public Digest ContentDigest => Manifests.ContentDigest.Of([.. Parts.Select(p => p.Files[0].Digest)]);
}
