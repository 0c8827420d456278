using Dataset.Parquet.Compression;
using Dataset.Parquet.Metadata;

namespace Dataset.Parquet;

/// <summary>How a file is written. The same rows and options give the same bytes on every machine.</summary>
public sealed record ParquetWriterOptions
{
    /// <summary>The sizes and the codec that readers get on best with.</summary>
    public static ParquetWriterOptions Default { get; } = new();

    /// <summary>
    /// The writer's name, in the form <c>NAME version X.Y.Z (build FIXED)</c>. Never a name that readers know: they
    /// apply work-arounds for old faults of writers by name. By default it names the library that compresses, on whose version the bytes
    /// depend.
    /// </summary>
    public string CreatedBy
    {
        get => field ?? NameOfWriter(Codec == CompressionCodec.Zstd ? ZstdLibrary : null);
        init;
    }

    /// <summary>The library that compresses with <see cref="CompressionCodec.Zstd"/>, and its version.</summary>
    public static string ZstdLibrary => PageCodec.ZstdLibrary;

    /// <summary>
    /// <see cref="CompressionCodec.Snappy"/>, <see cref="CompressionCodec.Zstd"/> or <see cref="CompressionCodec.Uncompressed"/>.
    /// </summary>
    public CompressionCodec Codec { get; init; } = CompressionCodec.Snappy;

    /// <summary>How hard Zstandard tries, from 1 (fast) to 19 (small). Other codecs have no levels.</summary>
    public int ZstdLevel { get; init; } = 3;

    /// <summary>The most rows in a page.</summary>
    public int PageRows { get; init; } = 20_000;

    /// <summary>
    /// The most bytes of encoded values in a page (for lists, levels too, bit-packed), unless a single row has more. Pages
    /// are cut at row starts.
    /// </summary>
    public int PageSizeInBytes { get; init; } = 1 << 20;

    /// <summary>The most rows in a row group. The caller cuts row groups, by this and by <see cref="RowGroupSizeInBytes"/>.</summary>
    public int RowGroupRows { get; init; } = 131_072;

    /// <summary>The most bytes of values in a row group, before encoding, unless a single row has more.</summary>
    public int RowGroupSizeInBytes { get; init; } = 64 << 20;

    /// <summary>Whether a writer's name is one that a terminal shows as it is.</summary>
    internal static bool IsCreatedBy(string? name) => name is { Length: > 0 and <= 256 } && !name.AsSpan()
        .ContainsAnyExceptInRange(' ', '~');

    /// <summary>The default of <see cref="CreatedBy"/>.</summary>
    /// <param name="library">What compresses; null for this library itself.</param>
    internal static string NameOfWriter(string? library) =>
        $"dataset-parquet version 1.0.0 (build 1{(library is null ? "" : $", {library}")})";

    /// <exception cref="ArgumentException">An option is out of range.</exception>
    internal void Validate()
    {
        if (!PageCodec.IsKnown(Codec))
            throw new ArgumentException($"Expected the codec Snappy, Zstd or Uncompressed, found {Codec}.");
        if (ZstdLevel is < 1 or > 19)
            throw new ArgumentException($"Expected a level of Zstandard from 1 to 19, found {ZstdLevel}.");
        if (PageRows < 1 || PageSizeInBytes < 1 || RowGroupRows < 1 || RowGroupSizeInBytes < 1)
            throw new ArgumentException("The limits of pages and row groups must be at least 1.");
        if (!IsCreatedBy(CreatedBy))
            throw new ArgumentException("Expected a CreatedBy of 1 to 256 characters of printable ASCII.");
    }
}
