using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Text;

namespace Dataset.Releases.Provenance;

/// <summary>Reads ECDSA P-256 keys from PEM files (RFC 7468; PKCS #8, SEC 1 and SubjectPublicKeyInfo).</summary>
internal static class PemKey
{
    private const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>Key files are small; anything larger is something else.</summary>
    private const int MaximumSizeInBytes = 64 << 10;

    private static readonly string[] PrivateLabels = ["PRIVATE KEY", "EC PRIVATE KEY"];

    /// <summary>The private key; null, with a finding, where the file holds none that can sign.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ECDsa? LoadPrivate(string path, DiagnosticList findings)
    {
        var key = Load(path, PrivateLabels, "PUBLIC KEY", findings);
        if (key is not null)
            CheckOwner(path, findings);
        return key;
    }

    /// <summary>The public key; null, with a finding, where the file holds none that can verify.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ECDsa? LoadPublic(string path, DiagnosticList findings) => Load(path, ["PUBLIC KEY"], "PRIVATE KEY", findings);

    /// <summary>The key's identity: base64 of the SHA-256 of its SubjectPublicKeyInfo in DER.</summary>
    public static string IdentityOf(ECDsa key) => Convert.ToBase64String(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    private static ECDsa? Load(string path, string[] labels, string wrongKind, DiagnosticList findings)
    {
        var text = ReadText(path);
        var found = LabelsOf(text);
        // openssl writes the curve's parameters before a SEC 1 key unless told not to.
        found.Remove("EC PARAMETERS");
        if (found.Count != 1)
        {
            var blocks = found.Count switch
            {
                0 => "none",
                > 3 => found.Count.ToString(CultureInfo.InvariantCulture),
                _ => string.Join(" and ", found),
            };
            findings.Add(Rules.KeyIsPem, new(path), $"Expected one PEM block, found {blocks}.");
            return null;
        }
        var label = found[0];
        if (label.Contains("ENCRYPTED", StringComparison.Ordinal) || text.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
            findings.Add(Rules.KeyIsNotEncrypted, new(path), "Expected a key without a passphrase, found an encrypted one.");
        else if (label.EndsWith(wrongKind, StringComparison.Ordinal))
            findings.Add(Rules.KeyIsOfItsKind, new(path), $"Expected {labels[0]}, found {label}.");
        else if (!labels.Contains(label))
            findings.Add(Rules.KeyIsEcdsaP256, new(path), $"Expected {string.Join(" or ", labels)}, found {Printable.Line(label)}.");
        else
            return Import(path, text, label, findings);
        return null;
    }

    private static ECDsa? Import(string path, string text, string label, DiagnosticList findings)
    {
        var key = ECDsa.Create();
        var block = text[text.IndexOf($"-----BEGIN {label}-----", StringComparison.Ordinal)..];
        try
        {
            key.ImportFromPem(block);
            var curve = key.ExportParameters(includePrivateParameters: false).Curve;
            if (curve is { IsNamed: true, Oid.Value: P256 })
                return key;
            findings.Add(
                Rules.KeyIsEcdsaP256, new(path),
                $"Expected the curve P-256, found {(curve.IsNamed ? curve.Oid.FriendlyName ?? curve.Oid.Value : "one without a name")}.");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            findings.Add(Rules.KeyIsEcdsaP256, new(path), $"Expected an ECDSA key on P-256, found {KeyBlock.Describe(block, label)}.");
        }
        key.Dispose();
        return null;
    }

    private static string ReadText(string path)
    {
        try
        {
            using var file = PlainFile.Open(path, followsLink: true);
            return PlainFile.Read(file, MaximumSizeInBytes) is { } bytes
                ? Encoding.Latin1.GetString(bytes)
                : throw new IOException($"Expected a key file of at most {MaximumSizeInBytes} bytes at {path}, found a larger one.");
        }
        catch (NotPlainFileException e)
        {
            throw new IOException($"Expected a key file at {path}, found {e.Kind.Describe()}.", e);
        }
    }

    private static List<string> LabelsOf(string text)
    {
        const string Begin = "-----BEGIN ";
        var labels = new List<string>();
        for (var at = text.IndexOf(Begin, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Begin, at + 1, StringComparison.Ordinal))
        {
            var end = text.IndexOf("-----", at + Begin.Length, StringComparison.Ordinal);
            if (end < 0)
                break;
            labels.Add(text[(at + Begin.Length)..end]);
        }
        return labels;
    }

    private static void CheckOwner(string path, DiagnosticList findings)
    {
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (OperatingSystem.IsWindows())
            return;
        var mode = File.GetUnixFileMode(path);
        if ((mode & Others) != 0)
            findings.Add(
                Rules.KeyIsItsOwners, new(path),
                $"Expected a key that its owner alone can read, found the permissions {Convert.ToString((int)mode, 8)}.");
    }
}

/// <summary>
/// Says what is in a PEM block that cannot be used, for a finding (RFC 5208, PrivateKeyInfo; RFC 5280, SubjectPublicKeyInfo; RFC 5915,
/// ECPrivateKey).
/// </summary>
internal static class KeyBlock
{
    private const string EllipticCurves = "1.2.840.10045.2.1";

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["1.2.840.10040.4.1"] = "DSA",
        [EllipticCurves] = "elliptic curves",
        ["1.2.840.113549.1.1.1"] = "RSA",
        ["1.2.840.113549.1.1.10"] = "RSA-PSS",
        ["1.3.101.110"] = "X25519",
        ["1.3.101.111"] = "X448",
        ["1.3.101.112"] = "Ed25519",
        ["1.3.101.113"] = "Ed448",
    };

    private static readonly Asn1Tag PublicPoint = new(TagClass.ContextSpecific, 1);

    /// <summary>What it is, to follow "found".</summary>
    /// <param name="pem">A PEM block, perhaps with text around it.</param>
    /// <param name="label">Of the block.</param>
    public static string Describe(ReadOnlySpan<char> pem, string label)
    {
        var (algorithm, point) = (default(string), Array.Empty<byte>());
        if (PemEncoding.TryFind(pem, out var fields) && new byte[fields.DecodedDataLength] is var der
            && Convert.TryFromBase64Chars(pem[fields.Base64Data], der, out _))
        {
            try
            {
                Read(new AsnReader(der, AsnEncodingRules.DER).ReadSequence(), ref algorithm, ref point);
            }
            catch (AsnContentException)
            {
                // What could be read of it is enough.
            }
        }
        return point is [2 or 3, ..] ? $"a {label} with a compressed point; write it out in full: openssl ec -conv_form uncompressed"
            : point is [6 or 7, ..] ? $"a {label} with a hybrid point; write it out in full: openssl ec -conv_form uncompressed"
            : point.Length > 0 ? $"a {label} whose point is not on the curve"
            : algorithm is not null ? $"a {label} for {Names.GetValueOrDefault(algorithm, algorithm)}"
            : $"a block {label} that is none";
    }

    private static void Read(AsnReader key, ref string? algorithm, ref byte[] point)
    {
        // A private key has a version before the algorithm.
        if (key.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
            key.ReadIntegerBytes();
        if (key.PeekTag().HasSameClassAndValue(Asn1Tag.PrimitiveOctetString))
        {
            // ECPrivateKey: the number, the curve, and the point where it is given.
            algorithm ??= EllipticCurves;
            key.ReadOctetString();
            while (key.HasData)
            {
                if (key.PeekTag().HasSameClassAndValue(PublicPoint))
                    point = key.ReadSequence(PublicPoint).ReadBitString(out _);
                else
                    key.ReadEncodedValue();
            }
            return;
        }
        algorithm = key.ReadSequence().ReadObjectIdentifier();
        if (algorithm != EllipticCurves)
            return;
        if (key.PeekTag().HasSameClassAndValue(Asn1Tag.PrimitiveBitString))
            point = key.ReadBitString(out _);
        else
            Read(new AsnReader(key.ReadOctetString(), AsnEncodingRules.DER).ReadSequence(), ref algorithm, ref point);
    }
}
