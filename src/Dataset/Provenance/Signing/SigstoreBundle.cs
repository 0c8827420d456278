using Dataset.Diagnostics;
using Dataset.Formats.Values;
using Dataset.Syntax;

namespace Dataset.Provenance.Signing;

/// <summary>
/// <c>provenance.sigstore.json</c>: a Sigstore bundle (sigstore/protobuf-specs, version 0.3) with a public key's hint and a DSSE
/// envelope of exactly one signature. There is one form of it, and no other is read.
/// </summary>
public static class SigstoreBundle
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
        var keyId = signature.Text("keyid");
        signature.End();
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

    private static byte[]? Base64(MemberReader reader, string name) => reader.Parsed(name, "base64 (RFC 4648, section 4)", text =>
    {
        var bytes = new byte[text.Length];
        // The runtime skips white space in base64; the one form has none.
        return Convert.TryFromBase64String(text, bytes, out var length) && Convert.ToBase64String(bytes, 0, length) == text ? bytes[..length] : null;
    });
}
