namespace Dataset.Parquet.Metadata;

/// <summary>A run of rows, stored column by column (parquet.thrift, <c>RowGroup</c>).</summary>
public sealed record RowGroupMetadata
{
    /// <summary>One chunk for each leaf of the schema, in its order.</summary>
    public required IReadOnlyList<ColumnChunkMetadata> Columns { get; init; }

    /// <summary>All chunks before compression, in bytes.</summary>
    public required long UncompressedSizeInBytes { get; init; }

    public required long RowCount { get; init; }

    /// <summary>What the rows are sorted by; null when not said.</summary>
    public IReadOnlyList<SortingColumn>? SortingColumns { get; init; }

    /// <summary>Of the first page, in bytes from the start of the file; null when not said.</summary>
    public long? FileOffset { get; init; }

    /// <summary>All chunks on disk, in bytes; null when not said.</summary>
    public long? CompressedSizeInBytes { get; init; }

    /// <summary>The row group's place in the file; null when not said, or above 32,767.</summary>
    public short? Ordinal { get; init; }
}
