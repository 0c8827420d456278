using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Tables;
using Dataset.Verification;

namespace Dataset.Inspection;

/// <summary>Holds a release against what it was made from: a source folder, from which it is built again, or one source file.</summary>
public static class SourceComparison
{
    /// <summary>Compares.</summary>
    /// <param name="release">The release's folder, verified already.</param>
    /// <param name="manifest">What it says of itself.</param>
    /// <param name="source">
    /// A source folder: the release is built again below the folder for temporary files, which needs as much space as the release takes,
    /// and every byte is compared. Of an edition, a folder with the texts: the full tables are made of them and compared. Or a file: its
    /// SHA-256 must be that of a source that the manifest lists.
    /// </param>
    /// <param name="options">How.</param>
    /// <param name="findings">Takes the findings; those of the sources too where nothing can be built from them.</param>
    /// <param name="progress">Told now and then how far it has come; may be null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IOException">There is no such source, a file cannot be read, or the disk is full.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void Compare(
        string release, Manifest manifest, string source, VerifyOptions options, DiagnosticList findings, IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        if (File.Exists(source))
            CompareFile(manifest, source, findings);
        else if (manifest.Edition is not null)
            InTemporary(folder => ReleaseRestorer.Compare(release, source, folder, options.Jobs, findings, progress, cancellation));
        else
            Rebuild(release, manifest, source, options, findings, progress, cancellation);
    }

    private static void CompareFile(Manifest manifest, string source, DiagnosticList findings)
    {
        using var file = PlainFile.Open(source, followsLink: true);
        using var stream = new FileWindow(file, 0, RandomAccess.GetLength(file));
        var found = Digest.Of(stream);
        if (manifest.Sources.Any(s => s.Digest == found))
            return;
        var name = "/" + Path.GetFileName(source);
        var listed = manifest.Sources.Where(s => s.Path.Value.EndsWith(name, StringComparison.Ordinal))
            .Select(s => $"{s.Digest}, as {ReleaseLayout.Manifest} lists for {s.Path}")
            .DefaultIfEmpty($"a file that {ReleaseLayout.Manifest} lists among the sources");
        findings.Add(
            Rules.SourceUnchanged,
            new(DisplayPath.Join(Path.GetDirectoryName(source) is { Length: > 0 } folder ? folder : ".", Path.GetFileName(source))),
            $"Expected {string.Join(", or ", listed)}, found {found}.");
    }

    private static void Rebuild(
        string release, Manifest manifest, string source, VerifyOptions options, DiagnosticList findings, IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        if (SourceFolder.Open(source, findings) is not { } folder || !IsOf(manifest, folder.Descriptor, findings))
            return;
        var previous = PreviousReleaseSearch.Find(release, manifest, options.PreviousReleasePath, findings);
        if (previous is null && manifest.Previous is not null)
            return;
        InTemporary(temporary =>
        {
            var ofSources = new DiagnosticList();
            var outcome = ReleaseBuilder.Build(
                folder,
                new()
                {
                    SourceFolder = source,
                    OutputFolder = temporary,
                    Jobs = options.Jobs,
                    PartCount = manifest.PartCount,
                    PreviousReleasePath = previous,
                    HasEditions = false,
                },
                ofSources, progress, cancellation);
            if (outcome is not BuildOutcome.Built built)
            {
                findings.AddRange(ofSources);
                return;
            }
            CompareSources(manifest, built.Manifest, findings);
            using var expected = ReleaseFiles.Open(built.Path, ofSources);
            using var found = ReleaseFiles.Open(release, ofSources);
            new RebuiltFiles(expected, found, built.Manifest, findings, cancellation).Compare();
        });
    }

    private static void InTemporary(Action<string> act)
    {
        var temporary = TemporaryFolder.Make("dataset-verify-", "build in");
        try
        {
            act(temporary.FullName);
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    /// <summary>
    /// Whether the sources are those of the release's version: of another, building again says only what is known already.
    /// </summary>
    private static bool IsOf(Manifest manifest, Descriptor descriptor, DiagnosticList findings)
    {
        if (descriptor.Name == manifest.Name && descriptor.Version == manifest.Version)
            return true;
        findings.Add(
            Rules.SourceUnchanged, descriptor.VersionPlace,
            $"Expected the sources of {manifest.Name}-{manifest.Version}, found those of {descriptor.Name}-{descriptor.Version}.");
        return false;
    }

    private static void CompareSources(Manifest listed, Manifest built, DiagnosticList findings)
    {
        var (old, now) = (listed.Sources.ToDictionary(s => s.Path), built.Sources.ToDictionary(s => s.Path));
        foreach (var path in old.Keys.Union(now.Keys).Order())
        {
            var (expected, found) = (old.GetValueOrDefault(path), now.GetValueOrDefault(path));
            if (expected is null)
                findings.Add(
                    Rules.SourceUnchanged, new(path.Value), $"Expected no such source, as {ReleaseLayout.Manifest} lists none, found one.");
            else if (found is null)
                findings.Add(
                    Rules.SourceUnchanged, new(path.Value), $"Expected this source, as {ReleaseLayout.Manifest} lists it, found none.");
            else if (expected.Digest != found.Digest)
                findings.Add(
                    Rules.SourceUnchanged, new(path.Value),
                    $"Expected {expected.Digest}, as {ReleaseLayout.Manifest} lists, found {found.Digest}.");
        }
    }
}
