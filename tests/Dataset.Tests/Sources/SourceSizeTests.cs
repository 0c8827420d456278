using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Sources.Reading;
using Dataset.Tables;
using Dataset.Tests.Cli;

namespace Dataset.Tests.Sources;

public sealed class SourceSizeTests : IDisposable
{
    private readonly SourcesForCommands sources = new();

    [Fact]
    public void Is_what_the_pipeline_reads()
    {
        var expected = Directory.GetFiles(sources.Seeds + "/notes").Append(sources.Seeds + "/people.yaml").Sum(f => new FileInfo(f).Length);
        Assert.Equal(expected, SourceSize.Of(SourceFolder.Open(sources.Seeds, new DiagnosticList())!));

        var reports = new List<WorkProgress>();
        SourceValidator.Validate(sources.Seeds, 1, new DiagnosticList(), new Reports(reports));
        Assert.Equal(expected, Assert.Single(reports.Select(r => r.TotalBytes).Distinct()));
    }

    [Fact]
    public void Is_not_known_of_gzip_and_of_what_is_missing()
    {
        var folder = SourceFolder.Open(sources.Seeds, new DiagnosticList())!;
        File.Delete(sources.Seeds + "/people.yaml");
        Assert.Null(SourceSize.Of(folder));

        sources.Change("seeds/dataset.yaml", "path: people.yaml", "path: people.jsonl.gz");
        File.WriteAllText(sources.Seeds + "/people.jsonl.gz", "");
        Assert.Null(SourceSize.Of(SourceFolder.Open(sources.Seeds, new DiagnosticList())!));
    }

    public void Dispose() => sources.Dispose();

    private sealed class Reports(List<WorkProgress> reports) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => reports.Add(value);
    }
}
