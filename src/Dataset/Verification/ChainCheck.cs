using Dataset.Checksums;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Manifests;
using Dataset.Releases.Chaining;
using Dataset.Releases;
using Dataset.Sources;

namespace Dataset.Verification;

/// <summary>
/// Holds a release against what is known of it elsewhere: the chain in <c>releases.json</c> beside it, the name of its folder, and the
/// newest version that somebody has heard of. A release by itself, in a folder of any other name, is no finding: that is all a stranger has.
/// </summary>
/// <param name="release">The release.</param>
/// <param name="path">Where it stands, as the user called it; null where only <paramref name="atLeast"/> is known.</param>
/// <param name="atLeast">The lowest version that it may have, or null.</param>
internal sealed class ChainCheck(ReleaseContents release, string? path, ReleaseVersion? atLeast) : IReleaseCheck
{
    public IEnumerable<Diagnostic> Run()
    {
        if (release.Manifest is not { } manifest)
            return [];
        var findings = new DiagnosticList();
        if (atLeast is { } least && manifest.Version < least)
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
        var called = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path!)));
        called = called.EndsWith(".zip", StringComparison.Ordinal) ? called[..^4] : called;
        var dash = called.LastIndexOf('-');
        if (dash > 0 && ReleaseVersion.TryParse(called[(dash + 1)..], out _) && called != $"{manifest.Name}-{manifest.Version}")
            findings.Add(Rules.FolderNamesRelease, release.ManifestLocation, $"Expected {called}, as it is called, found {manifest.Name}-{manifest.Version}.");
    }

    private void CheckChain(Manifest manifest, DiagnosticList findings)
    {
        var own = new DiagnosticList();
        // A list of other datasets' releases says nothing of this one.
        if (Load(ReleaseChain.FileName, own) is { } chain && chain.Of(manifest.Name).Any())
        {
            CheckEntry(chain, manifest, own);
            // A build that was killed while it published: the release may have its name already, and the list not yet.
            if (own.HasErrors && Load(ReleaseChain.NextFileName, new()) is { } next && Publishes(chain, next, manifest))
            {
                findings.Add(
                    Rules.PublicationIsFinished, new(Display(ReleaseChain.NextFileName)),
                    $"Expected {Display(ReleaseChain.FileName)} to list {manifest.Name}-{manifest.Version} as it stands here, found it in the list of a publication that is not finished.");
                return;
            }
        }
        findings.AddRange(own);
    }

    /// <summary>Whether the release is the one whose publication the next list would complete.</summary>
    private bool Publishes(ReleaseChain chain, ReleaseChain next, Manifest manifest) =>
        release.ChecksumsBytes is { } checksums && chain.PublishedBy(next) == ChainEntry.Of(manifest, Digest.Of(checksums));

    private void CheckEntry(ReleaseChain chain, Manifest manifest, DiagnosticList findings)
    {
        var display = Display(ReleaseChain.FileName);
        if (chain.Find(manifest.Name, manifest.Version) is not { } entry)
            findings.Add(
                Rules.ReleaseIsInChain, release.ManifestLocation,
                $"Expected a version that {display} lists ({string.Join(", ", chain.Of(manifest.Name).Select(e => e.Version))}), found {manifest.Version}.");
        else if (release.ChecksumsBytes is not { } checksums)
            return;
        else if (Digest.Of(checksums) is var found && found != entry.ChecksumsDigest)
            findings.Add(
                Rules.ReleaseIsAsChained, new(release.Files.Display(ReleaseLayout.Checksums)),
                $"Expected {entry.ChecksumsDigest}, as {display} lists it for {entry}, found {found}.");
        else if (entry != ChainEntry.Of(manifest, found))
            findings.Add(
                Rules.ChainIsWhole, new(display),
                $"Expected the date and the release before of {entry} as {ReleaseLayout.Manifest} has them ({manifest.Released:yyyy-MM-dd}, {manifest.Previous?.ChecksumsDigest.ToString() ?? "none"}), found {entry.Released:yyyy-MM-dd}, {entry.Previous?.ToString() ?? "none"}.");
    }

    private ReleaseChain? Load(string file, DiagnosticList findings) => ReleaseChainReader.Load(
        Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path!))) ?? "", file), Display(file), findings);

    private string Display(string file) => DisplayPath.Join(path!, "../" + file);
}
