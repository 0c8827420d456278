using Dataset.Diagnostics;
using Dataset.Formats.Rows;
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
        if (release.Manifest is { } manifest && release.Files.Find(ReleaseLayout.Provenance) is not null && Subjects() is { } subjects
            && Compare(manifest, subjects) is { } problem)
            yield return problem;
    }

    /// <summary>What the statement is about; of one that is too large to be read, what it must be about.</summary>
    private IReadOnlyList<ProvenanceSubject>? Subjects() => release.Subjects ?? (
        release.IsStatementTooLarge && !release.HasUnreadChecksums && release.ChecksumsBytes is { } checksums
            ? ProvenanceStatement.SubjectsOf(checksums) : null);

    private Diagnostic? Compare(Manifest manifest, IReadOnlyList<ProvenanceSubject> subjects)
    {
        try
        {
            using var found = release.Files.Open(ReleaseLayout.Provenance);
            return TextDifference.First(target => ProvenanceStatement.Write(manifest, subjects, target), found) is { } difference
                ? new(
                    Rules.ProvenanceAgrees, release.ProvenanceLocation with { Line = difference.Line, Column = difference.Column },
                    difference.Message) : null;
        }
        catch (MalformedTableException e)
        {
            return e.ToDiagnostic();
        }
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
        SigstoreBundle.MaximumSizeInBytes, ((release.Files.Find(ReleaseLayout.Provenance)?.SizeInBytes ?? 0) / 3 * 4) + (1 << 20));

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
        using var bytes = release.Files.RentWhole(ReleaseLayout.Signature, findings, MostOfBundle());
        if (bytes is null || SigstoreBundle.Read(bytes, display, findings) is not { } envelope)
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
        if (!IsOfTheStatement(envelope))
            findings.Add(
                Rules.SignatureIsOfTheStatement, new(display), "Expected the signed bytes to be those of provenance.json, found others.");
    }

    /// <summary>Where the statement is missing or was exchanged, others say so.</summary>
    private bool IsOfTheStatement(DsseEnvelope envelope)
    {
        if (release.Files.Find(ReleaseLayout.Provenance) is null)
            return true;
        try
        {
            using var statement = release.Files.Open(ReleaseLayout.Provenance);
            return envelope.IsOf(statement);
        }
        catch (MalformedTableException)
        {
            return true;
        }
    }
}
