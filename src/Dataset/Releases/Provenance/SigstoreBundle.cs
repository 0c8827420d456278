using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Syntax;

namespace Dataset.Releases.Provenance;

/// <summary>
/// <c>provenance.sigstore.json</c>: a Sigstore bundle (sigstore/protobuf-specs, version 0.3) with a public key's hint and a DSSE
/// envelope of exactly one signature. There is one form of it, and no other is read.
/// </summary>
internal static class SigstoreBundle
{
    private const string MediaType = "application/vnd.dev.sigstore.bundle.v0.3+json";

    private static readonly JsonRules Rules = new(Diagnostics.Rules.SignatureForm);

    private static readonly JsonKind<string> KeyId = JsonKind.Parsed(
        "the base64 of 32 bytes", t => DecodeBase64(t) is { Length: SHA256.HashSizeInBytes } ? t : null, t => t);

    private static readonly JsonKind<byte[]> Base64 = JsonKind.Parsed("base64 (RFC 4648, section 4)", DecodeBase64, Convert.ToBase64String);

    private static readonly JsonForm<string> OfKey = new JsonForm<string>("the key").With("hint", KeyId, id => id, out var hint)
        .Makes(hint.Of);

    private static readonly JsonForm<string> OfMaterial =
        new JsonForm<string>("the verification material").With("publicKey", OfKey, id => id, out var key).Makes(key.Of);

    private static readonly JsonForm<(byte[] Bytes, string KeyId)> OfSignature = new JsonForm<(byte[] Bytes, string KeyId)>("the signature")
        .With("sig", Base64, s => s.Bytes, out var bytes)
        .With("keyid", KeyId, s => s.KeyId, out var id)
        .Makes(m => (bytes.Of(m), id.Of(m)));

    private static readonly JsonForm<DsseEnvelope> OfEnvelope = new JsonForm<DsseEnvelope>("the envelope")
        .With("payload", Base64, e => e.Payload, out var payload)
        .Constant("payloadType", DsseEnvelope.PayloadType)
        .With("signatures", JsonKind.List(
            OfSignature, mayBeEmpty: false, most: 1, HasOneForm), e => [(e.Signature, e.KeyId)], out var signatures)
        .Makes(m => new(payload.Of(m), signatures.Of(m)[0].KeyId, signatures.Of(m)[0].Bytes));

    private static readonly JsonForm<DsseEnvelope> OfBundle = new JsonForm<DsseEnvelope>("the bundle") { LongestString = int.MaxValue }
        .Constant("mediaType", MediaType)
        .With("verificationMaterial", OfMaterial, e => e.KeyId, out _)
        .With("dsseEnvelope", OfEnvelope, e => e, out var envelope)
        .Makes(envelope.Of);

    public static byte[] Write(DsseEnvelope envelope) => OfBundle.WriteDocument(envelope);

    /// <summary>The envelope; null, with findings, where the file is not of the form that <see cref="Write"/> gives.</summary>
    public static DsseEnvelope? Read(ReadOnlyMemory<byte> utf8, string displayPath, DiagnosticList findings) =>
        OfBundle.ReadDocument(utf8, displayPath, Rules, findings);

    private static Action<(byte[] Bytes, string KeyId), SourceNode> HasOneForm(JsonPlace place) => (signature, item) =>
    {
        // What a high s means depends on the tool that made the release, so the caller says what that was.
        if (EcdsaSignature.ProblemOf(signature.Bytes) is { } problem and not EcdsaSignature.HighS)
            place.Findings.Add(
                place.Rules.Form, ((SourceMap)item).Find("sig")!.Value.Location,
                $"Expected an ECDSA signature on P-256 in DER, found {problem}.");
    };

    private static byte[]? DecodeBase64(string text)
    {
        var bytes = new byte[text.Length];
        // The runtime skips white space in base64; the one form has none.
        return Convert.TryFromBase64String(text, bytes, out var length) && Convert.ToBase64String(bytes, 0, length) == text
            ? bytes[..length]
            : null;
    }
}

/// <summary>A payload and its signature, as DSSE v1.0 (secure-systems-lab/dsse, protocol.md) joins them.</summary>
/// <param name="Payload">The signed bytes: an in-toto statement.</param>
/// <param name="KeyId">See <see cref="PemKey.IdentityOf"/>; a hint only, never trusted.</param>
/// <param name="Signature">ECDSA over SHA-256 of <see cref="PreAuthenticationEncoding"/>, in the form of
/// <see cref="EcdsaSignature"/>.</param>
internal sealed record DsseEnvelope(byte[] Payload, string KeyId, byte[] Signature)
{
    public const string PayloadType = "application/vnd.in-toto+json";

    /// <summary>Whether anybody could have turned the s of the signature into n - s.</summary>
    public bool HasHighS => EcdsaSignature.ProblemOf(Signature) == EcdsaSignature.HighS;

    /// <summary>
    /// What is signed: <c>DSSEv1</c>, the length and text of the type, the length and bytes of the payload, joined by spaces.
    /// </summary>
    public static byte[] PreAuthenticationEncoding(ReadOnlySpan<byte> payload) =>
    [
        .. Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"DSSEv1 {Encoding.UTF8.GetByteCount(PayloadType)} {PayloadType} {payload.Length} ")),
        .. payload,
    ];

    public static DsseEnvelope Sign(byte[] payload, ECDsa key) =>
        new(payload, PemKey.IdentityOf(key), EcdsaSignature.Sign(key, PreAuthenticationEncoding(payload)));

    /// <summary>Whether the signature is that of the key over this payload, and the envelope names that key.</summary>
    /// <remarks>A key id that names another key is no proof of anything, but it is not what the tool writes either.</remarks>
    public bool IsSignedBy(ECDsa key) => KeyId == PemKey.IdentityOf(key) && EcdsaSignature.Holds(
        key, PreAuthenticationEncoding(Payload), Signature);
}
