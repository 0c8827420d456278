using System.Buffers;
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

    /// <summary>The most bytes of a bundle: 96 MiB, of a statement of 72.</summary>
    public const int MaximumSizeInBytes = 96 << 20;

    /// <summary>The most bytes of a bundle without its payload.</summary>
    private const int MaximumRestInBytes = 1 << 20;

    private static readonly SearchValues<byte> Base64Digits = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

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
        .With("payload", Base64, e => e.Payload.ToArray(), out var payload)
        .Constant("payloadType", DsseEnvelope.PayloadType)
        .With("signatures", JsonKind.List(
            OfSignature, mayBeEmpty: false, most: 1, HasOneForm), e => [(e.Signature, e.KeyId)], out var signatures)
        .Makes(m => new(payload.Of(m), signatures.Of(m)[0].KeyId, signatures.Of(m)[0].Bytes));

    private static readonly JsonForm<DsseEnvelope> OfBundle = new JsonForm<DsseEnvelope>("the bundle")
        .Constant("mediaType", MediaType)
        .With("verificationMaterial", OfMaterial, e => e.KeyId, out _)
        .With("dsseEnvelope", OfEnvelope, e => e, out var envelope)
        .Makes(envelope.Of);

    public static byte[] Write(DsseEnvelope envelope) => OfBundle.WriteDocument(envelope);

    /// <summary>
    /// The envelope; null, with findings, where the file is not of the form that <see cref="Write"/> gives. The payload, which is most of
    /// the file, is decoded where it is: the bytes are changed, and the envelope is good as long as they are there.
    /// </summary>
    public static DsseEnvelope? Read(PooledList<byte> utf8, string displayPath, DiagnosticList findings)
    {
        // Where its own text is first, the rest of the bundle is read as one with an empty payload.
        var file = utf8.WritableSpan;
        var start = file.IndexOf(BeforePayload) is var at and >= 0 ? at + BeforePayload.Length : file.Length;
        var length = Math.Max(0, file[start..].IndexOf((byte)'"'));
        byte[] rest = [.. file[..start], .. file[(start + length)..]];
        if (rest.Length > MaximumRestInBytes)
        {
            findings.Add(Diagnostics.Rules.SignatureForm, new(displayPath), FormattableString.Invariant(
                $"Expected at most {MaximumRestInBytes} bytes beside the payload, found {rest.Length}."));
            return null;
        }
        var envelope = OfBundle.ReadDocument(rest, displayPath, Rules, findings);
        if (envelope is null || length == 0)
            return envelope;
        if (Base64Of(file.Slice(start, length)) is { } decoded)
            return envelope with { Payload = utf8.Memory.Slice(start, decoded) };
        findings.Add(
            Diagnostics.Rules.SignatureForm, new(displayPath, file[..start].Count((byte)'\n') + 1),
            "Expected base64 (RFC 4648, section 4) for \"payload\" of the envelope, found another text.");
        return null;
    }

    /// <summary>Decodes base64 in its one form where it is; null where it has another, else the number of bytes.</summary>
    private static int? Base64Of(Span<byte> text)
    {
        var last = text[^Math.Min(4, text.Length)..].ToArray();
        if (text.Length % 4 != 0 || text.TrimEnd((byte)'=').ContainsAnyExcept(Base64Digits)
            || DecodeBase64(Encoding.Latin1.GetString(last)) is null)
            return null;
        return System.Buffers.Text.Base64.DecodeFromUtf8InPlace(text, out var length) == OperationStatus.Done ? length : null;
    }

    private static Action<(byte[] Bytes, string KeyId), SourceNode, int> HasOneForm(
        JsonPlace place, IReadOnlyList<SourceNode> items) => (signature, item, _) =>
    {
        // What a high s means depends on the tool that made the release, so the caller says what that was.
        if (EcdsaSignature.ProblemOf(signature.Bytes) is { } problem and not EcdsaSignature.HighS)
            place.Findings.Add(
                place.Rules.Form, ((SourceMap)item).Find("sig")!.Value.Location,
                $"Expected an ECDSA signature on P-256 in DER, found {problem}.");
    };

    private static ReadOnlySpan<byte> BeforePayload => "\"payload\": \""u8;

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
internal sealed record DsseEnvelope(ReadOnlyMemory<byte> Payload, string KeyId, byte[] Signature)
{
    public const string PayloadType = "application/vnd.in-toto+json";

    /// <summary>Whether anybody could have turned the s of the signature into n - s.</summary>
    public bool HasHighS => EcdsaSignature.ProblemOf(Signature) == EcdsaSignature.HighS;

    /// <summary>
    /// What is signed: <c>DSSEv1</c>, the length and text of the type, the length and bytes of the payload, joined by spaces.
    /// </summary>
    public static byte[] PreAuthenticationEncoding(ReadOnlySpan<byte> payload) => [.. BeforePayload(payload.Length), .. payload];

    public static DsseEnvelope Sign(byte[] payload, ECDsa key) =>
        new(payload, PemKey.IdentityOf(key), EcdsaSignature.Sign(key, PreAuthenticationEncoding(payload)));

    /// <summary>Whether the signature is that of the key over this payload, and the envelope names that key.</summary>
    /// <remarks>A key id that names another key is no proof of anything, but it is not what the tool writes either.</remarks>
    public bool IsSignedBy(ECDsa key)
    {
        if (KeyId != PemKey.IdentityOf(key))
            return false;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BeforePayload(Payload.Length));
        hash.AppendData(Payload.Span);
        return EcdsaSignature.Holds(key, hash.GetHashAndReset(), Signature);
    }

    /// <summary>Whether what was signed is all that a statement has, from its start.</summary>
    public bool IsOf(Stream statement)
    {
        using var compared = new ComparedBytes(statement, most: 0);
        compared.Write(Payload.Span);
        return compared.IsSame;
    }

    private static byte[] BeforePayload(int length) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"DSSEv1 {Encoding.UTF8.GetByteCount(PayloadType)} {PayloadType} {length} "));
}
