using Dataset.Comparison;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Sources;
using Dataset.Verification;

namespace Dataset.Publishing;

/// <summary>
/// The releases of one dataset in an output folder, and the chain that they make: which one a new release follows, and whether it may
/// follow at all. The chain is also mended here: an existing release that continues it is taken into it where <c>releases.json</c> was
/// lost.
/// </summary>
internal sealed class ReleaseLine
{
    private readonly string folder;
    private readonly string display;
    private readonly string name;
    private readonly ReleaseVersion building;
    private ReleaseChain written;

    private ReleaseLine(string folder, string name, ReleaseVersion building, ReleaseChain chain) =>
        (this.folder, display, this.name, this.building, written, Chain) = (folder, folder, name, building, chain, chain);

    /// <summary>Every release that was published into the folder, also of other datasets.</summary>
    public ReleaseChain Chain { get; private set; }

    /// <summary>Reads <c>releases.json</c> and the releases of the dataset that are beside it.</summary>
    /// <param name="folder">The output folder.</param>
    /// <param name="name">The dataset's name.</param>
    /// <param name="building">The version that is being built; whether what exists of it is whole is not checked here.</param>
    /// <param name="isReplaced">Whether the version is to be replaced: a release of it is then not checked.</param>
    /// <param name="jobs">How many threads may work.</param>
    /// <param name="findings">Takes what is wrong with them.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>Null where anything is wrong that a build cannot go on from.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static ReleaseLine? Open(
        string folder, string name, ReleaseVersion building, bool isReplaced, int jobs, DiagnosticList findings,
        CancellationToken cancellation)
    {
        var own = findings.OfSameLimit();
        ReleaseLine? line = null;
        if (ReleaseChainForm.Load(
            Path.Combine(folder, ReleaseChain.FileName), DisplayPath.Join(folder, ReleaseChain.FileName), own) is { } chain)
        {
            line = new(folder, name, building, chain);
            foreach (var version in line.ExistingVersions().Where(v => v != building || !isReplaced))
                line.Check(version, jobs, own, cancellation);
        }
        findings.AddRange(own);
        return own.HasErrors ? null : line;
    }

    /// <summary>Whether the line takes a release of a version: one above all others, or one that it has.</summary>
    /// <param name="version">The version.</param>
    /// <param name="replace">Whether a release that is there may be replaced.</param>
    /// <param name="place">Where the version is given.</param>
    /// <param name="findings">Takes the finding where it does not.</param>
    public bool Takes(ReleaseVersion version, bool replace, Location place, DiagnosticList findings)
    {
        if (Chain.Newest(name) is not { } newest || newest.Version < version)
            return true;
        if (Chain.Find(name, version) is null)
        {
            findings.Add(
                Rules.VersionIsNewest, place,
                $"Expected a version above {newest.Version}, the newest of {DisplayPath.Join(display, ReleaseChain.FileName)}, found "
                    + $"{version}.");
            return false;
        }
        if (!replace || newest.Version == version)
            return true;
        findings.Add(Rules.OnlyNewestIsReplaced, place, $"Expected {newest.Version}, the newest version, to be replaced, found {version}.");
        return false;
    }

    /// <summary>The release that one of a version follows.</summary>
    /// <param name="version">The version.</param>
    /// <param name="findings">Takes what is wrong with it.</param>
    /// <returns>Null where there is none, and, with findings, where it is missing or damaged. The caller disposes of it.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public ComparedRelease? OpenBefore(ReleaseVersion version, DiagnosticList findings)
    {
        if (Chain.Before(name, version) is not { } before)
            return null;
        if (Find(before.Version) is { } path)
            return ComparedRelease.Open(path, findings);
        findings.Add(
            Rules.PreviousReleaseIsThere, new(DisplayPath.Join(display, before.ToString())),
            $"Expected the release that {version} follows, as {ReleaseChain.FileName} lists it, found none.");
        return null;
    }

    /// <summary>
    /// Whether a release may be published: a version that is listed, but has no folder, comes back as it was or not at all.
    /// </summary>
    public bool TakesBack(ReleaseVersion version, Digest checksumsDigest, DiagnosticList findings)
    {
        if (Chain.Find(name, version) is not { } entry || entry.ChecksumsDigest == checksumsDigest)
            return true;
        findings.Add(
            Rules.VersionNeverChanges, new(DisplayPath.Join(display, ReleaseChain.FileName)),
            $"Expected a {ReleaseLayout.Checksums} of {entry.ChecksumsDigest}, as it is listed for {entry}, which was published and "
                + $"has no folder here any more, found {checksumsDigest}.");
        return false;
    }

    /// <summary>Adds a release that was published, or takes it for the one of its version.</summary>
    public void Add(Manifest manifest, Digest checksumsDigest) => Chain = Chain.With(ChainEntry.Of(manifest, checksumsDigest));

    /// <summary>
    /// Goes on from a release that is elsewhere: takes it and those before it into the chain, as the list beside it has them.
    /// </summary>
    /// <param name="before">The release.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="findings">Takes what is wrong: a list would be no chain.</param>
    /// <exception cref="IOException">The list cannot be read.</exception>
    public void GoOnFrom(ComparedRelease before, string path, DiagnosticList findings)
    {
        var entry = ChainEntry.Of(before.Manifest, before.Identity.Checksums!);
        if (Chain.Find(name, entry.Version)?.ChecksumsDigest == entry.ChecksumsDigest)
            return;
        var list = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, ReleaseChain.FileName);
        var shown = DisplayPath.Join(Path.GetDirectoryName(path) ?? "", ReleaseChain.FileName);
        var entries = (ReleaseChainForm.Load(list, shown, findings)?.Of(name) ?? []).Where(e => e.Version <= entry.Version).ToArray();
        if (entries.Length == 0 && before.Manifest.Previous is null)
            entries = [entry];
        if (findings.HasErrors)
            return;
        if (Chain.Newest(name) is { } newest)
            findings.Add(
                Rules.PreviousReleaseIsThere, new(path),
                $"Expected a release that {DisplayPath.Join(display, ReleaseChain.FileName)} lists, which has {newest} already, found "
                    + $"{entry} with {entry.ChecksumsDigest}.");
        else if (entries is not [.., var last] || last.ChecksumsDigest != entry.ChecksumsDigest)
            findings.Add(
                Rules.PreviousReleaseIsThere, new(shown),
                $"Expected the list of the releases up to {entry} beside it, with {entry.ChecksumsDigest}, found "
                    + $"{(entries.Length == 0 ? "none" : $"one that ends with {entries[^1]}")}.");
        else
            Chain = entries.Aggregate(Chain, (chain, one) => chain.With(one));
    }

    /// <summary>Goes on from what another line, of another dataset, has brought into <c>releases.json</c> meanwhile.</summary>
    public void Follow(ReleaseLine other)
    {
        written = other.Chain;
        Chain = Chain.Of(name).Aggregate(other.Chain, (chain, entry) => chain.With(entry));
    }

    /// <summary>Whether <c>releases.json</c> does not say what the chain is.</summary>
    public bool IsChanged => !written.Entries.SequenceEqual(Chain.Entries);

    /// <summary>The bytes of <c>releases.json</c> for the chain as it is.</summary>
    public byte[] ToBytes() => ReleaseChainForm.Write(Chain);

    /// <summary>The versions that are in the folder, ascending.</summary>
    private IEnumerable<ReleaseVersion> ExistingVersions()
    {
        var versions = new SortedSet<ReleaseVersion>();
        foreach (var path in Directory.EnumerateFileSystemEntries(folder, name + "-*"))
        {
            var found = ReleasePath.NameOf(path);
            if (ReleaseVersion.TryParse(found[(name.Length + 1)..], out var version) && Find(version) is not null)
                versions.Add(version);
        }
        return versions;
    }

    /// <summary>The path of a release, a folder before a file; null where there is none.</summary>
    private string? Find(ReleaseVersion version) => ReleasePath.Find(folder, $"{name}-{version}");

    private void Check(ReleaseVersion version, int jobs, DiagnosticList findings, CancellationToken cancellation)
    {
        if (FileKinds.Of(Find(version)!) == FileKind.Link)
        {
            findings.Add(
                Rules.ReleaseHoldsFiles, new(DisplayPath.Join(display, Path.GetFileName(Find(version)!))),
                "Expected a release, a folder or a zip, found a link.");
            return;
        }
        CheckExisting(version, jobs, findings, cancellation);
        var zip = ReleasePath.ZipOf(folder, $"{name}-{version}");
        if (Find(version) != zip && ReleasePath.IsZip(zip) && Chain.Find(name, version) is { } entry)
            CheckZip(zip, entry, findings);
    }

    /// <summary>Warns where the zip beside a release's folder is not that release: a user may get just that.</summary>
    private void CheckZip(string path, ChainEntry entry, DiagnosticList findings)
    {
        var form = new DiagnosticList();
        using var zip = new ReleaseZip(path, form);
        var checksums = zip.ReadWhole(ReleaseLayout.Checksums, form);
        if (form.HasErrors || checksums is null || Digest.Of(checksums) != entry.ChecksumsDigest)
        {
            var found = form.HasErrors ? $"a file of another form ({form.Kept[0].Rule.Id}: {form.Kept[0].Message})"
                : checksums is null ? "no such file in it"
                : $"one of {Digest.Of(checksums)}";
            findings.Add(
                Rules.ZipBesideIsSound, new(DisplayPath.Join(display, Path.GetFileName(path))),
                $"Expected the zip of {entry}, with a {ReleaseLayout.Checksums} of {entry.ChecksumsDigest}, found {found}.");
        }
    }

    private void CheckExisting(ReleaseVersion version, int jobs, DiagnosticList findings, CancellationToken cancellation)
    {
        var path = Find(version)!;
        var place = new Location(DisplayPath.Join(display, Path.GetFileName(path)));
        if (Chain.Find(name, version) is { } entry)
        {
            using var files = ReleaseFiles.Open(path, findings);
            var checksums = files.ReadWhole(ReleaseLayout.Checksums, findings);
            if (checksums is null && files.IsListed)
                findings.Add(
                    Rules.ReleaseFileThere, new(files.Display(ReleaseLayout.Checksums)),
                    "Expected the file that every release has, found none.");
            else if (checksums is not null && Digest.Of(checksums) is var found && found != entry.ChecksumsDigest)
                findings.Add(
                    Rules.ReleaseIsAsChained, place,
                    $"Expected a {ReleaseLayout.Checksums} of {entry.ChecksumsDigest}, as {ReleaseChain.FileName} lists it, found "
                        + $"{found}.");
            return;
        }
        using var release = ComparedRelease.Open(path, findings);
        if (release is not null)
            Adopt(release, path, version, place, jobs, findings, cancellation);
    }

    /// <summary>
    /// Takes an existing release into the chain, where it continues it and is whole: what is listed once is never asked again.
    /// </summary>
    private void Adopt(
        ComparedRelease release, string path, ReleaseVersion version, Location place, int jobs, DiagnosticList findings,
        CancellationToken cancellation)
    {
        var (last, link) = (Chain.Newest(name), release.Manifest.Previous);
        if (release.Manifest.Name != name || release.Manifest.Version != version)
            findings.Add(Rules.FolderNamesRelease, place, $"Expected {name}-{version}, as it is called, found {release.Identity}.");
        else if (last?.Version > version || link?.ChecksumsDigest != last?.ChecksumsDigest)
            findings.Add(
                Rules.ReleaseIsInChain, place,
                $"Expected a release that {ReleaseChain.FileName} lists, or "
                    + $"{(last is null ? "a first one, which follows none" : $"one that follows {last} with {last.ChecksumsDigest}")}, "
                    + $"found one that follows {(link is null ? "none" : $"{link.Version} with {link.ChecksumsDigest}")}.");
        else if (version == building || IsWhole(path, jobs, findings, cancellation))
            Add(release.Manifest, release.Identity.Checksums!);
    }

    private static bool IsWhole(string path, int jobs, DiagnosticList findings, CancellationToken cancellation)
    {
        var found = findings.OfSameLimit();
        ReleaseVerifier.Verify(path, new() { Jobs = jobs, IsAlone = true }, found, null, cancellation);
        findings.AddErrors(found, d => d);
        return !found.HasErrors;
    }
}
