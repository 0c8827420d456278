using System.Globalization;
using Dataset.Tests.Cli;

namespace Dataset.Tests.Publishing;

/// <summary>Builds on disks of every size from tiny to just too small, in bytes and in files: the output stays as it was.</summary>
public sealed class FullDiskTests(ITestOutputHelper log) : IDisposable
{
    private readonly SourcesForCommands sources = new();

    public void Dispose() => sources.Dispose();

    [MountFact]
    public Task A_build_that_runs_out_of_room_leaves_the_output_as_it_was_and_succeeds_once_there_is_some() =>
        OnDisks("first", Template("first"), "size={0}k", InKilobytes, sources.Seeds);

    [MountFact]
    public Task A_build_that_runs_out_of_files_leaves_the_output_as_it_was_and_succeeds_once_there_are_some() =>
        OnDisks("files", Template("files"), "nr_inodes={0}", InFiles, sources.Seeds);

    [MountFact]
    public Task A_build_that_replaces_and_runs_out_of_room_leaves_the_output_as_it_was()
    {
        var template = Template("replacing");
        sources.Change("seeds/notes/river.yaml", "rating: null", "rating: 0.5");
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", template).Status);
        sources.Change("seeds/notes/river.yaml", "rating: 0.5", "rating: null");
        return OnDisks("replacing", template, "size={0}k", InKilobytes, sources.Seeds, "--replace");
    }

    /// <summary>Builds on disks that are larger each time, until one is large enough.</summary>
    private async Task OnDisks(string name, string template, string limit, Func<string, int> measure, params string[] args)
    {
        var whole = await SmallDisk.BuildAsync($"{sources.Folder}/{name}-whole", "size=64m", template, args);
        Assert.Equal(0, whole!.Status);
        Assert.NotEqual(whole.Before, whole.After);
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", $"{sources.Folder}/{name}-built").Status);
        var (start, step, full, status) = (measure(template), (measure($"{sources.Folder}/{name}-built") / 10) + 1, 0, 3);
        for (var i = 1; status != 0; i++)
        {
            Assert.True(i < 40, $"{full} disks were too small.");
            var option = string.Format(CultureInfo.InvariantCulture, limit, start + (i * step));
            if (await SmallDisk.BuildAsync($"{sources.Folder}/{name}{i}", option, template, args) is not { } disk)
                continue;
            status = disk.Status;
            Assert.True(status == 0 ? disk.After == whole.After : disk.After == disk.Before, $"{option}: {disk}");
            Assert.Equal(whole.After, disk.WithRoom);
            if (status == 0)
                continue;
            full++;
            Assert.Equal(3, status);
            Assert.Matches(
                "^dataset: Could not write into [^\n]*: no space is left\\. Free some space or delete some files, or write to another disk"
                    + "( \\(the variable TMPDIR says where temporary files are\\))?\\.\n$", disk.Error);
        }
        log.WriteLine($"{full} disks were too small, the next was large enough");
        Assert.True(full >= 7, $"Only {full} disks were too small.");
    }

    private static int InKilobytes(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Sum(f => (int)((new FileInfo(f).Length + 4095) / 4096) * 4);

    private static int InFiles(string folder) => Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Count();

    private string Template(string name)
    {
        var template = $"{sources.Folder}/{name}";
        Directory.CreateDirectory(template + "/other-1.0.0");
        File.WriteAllText(template + "/other-1.0.0/rows.csv", "a\n1\n");
        return template;
    }
}
