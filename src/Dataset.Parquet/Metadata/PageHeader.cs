namespace Dataset.Parquet.Metadata;

/// <summary>What comes before each page (parquet.thrift, <c>PageHeader</c> with the header of its kind).</summary>
public sealed record PageHeader
{
    /// <summary>What the page holds.</summary>
    public PageType Type { get; internal set; }

    /// <summary>The body's size before compression, in bytes, without the header.</summary>
    public int UncompressedSizeInBytes { get; internal set; }

    /// <summary>The body's size on disk, in bytes, without the header.</summary>
    public int CompressedSizeInBytes { get; internal set; }

    /// <summary>CRC-32 (zlib's polynomial) of the body on disk; null when not said.</summary>
    public uint? Crc { get; internal set; }

    /// <summary>Data: the number of values, nulls and empty lists counted. Dictionary: the number of entries.</summary>
    public int ValueCount { get; internal set; }

    /// <summary>Of the values; PLAIN for a dictionary.</summary>
    public PageEncoding Encoding { get; internal set; }

    /// <summary>Data pages V1 only: how the definition levels are encoded.</summary>
    public PageEncoding? DefinitionLevelEncoding { get; internal set; }

    /// <summary>Data pages V1 only: how the repetition levels are encoded.</summary>
    public PageEncoding? RepetitionLevelEncoding { get; internal set; }

    /// <summary>Data pages V2 only: the number of nulls.</summary>
    public int? NullCount { get; internal set; }

    /// <summary>Data pages V2 only: the number of rows.</summary>
    public int? RowCount { get; internal set; }

    /// <summary>Data pages V2 only: the size of the definition levels, which are never compressed.</summary>
    public int? DefinitionLevelsSizeInBytes { get; internal set; }

    /// <summary>Data pages V2 only: the size of the repetition levels, which are never compressed.</summary>
    public int? RepetitionLevelsSizeInBytes { get; internal set; }

    /// <summary>Data pages V2 only: whether the values are compressed.</summary>
    public bool IsCompressed { get; internal set; } = true;

    /// <summary>Of a data page; null when not said.</summary>
    public ColumnStatistics? Statistics { get; internal set; }
}

/// <summary>A page and where it is.</summary>
/// <param name="Offset">Of the header, in bytes from the start of the file.</param>
/// <param name="HeaderSizeInBytes">The size of the header; the body follows.</param>
/// <param name="Header">The header.</param>
public sealed record PageInfo(long Offset, int HeaderSizeInBytes, PageHeader Header);
