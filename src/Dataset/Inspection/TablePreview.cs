namespace Dataset.Inspection;

/// <summary>The first rows of a table, to look at.</summary>
/// <param name="Columns">The columns, in the file's order.</param>
/// <param name="Rows">The rows, each with a value for each column: as text, a list as its JSON text, null where there is none.</param>
/// <param name="HasMore">Whether the file has more rows.</param>
public sealed record TablePreview(IReadOnlyList<PreviewColumn> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows, bool HasMore)
{
    /// <summary>The most columns that a file may have to be looked at.</summary>
    internal const int MaximumColumns = 10_000;

    /// <summary>After so many bytes of rows no other row is read: what is looked at is the beginning.</summary>
    internal const long EnoughInBytes = 8 << 20;

    /// <summary>
    /// Whether rows were left out because those that are here are large already (8 MiB of text): then asking for more gives no more.
    /// </summary>
    public bool IsCutBySize { get; init; }

    /// <summary>
    /// The first line that is blank and was passed over, from 1; 0 where there is none. A build refuses it unless it is told not to.
    /// </summary>
    public long FirstBlankLine { get; init; }

    /// <summary>The library that read a Parquet file; null for text.</summary>
    public string? ReadBy { get; init; }
}

/// <summary>A column of a preview.</summary>
/// <param name="Name">As the file has it.</param>
/// <param name="IsNumeric">Whether every value shown is a number, so that they read best aligned at their ends.</param>
public sealed record PreviewColumn(string Name, bool IsNumeric);
