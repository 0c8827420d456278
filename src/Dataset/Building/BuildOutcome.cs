using Dataset.Releases;

namespace Dataset.Building;

/// <summary>What became of a build.</summary>
public abstract record BuildOutcome
{
    private BuildOutcome()
    {
    }

    /// <summary>What became of the dataset's editions, in the descriptor's order.</summary>
    public IReadOnlyList<BuildOutcome> Editions { get; init; } = [];

    /// <summary>A new release is at <paramref name="Path"/>.</summary>
    public sealed record Built(string Path, Manifest Manifest) : BuildOutcome;

    /// <summary>
    /// The same release, byte for byte, was there already and was left alone; signatures were not compared, but are sound.
    /// </summary>
    /// <param name="ChainMended">Whether <c>releases.json</c> was written after all: a build that was killed had not come to it.</param>
    public sealed record AlreadyThere(string Path, Manifest Manifest, bool ChainMended) : BuildOutcome;

    /// <summary>There are findings of severity error; the output is as it was.</summary>
    public sealed record Refused : BuildOutcome;
}
