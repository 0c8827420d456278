using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace Dataset.Releases.Provenance;

/// <summary>
/// The one form of an ECDSA signature on P-256: two integers r and s as DER has them (RFC 3279, section 2.2.3), where s is at most half of
/// the curve's order. Of each signature (r, s) the pair (r, n - s) would hold as well; without this rule its bytes could be changed by
/// anyone, without the key.
/// </summary>
internal static class EcdsaSignature
{
    /// <summary>The one problem of signatures that version 1.0.0 of the tool made, of every second one.</summary>
    public const string HighS = "a high s, which is n - s of the signature that was made";

    private const int IntegerSizeInBytes = 32;

    /// <summary>The order n of P-256 (FIPS 186-4, D.1.2.3).</summary>
    private static readonly BigInteger Order = new(
        Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"), isUnsigned: true, isBigEndian: true);

    private static readonly BigInteger Half = Order / 2;

    /// <summary>Signs the SHA-256 of some bytes. Each call gives another signature: ECDSA takes a random number.</summary>
    public static byte[] Sign(ECDsa key, byte[] signed)
    {
        var pair = key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        var (r, s) = (Unsigned(pair.AsSpan(0, IntegerSizeInBytes)), Unsigned(pair.AsSpan(IntegerSizeInBytes)));
        return Write(r, s > Half ? Order - s : s);
    }

    /// <summary>
    /// Whether a signature, of whatever form, is that of the key over the bytes that have this SHA-256. The form is
    /// <see cref="ProblemOf"/>'s to tell.
    /// </summary>
    public static bool Holds(ECDsa key, byte[] hash, byte[] signature)
    {
        try
        {
            return key.VerifyHash(hash, signature, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>What is wrong with the form of a signature, to follow "found"; null where it has the one form.</summary>
    public static string? ProblemOf(byte[] signature)
    {
        BigInteger r, s;
        try
        {
            var reader = new AsnReader(signature, AsnEncodingRules.DER);
            var pair = reader.ReadSequence();
            (r, s) = (pair.ReadInteger(), pair.ReadInteger());
            pair.ThrowIfNotEmpty();
            reader.ThrowIfNotEmpty();
        }
        catch (AsnContentException)
        {
            return "bytes that are no such pair, or have more than it";
        }
        return !IsWithin(r) || !IsWithin(s) ? "an integer out of the curve's range"
            : !Write(r, s).AsSpan().SequenceEqual(signature) ? "another encoding of it"
            : s > Half ? HighS
            : null;
    }

    private static bool IsWithin(BigInteger integer) => integer > 0 && integer < Order;

    private static BigInteger Unsigned(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Write(BigInteger r, BigInteger s)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(r);
            writer.WriteInteger(s);
        }
        return writer.Encode();
    }
}
