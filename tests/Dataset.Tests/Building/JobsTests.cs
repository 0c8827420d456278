using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Tests.Publishing;

namespace Dataset.Tests.Building;

/// <summary>Many chunks, batches, slices and parts on their way at once: the release does not depend on how many.</summary>
public sealed class JobsTests : IDisposable
{
    private readonly GeneratedCorpus corpus = new();

    [Fact]
    public void The_bytes_do_not_depend_on_the_number_of_threads()
    {
        var seeds = corpus.Write("small", 8 << 20);
        var expected = Build(1);
        foreach (var jobs in new[] { 2, 8 })
            Assert.Equal(expected, Build(jobs));

        string Build(int jobs)
        {
            var output = corpus.Folder($"out{jobs}");
            var findings = new DiagnosticList();
            // Some twenty batches in four parts of each table.
            var outcome = ReleaseBuilder.Build(
                new()
                {
                    SourceFolder = seeds,
                    OutputFolder = output,
                    Jobs = jobs,
                    Limits = new() { BatchSizeInBytes = 400_000, PartSizeInBytes = 2 << 20 },
                }, findings);
            var built = Assert.IsType<BuildOutcome.Built>(outcome);
            AssertEx.All(built.Manifest.Tables, t => Assert.InRange(t.Parts.Count, 4, 5));
            var files = StruckOutput.Describe(StruckOutput.Snapshot(output));
            Directory.Delete(output, recursive: true);
            return files;
        }
    }

    public void Dispose() => corpus.Dispose();
}
