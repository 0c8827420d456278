using Dataset.Diagnostics;
using Dataset.Publishing;
using Dataset.Tables;
using Dataset.Tests.Cli;
using Dataset.Tests.Publishing.Zip;

namespace Dataset.Tests.Publishing;

/// <summary><c>dataset pack</c>: the zip of a sound release, and nothing of one that is not.</summary>
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
        Assert.Equal([Zip], Directory.EnumerateFileSystemEntries(Assets));
    }

    [Fact]
    public void It_says_what_it_made()
    {
        var run = CommandRun.Of("pack", sources.Release, "-o", Assets);
        var files = Directory.GetFiles(sources.Release, "*", SearchOption.AllDirectories).Length;
        Assert.Equal(
            (0, "", $"Packed {Zip}: {files} files, {new FileInfo(Zip).Length:#,0} bytes.\n"), (run.Status, run.Out, run.LastError));
    }

    [Fact]
    public void The_same_release_gives_the_same_bytes_whatever_the_times_of_its_files()
    {
        var before = Packed();
        foreach (var file in Directory.GetFiles(sources.Release, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        Assert.Equal(before, Packed("--jobs", "1"));
        File.Move(Zip, sources.Folder + "/other.zip");
        Assert.Empty(ZipFile.Verify(sources.Folder + "/other.zip"));
        Assert.Equal(0, CommandRun.Of("pack", sources.Folder + "/other.zip", "-o", Assets).Status);
        Assert.Equal(before, File.ReadAllBytes(Zip));
    }

    [Fact]
    public void The_older_tools_release_gives_the_zip_that_was_published()
    {
        var older = Repository.At("tests/fixtures/older-release/overseas-chinese-news-1.0.0");
        Assert.Equal(0, CommandRun.Of("pack", older, "-o", Assets).Status);
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
        Assert.Null(ReleasePacker.Pack(sources.Release, Assets, 1, findings, change));
        Assert.Contains(findings.Kept, d => d.ToString().StartsWith($"{Zip}: error DS8003: DS6006: ", StringComparison.Ordinal));
        Assert.False(Directory.Exists(Assets));
    }

    [Fact]
    public void A_zip_of_another_build_is_replaced()
    {
        var before = Packed();
        sources.Change("seeds/dataset.yaml", "title: Two notes", "title: Some notes");
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist, "--replace").Status);
        Assert.NotEqual(before, Packed());
        Assert.Empty(ZipFile.Verify(Zip));
        Assert.Equal([Zip], Directory.EnumerateFileSystemEntries(Assets));
    }

    [Fact]
    public void DS8001_one_at_a_time_writes_into_a_folder()
    {
        using (OutputFolder.TryOpen(Assets, 1, new()))
        {
            var run = CommandRun.Of("pack", sources.Release, "-o", Assets);
            Assert.Equal(1, run.Status);
            Assert.StartsWith($"{Assets}: error DS8001: ", run.Out, StringComparison.Ordinal);
        }
        Packed();
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
    public void A_folder_under_the_zips_name_is_one_line_and_status_3()
    {
        Directory.CreateDirectory(Zip + "/mine");
        var run = CommandRun.Of("pack", sources.Release, "-o", Assets);
        Assert.Equal(3, run.Status);
        Assert.StartsWith(
            $"dataset: Could not publish {Zip}: expected a file of that name or nothing, found a folder. ", run.LastError,
            StringComparison.Ordinal);
        Assert.Equal([Zip], Directory.EnumerateFileSystemEntries(Assets));
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
