namespace Dataset.Releases.Comparing;

/// <summary>What became of a row, which its key tells from every other.</summary>
public enum RowChangeKind
{
    Added,
    Removed,

    /// <summary>A column that both releases have holds another value.</summary>
    Changed,

    /// <summary>All that was there is as it was, and a column that is new holds a value.</summary>
    Extended,
}
