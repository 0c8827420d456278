using Dataset.Files;
using Dataset.Sources;
using Dataset.Text;

namespace Dataset.Releases;

/// <summary>
/// Every release that was published into a folder: what <c>releases.json</c> says. The releases of a dataset make a chain, each with
/// the digest of the one before; each release carries its link itself (<see cref="Manifest.Previous"/>), so that no one can
/// exchange one without all that follow it.
/// </summary>
/// <param name="Entries">By name, then by version.</param>
internal sealed record ReleaseChain(IReadOnlyList<ChainEntry> Entries)
{
    /// <summary>The file's name, beside the releases.</summary>
    public const string FileName = "releases.json";

    /// <summary>
    /// What the file will be once the publication under way is complete. Where a build was killed half-way, this remains until the next
    /// build completes it. It counts only beside a list that it continues: <see cref="PublishedBy"/>.
    /// </summary>
    public const string NextFileName = ".next-" + FileName;

    /// <summary>The form of the file; raised when a reader of the old form would misread the new.</summary>
    public const int FormatVersion = 1;

    public static ReleaseChain Empty { get; } = new([]);

    /// <summary>The releases of a dataset in ascending order of versions.</summary>
    public IEnumerable<ChainEntry> Of(string name) => Entries.Where(e => e.Name == name);

    /// <summary>The entry of a release, or null.</summary>
    public ChainEntry? Find(string name, ReleaseVersion version) => Of(name).FirstOrDefault(e => e.Version == version);

    /// <summary>The release of the highest version below another, or null.</summary>
    public ChainEntry? Before(string name, ReleaseVersion version) => Of(name).LastOrDefault(e => e.Version < version);

    /// <summary>The newest release of a dataset, or null.</summary>
    public ChainEntry? Newest(string name) => Of(name).LastOrDefault();

    /// <summary>With an entry more, in the place of one of the same release where there is one.</summary>
    public ReleaseChain With(ChainEntry entry) => new(
    [
        .. Entries.Where(e => e.Name != entry.Name || e.Version != entry.Version).Append(entry)
            .OrderBy(e => e.Name, Utf8Order.Comparer).ThenBy(e => e.Version),
    ]);

    /// <summary>
    /// The release whose publication makes another list of this one: it is new and the newest of its dataset, or takes the newest's place,
    /// and all other entries stay. Where this list was lost, earlier releases of the dataset may come back along with it.
    /// </summary>
    /// <param name="next">The other list.</param>
    /// <returns>Null where no publication does.</returns>
    public ChainEntry? PublishedBy(ReleaseChain next)
    {
        var added = next.Entries.Except(Entries).ToArray();
        return added is [.., var newest] && added.All(e => e.Name == newest.Name) && next.Newest(newest.Name) == newest
            && Entries.Except(next.Entries).All(e => e.Name == newest.Name && e.Version == newest.Version) ? newest : null;
    }
}

/// <summary>A release as <c>releases.json</c> lists it.</summary>
/// <param name="Name">The dataset's name.</param>
/// <param name="Version">The release's version.</param>
/// <param name="Released">Its date.</param>
/// <param name="ChecksumsDigest">Of its <c>SHA256SUMS</c>, which names every file of it.</param>
/// <param name="Previous">The <see cref="ChecksumsDigest"/> of the previous release; null for a first one.</param>
internal sealed record ChainEntry(string Name, ReleaseVersion Version, DateOnly Released, Digest ChecksumsDigest, Digest? Previous)
{
    /// <summary>The entry of a release.</summary>
    /// <param name="manifest">What it says of itself.</param>
    /// <param name="checksumsDigest">Of its <c>SHA256SUMS</c>.</param>
    public static ChainEntry Of(Manifest manifest, Digest checksumsDigest) =>
        new(manifest.Name, manifest.Version, manifest.Released, checksumsDigest, manifest.Previous?.ChecksumsDigest);

    /// <summary>The name of the release's folder: <c>NAME-VERSION</c>.</summary>
    public override string ToString() => $"{Name}-{Version}";
}
