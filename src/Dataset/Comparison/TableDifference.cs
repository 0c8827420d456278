namespace Dataset.Comparison;

/// <summary>How many rows of a table changed.</summary>
/// <param name="Name">The table's name.</param>
/// <param name="Standing">What became of the table.</param>
/// <param name="Added">Rows whose key is new.</param>
/// <param name="Removed">Rows whose key is gone.</param>
/// <param name="Changed">Rows with another value in a column that both releases have.</param>
/// <param name="Extended">Rows that are as they were, and have a value in a column that is new.</param>
/// <param name="Unchanged">Rows that are as they were.</param>
public sealed record TableDifference(
    string Name, TableStanding Standing, long Added = 0, long Removed = 0, long Changed = 0, long Extended = 0, long Unchanged = 0)
{
    /// <summary>Whether any row differs.</summary>
    public bool HasRows => Added + Removed + Changed + Extended > 0;
}
