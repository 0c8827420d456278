using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Manifests;
using Dataset.Releases;

namespace Dataset.Verification;

/// <summary>
/// Holds the files that are there against each list that names them, in both directions: every file is in every list that must name it,
/// every name in a list is a file, and size and digest are those of the list. A file that every list has another digest of has changed; where
/// only one list has, that list has.
/// </summary>
internal sealed class FileCheck(ReleaseContents release, FileDigests digests) : IReleaseCheck
{
    private static readonly RelativePath[] Needed = [ReleaseLayout.Manifest, ReleaseLayout.Checksums, ReleaseLayout.Provenance];
    private readonly IReadOnlyList<FileList> lists = FileList.Of(release);

    public IEnumerable<Diagnostic> Run()
    {
        var paths = new SortedSet<RelativePath>(release.Files.Entries.Select(e => e.Path).Concat(Needed).Concat(lists.SelectMany(l => l.Paths)));
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
            yield return new(Rules.ProvenanceNamesEachFile, only.Place, $"Expected only files of the release as subjects, found {path}, which is not there.");
        else if (claims.Length > 0)
            yield return new(Rules.ReleaseFileThere, At(path), $"Expected the file that {Names(claims)} {(claims.Length == 1 ? "lists" : "list")}, found none.");
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
                yield return new(RuleOf(list), list.Location, $"Expected {list.Path} to name {path}, which {Namers(claims)}, found no such entry.");
        var found = digests.Of(path);
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
                    $"Expected {Describe(found)} for {path}, as the file is, found {Describe(new FileDigest(claim.SizeInBytes ?? found.SizeInBytes, claim.Digest))}.");
        }
    }

    /// <summary>
    /// Whether the file is <c>SHA256SUMS</c> and has just the bytes that it must have, by the manifest: then it is the statement's digest of
    /// it that has changed.
    /// </summary>
    private bool FollowsFromOthers(RelativePath path) =>
        path == ReleaseLayout.Checksums && release is { Manifest: { } manifest, ChecksumsBytes: { } found } && digests.Of(ReleaseLayout.Manifest) is var own
        && ChecksumList.Write([.. manifest.Files, new(ReleaseLayout.Manifest, own.SizeInBytes, own.Digest)]).AsSpan().SequenceEqual(found);

    private static Rule RuleOf(FileList list) =>
        list.Path == ReleaseLayout.Provenance ? Rules.ProvenanceNamesEachFile : Rules.ReleaseListsAgree;

    private static string Describe(FileClaim[] claims)
    {
        var size = claims.Select(c => c.SizeInBytes).FirstOrDefault(s => s is not null);
        var bytes = size is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{size} bytes with ");
        return $"{bytes}{claims[0].Digest}, as {Names(claims)} {(claims.Length == 1 ? "says" : "say")}";
    }

    private static string Describe(FileDigest found) => string.Create(CultureInfo.InvariantCulture, $"{found.SizeInBytes} bytes with {found.Digest}");

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
