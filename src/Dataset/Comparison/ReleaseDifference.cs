using Dataset.Releases;
using Dataset.Sources;

namespace Dataset.Comparison;

/// <summary>The outcome of comparing two releases.</summary>
/// <param name="Old">The previous release.</param>
/// <param name="New">The release after.</param>
/// <param name="Changes">Everything that changed, rows as counts; the most severe first, and else in the order of tables.</param>
/// <param name="Tables">Every table of either release.</param>
public sealed record ReleaseDifference(
    ReleaseIdentity Old, ReleaseIdentity New, IReadOnlyList<Change> Changes, IReadOnlyList<TableDifference> Tables)
{
    /// <summary>What the changes ask for.</summary>
    internal Bump Bump => VersionPolicy.Of(Changes);

    /// <summary>The lowest version that the new release may have.</summary>
    public ReleaseVersion LeastVersion => VersionPolicy.Least(Old.Version, Bump);

    /// <summary>Whether the new release's version is as high as the changes ask for.</summary>
    public bool IsVersionHighEnough => New.Version >= LeastVersion;

    /// <summary>The changes that ask for most, which are those that say why.</summary>
    public IEnumerable<Change> Gravest
    {
        get
        {
            // Found among all changes, so once and not for each of them.
            var most = Bump;
            return Changes.Where(c => c.Bump == most);
        }
    }
}
