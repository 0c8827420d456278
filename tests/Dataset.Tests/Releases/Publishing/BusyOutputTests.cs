using Dataset.Diagnostics;
using Dataset.Releases;
using Dataset.Releases.Publishing;

namespace Dataset.Tests.Releases.Publishing;

/// <summary>Two builds into one output: the second says so and leaves everything as it is.</summary>
public sealed class BusyOutputTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dataset-busy-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void DS8001_a_second_build_is_refused_until_the_first_has_ended()
    {
        var options = new BuildOptions { SourceFolder = Repository.At("tests/fixtures/minimal/seeds"), OutputFolder = folder };
        using (OutputFolder.TryOpen(folder))
        {
            var findings = new DiagnosticList();
            Assert.IsType<BuildOutcome.Refused>(ReleaseBuilder.Build(options, findings));
            Assert.Equal([$"{folder}: error DS8001: Expected no other build, found one that is writing into this folder."], findings.Kept.Select(d => d.ToString()));
            Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        }
        Assert.IsType<BuildOutcome.Built>(ReleaseBuilder.Build(options, new DiagnosticList()));
    }
}
