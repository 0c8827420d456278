using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Publishing;
using Dataset.Tests.Cli;

namespace Dataset.Tests.Publishing;

/// <summary>Two builds into one output: the second says so and leaves everything as it is.</summary>
public sealed class BusyOutputTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dataset-busy-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void DS8001_a_second_build_is_refused_until_the_first_has_ended()
    {
        var options = new BuildOptions { SourceFolder = Repository.At("tests/fixtures/minimal/seeds"), OutputFolder = folder };
        using (OutputFolder.TryOpen(folder, 1, new()))
        {
            var findings = new DiagnosticList();
            Assert.IsType<BuildOutcome.Refused>(ReleaseBuilder.Build(options, findings));
            Assert.Equal(
                [$"{folder}: error DS8001: Expected no other build, found one that is writing into this folder."],
                findings.Kept.Select(d => d.ToString()));
            Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        }
        Assert.IsType<BuildOutcome.Built>(ReleaseBuilder.Build(options, new DiagnosticList()));
    }

    [Fact]
    public async Task DS8001_another_process_is_refused_too()
    {
        using (OutputFolder.TryOpen(folder, 1, new()))
        {
            var run = await BuildAsync();
            Assert.Equal(1, run.Status);
            Assert.StartsWith(
                $"{folder}: error DS8001: Expected no other build, found one that is writing into this folder.\n", run.Out,
                StringComparison.Ordinal);
            Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        }
        Assert.Equal(0, (await BuildAsync()).Status);
    }

    [Fact]
    public async Task Of_builds_that_begin_at_once_each_wins_finds_the_release_or_is_refused()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => BuildAsync()));
        Assert.Contains(runs, r => r.Status == 0 && r.Error.StartsWith("Built ", StringComparison.Ordinal));
        Assert.Single(runs, r => r.Error.StartsWith("Built ", StringComparison.Ordinal));
        AssertEx.All(
            runs,
            r => Assert.True(
                r.Status == 0 || (r.Status == 1 && r.Out.Contains("error DS8001", StringComparison.Ordinal)), r.Out + r.Error));
        Assert.Equal(
            ["minimal-1.0.0", "releases.json"],
            Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private Task<CommandRun> BuildAsync() => ToolProcess.RunAsync(
        [ToolProcess.Host, ToolProcess.Assembly, "build", Repository.At("tests/fixtures/minimal/seeds"), "-o", folder]);
}
