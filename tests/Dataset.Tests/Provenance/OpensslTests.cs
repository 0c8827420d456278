using System.Diagnostics;
using System.Security.Cryptography;
using Dataset.Diagnostics;
using Dataset.Releases;
using Dataset.Tests.Cli;

namespace Dataset.Tests.Provenance;

/// <summary>The lines with which a release's README checks the signature, run as they stand there, with openssl and sha256sum alone.</summary>
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
            new() { SourceFolder = Repository.At("tests/fixtures/minimal/seeds"), OutputFolder = Path.Combine(folder, "dist"), SigningKeyPath = keyPath },
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

    private string Pem(string name, ECDsa key)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, key.ExportSubjectPublicKeyInfoPem());
        return path;
    }

    /// <summary>The code block that speaks of the signature.</summary>
    private static string Lines(string readme) => readme.Split("```sh\n").Skip(1).Select(b => b[..b.IndexOf("```", StringComparison.Ordinal)])
        .Single(b => b.Contains("provenance.sigstore.json", StringComparison.Ordinal));

    private static (int Status, string Output) Run(string script, string folder)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", script }, WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var errors = shell.StandardError.ReadToEndAsync();
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        _ = errors.Result;
        return (shell.ExitCode, output);
    }
}
