using Dataset.Diagnostics;

namespace Dataset.Releases.Sharding;

/// <summary>Joins the parts that <see cref="ShardBuilder"/> built into one release: the same as one build of so many parts makes.</summary>
public static class ReleaseAssembler
{
    /// <summary>Checks the parts, gives their files a second name in a release, verifies it and publishes it by one rename.</summary>
    /// <param name="shards">Folders of parts, or folders that hold them, in any order.</param>
    /// <param name="options">What and where; the number of parts is that of the parts.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <param name="progress">Told how far the work has come, or null.</param>
    /// <param name="cancellation">Stops the work; the output is then as it was.</param>
    /// <exception cref="IOException">A file cannot be read or written; the output is as it was.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static BuildOutcome Assemble(
        IReadOnlyList<string> shards, BuildOptions options, DiagnosticList findings, IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default) =>
        ReleaseBuilder.Make(options, new AssembledData(options, shards), findings, progress, cancellation);
}
