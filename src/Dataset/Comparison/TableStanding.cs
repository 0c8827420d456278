namespace Dataset.Comparison;

/// <summary>What became of a table.</summary>
public enum TableStanding
{
    /// <summary>It is in both releases with the same key, so it tells its rows apart.</summary>
    Kept,

    /// <summary>It is in both with another key or a key of other types: no row is one that was there before.</summary>
    Rekeyed,

    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,
}
