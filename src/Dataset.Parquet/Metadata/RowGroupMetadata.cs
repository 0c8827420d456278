namespace Dataset.Parquet.Metadata;

/// <summary>A run of rows, stored column by column (parquet.thrift, <c>RowGroup</c>).</summary>
public sealed record RowGroupMetadata
{
    /// <summary>One chunk for each leaf of the schema, in its order.</summary>
    public IReadOnlyList<ColumnChunkMetadata> Columns { get; internal set; } = [];

    /// <summary>All chunks before compression, in bytes.</summary>
    public long UncompressedSizeInBytes { get; internal set; }

    /// <summary>The number of rows, the same in every column.</summary>
    public long RowCount { get; internal set; }

    /// <summary>What the rows are sorted by; null when not said.</summary>
    public IReadOnlyList<SortingColumn>? SortingColumns { get; internal set; }

    /// <summary>Of the first page, in bytes from the start of the file; null when not said.</summary>
    public long? FileOffset { get; internal set; }

    /// <summary>All chunks on disk, in bytes; null when not said.</summary>
    public long? CompressedSizeInBytes { get; internal set; }

    /// <summary>The row group's place in the file; null when not said, or above 32,767.</summary>
    public short? Ordinal { get; internal set; }
}

/// <summary>One key that the rows of a row group are sorted by (parquet.thrift, <c>SortingColumn</c>).</summary>
public sealed record SortingColumn
{
    /// <summary>The leaf, from 0, in the order of the schema.</summary>
    public int ColumnIndex { get; internal set; }

    /// <summary>Whether the greatest value comes first.</summary>
    public bool IsDescending { get; internal set; }

    /// <summary>Whether nulls come before values, whatever their order.</summary>
    public bool AreNullsFirst { get; internal set; }
}
