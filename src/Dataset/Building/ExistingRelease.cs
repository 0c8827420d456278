using System.Security.Cryptography;
using Dataset.Comparison;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Publishing;
using Dataset.Releases;
using Dataset.Releases.Provenance;
using Dataset.Releases.Reading;
using Dataset.Schemas;
using Dataset.Text;
using Dataset.Verification;

namespace Dataset.Building;

/// <summary>
/// The release that the output folder already has of the version that is being built. A build that was not told to replace it never writes
/// over it: it is what this build makes, signatures apart, with a sound signature or none, or there are findings.
/// </summary>
internal sealed class ExistingRelease : IDisposable
{
    private readonly string path;
    private readonly DiagnosticList opening = new();
    private readonly ReleaseFiles files;

    private ExistingRelease(string path) => (this.path, files) = (path, ReleaseFiles.Open(path, opening));

    /// <summary>Opens it; null where the version has no folder yet. The caller disposes of it.</summary>
    /// <param name="output">The output.</param>
    /// <param name="name">The release's name: <c>NAME-VERSION</c>.</param>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    public static ExistingRelease? Open(OutputFolder output, string name) =>
        Directory.Exists(output.Target(name)) ? new(output.Target(name)) : null;

    /// <summary>Whether it has a file for a signature, sound or not.</summary>
    public bool IsSigned => files.Find(ReleaseLayout.Signature) is not null;

    /// <summary>Whether it is what was built, with a sound signature or none.</summary>
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
        var own = findings.OfSameLimit();
        var differences = Differences(staged, cancellation);
        if (differences.Count == 0)
            CheckSignature(staged, key, own);
        else if (!IsDamaged(jobs, own, cancellation))
            VersionDifference.Explain(path, built, differences, own, new(jobs, cancellation));
        findings.AddRange(own);
        return !own.HasErrors;
    }

    public void Dispose() => files.Dispose();

    private IReadOnlyList<(string Path, string Message)> Differences(ReleaseFolder built, CancellationToken cancellation) =>
        files.IsListed && !opening.HasErrors
            ? ReleaseComparison.Differences(files, built, cancellation)
            : [.. opening.Kept.Select(d => (d.Location.Path, d.Message))];

    /// <summary>Whether it has changed since it was published, as far as it tells itself; findings say what has.</summary>
    private bool IsDamaged(int jobs, DiagnosticList findings, CancellationToken cancellation)
    {
        var found = findings.OfSameLimit();
        ReleaseVerifier.Verify(path, new() { Jobs = jobs, IsAlone = true }, found, null, cancellation);
        findings.AddErrors(found, d => new(Rules.ExistingReleaseIsSound, d.Location, $"{d.Rule.Id}: {d.Message}"));
        return found.HasErrors;
    }

    /// <summary>Holds its signature, where it has one, against the statement that it must be of, and against the key.</summary>
    /// <param name="built">The release as it would be.</param>
    /// <param name="key">The private key that a new signature would be made with, or null.</param>
    /// <param name="findings">Takes what is wrong.</param>
    private void CheckSignature(ReleaseFolder built, ECDsa? key, DiagnosticList findings)
    {
        var place = new Location(files.Display(ReleaseLayout.Signature));
        using var bytes = files.RentWhole(ReleaseLayout.Signature, findings, SigstoreBundle.MaximumSizeInBytes);
        using var statement = built.Open(ReleaseLayout.Provenance);
        if (bytes is null)
        {
            if (key is not null)
                findings.Add(
                    Rules.ExistingSignatureIsOfTheKey, place,
                    $"Expected a signature of the key {PemKey.IdentityOf(key)}, as --sign gives it, found none.");
            return;
        }
        var form = new DiagnosticList();
        if (SigstoreBundle.Read(bytes, place.Path, form) is not { } envelope)
        {
            foreach (var diagnostic in form.Kept)
                findings.Add(Rules.ExistingReleaseIsSound, diagnostic.Location, $"{diagnostic.Rule.Id}: {diagnostic.Message}");
            return;
        }
        if (!envelope.IsOf(statement))
            findings.Add(
                Rules.ExistingReleaseIsSound, place,
                $"{Rules.SignatureIsOfTheStatement.Id}: Expected the signed bytes to be those of {ReleaseLayout.Provenance}, found "
                    + "others.");
        else if (key is not null && envelope.KeyId != PemKey.IdentityOf(key))
            findings.Add(
                Rules.ExistingSignatureIsOfTheKey, place,
                $"Expected a signature of the key {PemKey.IdentityOf(key)}, as --sign gives it, found one that says it was made with "
                    + $"{Printable.Line(envelope.KeyId)}.");
        else if (key is not null && !envelope.IsSignedBy(key))
            findings.Add(
                Rules.ExistingReleaseIsSound, place,
                $"{Rules.SignatureHolds.Id}: Expected a signature of the key {envelope.KeyId}, as it says of itself, found one that is "
                    + "not.");
    }
}

/// <summary>A release that is built and not yet published.</summary>
/// <param name="Path">The folder that it is in.</param>
/// <param name="Display">The folder that it will be, in findings.</param>
/// <param name="Manifest">What it says of itself.</param>
/// <param name="Schemas">In the manifest's order.</param>
internal sealed record StagedRelease(string Path, string Display, Manifest Manifest, IReadOnlyList<TableSchema> Schemas)
{
    /// <summary>The digest of its <c>SHA256SUMS</c>.</summary>
    public Digest Checksums { get; } = Digest.Of(File.ReadAllBytes(ReleaseLayout.Checksums.Below(Path)));

    /// <summary>It, to be compared with another. The caller disposes of it.</summary>
    public ComparedRelease Compared() => ComparedRelease.InTheMaking(Manifest, Schemas, Path, Display);
}
