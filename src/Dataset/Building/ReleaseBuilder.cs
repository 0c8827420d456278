using Dataset.Diagnostics;
using Dataset.Sources.Reading;
using Dataset.Tables;

namespace Dataset.Building;

/// <summary>Turns sources into a release: whole or not at all.</summary>
public static class ReleaseBuilder
{
    /// <summary>Builds the release that the descriptor names, verifies it, and publishes it by one rename.</summary>
    /// <param name="options">What and where.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <param name="progress">Told how far the work has come, or null.</param>
    /// <param name="cancellation">Stops the work; the output is then as it was.</param>
    /// <exception cref="IOException">A file cannot be read or written; the output is as it was.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static BuildOutcome Build(
        BuildOptions options, DiagnosticList findings, IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var folder = SourceFolder.OpenSound(options.SourceFolder, findings);
        if (folder is not { IsWhole: false })
            return Build(folder, options, findings, progress, cancellation);
        // There will be no release; what is wrong with the sources is still told at once.
        SourceValidator.Validate(folder, new(options.Jobs, cancellation), findings, new(progress));
        return new BuildOutcome.Refused();
    }

    /// <summary>As the other, of a folder that is open, or that could not be opened.</summary>
    internal static BuildOutcome Build(
        SourceFolder? folder, BuildOptions options, DiagnosticList findings, IProgress<WorkProgress>? progress,
        CancellationToken cancellation) =>
        BuildSession.Run(folder, options, new BuiltData(options), findings, progress, cancellation);
}
