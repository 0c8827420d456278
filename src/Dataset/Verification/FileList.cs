using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Manifests;
using Dataset.Provenance;
using Dataset.Releases;

namespace Dataset.Verification;

/// <summary>One of the lists that name a release's files with their digests.</summary>
internal sealed class FileList
{
    private readonly Dictionary<RelativePath, FileClaim> claims = [];
    private readonly IReadOnlyList<RelativePath> leftOut;

    private FileList(RelativePath path, Location location, bool isComplete, IReadOnlyList<RelativePath> leftOut) =>
        (Path, Location, IsComplete, this.leftOut) = (path, location, isComplete, leftOut);

    /// <summary>The list's own path.</summary>
    public RelativePath Path { get; }

    /// <summary>The list as a whole, in findings.</summary>
    public Location Location { get; }

    /// <summary>Whether all of it could be read, so that a path that is not here is not in the list.</summary>
    public bool IsComplete { get; }

    public IEnumerable<RelativePath> Paths => claims.Keys;

    /// <summary>The lists of a release that can be read, in the order in which messages name them.</summary>
    public static IReadOnlyList<FileList> Of(ReleaseContents release) => [.. new[] { OfManifest(release), OfChecksums(release), OfProvenance(release) }.OfType<FileList>()];

    /// <summary>What the list says of a file, or null.</summary>
    public FileClaim? Find(RelativePath path) => claims.GetValueOrDefault(path);

    /// <summary>Whether the list has to name a file that is in the release.</summary>
    public bool MustName(RelativePath path) => !leftOut.Contains(path);

    private static FileList? OfManifest(ReleaseContents release)
    {
        if (release.Manifest is null)
            return null;
        var list = new FileList(ReleaseLayout.Manifest, release.ManifestLocation, true, [ReleaseLayout.Manifest, .. ReleaseLayout.NotInChecksums]);
        foreach (var file in release.Manifest.Files)
            list.claims.Add(file.Path, new(list, list.Location, file.Digest, file.SizeInBytes));
        return list;
    }

    private static FileList? OfChecksums(ReleaseContents release)
    {
        if (release.Checksums is null)
            return null;
        var location = new Location(release.Files.Display(ReleaseLayout.Checksums));
        var list = new FileList(ReleaseLayout.Checksums, location, !release.HasUnreadChecksums, ReleaseLayout.NotInChecksums);
        foreach (var line in release.Checksums)
            list.claims.Add(line.Path, new(list, location with { Line = line.Line }, line.Digest, null));
        return list;
    }

    private static FileList? OfProvenance(ReleaseContents release)
    {
        if (release.Subjects is null)
            return null;
        var list = new FileList(ReleaseLayout.Provenance, release.ProvenanceLocation, true, [ReleaseLayout.Provenance, ReleaseLayout.Signature]);
        foreach (var subject in release.Subjects)
            list.claims.Add(subject.Name, new(list, subject.Location, subject.Digest, null));
        return list;
    }
}
