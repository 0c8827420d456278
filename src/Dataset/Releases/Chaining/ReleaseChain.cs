using Dataset.Diagnostics;
using Dataset.Manifests;
using Dataset.Sources;

namespace Dataset.Releases.Chaining;

/// <summary>
/// Every release that was published into a folder: what <c>releases.json</c> says. The releases of a dataset make a chain, each with
/// the digest of the one before; each release carries its link itself (<see cref="Manifest.Previous"/>), so that nobody can
/// exchange one without all that follow it.
/// </summary>
/// <param name="Entries">By name, then by version.</param>
public sealed record ReleaseChain(IReadOnlyList<ChainEntry> Entries)
{
    /// <summary>The file's name, beside the releases.</summary>
    public const string FileName = "releases.json";

    /// <summary>
    /// What the file will be once the publication under way is complete. Where a build was killed in its midst, this stands until the next
    /// build completes it, and a release that this lists is as good as listed.
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
}
