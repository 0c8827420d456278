namespace Dataset.Releases.Comparing;

/// <summary>A value that differs, or that stands in a column that is new.</summary>
/// <param name="Column">The column.</param>
/// <param name="Old">The value before, as JSON in the form of JSON Lines; null where the column is new.</param>
/// <param name="New">The value after, as JSON.</param>
/// <param name="OldExcerpt">As <paramref name="Old"/>, made short and safe to print: where both are long, from about where they differ.</param>
/// <param name="NewExcerpt">As <paramref name="New"/>, made short and safe to print.</param>
public sealed record CellChange(string Column, string? Old, string New, string? OldExcerpt, string NewExcerpt);
