using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats.Rows;
using Dataset.Releases;
using Dataset.Releases.Provenance;

namespace Dataset.Verification;

/// <summary>
/// Holds the files that are there against each list that names them, in both directions: every file is in every list that must name it,
/// every name in a list is a file, and size and digest are those of the list. A file that every list has another digest of has changed;
/// where only one list has, that list has.
/// </summary>
internal sealed class FileCheck(ReleaseContents release, FileDigests digests) : IReleaseCheck
{
    private static readonly RelativePath[] Needed = [ReleaseLayout.Manifest, ReleaseLayout.Checksums, ReleaseLayout.Provenance];
    private readonly IReadOnlyList<FileList> lists = FileList.Of(release);

    public IEnumerable<Diagnostic> Run()
    {
        foreach (var path in release.Files.Leftovers)
            yield return new(Rules.HubLeftovers, At(path), "Expected only files of the release, found one that the Hub's programs leave.");
        var paths = new SortedSet<RelativePath>(
            release.Files.Entries.Select(e => e.Path).Concat(Needed).Concat(lists.SelectMany(l => l.Paths)));
        foreach (var path in paths)
        {
            foreach (var list in lists)
                if (list.Find(path) is { } claim && !list.MustName(path))
                    yield return new(RuleOf(list), claim.Place, $"Expected {list.Path} to leave out {path}, found it there.");
            var claims = lists.Where(l => l.MustName(path)).Select(l => l.Find(path)).OfType<FileClaim>().ToArray();
            var found = release.Files.Find(path) is null ? Missing(path, claims) : Present(path, claims);
            foreach (var diagnostic in found)
                yield return diagnostic;
        }
    }

    private IEnumerable<Diagnostic> Missing(RelativePath path, FileClaim[] claims)
    {
        if (claims is [{ } only] && only.List.Path == ReleaseLayout.Provenance && lists.Count > 1 && !Needed.Contains(path))
            yield return new(
                Rules.ProvenanceNamesEachFile, only.Place,
                $"Expected only files of the release as subjects, found {path}, which is not there.");
        else if (claims.Length > 0)
            yield return new(
                Rules.ReleaseFileThere, At(path),
                $"Expected the file that {Names(claims)} {(claims.Length == 1 ? "lists" : "list")}, found none.");
        else if (Needed.Contains(path))
            yield return new(Rules.ReleaseFileThere, At(path), "Expected the file that every release has, found none.");
    }

    private IEnumerable<Diagnostic> Present(RelativePath path, FileClaim[] claims)
    {
        // No list can name the signature; SignatureCheck holds every byte of it.
        if (claims.Length == 0 && path == ReleaseLayout.Signature)
            yield break;
        if (claims.Length == 0 && !Needed.Contains(path))
        {
            yield return new(Rules.ReleaseFileListed, At(path), "Expected only files that the release lists, found one that it does not.");
            yield break;
        }
        foreach (var list in lists)
            if (list.IsComplete && list.MustName(path) && list.Find(path) is null)
                yield return new(
                    RuleOf(list), list.Location, $"Expected {list.Path} to name {path}, which {Namers(claims)}, found no such entry.");
        var size = release.Files.Find(path)!.SizeInBytes;
        if (claims.FirstOrDefault(c => c.SizeInBytes is { } listed && listed != size) is { } other)
            yield return new(
                Rules.ReleaseFileUnchanged, At(path),
                string.Create(
                    CultureInfo.InvariantCulture, $"Expected {other.SizeInBytes} bytes, as {other.List.Path} says, found {size}."));
        if (!release.MayBeHashed(path))
            yield break;
        if (DigestOf(path, out var problem) is not { } found)
        {
            yield return problem!;
            yield break;
        }
        var wrong = claims.Where(c => !c.Holds(found)).ToArray();
        if (wrong.Length == claims.Length && !FollowsFromOthers(path))
        {
            foreach (var group in wrong.GroupBy(c => c.Digest))
                yield return new(Rules.ReleaseFileUnchanged, At(path), $"Expected {Describe([.. group])}, found {Describe(found)}.");
        }
        else
        {
            foreach (var claim in wrong)
                yield return new(
                    claim.List.Path == ReleaseLayout.Provenance ? Rules.ProvenanceDigests : Rules.ReleaseFileUnchanged, claim.Place,
                    $"Expected {Describe(found)} for {path}, as the file is, found "
                        + $"{Describe(new FileDigest(claim.SizeInBytes ?? found.SizeInBytes, claim.Digest))}.");
        }
    }

    /// <summary>
    /// Whether the file is <c>SHA256SUMS</c> and has just the bytes that it must have, by the manifest: then it is the statement's digest
    /// of it that has changed.
    /// </summary>
    private bool FollowsFromOthers(RelativePath path) =>
        path == ReleaseLayout.Checksums && release is { Manifest: { } manifest, ChecksumsBytes: { } found } && DigestOf(
            ReleaseLayout.Manifest, out _) is { } own
        && ChecksumList.Write([.. manifest.Files, new(ReleaseLayout.Manifest, own.SizeInBytes, own.Digest)]).AsSpan().SequenceEqual(found);

    /// <summary>The size and digest of a file that was listed; null, with a finding, where it is no longer there as it was.</summary>
    private FileDigest? DigestOf(RelativePath path, out Diagnostic? problem)
    {
        try
        {
            problem = null;
            return digests.Of(path);
        }
        catch (MalformedTableException e)
        {
            problem = e.ToDiagnostic();
            return null;
        }
    }

    private static Rule RuleOf(FileList list) =>
        list.Path == ReleaseLayout.Provenance ? Rules.ProvenanceNamesEachFile : Rules.ReleaseListsAgree;

    private static string Describe(FileClaim[] claims)
    {
        var size = claims.Select(c => c.SizeInBytes).FirstOrDefault(s => s is not null);
        var bytes = size is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{size} bytes with ");
        return $"{bytes}{claims[0].Digest}, as {Names(claims)} {(claims.Length == 1 ? "says" : "say")}";
    }

    private static string Describe(FileDigest found) => string.Create(
        CultureInfo.InvariantCulture, $"{found.SizeInBytes} bytes with {found.Digest}");

    private static string Namers(FileClaim[] claims) => claims.Length switch
    {
        0 => "every release has",
        1 => $"{Names(claims)} names",
        _ => $"{Names(claims)} name",
    };

    private static string Names(FileClaim[] claims) => claims.Length == 1
        ? claims[0].List.Path.Value
        : $"{string.Join(", ", claims[..^1].Select(c => c.List.Path.Value))} and {claims[^1].List.Path}";

    private Location At(RelativePath path) => new(release.Files.Display(path));
}

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
    public static IReadOnlyList<FileList> Of(ReleaseContents release) =>
        [.. new[] { OfManifest(release), OfChecksums(release), OfProvenance(release) }.OfType<FileList>()];

    /// <summary>What the list says of a file, or null.</summary>
    public FileClaim? Find(RelativePath path) => claims.GetValueOrDefault(path);

    /// <summary>Whether the list has to name a file that is in the release.</summary>
    public bool MustName(RelativePath path) => !leftOut.Contains(path);

    private static FileList? OfManifest(ReleaseContents release)
    {
        if (release.Manifest is null)
            return null;
        var list = new FileList(
            ReleaseLayout.Manifest, release.ManifestLocation, true, [ReleaseLayout.Manifest, .. ReleaseLayout.NotInChecksums]);
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
        var list = new FileList(
            ReleaseLayout.Provenance, release.ProvenanceLocation, true, [ReleaseLayout.Provenance, ReleaseLayout.Signature]);
        foreach (var subject in release.Subjects)
            list.claims.Add(subject.Name, new(list, subject.Location, subject.Digest, null));
        return list;
    }
}
