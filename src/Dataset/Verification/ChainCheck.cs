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
        var (own, next) = (new DiagnosticList(), new DiagnosticList());
        CheckChain(ReleaseChain.FileName, manifest, own);
        // A build that was killed while it published: the release may have its name already, and the list not yet.
        if (!own.HasErrors || !CheckChain(ReleaseChain.NextFileName, manifest, next) || next.HasErrors)
            findings.AddRange(own);
    }

    /// <summary>Holds the release against a list beside it; false where the list has no release of its dataset.</summary>
    private bool CheckChain(string file, Manifest manifest, DiagnosticList findings)
    {
        var beside = Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path!))) ?? "", file);
        var display = DisplayPath.Join(path!, "../" + file);
        // A list of other datasets' releases says nothing of this one.
        if (ReleaseChainReader.Load(beside, display, findings) is not { } chain || !chain.Of(manifest.Name).Any())
            return false;
        if (chain.Find(manifest.Name, manifest.Version) is not { } entry)
            findings.Add(
                Rules.ReleaseIsInChain, release.ManifestLocation,
                $"Expected a version that {display} lists ({string.Join(", ", chain.Of(manifest.Name).Select(e => e.Version))}), found {manifest.Version}.");
        else if (release.ChecksumsBytes is not { } checksums)
            return true;
        else if (Digest.Of(checksums) is var found && found != entry.ChecksumsDigest)
            findings.Add(
                Rules.ReleaseIsAsChained, new(release.Files.Display(ReleaseLayout.Checksums)),
                $"Expected {entry.ChecksumsDigest}, as {display} lists it for {entry}, found {found}.");
        else if (entry != ChainEntry.Of(manifest, found))
            findings.Add(
                Rules.ChainIsWhole, new(display),
                $"Expected the date and the release before of {entry} as {ReleaseLayout.Manifest} has them ({manifest.Released:yyyy-MM-dd}, {manifest.Previous?.ChecksumsDigest.ToString() ?? "none"}), found {entry.Released:yyyy-MM-dd}, {entry.Previous?.ToString() ?? "none"}.");
        return true;
    }
}
