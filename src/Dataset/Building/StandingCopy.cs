using System.Security.Cryptography;
using Dataset.Comparison;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Releases.Provenance;
using Dataset.Releases.Reading;
using Dataset.Text;
using Dataset.Verification;

namespace Dataset.Building;

/// <summary>One of the two copies in which a version stands in the output: its folder or its zip.</summary>
/// <param name="path">Where it stands.</param>
/// <param name="display">It, in findings.</param>
internal sealed class StandingCopy(string path, string display) : IDisposable
{
    private readonly DiagnosticList opening = new();
    private ReleaseFiles? files;

    public string Path => path;

    /// <summary>Whether it has a file for a signature, sound or not. Of a zip that cannot be read nobody can tell: then false.</summary>
    public bool IsSigned => Files.Find(ReleaseLayout.Signature) is not null;

    /// <summary>The bytes of its signature, or null where it has none.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public byte[]? Signature => Files.ReadWhole(ReleaseLayout.Signature, new());

    private ReleaseFiles Files => files ??= ReleaseFiles.Open(path, opening);

    /// <summary>Which of its files are not as in a folder; where it is a zip of another form, or holds what is no file, that too.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public IReadOnlyList<(string Path, string Message)> Differences(ReleaseFolder built, Manifest manifest, CancellationToken cancellation)
    {
        if (!Files.IsListed || opening.HasErrors)
            return [.. opening.Kept.Select(d => (d.Location.Path, d.Message))];
        var differences = ReleaseComparison.Differences(Files, built, cancellation);
        if (differences.Count > 0 || Files is not ReleaseZip zip)
            return differences;
        return [.. zip.CheckName(manifest).Concat(zip.CheckSums(cancellation)).Select(d => (d.Location.Path, d.Message))];
    }

    /// <summary>Whether it is not what it was when it was published, as far as it tells itself; findings say what is not.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public bool IsDamaged(int jobs, DiagnosticList findings, CancellationToken cancellation)
    {
        var found = new DiagnosticList();
        ReleaseVerifier.Verify(path, new() { Jobs = jobs, IsAlone = true }, found, null, cancellation);
        foreach (var diagnostic in found.Kept.Where(d => d.Rule.Severity == Severity.Error))
            findings.Add(Rules.StandingCopyIsSound, diagnostic.Location, $"{diagnostic.Rule.Id}: {diagnostic.Message}");
        return found.HasErrors;
    }

    /// <summary>Holds its signature, where it has one, against the statement that it must be of, and against the key.</summary>
    /// <param name="statement">The bytes of <c>provenance.json</c>.</param>
    /// <param name="key">The private key that a new signature would be made with, or null.</param>
    /// <param name="findings">Takes what is wrong.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void CheckSignature(byte[] statement, ECDsa? key, DiagnosticList findings)
    {
        var place = new Location(Files.Display(ReleaseLayout.Signature));
        if (Signature is not { } bytes)
        {
            if (key is not null)
                findings.Add(
                    Rules.StandingSignatureIsOfTheKey, place,
                    $"Expected a signature of the key {PemKey.IdentityOf(key)}, as --sign gives it, found none.");
            return;
        }
        var form = new DiagnosticList();
        if (SigstoreBundle.Read(bytes, place.Path, form) is not { } envelope)
        {
            foreach (var diagnostic in form.Kept)
                findings.Add(Rules.StandingCopyIsSound, diagnostic.Location, $"{diagnostic.Rule.Id}: {diagnostic.Message}");
            return;
        }
        if (!statement.AsSpan().SequenceEqual(envelope.Payload))
            findings.Add(
                Rules.StandingCopyIsSound, place,
                $"{Rules.SignatureIsOfTheStatement.Id}: Expected the signed bytes to be those of {ReleaseLayout.Provenance}, found "
                    + "others.");
        else if (key is not null && envelope.KeyId != PemKey.IdentityOf(key))
            findings.Add(
                Rules.StandingSignatureIsOfTheKey, place,
                $"Expected a signature of the key {PemKey.IdentityOf(key)}, as --sign gives it, found one that says it was made with "
                    + $"{Printable.Line(envelope.KeyId)}.");
        else if (key is not null && !envelope.IsSignedBy(key))
            findings.Add(
                Rules.StandingCopyIsSound, place,
                $"{Rules.SignatureHolds.Id}: Expected a signature of the key {envelope.KeyId}, as it says of itself, found one that is "
                    + "not.");
    }

    /// <summary>A file of it as findings name it.</summary>
    public Location At(RelativePath file) => new(DisplayPath.Join(display, file.Value));

    public void Dispose() => files?.Dispose();
}
