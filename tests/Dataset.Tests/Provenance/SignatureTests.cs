using System.Security.Cryptography;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Releases;
using Dataset.Verification;

namespace Dataset.Tests.Provenance;

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
        Assert.All(unsigned, file => Assert.Equal(file.Value, signed[file.Key]));
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
        // What an attacker without the key would do: make the whole release anew from other sources, and keep the old signature.
        var sources = CopySources();
        System.IO.File.AppendAllText(Path.Combine(sources, "notes", "river.txt"), "\nOne more line.\n");
        var forged = Build(null, "forged", sources);
        System.IO.File.Copy(Path.Combine(release, "provenance.sigstore.json"), Path.Combine(forged, "provenance.sigstore.json"));
        Assert.Equal(["DS7109"], Verify(forged, publicKey));
    }

    [Theory]
    [InlineData("\"application/vnd.in-toto+json\"", "\"application/json\"")]
    [InlineData("bundle.v0.3+json", "bundle.v0.1+json")]
    [InlineData("\"signatures\": [", "\"signatures\": [], \"x\": [")]
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

    [Fact]
    public void Every_bit_of_the_signature_counts()
    {
        var (privateKey, publicKey) = Keys();
        var release = Build(privateKey);
        var path = Path.Combine(release, "provenance.sigstore.json");
        var bytes = System.IO.File.ReadAllBytes(path);
        // The payload's base64 is by far the longest part; every 37th byte of it and every byte of the rest.
        var payload = Encoding.ASCII.GetString(bytes).IndexOf("\"payload\"", StringComparison.Ordinal);
        var end = Encoding.ASCII.GetString(bytes).IndexOf("\"payloadType\"", StringComparison.Ordinal);
        for (var i = 0; i < bytes.Length; i += i > payload && i < end ? 37 : 1)
        {
            var flipped = (byte[])bytes.Clone();
            flipped[i] ^= (byte)(1 << (i % 8));
            System.IO.File.WriteAllBytes(path, flipped);
            Assert.NotEmpty(Verify(release, publicKey));
        }
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
        ReleaseBuilder.Build(new() { SourceFolder = Repository.At("tests/fixtures/minimal/seeds"), OutputFolder = Path.Combine(folder, "dist"), SigningKeyPath = key }, findings);
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
                SourceFolder = sources ?? Repository.At("tests/fixtures/minimal/seeds"), OutputFolder = Path.Combine(folder, output), SigningKeyPath = key,
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
            SourceFolder = Repository.At("tests/fixtures/minimal/seeds"), OutputFolder = Path.Combine(folder, "refused"), SigningKeyPath = key,
        };
        Assert.IsType<BuildOutcome.Refused>(ReleaseBuilder.Build(options, findings));
        Assert.False(Directory.Exists(options.OutputFolder));
        return findings.Kept.Select(d => d.Rule.Id);
    }

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
