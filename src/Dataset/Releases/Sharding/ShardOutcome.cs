using Dataset.Releases.Publishing;

namespace Dataset.Releases.Sharding;

/// <summary>A part that stands.</summary>
/// <param name="Path">Its folder.</param>
/// <param name="Manifest">What it says of itself.</param>
/// <param name="Placing">What was there before.</param>
public sealed record ShardOutcome(string Path, ShardManifest Manifest, ShardPlacing Placing);
