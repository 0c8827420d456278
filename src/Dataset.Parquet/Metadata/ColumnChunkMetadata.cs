namespace Dataset.Parquet.Metadata;

/// <summary>The values of one column in one row group (parquet.thrift, <c>ColumnChunk</c> with its <c>ColumnMetaData</c>).</summary>
public sealed record ColumnChunkMetadata
{
    /// <summary>Where a copy of the metadata once was; 0 since that was given up.</summary>
    public long FileOffset { get; internal set; }

    /// <summary>How the values are stored.</summary>
    public PhysicalType Type { get; internal set; }

    /// <summary>Every encoding that a page of the chunk uses, for values or levels.</summary>
    public IReadOnlyList<PageEncoding> Encodings { get; internal set; } = [];

    /// <summary>The names from below the root to the leaf.</summary>
    public IReadOnlyList<string> Path { get; internal set; } = [];

    /// <summary>How all pages of the chunk are compressed.</summary>
    public CompressionCodec Codec { get; internal set; }

    /// <summary>The number of values, nulls and empty lists counted.</summary>
    public long ValueCount { get; internal set; }

    /// <summary>All pages before compression, with their headers, in bytes.</summary>
    public long UncompressedSizeInBytes { get; internal set; }

    /// <summary>All pages on disk, with their headers, in bytes.</summary>
    public long CompressedSizeInBytes { get; internal set; }

    /// <summary>Of the first data page's header, in bytes from the start of the file.</summary>
    public long DataPageOffset { get; internal set; }

    /// <summary>Of the dictionary page's header; null when the chunk has none.</summary>
    public long? DictionaryPageOffset { get; internal set; }

    /// <summary>Bounds and null count of the whole chunk; null when the file says none.</summary>
    public ColumnStatistics? Statistics { get; internal set; }

    /// <summary>How many pages have each type and encoding; null when the file does not say.</summary>
    public IReadOnlyList<PageEncodingStatistics>? EncodingStatistics { get; internal set; }

    /// <summary>Sizes and level counts of the whole chunk; null when the file says none.</summary>
    public SizeStatistics? SizeStatistics { get; internal set; }

    /// <summary>Of the offset index, in bytes from the start of the file; null when there is none.</summary>
    public long? OffsetIndexOffset { get; internal set; }

    /// <summary>The size of the offset index; null when there is none.</summary>
    public int? OffsetIndexSizeInBytes { get; internal set; }

    /// <summary>Of the column index, in bytes from the start of the file; null when there is none.</summary>
    public long? ColumnIndexOffset { get; internal set; }

    /// <summary>The size of the column index; null when there is none.</summary>
    public int? ColumnIndexSizeInBytes { get; internal set; }

    /// <summary>The offset index, which is outside the footer; null when there is none.</summary>
    public OffsetIndex? OffsetIndex { get; internal set; }

    /// <summary>The column index, which is outside the footer; null when there is none.</summary>
    public ColumnIndex? ColumnIndex { get; internal set; }

    /// <summary>The first byte of the chunk: its dictionary page, or else its first data page.</summary>
    public long StartOffset => DictionaryPageOffset ?? DataPageOffset;
}

/// <summary>How many pages of a chunk have a type and an encoding (parquet.thrift, <c>PageEncodingStats</c>).</summary>
public sealed record PageEncodingStatistics
{
    /// <summary>What the pages hold.</summary>
    public PageType PageType { get; internal set; }

    /// <summary>How the values of the pages are encoded.</summary>
    public PageEncoding Encoding { get; internal set; }

    /// <summary>The number of pages of this type and encoding.</summary>
    public int Count { get; internal set; }
}
