using Dataset.Diagnostics;
using Dataset.Tests.Cli;
using Dataset.Verification;

namespace Dataset.Tests.Verification;

/// <summary>Folders that are no release: the folder of releases, the sources, nothing at all.</summary>
public sealed class NoReleaseTests : IDisposable
{
    private readonly SourcesForCommands sources = new();

    public void Dispose() => sources.Dispose();

    [Fact]
    public void DS6009_the_output_folder_is_one_finding_that_names_the_releases_in_it()
    {
        CommandRun.Of("build", sources.Seeds, "-o", sources.Dist);
        sources.Packed();
        Approved.Findings(Verify(sources.Dist + "/"));
        foreach (var command in new[] { new[] { "verify", sources.Dist }, ["inspect", sources.Dist], ["diff", sources.Dist, sources.Dist] })
            Assert.Equal(1, CommandRun.Of(command).Status);
    }

    [Fact]
    public void DS6009_more_releases_than_a_line_takes_are_counted()
    {
        for (var i = 0; i < 12; i++)
        {
            Directory.CreateDirectory($"{sources.Dist}/minimal-1.{i}.0");
            File.WriteAllText($"{sources.Dist}/minimal-1.{i}.0/SHA256SUMS", "");
        }
        Approved.Findings(Verify(sources.Dist));
    }

    [Fact]
    public void DS6009_nothing_in_the_folder_is_listed_or_called_a_file_too_many()
    {
        Approved.Findings(Verify(sources.Seeds), "sources");
        Assert.False(OperatingSystem.IsWindows());
        var closed = Directory.CreateDirectory(sources.Folder + "/root/closed/within").FullName;
        Directory.CreateSymbolicLink(closed + "/loop", sources.Folder);
        Approved.Findings(Verify(sources.Folder + "/root"), "root");
    }

    private IEnumerable<string> Verify(string path)
    {
        var findings = new DiagnosticList();
        Assert.False(ReleaseVerifier.Verify(path, VerifyOptions.Default, findings, null, CancellationToken.None).IsSound);
        return findings.Sorted().Select(d => d.ToString().Replace(sources.Folder + "/", "", StringComparison.Ordinal));
    }
}
