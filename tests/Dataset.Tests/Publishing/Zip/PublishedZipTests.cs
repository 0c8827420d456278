using Dataset.Tests.Cli;

namespace Dataset.Tests.Publishing.Zip;

/// <summary>The zip that a build puts beside the release's folder.</summary>
public sealed class PublishedZipTests : IDisposable
{
    private readonly SourcesForCommands sources = new();
    private readonly byte[] built;

    public PublishedZipTests()
    {
        Assert.Equal(0, Build().Status);
        built = File.ReadAllBytes(Zip);
    }

    private string Zip => sources.Release + ".zip";

    public void Dispose() => sources.Dispose();

    [Fact]
    public void The_zip_is_sound_and_has_the_folders_files()
    {
        Assert.Empty(ZipFile.Verify(Zip));
        using var zip = System.IO.Compression.ZipFile.OpenRead(Zip);
        Assert.Equal(
            Directory.GetFiles(sources.Release, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(sources.Dist, f))
                .Order(StringComparer.Ordinal),
            zip.Entries.Select(e => e.FullName));
    }

    [Fact]
    public void Times_of_files_and_the_zips_own_name_do_not_matter()
    {
        foreach (var file in Directory.GetFiles(sources.Release, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        File.Delete(Zip);
        Assert.Equal(0, Build().Status);
        Assert.Equal(built, File.ReadAllBytes(Zip));
        File.Move(Zip, sources.Folder + "/other.zip");
        Assert.Empty(ZipFile.Verify(sources.Folder + "/other.zip"));
    }

    [Fact]
    public void A_zip_that_stands_is_left_alone()
    {
        File.SetLastWriteTimeUtc(Zip, new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        var run = Build();
        Assert.Equal((0, $"{sources.Release} stands already, byte for byte the same; nothing was written.\n"), (run.Status, run.Error));
        Assert.Equal(new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc), File.GetLastWriteTimeUtc(Zip));
    }

    [Fact]
    public void A_missing_zip_is_made_again()
    {
        File.Delete(Zip);
        var run = Build();
        Assert.Equal(
            (0, $"{sources.Release} stands already, byte for byte the same; its zip, which was missing, was made again from its folder.\n"),
            (run.Status, run.Error));
        Assert.Equal(built, File.ReadAllBytes(Zip));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(sources.Dist), e => Path.GetFileName(e).StartsWith('.'));
    }

    [Theory]
    [InlineData(0, "DS62")]
    [InlineData(1000, "DS62")]
    public void DS8005_a_damaged_zip_is_named_and_not_written_over(int damagedAt, string rule)
    {
        byte[] bytes = [.. built];
        bytes[damagedAt] ^= 1;
        File.WriteAllBytes(Zip, bytes);
        var before = SourcesForCommands.Snapshot(sources.Dist).ToArray();
        var run = Build();
        Assert.Equal(1, run.Status);
        Assert.Contains($"{Zip}", run.Out, StringComparison.Ordinal);
        Assert.Contains($": error DS8005: {rule}", run.Out, StringComparison.Ordinal);
        Assert.Equal(before, SourcesForCommands.Snapshot(sources.Dist));
    }

    [Fact]
    public void The_commands_take_the_zip_for_the_folder()
    {
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

    private CommandRun Build() => CommandRun.Of("build", sources.Seeds, "-o", sources.Dist);
}
