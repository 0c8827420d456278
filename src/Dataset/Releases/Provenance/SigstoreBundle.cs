using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Releases.Provenance;

/// <summary>
/// <c>provenance.sigstore.json</c>: a Sigstore bundle (sigstore/protobuf-specs, version 0.3) with a public key's hint and a DSSE
/// envelope of exactly one signature. There is one form of it, and no other is read.
/// </summary>
internal static class SigstoreBundle
{
    private const string MediaType = "application/vnd.dev.sigstore.bundle.v0.3+json";

    public static byte[] Write(DsseEnvelope envelope) => IndentedJson.Write(json => json.Object(() =>
    {
        json.Member("mediaType", MediaType);
        json.MemberObject("verificationMaterial", () => json.MemberObject("publicKey", () => json.Member("hint", envelope.KeyId)));
        json.MemberObject("dsseEnvelope", () =>
        {
            json.Member("payload", Convert.ToBase64String(envelope.Payload));
            json.Member("payloadType", DsseEnvelope.PayloadType);
            json.MemberArray("signatures", () => json.Object(() =>
            {
                json.Member("sig", Convert.ToBase64String(envelope.Signature));
                json.Member("keyid", envelope.KeyId);
            }));
        });
    }));

    /// <summary>The envelope; null, with findings, where the file is not of the form that <see cref="Write"/> gives.</summary>
    public static DsseEnvelope? Read(ReadOnlySpan<byte> utf8, string displayPath, DiagnosticList findings)
    {
        var own = new DiagnosticList();
        var envelope = JsonTree.Read(utf8, displayPath, own) is { } root ? Read(root, own) : null;
        if (envelope is not null && !own.HasErrors && TextDifference.First(Write(envelope), utf8) is { } difference)
            own.Add(Rules.SignatureForm, new(displayPath, difference.Line, difference.Column), difference.Message);
        findings.AddRange(own);
        return own.HasErrors ? null : envelope;
    }

    private static DsseEnvelope? Read(SourceNode root, DiagnosticList findings)
    {
        var bundle = new MemberReader(root, "the bundle", Rules.SignatureForm, findings);
        Constant(bundle, "mediaType", MediaType);
        Within(bundle, "verificationMaterial", findings, material =>
            Within(material, "publicKey", findings, key => key.Text("hint")));
        var envelope = Within(bundle, "dsseEnvelope", findings, e => ReadEnvelope(e, findings));
        bundle.End();
        return envelope;
    }

    private static DsseEnvelope? ReadEnvelope(MemberReader envelope, DiagnosticList findings)
    {
        var payload = Base64(envelope, "payload");
        Constant(envelope, "payloadType", DsseEnvelope.PayloadType);
        var signatures = envelope.List("signatures");
        if (signatures.Count != 1)
        {
            if (envelope.Has("signatures"))
                envelope.Add(Rules.SignatureForm, "signatures", $"Expected exactly one signature, found {signatures.Count}.");
            return null;
        }
        var signature = new MemberReader(signatures[0], "the signature", Rules.SignatureForm, findings);
        var bytes = Base64(signature, "sig");
        var keyId = signature.Parsed("keyid", "the base64 of 32 bytes", t => IsKeyId(t) ? t : null);
        signature.End();
        if (bytes is not null && EcdsaSignature.ProblemOf(bytes) is { } problem)
            signature.Add(Rules.SignatureForm, "sig", $"Expected an ECDSA signature on P-256 in DER with a low s, found {problem}.");
        return payload is null || bytes is null || keyId is null ? null : new(payload, keyId, bytes);
    }

    private static T? Within<T>(MemberReader outer, string name, DiagnosticList findings, Func<MemberReader, T?> read) where T : class
    {
        if (outer.Find(name) is not { } node)
            return null;
        var reader = new MemberReader(node, Printable.Quoted(name), Rules.SignatureForm, findings);
        var value = read(reader);
        reader.End();
        return value;
    }

    private static void Constant(MemberReader reader, string name, string value) => reader.Parsed(name, value, t => t == value ? t : null);

    private static byte[]? Base64(MemberReader reader, string name) => reader.Parsed(name, "base64 (RFC 4648, section 4)", FromBase64);

    private static bool IsKeyId(string text) => FromBase64(text) is { Length: SHA256.HashSizeInBytes };

    private static byte[]? FromBase64(string text)
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
