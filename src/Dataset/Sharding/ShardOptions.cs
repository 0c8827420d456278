using Dataset.Building;
using Dataset.Parquet;
using Dataset.Publishing;
using Dataset.Sources;

namespace Dataset.Sharding;

/// <summary>Which part to build, and where.</summary>
public sealed record ShardOptions
{
    /// <summary>The folder that holds <c>dataset.yaml</c>.</summary>
    public string SourceFolder { get; init; } = "seeds";

    /// <summary>The folder of the parts; made where it is missing. Several runs may write into it at once.</summary>
    public string OutputFolder { get; init; } = "shards";

    /// <summary>One part, by number.</summary>
    public required PartSelection Part { get; init; }

    /// <summary>Threads at once. The bytes do not depend on it.</summary>
    public int Jobs { get; init; } = WorkQueue.DefaultDegree;

    /// <summary>Where batches and files are cut.</summary>
    internal WritingLimits Limits { get; init; } = WritingLimits.Default;
}

/// <summary>A part that exists.</summary>
/// <param name="Path">Its folder.</param>
/// <param name="Manifest">What it says of itself.</param>
/// <param name="Placing">What was there before.</param>
public sealed record ShardOutcome(string Path, ShardManifest Manifest, FolderPlacing Placing);
