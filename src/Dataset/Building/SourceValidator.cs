using Dataset.Diagnostics;
using Dataset.Parquet;
using Dataset.Publishing;
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
    /// <param name="outputFolder">
    /// The folder of releases, where what a build would say of the version is found too; null where that is not asked.
    /// </param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>What the sources are of; null where that cannot be read.</returns>
    /// <exception cref="IOException">There is no such folder, or a file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static ValidatedSources? Validate(
        string sourceFolder, int jobs, DiagnosticList findings, IProgress<WorkProgress>? progress = null,
        string? outputFolder = null, CancellationToken cancellation = default)
    {
        if (File.Exists(outputFolder))
            throw new IOException($"Expected a folder of releases at {outputFolder}, found a file. Give another with --output.");
        if (SourceFolder.OpenSound(sourceFolder, findings) is not { } folder)
            return null;
        var isApart = outputFolder is not null && OutputPlace.IsApart(outputFolder, folder, findings);
        var (sources, tables) = Validate(folder, new(jobs, cancellation), findings, new(progress));
        if (isApart && folder.IsWhole && findings.ErrorCount == 0 && Directory.Exists(outputFolder))
            new VersionForecast(folder, outputFolder!, jobs, findings, cancellation).Check(sources);
        return new(folder.Descriptor.Name, folder.Descriptor.Version, tables);
    }

    /// <summary>As the other, of a folder that is open.</summary>
    /// <returns>The files that were read, and the tables.</returns>
    internal static (IReadOnlyList<SourceFile> Files, IReadOnlyList<ValidatedTable> Tables) Validate(
        SourceFolder folder, WorkQueue work, DiagnosticList findings, WorkMeter meter)
    {
        meter.Begin("checking", SourceSize.Of(folder));
        using var pipeline = new SourcePipeline(folder, PartSelection.Whole, _ => null, work, findings, meter);
        pipeline.Run();
        return (pipeline.Files, [.. folder.Tables.Select(t => new ValidatedTable(t.Name, pipeline.RowsOf(t)))]);
    }
}

/// <summary>Sources that were checked.</summary>
/// <param name="Name">The dataset's.</param>
/// <param name="Version">The release's that they would become.</param>
/// <param name="Tables">The tables, in the descriptor's order.</param>
public sealed record ValidatedSources(string Name, ReleaseVersion Version, IReadOnlyList<ValidatedTable> Tables);

/// <summary>A table of sources that were checked.</summary>
/// <param name="Name">Its name.</param>
/// <param name="RowCount">Its rows.</param>
public sealed record ValidatedTable(string Name, long RowCount);
