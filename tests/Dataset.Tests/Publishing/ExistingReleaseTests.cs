using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Dataset.Tests.Cli;

namespace Dataset.Tests.Publishing;

/// <summary>A version that exists, signed or not, whole or damaged, and a build of it.</summary>
public sealed class ExistingReleaseTests : IDisposable
{
    private readonly SourcesForCommands sources = new();
    private readonly string key;
    private readonly string otherKey;

    public ExistingReleaseTests() => (key, otherKey) = (MakeKey("key"), MakeKey("other"));

    private string Signature => sources.Release + "/provenance.sigstore.json";

    public void Dispose() => sources.Dispose();

    [Fact]
    public void A_missing_folder_of_a_listed_release_is_made_again_as_it_was()
    {
        Built();
        var before = State();
        Directory.Delete(sources.Release, recursive: true);
        Built();
        Assert.Equal(before, State());
    }

    [Fact]
    public void A_zip_beside_the_folder_is_left_alone_and_brings_no_folder_back()
    {
        Built("--sign", key);
        var zip = sources.Packed();
        var before = State();
        Assert.EndsWith("; nothing was written.\n", Build().Error, StringComparison.Ordinal);
        Assert.Equal(before, State());
        Directory.Delete(sources.Release, recursive: true);
        sources.Change("seeds/dataset.yaml", "title: Two notes", "title: Some notes");
        Refused("releases.json: error DS8002: Expected a SHA256SUMS of ");
        sources.Change("seeds/dataset.yaml", "title: Some notes", "title: Two notes");
        Built("--sign", key);
        Assert.Equal(0, CommandRun.Of("verify", zip, "--key", Public(key)).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void DS8005_an_empty_signature_is_found(bool isSigning)
    {
        Built("--sign", key);
        File.WriteAllBytes(Signature, []);
        Refused($"{Signature}(1,1): error DS8005: ", isSigning ? ["--sign", key] : []);
    }

    [Fact]
    public void DS8005_an_altered_signature_is_found_by_the_key()
    {
        Built("--sign", key);
        var text = File.ReadAllText(Signature);
        var at = text.IndexOf("\"sig\": \"", StringComparison.Ordinal) + 30;
        File.WriteAllText(Signature, text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..]);
        Refused($"{Signature}: error DS8005: DS7107: Expected a signature of the key ", "--sign", key);
    }

    [Fact]
    public void DS8005_a_signature_of_another_statement_is_found()
    {
        Built("--sign", key);
        var text = File.ReadAllText(Signature);
        var at = text.IndexOf("\"payload\": \"", StringComparison.Ordinal) + 12;
        var end = text.IndexOf('"', at);
        var payload = Encoding.UTF8.GetString(Convert.FromBase64String(text[at..end])).Replace("1.0.0", "1.0.9", StringComparison.Ordinal);
        File.WriteAllText(Signature, text[..at] + Convert.ToBase64String(Encoding.UTF8.GetBytes(payload)) + text[end..]);
        Refused($"{Signature}: error DS8005: DS7109: ");
    }

    [Fact]
    public void DS8006_a_release_signed_with_another_key_is_not_said_to_be_the_same()
    {
        Built("--sign", key);
        Refused($"{Signature}: error DS8006: Expected a signature of the key ", "--sign", otherKey);
        Built("--sign", otherKey, "--replace");
        Assert.Equal(0, CommandRun.Of("verify", sources.Release, "--key", Public(otherKey)).Status);
    }

    [Fact]
    public void DS8006_an_unsigned_release_is_signed_afterwards_only_by_replacing_it()
    {
        Built();
        Refused($"{Signature}: error DS8006: Expected a signature of the key ", "--sign", key);
        Built("--sign", key, "--replace");
        Assert.Equal(0, CommandRun.Of("verify", sources.Release, "--key", Public(key)).Status);
    }

    [Fact]
    public void DS8007_a_signed_release_is_not_replaced_by_an_unsigned_one()
    {
        Built("--sign", key);
        var before = State();
        Assert.Equal($"{sources.Release} already exists, byte for byte the same; nothing was written.\n", Build("--replace").Error);
        Assert.Equal(before, State());
        sources.Change("seeds/dataset.yaml", "title: Two notes", "title: Some notes");
        Refused(
            $"{sources.Release}: error DS8007: Expected --sign, since the release that is to be replaced is signed, found none.",
            "--replace");
        Built("--sign", otherKey, "--replace");
    }

    [Theory]
    [InlineData("README.md", "DS6006")]
    [InlineData("data/extra.csv", "DS6005")]
    [InlineData("data/notes.csv", "DS6006")]
    public void DS8005_a_damaged_folder_is_said_to_be_damaged_whatever_the_sources_are(string file, string rule)
    {
        Built();
        var before = State();
        File.AppendAllText($"{sources.Release}/{file}", "x\n");
        Assert.DoesNotContain("DS8002", Refused($"{sources.Release}/{file}: error DS8005: {rule}: "), StringComparison.Ordinal);
        sources.Change("seeds/dataset.yaml", "title: Two notes", "title: Some notes");
        Assert.DoesNotContain("DS8002", Refused($"{sources.Release}/{file}: error DS8005: {rule}: "), StringComparison.Ordinal);
        sources.Change("seeds/dataset.yaml", "title: Some notes", "title: Two notes");
        Directory.Delete(sources.Release, recursive: true);
        Built();
        Assert.Equal(before, State());
    }

    [PosixFact]
    public void What_is_no_file_in_an_existing_release_is_found_and_neither_opened_nor_followed()
    {
        Built();
        var before = State();
        File.Delete($"{sources.Release}/data/notes.csv");
        using (var mkfifo = Process.Start("mkfifo", [$"{sources.Release}/data/notes.csv"]))
            mkfifo.WaitForExit();
        File.Move($"{sources.Release}/data/notes.jsonl", sources.Folder + "/notes.jsonl");
        File.CreateSymbolicLink($"{sources.Release}/data/notes.jsonl", sources.Folder + "/notes.jsonl");
        Directory.CreateSymbolicLink($"{sources.Release}/loop", sources.Release);
        Directory.CreateDirectory($"{sources.Release}/empty");
        var run = Build();
        Assert.Equal(1, run.Status);
        foreach (var (file, kind) in new[]
        {
            ("data/notes.csv", "a file, found a named pipe"), ("data/notes.jsonl", "a file, found a link"),
            ("loop", "a file, found a link"), ("empty", "a folder with files in it, found an empty one"),
        })
            Assert.Contains($"{sources.Release}/{file}: error DS6002: Expected {kind}.\n", run.Out, StringComparison.Ordinal);
        Built("--replace");
        Assert.Equal(before, State());
    }

    [PosixFact]
    public void A_link_to_a_release_elsewhere_is_never_replaced()
    {
        Built();
        Directory.Move(sources.Release, sources.Folder + "/elsewhere");
        File.CreateSymbolicLink(sources.Release, sources.Folder + "/elsewhere");
        var run = Build("--replace");
        Assert.Equal(
            (3, $"dataset: Could not publish {sources.Release}: expected a folder of that name or nothing, found a link. Move it away, or "
                + "choose another output folder.\n"), (run.Status, run.Error));
        Assert.Equal(sources.Folder + "/elsewhere", new FileInfo(sources.Release).LinkTarget);
    }

    private string MakeKey(string name)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var path = $"{sources.Folder}/{name}.pem";
        File.WriteAllText(path, pair.ExportECPrivateKeyPem());
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(Public(path), pair.ExportSubjectPublicKeyInfoPem());
        return path;
    }

    private static string Public(string key) => key + ".pub";

    private string[] State() => [.. SourcesForCommands.Snapshot(sources.Dist)];

    private CommandRun Build(params string[] more) => CommandRun.Of(["build", sources.Seeds, "-o", sources.Dist, .. more]);

    private void Built(params string[] more)
    {
        var run = Build(more);
        Assert.True(run.Status == 0 && run.LastError.StartsWith("Built ", StringComparison.Ordinal), run.Out + run.Error);
    }

    /// <summary>Builds, expects a finding and no trace of the build, and gives what was printed.</summary>
    private string Refused(string finding, params string[] more)
    {
        var before = State();
        var run = Build(more);
        Assert.Equal(1, run.Status);
        Assert.Contains(finding, run.Out, StringComparison.Ordinal);
        Assert.Equal(before, State());
        return run.Out;
    }
}
