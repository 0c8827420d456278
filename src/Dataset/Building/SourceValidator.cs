using Dataset.Diagnostics;
using Dataset.Parquet;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Tables;

namespace Dataset.Building;

/// <summary>Checks sources as a build does, and writes nothing.</summary>
public static class SourceValidator
{
    /// <summary>Finds everything that would keep the sources from becoming a release.</summary>
    /// <param name="sourceFolder">The folder with <c>dataset.yaml</c>.</param>
    /// <param name="jobs">Threads at once, at least 1.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <param name="progress">Told how far the work has come, or null.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="IOException">There is no such folder, or a file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static void Validate(
        string sourceFolder, int jobs, DiagnosticList findings, IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        if (SourceFolder.OpenSound(sourceFolder, findings) is { } folder)
            Validate(folder, new(jobs, cancellation), findings, new(progress));
    }

    /// <summary>As the other, of a folder that is open.</summary>
    internal static void Validate(SourceFolder folder, WorkQueue work, DiagnosticList findings, WorkMeter meter)
    {
        meter.Begin("checking", SourceSize.Of(folder));
        using var pipeline = new SourcePipeline(folder, PartSelection.Whole, _ => null, work, findings, meter);
        pipeline.Run();
    }
}
