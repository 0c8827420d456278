namespace Dataset.Parquet;

/// <summary>How strictly a file is read, and how much it may cost.</summary>
public sealed record ParquetReaderOptions
{
    /// <summary>
    /// Any writer's files: what is merely absent (checksums, statistics, page indexes) is no fault; what is there must be true.
    /// </summary>
    public static ParquetReaderOptions Default { get; } = new();

    /// <summary>
    /// Files of this library's own writer: checksums, statistics and page indexes are all there, and every byte has its place.
    /// </summary>
    public static ParquetReaderOptions Strict { get; } = new() { RequireOwnLayout = true };

    /// <summary>
    /// Whether the file must be laid out as this library's writer does: exact tiling, canonical structures, and all that it
    /// writes. Then a byte can be changed unnoticed in the writer's and the schema's name alone.
    /// </summary>
    public bool RequireOwnLayout { get; init; }

    /// <summary>
    /// Whether what a file says of its values must be true: sizes, statistics, page indexes, the order of rows. Older writers got some of
    /// it wrong, and no value is read by it. Checksums are always compared.
    /// </summary>
    public bool VerifyClaims { get; init; } = true;

    /// <summary>The longest footer to read.</summary>
    public int MaxFooterSizeInBytes { get; init; } = 64 << 20;

    /// <summary>
    /// The largest page, before or after decompression. A page of Snappy can't grow more than 22 times anyway; those of Zstandard count
    /// towards <see cref="MaxDecodedSizeInBytes"/>.
    /// </summary>
    public int MaxPageSizeInBytes { get; init; } = 1 << 30;

    /// <summary>
    /// The most memory for a decoded row group. A row group that takes up more than a 32nd of this on disk may have 32 times
    /// its size: what a dictionary or a run of nulls can claim beyond that, no honest file needs. With
    /// <see cref="RequireOwnLayout"/> no row group may have more, and none may take up more on disk.
    /// </summary>
    public long MaxDecodedSizeInBytes { get; init; } = 256 << 20;
}
