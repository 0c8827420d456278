using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dataset.Diagnostics;
using Dataset.Publishing;
using Dataset.Tables;
using Dataset.Tests.Cli;
using Dataset.Tests.Publishing.Zip;
using Dataset.Tests.Verification;

namespace Dataset.Tests.Publishing;

/// <summary><c>dataset pack</c>: what is uploaded of a sound release, and nothing of one that is not.</summary>
public sealed class PackTests : IDisposable
{
    private readonly SourcesForCommands sources = new();

    public PackTests() => Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist).Status);

    private string Assets => sources.Folder + "/assets";

    private string Zip => Assets + "/minimal-1.0.0.zip";

    public void Dispose() => sources.Dispose();

    [Fact]
    public void The_zip_is_sound_and_has_the_folders_files()
    {
        Packed();
        Assert.Empty(ZipFile.Verify(Zip));
        using var zip = System.IO.Compression.ZipFile.OpenRead(Zip);
        Assert.Equal(
            Directory.GetFiles(sources.Release, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(sources.Dist, f))
                .Order(StringComparer.Ordinal),
            zip.Entries.Select(e => e.FullName));
        Assert.True(new FileInfo(Zip).Length < Directory.GetFiles(sources.Release, "*", SearchOption.AllDirectories).Sum(
            f => new FileInfo(f).Length) / 2);
    }

    [Fact]
    public void The_files_are_beside_each_other_and_are_those_of_the_release()
    {
        Packed();
        var files = Directory.GetFiles(sources.Release, "*", SearchOption.AllDirectories).ToLookup(f => Path.GetFileName(f));
        string[] alone = ["README.md", "bag-info.txt", "bagit.txt", "manifest-sha256.txt", "ro-crate-metadata.json"];
        Assert.Equal(
            files.Select(f => f.Key).Except(alone).Concat(["NOTES.md", "minimal-1.0.0.zip"]).Order(StringComparer.Ordinal),
            Names());
        string[] other = ["datapackage.json", "croissant.json", "index.html", "SHA256SUMS"];
        AssertEx.All(Names().Except(["NOTES.md", "minimal-1.0.0.zip"]), name => Assert.Equal(
            !other.Contains(name), File.ReadAllBytes(Assert.Single(files[name])).SequenceEqual(File.ReadAllBytes($"{Assets}/{name}"))));
        AssertEx.All(
            Regex.Matches(File.ReadAllText(Assets + "/index.html"), "<a href=\"([^#:\"]+)\"").Select(m => m.Groups[1].Value),
            link => Assert.Contains(link, Names()));
    }

    [Fact]
    public void SHA256SUMS_names_each_file_but_itself_and_the_notes_which_have_its_digest()
    {
        Packed();
        var lines = File.ReadAllLines(Assets + "/SHA256SUMS");
        Assert.Equal(Names().Except(["NOTES.md", "SHA256SUMS"]), lines.Select(l => l[66..]));
        AssertEx.All(lines, l => Assert.Equal(l[..64], HexOf($"{Assets}/{l[66..]}")));
        var notes = File.ReadAllText(Assets + "/NOTES.md");
        AssertEx.All(lines.Select(l => l[..64]), hex => Assert.Contains(hex, notes, StringComparison.Ordinal));
        Assert.Contains($"| `SHA256SUMS` | | `{HexOf(Assets + "/SHA256SUMS")}` |", notes, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_address_files_are_named_as_they_are_beside_each_other()
    {
        Packed();
        Assert.Equal(["notes.csv", "notes.parquet", "notes.jsonl"], Paths().Take(3));
        AssertEx.All(Paths().Concat(ContentUrls()), p => Assert.True(File.Exists($"{Assets}/{p}"), p));
        Assert.Contains("SELECT * FROM 'notes.parquet';", File.ReadAllText(Assets + "/NOTES.md"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--url", "https://example.org/a/b", null)]
    [InlineData("--url", "https://example.org/a/b/", "https://example.org/other")]
    [InlineData(null, null, "https://example.org/a/b")]
    public void With_an_address_files_are_named_by_whole_addresses(string? option, string? url, string? ofDescriptor)
    {
        if (ofDescriptor is not null)
        {
            sources.Change("seeds/dataset.yaml", "title: Two notes", $"url: {ofDescriptor}\ntitle: Two notes");
            Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist, "--replace").Status);
        }
        Packed(option is null ? [] : [option, url!]);
        AssertEx.All(Paths().Concat(ContentUrls()), p => Assert.StartsWith("https://example.org/a/b/", p, StringComparison.Ordinal));
        AssertEx.All(Paths(), p => Assert.True(File.Exists($"{Assets}/{Path.GetFileName(p)}"), p));
        Assert.Contains(
            "SELECT * FROM 'https://example.org/a/b/notes.parquet';", File.ReadAllText(Assets + "/NOTES.md"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://example.org")]
    [InlineData("example.org")]
    [InlineData("https://")]
    [InlineData("https:///a")]
    [InlineData("https://example.org/a?b=")]
    [InlineData("https://example.org/a#b")]
    [InlineData("https://example.org/a`b")]
    public void An_address_that_no_name_can_follow_is_wrong_use(string url)
    {
        var run = CommandRun.Of("pack", sources.Release, "-o", Assets, "--url", url);
        Assert.Equal(2, run.Status);
        Assert.Contains("--url takes a web address of a folder", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Assets));
    }

    [Fact]
    public void It_says_what_it_made()
    {
        var run = CommandRun.Of("pack", sources.Release, "-o", Assets);
        Assert.Equal(
            (0, "", $"Packed {Assets}: {Names().Count} files, of which minimal-1.0.0.zip has {new FileInfo(Zip).Length:#,0} bytes.\n"),
            (run.Status, run.Out, run.LastError));
        run = CommandRun.Of("pack", sources.Release, "-o", Assets + "/");
        Assert.Equal((0, $"{Assets}/ exists already, byte for byte the same; nothing was written.\n"), (run.Status, run.LastError));
    }

    [Fact]
    public void The_same_release_gives_the_same_bytes_whatever_the_times_of_its_files()
    {
        Packed();
        var before = SourcesForCommands.Snapshot(Assets).ToList();
        foreach (var file in Directory.GetFiles(sources.Release, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        Directory.Delete(Assets, recursive: true);
        Packed("--jobs", "1");
        Assert.Equal(before, SourcesForCommands.Snapshot(Assets));
        File.Move(Zip, sources.Folder + "/other.zip");
        Assert.Empty(ZipFile.Verify(sources.Folder + "/other.zip"));
        Directory.Delete(Assets, recursive: true);
        Assert.Equal(0, CommandRun.Of("pack", sources.Folder + "/other.zip", "-o", Assets).Status);
        Assert.Equal(before, SourcesForCommands.Snapshot(Assets));
    }

    [Fact]
    public void The_older_tools_release_gives_the_zip_that_was_published()
    {
        var older = Repository.At("tests/fixtures/older-release/overseas-chinese-news-1.0.0");
        Assert.Equal(0, CommandRun.Of("pack", older, "-o", Assets, "--store").Status);
        Assert.Equal(File.ReadAllBytes(older + ".zip"), File.ReadAllBytes(Assets + "/overseas-chinese-news-1.0.0.zip"));
    }

    [Theory]
    [InlineData("data/notes.csv", "DS6006")]
    [InlineData("extra.txt", "DS6005")]
    public void A_release_that_is_not_sound_is_not_packed(string file, string rule)
    {
        Packed();
        File.AppendAllText($"{sources.Release}/{file}", "x");
        var before = SourcesForCommands.Snapshot(sources.Folder).ToList();
        var run = CommandRun.Of("pack", sources.Release, "-o", Assets);
        Assert.Equal(1, run.Status);
        Assert.Contains($"{sources.Release}/{file}: error {rule}: ", run.Out, StringComparison.Ordinal);
        Assert.Equal(before, SourcesForCommands.Snapshot(sources.Folder));
        Assert.Equal(1, CommandRun.Of("pack", sources.Release, "-o", sources.Folder + "/new").Status);
        Assert.False(Directory.Exists(sources.Folder + "/new"));
    }

    [Fact]
    public void A_release_that_is_not_the_listed_one_is_not_packed()
    {
        Directory.Move(sources.Release, sources.Dist + "/minimal-1.0.1");
        var run = CommandRun.Of("pack", sources.Dist + "/minimal-1.0.1", "-o", Assets);
        Assert.Equal(1, run.Status);
        Assert.Contains("error DS8116: ", run.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Assets));
    }

    [Fact]
    public void A_release_that_changes_while_it_is_packed_is_not_published()
    {
        var (findings, change) = (new DiagnosticList(), new ChangeAt("packing", sources.Release + "/data/notes.csv"));
        Assert.Null(ReleasePacker.Pack(new() { ReleasePath = sources.Release, OutputFolder = Assets, Jobs = 1 }, findings, change));
        Assert.Contains(findings.Kept, d => d.ToString().StartsWith($"{Zip}: error DS8003: DS6006: ", StringComparison.Ordinal));
        Assert.False(Directory.Exists(Assets));
    }

    [Fact]
    public void What_an_earlier_pack_made_is_replaced_as_a_whole()
    {
        var before = Packed();
        var names = Names();
        sources.Change("seeds/dataset.yaml", "title: Two notes", "title: Some notes");
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist, "--replace").Status);
        Assert.NotEqual(before, Packed());
        Assert.Empty(ZipFile.Verify(Zip));
        Assert.Equal(names, Names());
        Assert.Equal(
            ["assets", "dist", "schema", "seeds"],
            Directory.EnumerateFileSystemEntries(sources.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("mine.txt", "mine.txt")]
    [InlineData("notes.csv/mine.txt", "notes.csv")]
    public void A_folder_with_anything_else_in_it_is_left_alone(string file, string shown)
    {
        Packed();
        File.Delete(Assets + "/notes.csv");
        Directory.CreateDirectory(Path.GetDirectoryName($"{Assets}/{file}")!);
        File.WriteAllText($"{Assets}/{file}", "mine");
        var before = SourcesForCommands.Snapshot(sources.Folder).ToList();
        var run = CommandRun.Of("pack", sources.Release, "-o", Assets);
        Assert.Equal(
            (3, $"dataset: Could not pack into {Assets}: the folder is replaced as a whole, and it holds \"{shown}\", which is not of an "
                + "earlier pack. Choose another output folder.\n"),
            (run.Status, run.Error));
        Assert.Equal(before, SourcesForCommands.Snapshot(sources.Folder));
        Assert.Equal(3, CommandRun.Of("pack", sources.Release, "-o", sources.Dist).Status);
        Assert.Equal(3, CommandRun.Of("pack", sources.Release, "-o", sources.Seeds + "/dataset.yaml").Status);
        Assert.Equal(before, SourcesForCommands.Snapshot(sources.Folder));
    }

    [Fact]
    public void Two_files_that_would_have_one_name_are_told()
    {
        using var zip = new ZipFile();
        var release = TestReleases.Tiny();
        release.Files["other/T.csv"] = "a\n"u8.ToArray();
        release.Seal();
        File.WriteAllBytes(zip.Path, zip.Of(release));
        var run = CommandRun.Of("pack", zip.Path, "-o", Assets);
        Assert.Equal((3, ""), (run.Status, run.Out));
        Assert.Contains(" would have one name, ", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Assets));
    }

    [Theory]
    [InlineData("minimal-1.0.0")]
    [InlineData("minimal-1.0.0/data")]
    public void The_release_takes_no_zip_into_itself(string output)
    {
        var before = SourcesForCommands.Snapshot(sources.Folder).ToList();
        var run = CommandRun.Of("pack", sources.Release, "-o", $"{sources.Dist}/{output}");
        Assert.Equal(
            (3, $"dataset: Could not pack into {sources.Dist}/{output}: it is in the release. Choose another output folder.\n"),
            (run.Status, run.Error));
        Assert.Equal(before, SourcesForCommands.Snapshot(sources.Folder));
    }

    [Fact]
    public void The_commands_take_the_zip_for_the_folder()
    {
        var built = Packed();
        Assert.Equal(CommandRun.Of("inspect", sources.Release).Out, CommandRun.Of("inspect", Zip).Out);
        Assert.Equal(CommandRun.Of("inspect", sources.Release, "notes").Out, CommandRun.Of("inspect", Zip, "notes").Out);
        var run = CommandRun.Of("diff", sources.Release, Zip);
        Assert.Equal(0, run.Status);
        Assert.Contains("Nothing changed.", run.Out, StringComparison.Ordinal);
        File.WriteAllBytes(Zip, [.. built, 0]);
        foreach (var arguments in new[] { new[] { "inspect", Zip }, ["diff", Zip, Zip], ["verify", Zip] })
        {
            run = CommandRun.Of(arguments);
            Assert.Equal(1, run.Status);
            Assert.Contains("DS6201", run.Out + run.Error, StringComparison.Ordinal);
        }
    }

    private IReadOnlyList<string> Names() =>
        [.. Directory.EnumerateFileSystemEntries(Assets).Select(e => Path.GetFileName(e)).Order(StringComparer.Ordinal)];

    private IEnumerable<string> Paths() => Json("datapackage.json")["resources"]!.AsArray().Select(r => (string)r!["path"]!);

    private IEnumerable<string> ContentUrls() =>
        Json("croissant.json")["distribution"]!.AsArray().Select(f => (string)f!["contentUrl"]!);

    private JsonNode Json(string name) => JsonNode.Parse(File.ReadAllBytes($"{Assets}/{name}"))!;

    private static string HexOf(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    private byte[] Packed(params string[] more)
    {
        var run = CommandRun.Of(["pack", sources.Release, "-o", Assets, .. more]);
        Assert.True(run.Status == 0, run.Out + run.Error);
        return File.ReadAllBytes(Zip);
    }

    /// <summary>Flips a bit of a file when a stage begins.</summary>
    private sealed class ChangeAt(string stage, string file) : IProgress<WorkProgress>
    {
        private bool isDone;

        public void Report(WorkProgress value)
        {
            if (isDone || value.Stage != stage)
                return;
            var bytes = File.ReadAllBytes(file);
            bytes[^2] ^= 1;
            File.WriteAllBytes(file, bytes);
            isDone = true;
        }
    }
}
