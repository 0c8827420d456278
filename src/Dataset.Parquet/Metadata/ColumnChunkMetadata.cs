namespace Dataset.Parquet.Metadata;

/// <summary>The values of one column in one row group (parquet.thrift, <c>ColumnChunk</c> with its <c>ColumnMetaData</c>).</summary>
public sealed record ColumnChunkMetadata
{
    /// <summary>Where a copy of the metadata once stood; 0 since that was given up.</summary>
    public long FileOffset { get; init; }

    public required PhysicalType Type { get; init; }

    /// <summary>Every encoding that a page of the chunk uses, for values or levels.</summary>
    public required IReadOnlyList<PageEncoding> Encodings { get; init; }

    /// <summary>The names from below the root to the leaf.</summary>
    public required IReadOnlyList<string> Path { get; init; }

    public required CompressionCodec Codec { get; init; }

    /// <summary>The number of values, nulls and empty lists counted.</summary>
    public required long ValueCount { get; init; }

    /// <summary>All pages before compression, with their headers, in bytes.</summary>
    public required long UncompressedSizeInBytes { get; init; }

    /// <summary>All pages on disk, with their headers, in bytes.</summary>
    public required long CompressedSizeInBytes { get; init; }

    /// <summary>Of the first data page's header, in bytes from the start of the file.</summary>
    public required long DataPageOffset { get; init; }

    /// <summary>Of the dictionary page's header; null when the chunk has none.</summary>
    public long? DictionaryPageOffset { get; init; }

    public ColumnStatistics? Statistics { get; init; }

    /// <summary>Null when not said.</summary>
    public IReadOnlyList<PageEncodingStatistics>? EncodingStatistics { get; init; }

    public SizeStatistics? SizeStatistics { get; init; }

    public long? OffsetIndexOffset { get; init; }

    public int? OffsetIndexSizeInBytes { get; init; }

    public long? ColumnIndexOffset { get; init; }

    public int? ColumnIndexSizeInBytes { get; init; }

    /// <summary>The offset index, which stands apart from the footer; null when there is none.</summary>
    public OffsetIndex? OffsetIndex { get; init; }

    /// <summary>The column index, which stands apart from the footer; null when there is none.</summary>
    public ColumnIndex? ColumnIndex { get; init; }

    /// <summary>The first byte of the chunk: its dictionary page, or else its first data page.</summary>
    public long StartOffset => DictionaryPageOffset ?? DataPageOffset;
}
