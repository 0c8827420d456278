using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dataset.Provenance.Signing;

/// <summary>A payload and its signature, as DSSE v1.0 (secure-systems-lab/dsse, protocol.md) joins them.</summary>
/// <param name="Payload">The signed bytes: an in-toto statement.</param>
/// <param name="KeyId">See <see cref="PemKey.IdentityOf"/>; a hint only, never trusted.</param>
/// <param name="Signature">ECDSA over SHA-256 of <see cref="PreAuthenticationEncoding"/>, in DER (RFC 3279, section 2.2.3).</param>
public sealed record DsseEnvelope(byte[] Payload, string KeyId, byte[] Signature)
{
    public const string PayloadType = "application/vnd.in-toto+json";

    /// <summary>What is signed: <c>DSSEv1</c>, the length and text of the type, the length and bytes of the payload, joined by spaces.</summary>
    public static byte[] PreAuthenticationEncoding(ReadOnlySpan<byte> payload) =>
    [
        .. Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"DSSEv1 {Encoding.UTF8.GetByteCount(PayloadType)} {PayloadType} {payload.Length} ")),
        .. payload,
    ];

    /// <summary>Signs a payload. Each call gives another signature: ECDSA takes a random number.</summary>
    public static DsseEnvelope Sign(byte[] payload, ECDsa key) => new(
        payload, PemKey.IdentityOf(key),
        key.SignData(PreAuthenticationEncoding(payload), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

    /// <summary>Whether the signature is that of the key over this payload, and the envelope names that key.</summary>
    public bool IsSignedBy(ECDsa key)
    {
        try
        {
            // A key id that names another key is no proof of anything, but it is not what the tool writes either.
            return key.VerifyData(PreAuthenticationEncoding(Payload), Signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
                && KeyId == PemKey.IdentityOf(key);
        }
        catch (CryptographicException)
        {
            // Bytes that are no DER signature at all.
            return false;
        }
    }
}
