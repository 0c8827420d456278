using System.Security.Cryptography;
using System.Text;
using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Releases.Provenance;
using Dataset.Verification;

namespace Dataset.Tests.Releases.Provenance;

/// <summary>Signing and verifying as a publisher and a stranger do, and each way in which it must fail.</summary>
public sealed class SignatureTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dataset-signature-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_signed_release_verifies_with_the_public_key()
    {
        var (privateKey, publicKey) = Keys();
        var release = Build(privateKey);
        Assert.Empty(Verify(release, publicKey));
    }

    [Fact]
    public void A_key_in_PKCS_8_signs_as_well()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var release = Build(File("key.pem", key.ExportPkcs8PrivateKeyPem()));
        Assert.Empty(Verify(release, File("pub.pem", key.ExportSubjectPublicKeyInfoPem())));
    }

    [Fact]
    public void Only_the_signature_differs_from_an_unsigned_release()
    {
        var signed = Files(Build(Keys().Private));
        var unsigned = Files(Build(null, "unsigned"));
        Assert.Equal(["provenance.sigstore.json"], signed.Keys.Except(unsigned.Keys));
        AssertEx.All(unsigned, file => Assert.Equal(file.Value, signed[file.Key]));
    }

    [Fact]
    public void A_signature_that_nobody_checks_is_a_warning() =>
        Assert.Equal(["DS7110"], Verify(Build(Keys().Private), null));

    [Fact]
    public void A_key_without_a_signature_is_an_error() =>
        Assert.Equal(["DS7108"], Verify(Build(null), Keys().Public));

    [Fact]
    public void Another_key_is_found()
    {
        var release = Build(Keys().Private);
        Assert.Equal(["DS7107"], Verify(release, Keys().Public));
    }

    [Fact]
    public void Data_changed_with_every_checksum_made_again_is_found_by_the_signature()
    {
        var (privateKey, publicKey) = Keys();
        var release = Build(privateKey);
        // What an attacker without the key would do: make the whole release again from other sources, and keep the old signature.
        var sources = CopySources();
        System.IO.File.AppendAllText(Path.Combine(sources, "notes", "river.txt"), "\nOne more line.\n");
        var forged = Build(null, "forged", sources);
        System.IO.File.Copy(Path.Combine(release, "provenance.sigstore.json"), Path.Combine(forged, "provenance.sigstore.json"));
        Assert.Equal(["DS7109"], Verify(forged, publicKey));
    }

    [Theory]
    [InlineData("\"application/vnd.in-toto+json\"", "\"application/json\"")]
    [InlineData("bundle.v0.3+json", "bundle.v0.1+json")]
    [InlineData("\"payload\": \"", "\"payload\": \" ")]
    [InlineData("\"sig\": \"", "\"sig\": \"!")]
    public void A_bundle_of_another_form_is_refused(string text, string other)
    {
        var (privateKey, publicKey) = Keys();
        var release = Build(privateKey);
        var path = Path.Combine(release, "provenance.sigstore.json");
        var bundle = System.IO.File.ReadAllText(path);
        Assert.Contains(text, bundle, StringComparison.Ordinal);
        System.IO.File.WriteAllText(path, bundle.Replace(text, other, StringComparison.Ordinal));
        Assert.Equal(["DS7106"], Verify(release, publicKey).Distinct());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_bundle_with_another_number_of_signatures_than_one_is_refused(int count)
    {
        var (privateKey, publicKey) = Keys();
        var release = Build(privateKey);
        var path = Path.Combine(release, "provenance.sigstore.json");
        var bundle = System.IO.File.ReadAllText(path);
        var begin = bundle.IndexOf('[', bundle.IndexOf("\"signatures\"", StringComparison.Ordinal));
        var end = bundle.IndexOf(']', begin);
        var signature = bundle[(begin + 1)..end].Trim();
        System.IO.File.WriteAllText(path, bundle[..(begin + 1)] + string.Join(", ", Enumerable.Repeat(signature, count)) + bundle[end..]);
        Assert.Equal(["DS7106"], Verify(release, publicKey).Distinct());
        Assert.Contains("DS7106", Verify(release, null));
    }

    [Fact]
    public void A_key_file_that_holds_no_key_is_refused() => Assert.Equal(["DS7101"], Refused(File("key.pem", "no key\n")));

    [Fact]
    public void Two_keys_in_a_file_are_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal(["DS7101"], Refused(File("key.pem", key.ExportECPrivateKeyPem() + "\n" + key.ExportPkcs8PrivateKeyPem())));
    }

    [Fact]
    public void Any_number_of_blocks_is_counted()
    {
        var findings = new DiagnosticList();
        Assert.Null(PemKey.LoadPublic(File("key.pem", string.Concat(Enumerable.Repeat("-----BEGIN A-----\n", 3000))), findings));
        Assert.EndsWith(": Expected one PEM block, found 3000.", Assert.Single(findings.Kept).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUBLIC KEY", "CERTIFICATE", "DS7102")]
    [InlineData("END PUBLIC KEY", "END PRIVATE KEY", "DS7102")]
    [InlineData("-----END PUBLIC KEY-----", "", "DS7102")]
    [InlineData("MFkw", "MFkx", "DS7102")]
    [InlineData("PUBLIC KEY", "EC PRIVATE KEY", "DS7104")]
    [InlineData("BEGIN PUBLIC KEY", "begin public key", "DS7101")]
    public void A_block_of_another_kind_is_no_public_key(string text, string other, string rule)
    {
        var findings = new DiagnosticList();
        var pem = System.IO.File.ReadAllText(Keys().Public);
        Assert.Contains(text, pem, StringComparison.Ordinal);
        Assert.Null(PemKey.LoadPublic(File("other.pem", pem.Replace(text, other, StringComparison.Ordinal)), findings));
        Assert.Equal(rule, Assert.Single(findings.Kept).Rule.Id);
    }

    /// <summary>It is the same key whatever a mail or an editor put around it.</summary>
    [Theory]
    [InlineData("\uFEFF", "", "\n")]
    [InlineData("Our key:\n", "\nSent from a telephone.\n", "\n")]
    [InlineData("", "", "\r\n")]
    public void A_key_with_something_around_it_is_that_key(string before, string after, string lineEnd)
    {
        var findings = new DiagnosticList();
        var path = Keys().Public;
        using var key = PemKey.LoadPublic(path, findings)!;
        var text = before + System.IO.File.ReadAllText(path).Replace("\n", lineEnd, StringComparison.Ordinal) + after;
        using var same = PemKey.LoadPublic(File("same.pem", text), findings);
        Assert.Empty(findings.Kept);
        Assert.Equal(PemKey.IdentityOf(key), PemKey.IdentityOf(same!));
    }

    [Fact]
    public void Another_curve_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Equal(["DS7102"], Refused(File("key.pem", key.ExportECPrivateKeyPem())));
    }

    [Fact]
    public void An_RSA_key_is_refused()
    {
        using var key = RSA.Create(2048);
        Assert.Equal(["DS7102"], Refused(File("key.pem", key.ExportPkcs8PrivateKeyPem())));
        Assert.Equal(["DS7102"], Refused(File("rsa.pem", key.ExportRSAPrivateKeyPem())));
    }

    [Fact]
    public void Keys_for_other_algorithms_are_refused_and_the_algorithm_is_named()
    {
        using var rsa = RSA.Create(2048);
        Assert.EndsWith(
            ": Expected an ECDSA key on P-256, found a PRIVATE KEY for RSA.", WhyNot(rsa.ExportPkcs8PrivateKeyPem()),
            StringComparison.Ordinal);
        Assert.EndsWith(
            ": Expected an ECDSA key on P-256, found a PRIVATE KEY for Ed25519.",
            WhyNot(Ed25519("PRIVATE KEY", "302e020100300506032b657004220420")), StringComparison.Ordinal);
        var release = Build(Keys().Private);
        foreach (var key in new[] { rsa.ExportSubjectPublicKeyInfoPem(), Ed25519("PUBLIC KEY", "302a300506032b6570032100") })
            Assert.Equal(["DS7102"], Verify(release, File("other.pub", key)));
    }

    [Fact]
    public void A_curve_given_by_its_parameters_is_refused()
    {
        using var named = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = ECDsa.Create(named.ExportExplicitParameters(includePrivateParameters: true));
        Assert.Equal(["DS7102"], Refused(File("key.pem", key.ExportPkcs8PrivateKeyPem())));
        Assert.Equal(["DS7102"], Refused(File("ec.pem", key.ExportECPrivateKeyPem())));
        Assert.Equal(
            ["DS7102"],
            Verify(Build(File("named.pem", named.ExportPkcs8PrivateKeyPem())), File("pub.pem", key.ExportSubjectPublicKeyInfoPem())));
    }

    [Fact]
    public void A_key_that_openssl_encrypted_in_its_old_form_is_refused() => Assert.Equal(
        ["DS7103"],
        Refused(
            File(
                "key.pem",
                "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: "
                    + "AES-256-CBC,00112233445566778899AABBCCDDEEFF\n\nAAAAAAAAAAAAAAAAAAAAAA==\n-----END EC PRIVATE KEY-----\n")));

    [Fact]
    public void A_key_with_a_passphrase_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parameters = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        Assert.Equal(["DS7103"], Refused(File("key.pem", key.ExportEncryptedPkcs8PrivateKeyPem("secret", parameters))));
    }

    [Fact]
    public void Keys_of_the_other_kind_are_refused()
    {
        var (privateKey, publicKey) = Keys();
        Assert.Equal(["DS7104"], Refused(publicKey));
        Assert.Equal(["DS7104"], Verify(Build(privateKey), privateKey));
    }

    [Fact]
    public void A_private_key_that_others_can_read_is_a_warning()
    {
        if (OperatingSystem.IsWindows())
            return;
        var key = Keys().Private;
        System.IO.File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        var findings = new DiagnosticList();
        ReleaseBuilder.Build(
            new()
            {
                SourceFolder = Repository.At("tests/fixtures/minimal/seeds"),
                OutputFolder = Path.Combine(folder, "dist"),
                SigningKeyPath = key,
            }, findings);
        Assert.Equal(["DS7105"], findings.Kept.Select(d => d.Rule.Id));
    }

    private (string Private, string Public) Keys()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = Guid.NewGuid().ToString("N");
        return (File(name + ".key.pem", key.ExportECPrivateKeyPem()), File(name + ".pub.pem", key.ExportSubjectPublicKeyInfoPem()));
    }

    private string File(string name, string text)
    {
        var path = Path.Combine(folder, name);
        System.IO.File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    private string Build(string? key, string output = "dist", string? sources = null)
    {
        var findings = new DiagnosticList();
        var outcome = ReleaseBuilder.Build(
            new()
            {
                SourceFolder = sources ?? Repository.At("tests/fixtures/minimal/seeds"),
                OutputFolder = Path.Combine(folder, output),
                SigningKeyPath = key,
            },
            findings);
        Assert.Empty(findings.Kept);
        return Assert.IsType<BuildOutcome.Built>(outcome).Path;
    }

    private IEnumerable<string> Refused(string key)
    {
        var findings = new DiagnosticList();
        var options = new BuildOptions
        {
            SourceFolder = Repository.At("tests/fixtures/minimal/seeds"),
            OutputFolder = Path.Combine(folder, "refused"),
            SigningKeyPath = key,
        };
        Assert.IsType<BuildOutcome.Refused>(ReleaseBuilder.Build(options, findings));
        Assert.False(Directory.Exists(options.OutputFolder));
        return findings.Kept.Select(d => d.Rule.Id);
    }

    /// <summary>The one finding for a private key.</summary>
    private string WhyNot(string pem)
    {
        var findings = new DiagnosticList();
        var options = new BuildOptions
        {
            SourceFolder = Repository.At("tests/fixtures/minimal/seeds"),
            OutputFolder = Path.Combine(folder, "refused"),
            SigningKeyPath = File("other.pem", pem),
        };
        Assert.IsType<BuildOutcome.Refused>(ReleaseBuilder.Build(options, findings));
        return Assert.Single(findings.Kept).ToString();
    }

    /// <summary>A key of RFC 8410: what comes before its 32 bytes, in hexadecimal.</summary>
    private static string Ed25519(string label, string head) => PemEncoding.WriteString(
        label, [.. Convert.FromHexString(head), .. SHA256.HashData([])]);

    private static IEnumerable<string> Verify(string release, string? key)
    {
        var findings = new DiagnosticList();
        ReleaseVerifier.Verify(release, new() { PublicKeyPath = key }, findings, null, default);
        return findings.Kept.Select(d => d.Rule.Id);
    }

    private string CopySources()
    {
        var target = Path.Combine(folder, "copy");
        var from = Repository.At("tests/fixtures/minimal");
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(target, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            System.IO.File.Copy(file, to);
        }
        return Path.Combine(target, "seeds");
    }

    private static Dictionary<string, string> Files(string release) => Directory.EnumerateFiles(release, "*", SearchOption.AllDirectories)
        .ToDictionary(f => Path.GetRelativePath(release, f), f => Convert.ToHexString(System.IO.File.ReadAllBytes(f)));
}
