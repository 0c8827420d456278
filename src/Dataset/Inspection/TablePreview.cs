namespace Dataset.Inspection;

/// <summary>The first rows of a table, to look at.</summary>
/// <param name="Columns">The columns, in the file's order.</param>
/// <param name="Rows">The rows, each with a value for each column: as text, a list as its JSON text, null where there is none.</param>
/// <param name="HasMore">Whether the file has more rows.</param>
public sealed record TablePreview(IReadOnlyList<PreviewColumn> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows, bool HasMore)
{
    /// <summary>The library that read a Parquet file; null for text.</summary>
    public string? ReadBy { get; init; }
}

/// <summary>A column of a preview.</summary>
/// <param name="Name">As the file has it.</param>
/// <param name="IsNumeric">Whether every value shown is a number, so that they read best aligned at their ends.</param>
public sealed record PreviewColumn(string Name, bool IsNumeric);
