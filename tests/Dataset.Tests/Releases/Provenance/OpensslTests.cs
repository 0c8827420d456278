using System.Diagnostics;
using System.Security.Cryptography;
using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Publishing;
using Dataset.Tests.Cli;
using Dataset.Tests.Files;
using Dataset.Tests.Publishing;

namespace Dataset.Tests.Releases.Provenance;

/// <summary>
/// The lines with which a release's README checks the signature, run as written, with openssl and sha256sum alone.
/// </summary>
public sealed class OpensslTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dataset-openssl-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [PosixFact]
    public void The_lines_of_the_README_accept_the_publishers_key_and_no_other()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var keyPath = Path.Combine(folder, "key.pem");
        File.WriteAllText(keyPath, key.ExportECPrivateKeyPem());
        var built = ReleaseBuilder.Build(
            new()
            {
                SourceFolder = Repository.At("tests/fixtures/minimal/seeds"),
                OutputFolder = Path.Combine(folder, "dist"),
                SigningKeyPath = keyPath,
            },
            new DiagnosticList());
        var release = Assert.IsType<BuildOutcome.Built>(built).Path;
        var lines = Lines(File.ReadAllText(Path.Combine(release, "README.md")));
        Assert.Contains("openssl dgst", lines, StringComparison.Ordinal);

        var (status, output) = Run(lines.Replace("PUB.pem", Pem("pub.pem", key), StringComparison.Ordinal), release);
        Assert.Equal("Verified OK\nas signed\n", output);
        Assert.Equal(0, status);

        (status, output) = Run(lines.Replace("PUB.pem", Pem("other.pem", other), StringComparison.Ordinal), release);
        Assert.NotEqual(0, status);
        Assert.DoesNotContain("as signed", output, StringComparison.Ordinal);

        File.AppendAllText(Path.Combine(release, "data", "notes.csv"), "x");
        (status, output) = Run(lines.Replace("PUB.pem", Pem("pub.pem", key), StringComparison.Ordinal), release);
        Assert.NotEqual(0, status);
        Assert.DoesNotContain("as signed", output, StringComparison.Ordinal);
    }

    [PosixFact]
    public void The_lines_of_the_README_accept_a_second_release_and_what_is_in_its_zip()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (keyPath, dist) = (Path.Combine(folder, "key.pem"), Path.Combine(folder, "dist"));
        File.WriteAllText(keyPath, key.ExportECPrivateKeyPem());
        foreach (var part in new[] { "seeds", "schema" })
            StruckOutput.Copy(Repository.At("tests/fixtures/minimal/" + part), Path.Combine(folder, part));
        var descriptor = Path.Combine(folder, "seeds", "dataset.yaml");
        foreach (var version in new[] { "1.0.0", "1.0.1" })
        {
            File.WriteAllText(
                descriptor, File.ReadAllText(descriptor).Replace("version: 1.0.0", "version: " + version, StringComparison.Ordinal));
            Assert.IsType<BuildOutcome.Built>(ReleaseBuilder.Build(
                new() { SourceFolder = Path.Combine(folder, "seeds"), OutputFolder = dist, SigningKeyPath = keyPath },
                new DiagnosticList()));
        }
        var packed = PackedZip.Of(Path.Combine(dist, "minimal-1.0.1"), folder);
        System.IO.Compression.ZipFile.ExtractToDirectory(packed, Path.Combine(folder, "unpacked"));
        foreach (var release in new[] { Path.Combine(dist, "minimal-1.0.1"), Path.Combine(folder, "unpacked", "minimal-1.0.1") })
        {
            var readme = File.ReadAllText(Path.Combine(release, "README.md"));
            Assert.Contains("```sh\nsha256sum -c SHA256SUMS\n```", readme, StringComparison.Ordinal);
            var (status, output) = Run("sha256sum -c SHA256SUMS", release);
            Assert.Equal(0, status);
            AssertEx.All(output.TrimEnd().Split('\n'), l => Assert.EndsWith(": OK", l, StringComparison.Ordinal));
            (status, output) = Run(Lines(readme).Replace("PUB.pem", Pem("pub.pem", key), StringComparison.Ordinal), release);
            Assert.Equal((0, "Verified OK\nas signed\n"), (status, output));
        }
        // The signature of the first release is none of the second.
        File.Copy(
            Path.Combine(dist, "minimal-1.0.0", "provenance.sigstore.json"),
            Path.Combine(dist, "minimal-1.0.1", "provenance.sigstore.json"), overwrite: true);
        Assert.DoesNotContain(
            "as signed",
            Run(
                Lines(File.ReadAllText(Path.Combine(dist, "minimal-1.0.1", "README.md")))
                    .Replace("PUB.pem", Pem("pub.pem", key), StringComparison.Ordinal), Path.Combine(dist, "minimal-1.0.1")).Output,
                    StringComparison.Ordinal);
    }

    /// <summary>
    /// The statement of a later release names the digest of the earlier one's SHA256SUMS too: as what it was made from, not as what it is
    /// about.
    /// </summary>
    [PosixFact]
    public void The_lines_of_the_README_refuse_an_earlier_release_under_the_signature_of_a_later()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (keyPath, dist, temporary) = (Path.Combine(folder, "key.pem"), Path.Combine(folder, "dist"),
            Directory.CreateDirectory(Path.Combine(folder, "tmp")).FullName);
        File.WriteAllText(keyPath, key.ExportECPrivateKeyPem());
        foreach (var part in new[] { "seeds", "schema" })
            StruckOutput.Copy(Repository.At("tests/fixtures/minimal/" + part), Path.Combine(folder, part));
        var descriptor = Path.Combine(folder, "seeds", "dataset.yaml");
        foreach (var (version, sign) in new[] { ("1.0.0", null), ("1.0.1", keyPath) })
        {
            File.WriteAllText(
                descriptor, File.ReadAllText(descriptor).Replace("version: 1.0.0", "version: " + version, StringComparison.Ordinal));
            Assert.IsType<BuildOutcome.Built>(ReleaseBuilder.Build(
                new() { SourceFolder = Path.Combine(folder, "seeds"), OutputFolder = dist, SigningKeyPath = sign }, new DiagnosticList()));
        }
        var (old, now) = (Path.Combine(dist, "minimal-1.0.0"), Path.Combine(dist, "minimal-1.0.1"));
        foreach (var file in new[] { "provenance.json", "provenance.sigstore.json" })
            File.Copy(Path.Combine(now, file), Path.Combine(old, file), overwrite: true);
        Assert.Contains(
            Digest.Of(File.ReadAllBytes(Path.Combine(old, "SHA256SUMS"))).Hex, File.ReadAllText(Path.Combine(old, "provenance.json")),
            StringComparison.Ordinal);
        var lines = $"TMPDIR={temporary}\nexport TMPDIR\n" + Lines(File.ReadAllText(Path.Combine(old, "README.md")))
            .Replace("PUB.pem", Pem("pub.pem", key), StringComparison.Ordinal);
        foreach (var shell in new[] { "/bin/sh", "/bin/bash" }.Where(File.Exists))
        {
            var (status, output) = Run(lines, old, shell);
            Assert.NotEqual(0, status);
            Assert.DoesNotContain("as signed", output, StringComparison.Ordinal);
            Assert.Equal((0, "Verified OK\nas signed\n"), Run(lines, now, shell));
            Assert.Empty(Directory.EnumerateFileSystemEntries(temporary));
        }
    }

    [PosixFact]
    public void The_lines_of_the_README_find_a_file_too_many_missing_or_changed_that_no_signature_is_needed_for()
    {
        var built = ReleaseBuilder.Build(
            new() { SourceFolder = Repository.At("tests/fixtures/minimal/seeds"), OutputFolder = folder }, new DiagnosticList());
        var release = Assert.IsType<BuildOutcome.Built>(built).Path;
        var lines = Block(File.ReadAllText(Path.Combine(release, "README.md")), "names() ");
        Assert.Equal((0, "these files and no others\n"), Run(lines, release));
        foreach (var extra in new[] { "data/extra.csv", ".hidden", "data/a\nb", "README.md\n./release.json", "README.md\n", "\u001b[2J" })
        {
            var path = Path.Combine(release, extra);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "x");
            var (status, output) = Run(lines, release);
            Assert.NotEqual(0, status);
            Assert.DoesNotContain("\u001b", output, StringComparison.Ordinal);
            File.Delete(path);
            if (extra.StartsWith("README.md\n.", StringComparison.Ordinal))
                Directory.Delete(Path.GetDirectoryName(path)!);
        }
        Assert.Equal((0, "these files and no others\n"), Run(lines, release));
        File.Move(Path.Combine(release, "data", "notes.csv"), Path.Combine(folder, "notes.csv"));
        Assert.NotEqual(0, Run(lines, release).Status);
        File.WriteAllText(Path.Combine(release, "data", "notes.csv"), "x");
        Assert.NotEqual(0, Run(lines, release).Status);
    }

    [PosixTheory]
    [InlineData("data/extra", "pipe")]
    [InlineData("data/extra", "link")]
    [InlineData("data/notes.csv", "pipe")]
    [InlineData("data/notes.csv", "link")]
    [InlineData("data/notes.csv", "device")]
    [InlineData("SHA256SUMS", "pipe")]
    [InlineData("provenance.json", "link")]
    [InlineData("provenance.sigstore.json", "pipe")]
    public void The_lines_of_the_README_refuse_what_is_no_plain_file_and_do_not_wait_for_it(string file, string kind)
    {
        var built = ReleaseBuilder.Build(
            new() { SourceFolder = Repository.At("tests/fixtures/minimal/seeds"), OutputFolder = folder }, new DiagnosticList());
        var release = Assert.IsType<BuildOutcome.Built>(built).Path;
        var (path, aside) = (Path.Combine(release, file), Path.Combine(folder, "aside"));
        if (File.Exists(path))
            File.Move(path, aside);
        else
            File.WriteAllText(aside, "x");
        if (kind == "pipe")
            PlainFileTests.MakePipe(path);
        else
            File.CreateSymbolicLink(path, kind == "link" ? aside : "/dev/zero");
        var readme = File.ReadAllText(Path.Combine(release, "README.md"));
        var (status, output) = Run(Block(readme, "names() "), release);
        Assert.NotEqual(0, status);
        Assert.Contains("no plain file:", output, StringComparison.Ordinal);
        Assert.Contains(file, output, StringComparison.Ordinal);
        Assert.NotEqual(0, Run(Lines(readme), release).Status);
    }

    private string Pem(string name, ECDsa key)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, key.ExportSubjectPublicKeyInfoPem());
        return path;
    }

    /// <summary>The code block that checks the signature.</summary>
    private static string Lines(string readme) => Block(readme, "openssl dgst");

    private static string Block(string readme, string with) => readme.Split("```sh\n").Skip(1)
        .Select(b => b[..b.IndexOf("```", StringComparison.Ordinal)])
        .Single(b => b.Contains(with, StringComparison.Ordinal));

    private static (int Status, string Output) Run(string script, string folder, string program = "/bin/sh")
    {
        using var shell = Process.Start(new ProcessStartInfo(program)
        {
            ArgumentList = { "-c", script },
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = shell.StandardError.ReadToEndAsync();
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        _ = errors.Result;
        return (shell.ExitCode, output);
    }
}
