using Dataset.Diagnostics;
using Dataset.Releases;
using Dataset.Releases.Provenance;
using Dataset.Releases.Reading;
using Dataset.Text;

namespace Dataset.Verification;

/// <summary>
/// Holds the provenance statement against the manifest. What it says of files, <see cref="FileCheck"/> checks subject by subject; the
/// rest follows from the manifest, so the statement is written again about the same subjects and must be the same byte for byte.
/// </summary>
internal sealed class ProvenanceCheck(ReleaseContents release) : IReleaseCheck
{
    public IEnumerable<Diagnostic> Run()
    {
        if (release is not { Manifest: { } manifest, Subjects: { } subjects })
            yield break;
        using var found = release.Files.RentWhole(ReleaseLayout.Provenance, new());
        if (found is not null && TextDifference.First(
            target => ProvenanceStatement.Write(manifest, subjects, target), found.Memory) is { } difference)
            yield return new(
                Rules.ProvenanceAgrees, release.ProvenanceLocation with { Line = difference.Line, Column = difference.Column },
                difference.Message);
    }
}

/// <summary>
/// Checks the signature against the key of the person who verifies, and what was signed against <c>provenance.json</c>. The bytes that were
/// verified are the ones compared; nothing is read out of the envelope a second time.
/// </summary>
/// <param name="release">The release.</param>
/// <param name="publicKeyPath">A PEM file, or null where the signature is not to be checked.</param>
internal sealed class SignatureCheck(ReleaseContents release, string? publicKeyPath) : IReleaseCheck
{
    /// <summary>The version of the tool that signed with any s: its releases stay sound.</summary>
    private static readonly ToolIdentity FirstTool = ToolIdentity.Current with { Version = "1.0.0" };

    /// <summary>The identity of the key whose signature holds; null where there is none, or nothing was checked.</summary>
    public string? SigningKey { get; private set; }

    public IEnumerable<Diagnostic> Run()
    {
        var findings = new DiagnosticList();
        Run(findings);
        return findings.Kept;
    }

    /// <summary>A bundle holds the statement in base64 and little else.</summary>
    private int MostOfBundle() => (int)Math.Min(
        ReleaseFiles.MaximumWholeFileInBytes, ((release.Files.Find(ReleaseLayout.Provenance)?.SizeInBytes ?? 0) / 3 * 4) + (1 << 20));

    private void Run(DiagnosticList findings)
    {
        using var key = publicKeyPath is null ? null : PemKey.LoadPublic(publicKeyPath, findings);
        var display = release.Files.Display(ReleaseLayout.Signature);
        if (!release.Files.Entries.Any(e => e.Path == ReleaseLayout.Signature))
        {
            if (publicKeyPath is not null)
                findings.Add(Rules.SignatureIsThere, new(display), "Expected a signature, as a key is given, found none.");
            return;
        }
        if (release.Files.ReadWhole(ReleaseLayout.Signature, findings, MostOfBundle()) is not { } bytes
            || SigstoreBundle.Read(bytes, display, findings) is not { } envelope)
            return;
        if (envelope.HasHighS)
            findings.Add(
                release.Manifest?.Tool == FirstTool ? Rules.SignatureHasLowS : Rules.SignatureForm, new(display),
                $"Expected an ECDSA signature with a low s, found {EcdsaSignature.HighS}.");
        if (publicKeyPath is null)
            findings.Add(
                Rules.SignatureIsChecked, new(display),
                $"Expected --key with the publisher's public key, found none; the signature says it was made with the key "
                    + $"{envelope.KeyId}.");
        else if (key is not null && !envelope.IsSignedBy(key))
            findings.Add(
                Rules.SignatureHolds, new(display),
                $"Expected a signature of the key {PemKey.IdentityOf(key)}, found one that is not; it says it was made with "
                    + $"{envelope.KeyId}.");
        else if (key is not null)
            SigningKey = PemKey.IdentityOf(key);
        using var statement = release.Files.RentWhole(ReleaseLayout.Provenance, new());
        if (statement is not null && !statement.Span.SequenceEqual(envelope.Payload))
            findings.Add(
                Rules.SignatureIsOfTheStatement, new(display), "Expected the signed bytes to be those of provenance.json, found others.");
    }
}
