using System.Security.Cryptography;
using Dataset.Comparison;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Publishing;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Schemas;

namespace Dataset.Building;

/// <summary>
/// What stands of the version that is being built: its folder, its zip, both or neither. Each is the release, and none is ever written over
/// by a build that was not told to replace it: where all that stands is what this build makes, signatures apart, and the signatures are
/// sound, what is missing is made again from what stands, with the signature of that; anything else is a finding.
/// </summary>
internal sealed class StandingVersion : IDisposable
{
    private readonly StandingCopy? folder;
    private readonly StandingCopy? zip;

    private StandingVersion(StandingCopy? folder, StandingCopy? zip) => (this.folder, this.zip) = (folder, zip);

    /// <summary>Whether anything of it stands.</summary>
    public bool IsThere => folder is not null || zip is not null;

    public bool HasFolder => folder is not null;

    /// <summary>Whether a copy has a signature, sound or not.</summary>
    public bool IsSigned => Copies.Any(c => c.IsSigned);

    private IEnumerable<StandingCopy> Copies => new[] { folder, zip }.OfType<StandingCopy>();

    /// <summary>Finds what stands; nothing is read yet.</summary>
    /// <param name="output">The output.</param>
    /// <param name="name">The release's name: <c>NAME-VERSION</c>.</param>
    /// <param name="display">The release's folder in findings.</param>
    public static StandingVersion Find(OutputFolder output, string name, string display)
    {
        var (folder, zip) = (output.Target(name), output.Target(name + ".zip"));
        return new(Directory.Exists(folder) ? new(folder, display) : null, File.Exists(zip) ? new(zip, display + ".zip") : null);
    }

    /// <summary>Whether all that stands is what was built, with one sound signature or none.</summary>
    /// <param name="built">What was built.</param>
    /// <param name="key">The key that it was signed with, or null.</param>
    /// <param name="jobs">Threads at once.</param>
    /// <param name="findings">Takes why not.</param>
    /// <param name="cancellation">Stops the comparison.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public bool Is(StagedRelease built, ECDsa? key, int jobs, DiagnosticList findings, CancellationToken cancellation)
    {
        using var staged = new ReleaseFolder(built.Path, new());
        var (own, isExplained) = (new DiagnosticList(), false);
        foreach (var copy in Copies)
        {
            var differences = copy.Differences(staged, built.Manifest, cancellation);
            // What differs and is sound is a release of other sources; folder and zip would say the same of it.
            if (differences.Count == 0 || copy.IsDamaged(jobs, own, cancellation) || isExplained)
                continue;
            using var compared = built.Compared();
            StandingRelease.Explain(copy.Path, compared.DisplayPath, compared, differences, own);
            isExplained = true;
        }
        if (!own.HasErrors)
            CheckSignatures(staged.ReadWhole(ReleaseLayout.Provenance, own)!, key, own);
        findings.AddRange(own);
        return !own.HasErrors;
    }

    /// <summary>Gives what was built the signature of the copy that stands, or none where that has none.</summary>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public void BringSignature(string built)
    {
        var path = ReleaseLayout.Signature.Below(built);
        if (Copies.First().Signature is not { } bytes)
        {
            File.Delete(path);
            return;
        }
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        Posix.Write(file, bytes, 0, path);
        Posix.SyncFile(file, path);
    }

    public void Dispose()
    {
        foreach (var copy in Copies)
            copy.Dispose();
    }

    private void CheckSignatures(byte[] statement, ECDsa? key, DiagnosticList findings)
    {
        foreach (var copy in Copies)
            copy.CheckSignature(statement, key, findings);
        if (findings.HasErrors || folder is null || zip is null)
            return;
        var (one, other) = (folder.Signature, zip.Signature);
        if (one is null != other is null)
            findings.Add(
                Rules.StandingCopyIsSound, (one is null ? folder : zip).At(ReleaseLayout.Signature),
                $"Expected the signature that the {(one is null ? "zip" : "folder")} has, found none.");
        else if (one is not null && !one.AsSpan().SequenceEqual(other))
            findings.Add(
                Rules.StandingCopyIsSound, zip.At(ReleaseLayout.Signature),
                "Expected the folder's signature, found another; dataset verify with --key tells which of them holds.");
    }
}

/// <summary>A release that is built and not yet published.</summary>
/// <param name="Path">The folder that it stands in.</param>
/// <param name="Display">The folder that it shall be, in findings.</param>
/// <param name="Manifest">What it says of itself.</param>
/// <param name="Schemas">In the manifest's order.</param>
internal sealed record StagedRelease(string Path, string Display, Manifest Manifest, IReadOnlyList<TableSchema> Schemas)
{
    /// <summary>It, to be compared with another. The caller disposes of it.</summary>
    public ComparedRelease Compared() => ComparedRelease.InTheMaking(Manifest, Schemas, Path, Display);
}
