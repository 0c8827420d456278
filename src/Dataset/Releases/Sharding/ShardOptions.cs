using Dataset.Releases.Writing;
using Dataset.Sources;

namespace Dataset.Releases.Sharding;

/// <summary>Which part to build, and where.</summary>
public sealed record ShardOptions
{
    public string SourceFolder { get; init; } = "seeds";

    /// <summary>The folder that parts stand in; made where it is missing. Several runs may write into it at once.</summary>
    public string OutputFolder { get; init; } = "shards";

    /// <summary>One part, by number.</summary>
    public required PartSelection Part { get; init; }

    /// <summary>Threads at once. The bytes do not depend on it.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>Where batches and files are cut.</summary>
    public WritingLimits Limits { get; init; } = WritingLimits.Default;
}
