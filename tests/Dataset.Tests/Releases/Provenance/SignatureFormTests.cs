using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Dataset.Diagnostics;
using Dataset.Releases.Provenance;
using Dataset.Tests.Cli;
using Dataset.Tests.Verification;
using Dataset.Verification;

namespace Dataset.Tests.Releases.Provenance;

/// <summary>
/// One signature has one form: no byte of <c>provenance.sigstore.json</c> can be changed without the key, even where what
/// it says would still hold.
/// </summary>
public sealed class SignatureFormTests : IDisposable
{
    private static readonly BigInteger Order = BigInteger.Parse(
        "0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", System.Globalization.NumberStyles.HexNumber,
        System.Globalization.CultureInfo.InvariantCulture);

    private readonly SourcesForCommands sources = new();

    public SignatureFormTests()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Write("key.pem", key.ExportECPrivateKeyPem());
        Write("pub.pem", key.ExportSubjectPublicKeyInfoPem());
        Write("compressed.pem", PemEncoding.WriteString("PUBLIC KEY", Compressed(key)));
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist, "--sign", At("key.pem")).Status);
    }

    public static TheoryData<string> Encodings =>
        [
            "high s", "r negated", "zero s", "s above the order", "a zero before r", "a long length", "trailing bytes",
            "a third integer", "BER",
        ];

    public void Dispose() => sources.Dispose();

    [Fact]
    public void Every_signature_has_a_low_s()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        for (var i = 0; i < 64; i++)
        {
            byte[] signed = [(byte)i];
            var signature = EcdsaSignature.Sign(key, signed);
            Assert.True(Read(signature).S <= Order / 2);
            Assert.Null(EcdsaSignature.ProblemOf(signature));
            Assert.True(EcdsaSignature.Holds(key, SHA256.HashData(signed), signature));
        }
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Another_encoding_of_the_signature_is_refused_with_and_without_the_key(string kind)
    {
        Change(
            bundle =>
                Signature(bundle)["sig"] = Convert.ToBase64String(
                    Encode(kind, Read(Convert.FromBase64String((string)Signature(bundle)["sig"]!)))));
        IsRefused("DS7106");
    }

    /// <summary>Version 1.0.0 of the tool signed with any s. A later tool verifies what an earlier one published.</summary>
    [Theory]
    [InlineData("1.0.0")]
    [InlineData("1.0.9")]
    [InlineData("2.0.0")]
    public void A_high_s_of_the_first_tool_is_a_warning_of_a_later_one(string tool)
    {
        var isSound = tool == "1.0.0";
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(At("key.pem")));
        var release = TestReleases.Tiny();
        release.Manifest = release.Manifest with { Tool = new("dataset", tool) };
        release.Seal();
        var envelope = DsseEnvelope.Sign(release.Files["provenance.json"], key);
        var (r, s) = Read(envelope.Signature);
        release.Files["provenance.sigstore.json"] = SigstoreBundle.Write(envelope with { Signature = Der(r, Order - s) });
        using var files = new MemoryRelease(release.Files);
        var findings = new DiagnosticList();
        var outcome = ReleaseVerifier.Verify(files, new() { PublicKeyPath = At("pub.pem") }, findings, null, CancellationToken.None);
        Assert.Equal(isSound, outcome.IsSound);
        var found = Assert.Single(findings.Kept, d => d.Message.Contains("a high s", StringComparison.Ordinal));
        Assert.Equal(isSound ? "DS7111" : "DS7106", found.Rule.Id);
    }

    [Theory]
    [InlineData("=")]
    [InlineData("\n")]
    [InlineData(" ")]
    public void Another_base64_of_the_signature_is_refused(string appended)
    {
        Change(bundle => Signature(bundle)["sig"] = (string)Signature(bundle)["sig"]! + appended);
        IsRefused("DS7106");
    }

    [Fact]
    public void The_base64_of_URLs_is_refused()
    {
        Change(
            bundle => bundle["dsseEnvelope"]!["payload"] = ((string)bundle["dsseEnvelope"]!["payload"]!).TrimEnd('=').Replace('+', '-')
                .Replace('/', '_') + "_");
        IsRefused("DS7106");
    }

    [Theory]
    [InlineData("application/VND.in-toto+json")]
    [InlineData("application/vnd.in-toto+json ")]
    [InlineData("APPLICATION/VND.IN-TOTO+JSON")]
    public void Another_case_of_the_payload_type_is_refused(string type)
    {
        Change(bundle => bundle["dsseEnvelope"]!["payloadType"] = type);
        IsRefused("DS7106");
    }

    [Theory]
    [InlineData("keyid")]
    [InlineData("hint")]
    public void A_key_id_that_is_of_another_key_in_one_place_is_refused(string place)
    {
        var other = Convert.ToBase64String(SHA256.HashData("other"u8));
        Change(bundle => (place == "hint" ? bundle["verificationMaterial"]!["publicKey"]! : Signature(bundle))[place] = other);
        IsRefused("DS7106");
    }

    [Fact]
    public void A_key_id_that_is_of_another_key_everywhere_is_refused_with_the_key()
    {
        var other = Convert.ToBase64String(SHA256.HashData("other"u8));
        Change(bundle =>
        {
            bundle["verificationMaterial"]!["publicKey"]!["hint"] = other;
            Signature(bundle)["keyid"] = other;
        });
        var run = CommandRun.Of("verify", sources.Release, "--key", At("pub.pem"));
        Assert.Equal(1, run.Status);
        Assert.Contains("error DS7107: ", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("mine")]
    [InlineData("\u202Eevil")]
    public void A_key_id_that_can_be_none_is_refused(string id)
    {
        Change(bundle =>
        {
            bundle["verificationMaterial"]!["publicKey"]!["hint"] = id;
            Signature(bundle)["keyid"] = id;
        });
        IsRefused("DS7106");
    }

    [Theory]
    [InlineData("\"sig\": ", "\"sig\": \"AAAA\", \"sig\": ", "DS1101")]
    [InlineData("\"mediaType\": ", "\"mediaType\": \"x\", \"mediaType\": ", "DS1101")]
    [InlineData("\"payload\": ", "\"payload\": \"\", \"p\\u0061yload\": ", "DS1101")]
    [InlineData("\"dsseEnvelope\": ", "\"messageSignature\": {}, \"dsseEnvelope\": ", "DS7106")]
    public void A_member_that_is_there_twice_or_unknown_is_refused(string member, string twice, string rule)
    {
        sources.Change("dist/minimal-1.0.0/provenance.sigstore.json", member, twice);
        IsRefused(rule);
    }

    [Fact]
    public void A_compressed_point_is_refused_in_words()
    {
        var run = CommandRun.Of("verify", sources.Release, "--key", At("compressed.pem"));
        Assert.Equal(1, run.Status);
        Assert.Contains(
            "error DS7102: Expected an ECDSA key on P-256, found a PUBLIC KEY with a compressed point; write it out in full: openssl ec "
                + "-conv_form uncompressed.",
            run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_verdict_names_the_release_and_the_key()
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(At("pub.pem")));
        var run = CommandRun.Of("verify", sources.Release, "--key", At("pub.pem"));
        Assert.Equal(0, run.Status);
        Assert.StartsWith(
            $"{sources.Release} is sound: minimal-1.0.0, signed with the key "
                + $"{Convert.ToBase64String(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))}, ", run.Error,
            StringComparison.Ordinal);
        Assert.StartsWith(
            $"{sources.Release} is sound: minimal-1.0.0, no signature checked, ", CommandRun.Of("verify", sources.Release).Error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("minimal-latest")]
    [InlineData("latest")]
    [InlineData("minimal")]
    public void Another_dataset_of_the_same_key_is_refused_by_its_name(string folder)
    {
        sources.Change("seeds/dataset.yaml", "name: minimal", "name: toys");
        sources.Change("seeds/dataset.yaml", "version: 1.0.0", "version: 9.0.0");
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", At("other"), "--sign", At("key.pem")).Status);
        Directory.CreateDirectory(At("download"));
        Directory.Move(At("other/toys-9.0.0"), At("download/" + folder));
        string[] line = ["verify", At("download/" + folder), "--key", At("pub.pem"), "--at-least", "2.0.0"];
        Assert.Contains(" is sound: toys-9.0.0, signed with the key ", CommandRun.Of(line).Error, StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of([.. line, "--name", "toys"]).Status);
        var run = CommandRun.Of([.. line, "--name", "minimal"]);
        Assert.Equal(1, run.Status);
        Assert.Contains("error DS8124: Expected a release of minimal, found one of toys.", run.Out, StringComparison.Ordinal);
    }

    private void IsRefused(string rule)
    {
        foreach (var run in new[]
        {
            CommandRun.Of("verify", sources.Release), CommandRun.Of("verify", sources.Release, "--key", At("pub.pem")),
        })
        {
            Assert.Equal(1, run.Status);
            Assert.Contains($"provenance.sigstore.json", run.Out, StringComparison.Ordinal);
            Assert.Contains($"error {rule}: ", run.Out, StringComparison.Ordinal);
        }
    }

    /// <summary>Changes the bundle and writes it as the tool does.</summary>
    private void Change(Action<JsonNode> change)
    {
        var path = sources.Release + "/provenance.sigstore.json";
        var bundle = JsonNode.Parse(File.ReadAllBytes(path))!;
        change(bundle);
        File.WriteAllText(path, bundle.ToJsonString(new()
        {
            WriteIndented = true,
            NewLine = "\n",
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }) + "\n");
    }

    private static JsonNode Signature(JsonNode bundle) => bundle["dsseEnvelope"]!["signatures"]![0]!;

    private static (BigInteger R, BigInteger S) Read(byte[] signature)
    {
        var pair = new AsnReader(signature, AsnEncodingRules.DER).ReadSequence();
        return (pair.ReadInteger(), pair.ReadInteger());
    }

    private static byte[] Encode(string kind, (BigInteger R, BigInteger S) signature)
    {
        var (r, s) = signature;
        var der = Der(r, s);
        return kind switch
        {
            "high s" => Der(r, Order - s),
            "r negated" => Der(-r, s),
            "zero s" => Der(r, 0),
            "s above the order" => Der(r, s + Order),
            "a zero before r" => [0x30, (byte)(der[1] + 1), 0x02, (byte)(der[3] + 1), 0, .. der[4..]],
            "a long length" => [0x30, 0x81, .. der[1..]],
            "trailing bytes" => [.. der, 0, 0],
            "a third integer" => [0x30, (byte)(der[1] + 3), .. der[2..], 0x02, 0x01, 0x01],
            _ => [0x30, 0x80, .. der[2..], 0, 0],
        };
    }

    private static byte[] Der(params BigInteger[] integers)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
            foreach (var integer in integers)
                writer.WriteInteger(integer);
        return writer.Encode();
    }

    /// <summary>The public key with its point as x and the sign of y alone (SEC 1, 2.3.3).</summary>
    private static byte[] Compressed(ECDsa key)
    {
        var point = key.ExportParameters(false).Q;
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.10045.2.1");
                writer.WriteObjectIdentifier("1.2.840.10045.3.1.7");
            }
            writer.WriteBitString([(byte)(2 + (point.Y![^1] & 1)), .. point.X!]);
        }
        return writer.Encode();
    }

    private void Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(At(name), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private string At(string name) => sources.Folder + "/" + name;
}
