using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Tests.Cli;
using Dataset.Verification;

namespace Dataset.Tests.Verification;

/// <summary>A signed release as <c>build</c> makes it, with the publisher's key at hand: no bit of it can change unseen.</summary>
public sealed class SignedReleaseTests(ITestOutputHelper log) : IDisposable
{
    /// <summary>What the signature is, and what it speaks of.</summary>
    private static readonly string[] OfTheSignature = ["provenance.sigstore.json", "provenance.json", "SHA256SUMS"];

    private readonly string folder = Directory.CreateTempSubdirectory("dataset-signed-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_bit_of_the_signature_a_bit_of_every_byte_it_signs_and_of_every_eighth_byte_of_files_flipped_is_found()
    {
        var (release, key) = Build();
        var files = Directory.GetFiles(release, "*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(release, f).Replace('\\', '/'), File.ReadAllBytes);
        Assert.True(Verify(files, key).IsSound);
        // The payload repeats provenance.json in base64, by far the longest part of the bundle. Its end may have bits of no meaning.
        var bundle = Encoding.ASCII.GetString(files["provenance.sigstore.json"]);
        var payload = bundle.IndexOf("\"payload\"", StringComparison.Ordinal);
        var end = bundle.IndexOf("\"payloadType\"", StringComparison.Ordinal) - 16;
        // A key only adds findings: where a file is found to be another without one, it is so with one too, and that check takes the
        // most time. Without one, DamageTests flip every bit.
        var bits = files.SelectMany(f => Enumerable.Range(0, 8 * f.Value.Length).Where(bit =>
            f.Key == "provenance.sigstore.json" && (bit / 8 < payload || bit / 8 >= end)
                || (OfTheSignature.Contains(f.Key) ? bit % 9 == 0 : bit % 65 == 0)).Select(bit => (Path: f.Key, Bit: bit))).ToArray();
        var missed = new ConcurrentBag<(string, int)>();
        Parallel.ForEach(bits, at =>
        {
            byte[] bytes = [.. files[at.Path]];
            bytes[at.Bit / 8] ^= (byte)(1 << (at.Bit % 8));
            var damaged = new Dictionary<string, byte[]>(files) { [at.Path] = bytes };
            if (Verify(damaged, OfTheSignature.Contains(at.Path) ? key : null).IsSound)
                missed.Add(at);
        });
        log.WriteLine($"{bits.Length} bits of {files.Count} files flipped");
        Assert.Empty(missed);
    }

    [Fact]
    public void The_command_ends_with_1_whichever_file_has_a_bit_flipped()
    {
        var (release, key) = Build();
        Assert.Equal(0, CommandRun.Of("verify", release, "--key", key).Status);
        foreach (var file in Directory.GetFiles(release, "*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            bytes[bytes.Length / 3] ^= 0x20;
            File.WriteAllBytes(file, bytes);
            var run = CommandRun.Of("verify", release, "--key", key);
            Assert.True(run.Status == 1 && run.Out.Contains($"{file}", StringComparison.Ordinal), run.Out + run.Error);
            bytes[bytes.Length / 3] ^= 0x20;
            File.WriteAllBytes(file, bytes);
        }
        Assert.Equal(0, CommandRun.Of("verify", release, "--key", key).Status);
    }

    private static VerifyOutcome Verify(Dictionary<string, byte[]> files, string? key)
    {
        using var memory = new MemoryRelease(files);
        return ReleaseVerifier.Verify(memory, new() { Jobs = 1, PublicKeyPath = key }, new DiagnosticList(), null, CancellationToken.None);
    }

    private (string Release, string Key) Build()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(folder + "/key.pem", key.ExportECPrivateKeyPem());
        File.WriteAllText(folder + "/pub.pem", key.ExportSubjectPublicKeyInfoPem());
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder + "/key.pem", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.CreateDirectory(folder + "/seeds");
        Directory.CreateDirectory(folder + "/schema");
        File.WriteAllText(folder + "/seeds/dataset.yaml", """
            name: tiny
            version: 1.0.0
            released: 2026-01-01
            title: Tiny
            description: One row.
            language: en
            creators: [{name: Nobody}]
            licenses: [{name: CC0-1.0, title: None, url: null, covers: All of it.}]
            tables: [{name: rows, from: records, path: rows.jsonl}]
            """);
        File.WriteAllText(folder + "/seeds/rows.jsonl", "{\"row_id\":\"a\"}\n");
        File.WriteAllText(folder + "/schema/rows.schema.json", """
            {"$schema": "http://json-schema.org/draft-07/schema#", "$id": "rows.schema.json", "title": "Rows", "description": "One.", "type": "object", "additionalProperties": false, "required": ["row_id"], "x-primaryKey": ["row_id"], "properties": {"row_id": {"description": "Key.", "type": "string"}}}
            """);
        var findings = new DiagnosticList();
        var outcome = ReleaseBuilder.Build(
            new() { SourceFolder = folder + "/seeds", OutputFolder = folder + "/dist", SigningKeyPath = folder + "/key.pem" }, findings);
        Assert.Empty(findings.Kept);
        return (Assert.IsType<BuildOutcome.Built>(outcome).Path, folder + "/pub.pem");
    }
}
