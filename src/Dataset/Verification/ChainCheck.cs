using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Sources;

namespace Dataset.Verification;

/// <summary>
/// Holds a release against what is known of it elsewhere: the chain in <c>releases.json</c> beside it, the name of its folder, and the
/// newest version that the user has heard of. A release by itself, in a folder of any other name, is no finding: that is all a stranger
/// has.
/// </summary>
/// <param name="release">The release.</param>
/// <param name="path">Where it is, as the user called it; null where only <paramref name="options"/> are known.</param>
/// <param name="options">The name that it must have, and the lowest version that it may have.</param>
internal sealed class ChainCheck(ReleaseContents release, string? path, VerifyOptions options) : IReleaseCheck
{
    public IEnumerable<Diagnostic> Run()
    {
        if (release.Manifest is not { } manifest)
            return [];
        var findings = new DiagnosticList();
        if (options.DatasetName is { } name && manifest.Name != name)
            findings.Add(
                Rules.ReleaseIsOfDataset, release.ManifestLocation, $"Expected a release of {name}, found one of {manifest.Name}.");
        if (options.AtLeast is { } least && manifest.Version < least)
            findings.Add(Rules.ReleaseIsRecent, release.ManifestLocation, $"Expected version {least} or later, found {manifest.Version}.");
        if (path is not null)
        {
            CheckName(manifest, findings);
            CheckChain(manifest, findings);
        }
        return findings.Kept;
    }

    private void CheckName(Manifest manifest, DiagnosticList findings)
    {
        var called = ReleasePath.NameOf(path!);
        if (SaysVersion(called) && called != $"{manifest.Name}-{manifest.Version}")
            findings.Add(
                Rules.FolderNamesRelease, release.ManifestLocation,
                $"Expected {called}, as it is called, found {manifest.Name}-{manifest.Version}.");
    }

    private void CheckChain(Manifest manifest, DiagnosticList findings)
    {
        var own = new DiagnosticList();
        // No list says nothing; one without any release of the dataset may have been emptied, and is no better than one that leaves out
        // this version.
        if (FileKinds.Of(Beside(ReleaseChain.FileName)) != FileKind.Nothing && Load(ReleaseChain.FileName, own) is { } chain)
        {
            // A build that was killed while it published: the release may have its name already, and the list not yet.
            var published = Load(ReleaseChain.NextFileName, new()) is { } next ? chain.PublishedBy(next) : null;
            CheckEntry(chain, manifest, own);
            if (own.HasErrors && published is not null && IsPublished(published, manifest))
            {
                own = new();
                own.Add(
                    Rules.PublicationIsFinished, new(Display(ReleaseChain.NextFileName)),
                    $"Expected {Display(ReleaseChain.FileName)} to list {manifest.Name}-{manifest.Version} as it is here, found it in "
                        + "the list of a publication that is not finished.");
            }
            var others = chain.Of(manifest.Name).Where(e => e.Version != manifest.Version);
            ListedBeside.Check(path!, Display(ReleaseChain.FileName), others, published, own);
            CheckAge(chain, manifest, own);
        }
        findings.AddRange(own);
    }

    /// <summary>Whether the release is the one whose publication the next list would complete.</summary>
    private bool IsPublished(ChainEntry published, Manifest manifest) =>
        release.ChecksumsBytes is { } checksums && published == ChainEntry.Of(manifest, Digest.Of(checksums));

    private void CheckEntry(ReleaseChain chain, Manifest manifest, DiagnosticList findings)
    {
        var display = Display(ReleaseChain.FileName);
        if (chain.Find(manifest.Name, manifest.Version) is not { } entry)
            findings.Add(
                Rules.ReleaseIsInChain, release.ManifestLocation,
                $"Expected a version that {display} lists ({Listed(chain, manifest.Name)}), found {manifest.Version}.");
        else if (release.ChecksumsBytes is not { } checksums)
            return;
        else if (Digest.Of(checksums) is var found && found != entry.ChecksumsDigest)
            findings.Add(
                Rules.ReleaseIsAsChained, new(release.Files.Display(ReleaseLayout.Checksums)),
                $"Expected {entry.ChecksumsDigest}, as {display} lists it for {entry}, found {found}.");
        else if (entry != ChainEntry.Of(manifest, found))
            findings.Add(
                Rules.ChainIsWhole, new(display),
                $"Expected the date and the previous release of {entry} as {ReleaseLayout.Manifest} has them "
                    + $"({manifest.Released:yyyy-MM-dd}, {manifest.Previous?.ChecksumsDigest.ToString() ?? "none"}), found "
                    + $"{entry.Released:yyyy-MM-dd}, {entry.Previous?.ToString() ?? "none"}.");
    }

    /// <summary>Where the release is among the others by its day, and, under a name that does not say its version, by that.</summary>
    private void CheckAge(ReleaseChain chain, Manifest manifest, DiagnosticList findings)
    {
        var display = Display(ReleaseChain.FileName);
        if (chain.Before(manifest.Name, manifest.Version) is { } before && before.Released > manifest.Released)
            findings.Add(
                Rules.DatesAscend, release.ManifestLocation,
                $"Expected a day not before {before.Released:yyyy-MM-dd}, that of {before} in {display}, found "
                    + $"{manifest.Released:yyyy-MM-dd}.");
        if (!SaysVersion(ReleasePath.NameOf(path!)) && chain.Newest(manifest.Name) is { } newest && newest.Version > manifest.Version)
            findings.Add(
                Rules.NamelessIsNewest, release.ManifestLocation,
                $"Expected {newest.Version}, the newest version that {display} lists, under a name that says none, found "
                    + $"{manifest.Version}.");
    }

    private static bool SaysVersion(string called) => called.LastIndexOf('-') is > 0 and var dash && ReleaseVersion.TryParse(
        called[(dash + 1)..], out _);

    private static string Listed(ReleaseChain chain, string name) =>
        chain.Of(name).Any() ? string.Join(", ", chain.Of(name).Select(e => e.Version)) : $"none of {name}";

    private ReleaseChain? Load(string file, DiagnosticList findings) => ReleaseChainForm.Load(Beside(file), Display(file), findings);

    private string Beside(string file) => Path.Combine(
        Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path!))) ?? "", file);

    private string Display(string file) => DisplayPath.Join(path!, "../" + file);
}
