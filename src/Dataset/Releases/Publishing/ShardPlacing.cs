namespace Dataset.Releases.Publishing;

/// <summary>What was in the place of a part when it was put there.</summary>
public enum ShardPlacing
{
    /// <summary>Nothing.</summary>
    New,

    /// <summary>The same part, byte for byte; it was left alone.</summary>
    Same,

    /// <summary>Another one of that name, of other sources or damaged; it is gone.</summary>
    Replaced,
}
