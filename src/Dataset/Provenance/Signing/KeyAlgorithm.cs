using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Dataset.Provenance.Signing;

/// <summary>Names the algorithm that a key says it is for (RFC 5208, PrivateKeyInfo; RFC 5280, SubjectPublicKeyInfo), for a finding.</summary>
internal static class KeyAlgorithm
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["1.2.840.10040.4.1"] = "DSA",
        ["1.2.840.10045.2.1"] = "elliptic curves",
        ["1.2.840.113549.1.1.1"] = "RSA",
        ["1.2.840.113549.1.1.10"] = "RSA-PSS",
        ["1.3.101.110"] = "X25519",
        ["1.3.101.111"] = "X448",
        ["1.3.101.112"] = "Ed25519",
        ["1.3.101.113"] = "Ed448",
    };

    /// <summary>The name, or the object identifier of one that is not known here; null where the block is of another form.</summary>
    /// <param name="pem">A PEM block, perhaps with text around it.</param>
    public static string? Of(ReadOnlySpan<char> pem)
    {
        if (!PemEncoding.TryFind(pem, out var fields))
            return null;
        var der = new byte[fields.DecodedDataLength];
        if (!Convert.TryFromBase64Chars(pem[fields.Base64Data], der, out _))
            return null;
        try
        {
            var key = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
            // A private key has a version before the algorithm.
            if (key.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
                key.ReadIntegerBytes();
            var identifier = key.ReadSequence().ReadObjectIdentifier();
            return Names.GetValueOrDefault(identifier, identifier);
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
