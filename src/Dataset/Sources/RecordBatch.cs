using Dataset.Tables;

namespace Dataset.Sources;

/// <summary>Some rows of a table from records, complete, in the order of their source.</summary>
public sealed class RecordBatch : IDisposable
{
    public required TableBatch Rows { get; init; }

    /// <summary>
    /// Whether the source promises its records sorted by key, as JSON Lines and CSV do; the records of a YAML or JSON list stand in any
    /// order and come as one batch, which <see cref="RowOrder"/> sorts.
    /// </summary>
    public required bool IsSorted { get; init; }

    /// <summary>Tells where the batch's values stand in the source.</summary>
    public required ISourceLocator Locator { get; init; }

    /// <summary>What the locator reads from, kept as long as the batch.</summary>
    internal IDisposable? Source { get; init; }

    public void Dispose()
    {
        Rows.Dispose();
        Source?.Dispose();
    }
}
