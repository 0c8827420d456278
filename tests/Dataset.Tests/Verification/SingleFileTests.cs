using Dataset.Tests.Cli;

namespace Dataset.Tests.Verification;

/// <summary><c>dataset verify FILE --release release.json</c>: one downloaded file, by its path or by its name alone.</summary>
public sealed class SingleFileTests : IDisposable
{
    private readonly SourcesForCommands sources = new();

    public SingleFileTests()
    {
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist).Status);
        Assert.Equal(0, CommandRun.Of("pack", sources.Release, "-o", Assets, "--store").Status);
    }

    private string Assets => sources.Folder + "/assets";

    public void Dispose() => sources.Dispose();

    [Fact]
    public void Every_file_of_a_folder_and_every_packed_one_is_as_listed()
    {
        foreach (var folder in new[] { sources.Release, Assets })
            AssertEx.All(
                Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) is not (
                    "NOTES.md" or "SHA256SUMS") && (folder == Assets || Path.GetFileName(f) != "provenance.json")),
                file =>
                {
                    var run = Verify(file, folder + "/release.json");
                    Assert.True(run.Status == 0, run.Out + run.Error);
                });
        Assert.StartsWith(
            $"{Assets}/notes.csv is data/notes.csv of minimal-1.0.0: ", Verify(Assets + "/notes.csv").Error, StringComparison.Ordinal);
        Assert.EndsWith(", as SHA256SUMS says.\n", Verify(Assets + "/croissant.json").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_byte_a_missing_one_and_another_files_name_are_told()
    {
        var bytes = File.ReadAllBytes(Assets + "/notes.csv");
        File.Delete(Assets + "/notes.csv");
        foreach (var changed in new[] { [.. bytes[..^1], (byte)'x'], bytes[..^1], File.ReadAllBytes(Assets + "/claims.csv") })
        {
            File.WriteAllBytes(Assets + "/notes.csv", changed);
            var run = Verify(Assets + "/notes.csv");
            Assert.Equal(1, run.Status);
            Assert.StartsWith(
                $"{Assets}/notes.csv: error DS6006: Expected {bytes.Length} bytes with sha256:", run.Out, StringComparison.Ordinal);
        }
        File.Move(Assets + "/notes.csv", Assets + "/mine.csv");
        Assert.StartsWith($"{Assets}/mine.csv: error DS6005: ", Verify(Assets + "/mine.csv").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_packed_anew_is_held_against_the_list_beside_the_manifest()
    {
        File.AppendAllText(Assets + "/datapackage.json", " ");
        Assert.Contains("error DS6006: Expected sha256:", Verify(Assets + "/datapackage.json").Out, StringComparison.Ordinal);
        File.Delete(Assets + "/SHA256SUMS");
        Assert.Equal(1, Verify(Assets + "/croissant.json").Status);
        Assert.Equal(0, Verify(Assets + "/notes.csv").Status);
    }

    [Fact]
    public void A_manifest_that_the_list_beside_it_does_not_name_is_refused()
    {
        var sums = File.ReadAllText(Assets + "/SHA256SUMS");
        File.WriteAllText(Assets + "/SHA256SUMS", string.Concat(
            sums.Split('\n').Select(l => l.EndsWith("release.json", StringComparison.Ordinal) ? new string('0', 64) + l[64..] : l)
                .Where(l => l.Length > 0).Select(l => l + "\n")));
        var run = Verify(Assets + "/notes.csv");
        Assert.Equal(1, run.Status);
        Assert.StartsWith(
            $"{Assets}/release.json: error DS6006: Expected the manifest that {Assets}/SHA256SUMS lists, with sha256:000", run.Out,
            StringComparison.Ordinal);
        File.WriteAllText(Assets + "/release.json", "{}");
        Assert.Contains("error DS6010: ", Verify(Assets + "/notes.csv").Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data/notes.csv", "data/claims.csv")]
    [InlineData("other/data/notes.csv", "data/claims.csv")]
    [InlineData("claims.csv", "data/notes.csv")]
    [InlineData("data/none/release.json", "README.md")]
    public void A_file_in_place_of_another_is_refused_wherever_it_is(string place, string file)
    {
        var path = sources.Folder + "/lies/" + place;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(sources.Release + "/" + file, path);
        var run = Verify(path, sources.Release + "/release.json");
        Assert.Equal(1, run.Status);
        Assert.StartsWith($"{path}: error DS600", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"version\": \"1.0.0\"", "\"version\": \"1.0.1\"")]
    [InlineData("\"name\": \"minimal\"", "\"name\": \"another\"")]
    [InlineData("\"path\": \"data/notes.csv\"", "\"path\": \"data/notes2.csv\"")]
    public void A_manifest_of_something_else_is_refused(string old, string now)
    {
        var path = Assets + "/release.json";
        File.WriteAllText(path, File.ReadAllText(path).Replace(old, now, StringComparison.Ordinal));
        var run = Verify(Assets + "/notes.csv");
        Assert.Equal(1, run.Status);
        Assert.Contains($"{Assets}/release.json", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("release.json")]
    [InlineData("SHA256SUMS")]
    public void A_list_that_is_too_large_is_a_finding(string list)
    {
        using (var file = File.OpenWrite(Assets + "/" + list))
            file.SetLength(100_000_000);
        var run = Verify(Assets + "/notes.csv");
        Assert.Equal(1, run.Status);
        Assert.StartsWith($"{Assets}/{list}: error DS6008: Expected at most ", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--key", "pub.pem")]
    [InlineData("--name", "minimal")]
    [InlineData("--at-least", "1.0.0")]
    [InlineData("--source", "seeds")]
    [InlineData("--second-opinion", null)]
    public void An_option_of_whole_releases_is_wrong_use(string option, string? value)
    {
        var run = CommandRun.Of(
            ["verify", Assets + "/notes.csv", "--release", Assets + "/release.json", option, .. value is null ? [] : new[] { value }]);
        Assert.Equal(2, run.Status);
        Assert.Contains($"{option} is of a whole release, and --release checks one file", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_wrong_use_and_a_file_that_is_not_there_is_status_3()
    {
        var run = Verify(Assets);
        Assert.Equal(2, run.Status);
        Assert.Contains("--release checks one file, and ", run.Error, StringComparison.Ordinal);
        Assert.Equal(3, Verify(Assets + "/none.csv").Status);
        Assert.Equal(3, Verify(Assets + "/notes.csv", Assets + "/none.json").Status);
    }

    private CommandRun Verify(string file, string? manifest = null) =>
        CommandRun.Of("verify", file, "--release", manifest ?? Assets + "/release.json");
}
