namespace Dataset.Diagnostics;

public static partial class Rules
{
    // DS70xx: the provenance statement.
    internal static readonly Rule ProvenanceForm = new(
        "DS7001", Severity.Error, "provenance.json is an in-toto Statement v1 with SLSA provenance v1",
        "Take the file from the release again; if it is as published, the release was not made by this tool or was changed afterwards.");

    internal static readonly Rule ProvenanceNamesEachFile = new(
        "DS7002", Severity.Error, "The provenance statement has each file as a subject, once, and no others",
        "Take the whole release again: a statement that leaves a file out says nothing about where that file came from.");

    internal static readonly Rule ProvenanceDigests = new(
        "DS7003", Severity.Error, "The provenance statement has the digest of each file",
        "Take provenance.json from the release again; if it is as published, the statement is about other files.");

    internal static readonly Rule ProvenanceAgrees = new(
        "DS7004", Severity.Error, "The provenance statement says what release.json says, in its one form",
        "Take the file from the release again; if it is as published, release.json or provenance.json was changed afterwards.");

    // DS71xx: keys and signatures.
    internal static readonly Rule KeyIsPem = new(
        "DS7101", Severity.Error, "A key file holds one key as PEM",
        "Make a key with: openssl ecparam -name prime256v1 -genkey -noout -out key.pem; and its public half with: openssl ec -in key.pem "
            + "-pubout -out pub.pem.");

    internal static readonly Rule KeyIsEcdsaP256 = new(
        "DS7102", Severity.Error, "A key is an ECDSA key on the curve P-256",
        "Make one with: openssl ecparam -name prime256v1 -genkey -noout -out key.pem.");

    internal static readonly Rule KeyIsNotEncrypted = new(
        "DS7103", Severity.Error, "A signing key has no passphrase",
        "Nothing can ask for a passphrase in CI. Decrypt it into a place that only you can read: openssl pkey -in key.pem -out plain.pem.");

    internal static readonly Rule KeyIsOfItsKind = new(
        "DS7104", Severity.Error, "Releases are signed with a private key and verified with a public one",
        "Give --sign the private key, and --key the public one: openssl ec -in key.pem -pubout -out pub.pem. Never hand out the private "
            + "key.");

    internal static readonly Rule KeyIsItsOwners = new(
        "DS7105", Severity.Warning, "A private key can be read by its owner alone",
        "Run chmod 600 on it; if others may have read it, make a new key.");

    internal static readonly Rule SignatureForm = new(
        "DS7106", Severity.Error, "provenance.sigstore.json is a Sigstore bundle with a DSSE envelope and one signature",
        "Take the file from the release again; if it is as published, the release was not signed by this tool or was changed afterwards.");

    internal static readonly Rule SignatureHolds = new(
        "DS7107", Severity.Error, "The signature was made with the private half of the key that is given",
        "Get the publisher's public key from where the publisher says, not from where the release was; if the key is right, do not trust "
            + "the release.");

    internal static readonly Rule SignatureIsThere = new(
        "DS7108", Severity.Error, "A release that is verified with a key is signed",
        "Ask the publisher for the signed release, or verify without --key and know that no signature vouches for it.");

    internal static readonly Rule SignatureIsOfTheStatement = new(
        "DS7109", Severity.Error, "What was signed is provenance.json, byte for byte",
        "Do not trust the release: either file was changed after the other was made.");

    internal static readonly Rule SignatureIsChecked = new(
        "DS7110", Severity.Warning, "The signature of a signed release is checked",
        "Get the publisher's public key from where the publisher says and give it with --key.");

    internal static readonly Rule SignatureHasLowS = new(
        "DS7111", Severity.Warning, "A signature has a low s, as the tool writes it since version 1.1.0",
        "Ask the publisher to sign the release again. The key signed this one too, but anybody can turn its s into n - s.");
}
