using Dataset.Parquet;
using Dataset.Parquet.Metadata;

namespace Dataset.Formats.Rows;

/// <summary>What the files of a table say of the release that they belong to, and how they are compressed.</summary>
/// <param name="Name">The dataset's name.</param>
/// <param name="Version">The release's version.</param>
/// <param name="Licenses">SPDX identifiers.</param>
/// <param name="Tool">The tool that writes the files.</param>
/// <param name="ToolVersion">Its version.</param>
/// <param name="Compression">Of the Parquet files.</param>
public sealed record FileOrigin(
    string Name, string Version, IReadOnlyList<string> Licenses, string Tool, string ToolVersion, ParquetCompression Compression);

/// <summary>How the Parquet files of a release are compressed: <c>parquet</c> of <c>dataset.yaml</c> and of <c>release.json</c>.</summary>
/// <param name="Name"><c>snappy</c> or <c>zstd</c>.</param>
/// <param name="Level">How hard zstd tries, from 1 to <see cref="HighestLevel"/>; null for snappy.</param>
/// <param name="Library">The library that zstd's bytes depend on, with its version; null for snappy, which is this tool's own.</param>
public sealed record ParquetCompression(string Name, int? Level, string? Library)
{
    /// <summary>Beyond it a build takes many times as long.</summary>
    public const int HighestLevel = 19;

    /// <summary>The level where none is given.</summary>
    public const int DefaultLevel = 3;

    /// <summary>What a release is compressed with where <c>dataset.yaml</c> does not say.</summary>
    public static ParquetCompression Snappy { get; } = new("snappy", null, null);

    /// <summary>By the library of this tool.</summary>
    public static ParquetCompression Zstd(int level) => new("zstd", level, ParquetWriterOptions.ZstdLibrary);

    /// <summary>The codec of every column chunk.</summary>
    internal CompressionCodec Codec => Name == "zstd" ? CompressionCodec.Zstd : CompressionCodec.Snappy;

    internal ParquetWriterOptions WriterOptions =>
        ParquetWriterOptions.Default with { Codec = Codec, ZstdLevel = Level ?? DefaultLevel };
}
