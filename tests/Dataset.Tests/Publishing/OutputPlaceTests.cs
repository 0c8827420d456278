using Dataset.Tests.Cli;

namespace Dataset.Tests.Publishing;

/// <summary>Output folders where no release can be, or that are reached in an odd way.</summary>
public sealed class OutputPlaceTests : IDisposable
{
    private readonly SourcesForCommands sources = new();

    public void Dispose() => sources.Dispose();

    [Theory]
    [InlineData("seeds", "seeds", "that folder itself")]
    [InlineData("seeds/dist", "seeds", "a folder in it")]
    [InlineData("seeds/notes/../dist/deep", "seeds", "a folder in it")]
    [InlineData("schema", "schema", "that folder itself")]
    [InlineData("schema/dist", "schema", "a folder in it")]
    [InlineData(".", "seeds", "a folder that it is in")]
    [InlineData("..", "seeds", "a folder that it is in")]
    public void DS8004_an_output_that_is_not_apart_from_the_sources_is_refused_before_anything_is_written(
        string output, string folder, string relation) =>
        IsRefused(sources.Folder + "/" + output, folder, relation);

    [PosixFact]
    public void DS8004_links_do_not_hide_that_they_are_one_folder()
    {
        Directory.CreateSymbolicLink(sources.Folder + "/link", "seeds");
        Directory.CreateSymbolicLink(sources.Folder + "/other", "link/../schema");
        IsRefused(sources.Folder + "/link", "seeds", "that folder itself");
        IsRefused(sources.Folder + "/link/dist", "seeds", "a folder in it");
        IsRefused(sources.Folder + "/other", "schema", "that folder itself");
    }

    [PosixFact]
    public void DS8004_the_working_folder_is_known_by_its_name_too()
    {
        var run = ToolProcess.RunAsync([ToolProcess.Host, ToolProcess.Assembly, "build", ".", "-o", "dist"], folder: sources.Seeds)
            .GetAwaiter().GetResult();
        Assert.Equal(1, run.Status);
        Assert.StartsWith(
            "dist: error DS8004: Expected an output folder apart from ., which holds sources, found a folder in it.\n", run.Out,
            StringComparison.Ordinal);
        Assert.False(Directory.Exists(sources.Seeds + "/dist"));
    }

    [Fact]
    public void A_folder_whose_name_only_begins_like_the_sources_is_apart() =>
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Seeds + "-dist").Status);

    [PosixFact]
    public void A_link_to_a_folder_is_that_folder()
    {
        Directory.CreateDirectory(sources.Folder + "/elsewhere");
        Directory.CreateSymbolicLink(sources.Dist, sources.Folder + "/elsewhere");
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist).Status);
        Assert.Equal(
            ["minimal-1.0.0", "releases.json"],
            Directory.EnumerateFileSystemEntries(sources.Folder + "/elsewhere").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(0, CommandRun.Of("verify", sources.Release).Status);
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist).Status);
    }

    [PosixFact]
    public void A_link_that_leads_nowhere_or_in_a_circle_is_one_line_and_status_3()
    {
        Directory.CreateSymbolicLink(sources.Dist, sources.Folder + "/gone");
        Fails($"Could not make the output folder {sources.Dist}: a link of that name exists, which leads to no folder.");
        Assert.False(Path.Exists(sources.Folder + "/gone"));
        File.Delete(sources.Dist);
        Directory.CreateSymbolicLink(sources.Dist, "circle");
        Directory.CreateSymbolicLink(sources.Folder + "/circle", "dist");
        Fails("to lead somewhere, found links that lead in a circle.");
    }

    [Theory]
    [InlineData("dist", "dist")]
    [InlineData("dist/below", "dist")]
    public void A_file_in_the_place_of_the_output_is_one_line_and_status_3(string output, string file)
    {
        File.WriteAllText(sources.Folder + "/" + file, "mine");
        Fails(
            $"Could not make the output folder {sources.Folder}/{output}: a file of that name exists",
            $"{sources.Folder}/{output}", file);
        Assert.Equal("mine", File.ReadAllText(sources.Folder + "/" + file));
    }

    [Fact]
    public void A_file_under_the_name_of_the_release_is_one_line_and_status_3()
    {
        Directory.CreateDirectory(sources.Dist);
        File.WriteAllText(sources.Release, "mine");
        var before = SourcesForCommands.Snapshot(sources.Dist).ToList();
        foreach (var options in new[] { Array.Empty<string>(), ["--replace"] })
        {
            var run = CommandRun.Of(["build", sources.Seeds, "-o", sources.Dist, .. options]);
            Assert.Equal((3, ""), (run.Status, run.Out));
            Assert.StartsWith(
                $"dataset: Could not publish {sources.Release}: expected a folder of that name or nothing, found a file. ",
                run.Error, StringComparison.Ordinal);
            Assert.Equal(before, SourcesForCommands.Snapshot(sources.Dist));
        }
    }

    [MountFact]
    public async Task A_disk_that_can_only_be_read_is_one_line_and_status_3_for_a_build_and_no_matter_to_who_reads()
    {
        var disk = Directory.CreateDirectory(sources.Folder + "/disk").FullName;
        var run = await ToolProcess.RunAsync([SmallDisk.Unshare, "-m", "/bin/sh", "-c", """
            disk=$1 seeds=$2
            shift 2
            mount -t tmpfs none "$disk" && "$@" build "$seeds" -o "$disk/dist" 2>/dev/null && mount -o remount,ro "$disk" || exit 9
            for output in dist new; do "$@" build "$seeds" -o "$disk/$output"; echo $?; done
            "$@" verify "$disk/dist/minimal-1.0.0" --source "$seeds" 2>/dev/null; echo $?
            ls -A "$disk" "$disk/dist"
            """, "sh", disk, sources.Seeds, ToolProcess.Host, ToolProcess.Assembly]);
        Assert.Equal($"3\n3\n0\n{disk}:\ndist\n\n{disk}/dist:\nminimal-1.0.0\nreleases.json\n", run.Out);
        Assert.Matches(
            $"^dataset: Could not write into {disk}/dist: its disk can only be read\\. Give another folder[^\n]*\n"
                + $"dataset: Could not write into {disk}: its disk can only be read\\. Give another folder[^\n]*\n$", run.Error);
    }

    private void IsRefused(string output, string folder, string relation)
    {
        var before = SourcesForCommands.Snapshot(sources.Folder).ToList();
        var run = CommandRun.Of("build", sources.Seeds, "-o", output);
        Assert.Equal(1, run.Status);
        Assert.Contains(
            $": error DS8004: Expected an output folder apart from {sources.Folder}/{folder}, which holds sources, found {relation}.\n",
            run.Out, StringComparison.Ordinal);
        Assert.Contains(
            " error DS8004: ", CommandRun.Of("validate", sources.Seeds, "-o", output).Out, StringComparison.Ordinal);
        Assert.Equal(before, SourcesForCommands.Snapshot(sources.Folder));
    }

    private void Fails(string message, string? output = null, string? below = null)
    {
        var run = CommandRun.Of("build", sources.Seeds, "-o", output ?? sources.Dist);
        Assert.Equal((3, ""), (run.Status, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
        Assert.True(below is null || run.Error.Contains($"{sources.Folder}/{below}", StringComparison.Ordinal), run.Error);
    }
}
