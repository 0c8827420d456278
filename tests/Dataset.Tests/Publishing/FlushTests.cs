using Dataset.Sources;
using Dataset.Tests.Cli;

namespace Dataset.Tests.Publishing;

/// <summary>
/// That a release outlives a power cut: killing a build cannot show it, since the page cache outlives the process, but the recorded calls
/// tell what was flushed when.
/// </summary>
public sealed class FlushTests : IDisposable
{
    private readonly SourcesForCommands sources = new();

    [StraceFact]
    public async Task Each_file_and_folder_is_flushed_before_the_rename_that_publishes_it()
    {
        var output = Directory.CreateDirectory(sources.Folder + "/flushed").FullName;
        var lines = await TracedBuild.LinesAsync(sources.Folder + "/flushed.strace", ["build", sources.Seeds, "-o", output]);
        Assert.Empty(Faults(lines, output));
        var flushes = Enumerable.Range(0, lines.Count).Where(i => FlushOrder.IsFlush(lines[i], output)).ToList();
        var files = Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories).Count();
        Assert.True(flushes.Count > files, $"Expected more than {files} flushes, found {flushes.Count}.");
        // Not one of them may be left out.
        AssertEx.All(flushes, flush => Assert.NotEmpty(Faults([.. lines.Where((_, i) => i != flush)], output)));
    }

    [StraceFact]
    public async Task The_descriptor_and_each_schema_are_read_once_a_build()
    {
        var lines = await TracedBuild.LinesAsync(sources.Folder + "/read.strace", ["build", sources.Seeds, "-o", sources.Folder + "/read"]);
        var schemas = Directory.EnumerateFiles(sources.Folder + "/schema").Select(f => "../schema/" + Path.GetFileName(f));
        AssertEx.All([Descriptor.FileName, .. schemas], name => Assert.Single(
            lines,
            line => line.Contains("openat(", StringComparison.Ordinal)
                && line.Contains($"\"{sources.Seeds}/{name}\"", StringComparison.Ordinal)));
    }

    public void Dispose() => sources.Dispose();

    private static IReadOnlyList<string> Faults(IReadOnlyList<string> lines, string output) =>
        new FlushOrder(output, "minimal-1.0.0").Faults(lines);
}
