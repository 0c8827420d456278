using Dataset.Interop.Tests.Engines;

namespace Dataset.Interop.Tests.Releases;

/// <summary>The releases in <c>dist/</c>, as anyone who downloads them reads them.</summary>
public sealed class CommittedReleases
{
    [EngineFact(withPandas: true, folder: "dist")]
    public void Every_engine_reads_every_table_alike()
    {
        var releases = Directory.EnumerateDirectories(Path.Combine(EnginesFolder.RepositoryRoot, "dist"))
            .Where(folder => Directory.Exists(Path.Combine(folder, "data")))
            .Order(StringComparer.Ordinal)
            .ToArray();

        Assert.NotEmpty(releases);
        Assert.Empty(ReleaseInterop.ProblemsOf(releases));
        Assert.Empty(ReadmeInterop.ProblemsOf(releases));
    }
}
