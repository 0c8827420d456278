using Dataset.Parquet;

namespace Dataset.Releases.Writing;

/// <summary>Where rows are cut into batches (Parquet's row groups) and tables into parts. The bytes of a release depend on them.</summary>
public sealed record WritingLimits
{
    public static WritingLimits Default { get; } = new();

    /// <summary>The most rows of a batch.</summary>
    public int BatchRows { get; init; } = ParquetWriterOptions.Default.RowGroupRows;

    /// <summary>The most bytes of column data in a batch, unless a single row has more.</summary>
    public long BatchSizeInBytes { get; init; } = ParquetWriterOptions.Default.RowGroupSizeInBytes;

    /// <summary>The most bytes of column data in a part of a table, unless a single row has more: 512 MiB.</summary>
    public long PartSizeInBytes { get; init; } = 512L << 20;
}
