using Dataset.Diagnostics;
using Dataset.Releases.Publishing;
using Dataset.Releases.Sharding;
using Dataset.Releases.Writing;
using Dataset.Sources;

namespace Dataset.Releases.Building;

/// <summary>Tables written from their sources.</summary>
internal sealed class BuiltData(BuildOptions options) : ReleaseData
{
    public override WrittenData? Write(
        SourceFolder folder, string target, DiskQueue disk, DiagnosticList findings, WorkMeter meter, CancellationToken cancellation)
    {
        var parts = PartSelection.All(options.PartCount);
        if (!DivisibleSources.Check(folder, parts, findings))
            return null;
        var work = new WorkQueue(options.Jobs, cancellation);
        using var outputs = new TableOutputs(folder.Tables, target, work, disk, options.Limits);
        meter.Begin("building", SourceSize.Of(folder));
        using var pipeline = new SourcePipeline(folder, parts, outputs.Of, work, findings, meter);
        pipeline.Run();
        if (findings.HasErrors)
            return null;
        meter.Begin("writing");
        return new(outputs.Finish(), pipeline.Files, parts.Count);
    }
}
