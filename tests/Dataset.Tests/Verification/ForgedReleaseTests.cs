using System.Security.Cryptography;
using Dataset.Diagnostics;
using Dataset.Publishing;
using Dataset.Tests.Cli;
using Dataset.Tests.Publishing;

namespace Dataset.Tests.Verification;

/// <summary>
/// A release whose data was changed, with every checksum, every format and the statement made again by the tool itself: by itself it is
/// as sound as any. The signature, the chain and the sources each tell, without the others.
/// </summary>
public sealed class ForgedReleaseTests : IDisposable
{
    private readonly SourcesForCommands sources = new();

    public ForgedReleaseTests()
    {
        foreach (var name in new[] { "publisher", "forger" })
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            File.WriteAllText(At(name + ".pem"), key.ExportECPrivateKeyPem());
            File.WriteAllText(At(name + "-pub.pem"), key.ExportSubjectPublicKeyInfoPem());
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(At(name + ".pem"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist, "--sign", At("publisher.pem")).Status);
        StruckOutput.Copy(sources.Seeds, At("forged/seeds"));
        StruckOutput.Copy(At("schema"), At("forged/schema"));
        sources.Change("forged/seeds/notes/bridge.yaml", "value: 1901, quote: built in 1901", "value: 1902, quote: built in 1901");
    }

    public void Dispose() => sources.Dispose();

    [Fact]
    public void By_itself_it_is_sound() => Assert.Equal(0, CommandRun.Of("verify", Forged()).Status);

    [Fact]
    public void The_signature_tells_whether_it_is_missing_another_releases_or_another_persons()
    {
        var forged = Forged();
        IsFound("DS7108", "verify", forged, "--key", At("publisher-pub.pem"));
        File.Copy(sources.Release + "/provenance.sigstore.json", forged + "/provenance.sigstore.json");
        IsFound("DS7109", "verify", forged, "--key", At("publisher-pub.pem"));
        IsFound("DS7107", "verify", Forged("--sign", At("forger.pem")), "--key", At("publisher-pub.pem"));
        Assert.Equal(0, CommandRun.Of("verify", sources.Release, "--key", At("publisher-pub.pem")).Status);
    }

    [Fact]
    public void The_chain_tells()
    {
        var forged = Forged();
        Directory.Delete(sources.Release, recursive: true);
        StruckOutput.Copy(forged, sources.Release);
        var zip = PackedZip.Of(forged, sources.Folder);
        File.Copy(zip, sources.Release + ".zip");
        IsFound("DS8114", "verify", sources.Release);
        IsFound("DS8114", "verify", sources.Release + ".zip");
    }

    [Fact]
    public void The_sources_tell_by_table_key_and_column() => IsFound(
        "error DS8302: Expected 1901 in column value of table claims, row note_id \"bridge\", claim_id \"year-built\"", "verify", Forged(),
        "--source", sources.Seeds);

    [Fact]
    public void A_file_of_one_release_inside_another_is_found_whichever_it_is()
    {
        sources.Change("seeds/dataset.yaml", "version: 1.0.0", "version: 1.1.0");
        sources.Change("seeds/people.yaml", "  names: [Ben]\n", "  names: [Ben]\n- person_id: cleo\n  names: [Cleo]\n");
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist, "--sign", At("publisher.pem")).Status);
        var (now, tried) = (sources.Dist + "/minimal-1.1.0", 0);
        foreach (var file in Directory.GetFiles(now, "*", SearchOption.AllDirectories))
        {
            var (bytes, old) = (File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(sources.Release, Path.GetRelativePath(now, file))));
            if (bytes.AsSpan().SequenceEqual(old))
                continue;
            tried++;
            File.WriteAllBytes(file, old);
            IsFound(Path.GetFileName(file), "verify", now, "--key", At("publisher-pub.pem"));
            File.WriteAllBytes(file, bytes);
        }
        Assert.True(tried >= 8, $"Only {tried} files differ.");
        Assert.Equal(0, CommandRun.Of("verify", now, "--key", At("publisher-pub.pem"), "--at-least", "1.1.0").Status);
        IsFound("DS8115", "verify", sources.Release, "--key", At("publisher-pub.pem"), "--at-least", "1.1.0");
    }

    private static void IsFound(string text, params string[] command)
    {
        var run = CommandRun.Of(command);
        Assert.True(run.Status == 1 && run.Out.Contains(text, StringComparison.Ordinal), run.Out + run.Error);
    }

    private string At(string path) => Path.Combine(sources.Folder, path);

    /// <summary>A release of the same name and version with another value in it, in a folder of its own.</summary>
    private string Forged(params string[] options)
    {
        var output = $"{sources.Folder}/forged/dist{options.Length}";
        Assert.Equal(0, CommandRun.Of(["build", sources.Folder + "/forged/seeds", "-o", output, .. options]).Status);
        return output + "/minimal-1.0.0";
    }
}
