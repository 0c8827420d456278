namespace Dataset.Parquet.Metadata;

/// <summary>What stands before each page (parquet.thrift, <c>PageHeader</c> with the header of its kind).</summary>
public sealed record PageHeader
{
    public required PageType Type { get; init; }

    /// <summary>The body's size before compression, in bytes, without the header.</summary>
    public required int UncompressedSizeInBytes { get; init; }

    /// <summary>The body's size on disk, in bytes, without the header.</summary>
    public required int CompressedSizeInBytes { get; init; }

    /// <summary>CRC-32 (zlib's polynomial) of the body on disk; null when not said.</summary>
    public uint? Crc { get; init; }

    /// <summary>Data: the number of values, nulls and empty lists counted. Dictionary: the number of entries.</summary>
    public required int ValueCount { get; init; }

    /// <summary>Of the values; PLAIN for a dictionary.</summary>
    public required PageEncoding Encoding { get; init; }

    /// <summary>Data pages V1 only: how the definition levels are encoded.</summary>
    public PageEncoding? DefinitionLevelEncoding { get; init; }

    /// <summary>Data pages V1 only: how the repetition levels are encoded.</summary>
    public PageEncoding? RepetitionLevelEncoding { get; init; }

    /// <summary>Data pages V2 only: the number of nulls.</summary>
    public int? NullCount { get; init; }

    /// <summary>Data pages V2 only: the number of rows.</summary>
    public int? RowCount { get; init; }

    /// <summary>Data pages V2 only: the size of the definition levels, which are never compressed.</summary>
    public int? DefinitionLevelsSizeInBytes { get; init; }

    /// <summary>Data pages V2 only: the size of the repetition levels, which are never compressed.</summary>
    public int? RepetitionLevelsSizeInBytes { get; init; }

    /// <summary>Data pages V2 only: whether the values are compressed.</summary>
    public bool IsCompressed { get; init; } = true;

    /// <summary>Of a data page; null when not said.</summary>
    public ColumnStatistics? Statistics { get; init; }
}
