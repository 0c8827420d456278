using Dataset.Diagnostics;
using Dataset.Interop.Tests.Engines;
using Dataset.Releases;
using Dataset.Releases.Writing;

namespace Dataset.Interop.Tests.Releases;

/// <summary>Releases built here from the sources of the repository, as anyone who downloads them reads them.</summary>
public sealed class BuiltReleases
{
    [EngineFact(withPandas: true)]
    public void Every_engine_reads_every_table_alike()
    {
        using var folder = new TemporaryFolder();
        string[] releases =
        [
            Build("seeds", folder["seeds"], WritingLimits.Default),
            Build("tests/fixtures/minimal/seeds", folder["minimal"], WritingLimits.Default),
            Build("tests/fixtures/second/seeds", folder["second"], WritingLimits.Default),
            // Many row groups, and tables of many parts.
            Build("seeds", folder["parts"], new() { BatchRows = 7, PartSizeInBytes = 4_000 }),
        ];

        Assert.Contains(ReleaseTable.AllOf(releases[^1]), table => table.Stem.Contains("-00002-of-", StringComparison.Ordinal));
        Assert.Empty(ReleaseInterop.ProblemsOf(releases));
        Assert.Empty(ReadmeInterop.ProblemsOf(releases));
    }

    private static string Build(string sources, string output, WritingLimits limits)
    {
        var options = new BuildOptions { SourceFolder = Path.Combine(EnginesFolder.RepositoryRoot, sources), OutputFolder = output, Limits = limits };
        var built = Assert.IsType<BuildOutcome.Built>(ReleaseBuilder.Build(options, new DiagnosticList()));
        return Path.Combine(output, Path.GetFileName(built.Path));
    }
}
