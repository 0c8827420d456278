using System.Buffers.Binary;
using System.IO.Hashing;
using Dataset.Parquet.Compression;
using Dataset.Parquet.Metadata;
using Dataset.Parquet.Schemas;

namespace Dataset.Parquet.Reading;

/// <summary>A page's body in its parts, checked against its checksum and decompressed.</summary>
internal readonly ref struct PageBody
{
    public ReadOnlySpan<byte> Repetition { get; private init; }

    public ReadOnlySpan<byte> Definition { get; private init; }

    public ReadOnlySpan<byte> Values { get; private init; }

    /// <param name="page">The page, of which the header is verified.</param>
    /// <param name="bytes">The body as it is on disk.</param>
    /// <param name="codec">The chunk's codec.</param>
    /// <param name="leaf">The column.</param>
    /// <param name="isOwn">Whether the page must be as this library's writer makes it.</param>
    /// <param name="scratch">Room for the decompressed body, which the result looks at.</param>
    /// <param name="place">The page.</param>
    public static PageBody Open(
        PageInfo page, ReadOnlySpan<byte> bytes, CompressionCodec codec, LeafColumn leaf, bool isOwn, PooledBuffer scratch, Place place)
    {
        var header = page.Header;
        if (header.Crc is { } expected && Crc32.HashToUInt32(bytes) is var found && found != expected)
            throw place.Fault(ParquetRules.PageChecksum, $"expected the CRC-32 {expected:X8}, found {found:X8}");
        var body = place.At(page.Offset + page.HeaderSizeInBytes);
        if (header.Type == PageType.DataV2)
            return OpenV2(header, bytes, codec, scratch, body);
        if (codec != CompressionCodec.Uncompressed)
            bytes = PageCodec.Decompress(codec, bytes, header.UncompressedSizeInBytes, isOwn, scratch, body);
        if (header.Type == PageType.Dictionary)
            return new() { Values = bytes };
        var repetition = leaf.Shape.IsList ? TakeLevels(ref bytes, body) : default;
        var definition = leaf.Shape.MaxDefinition > 0 ? TakeLevels(ref bytes, body) : default;
        return new() { Repetition = repetition, Definition = definition, Values = bytes };
    }

    /// <summary>Levels come first, without lengths, and are never compressed.</summary>
    private static PageBody OpenV2(PageHeader header, ReadOnlySpan<byte> bytes, CompressionCodec codec, PooledBuffer scratch, Place place)
    {
        var repetition = bytes[..header.RepetitionLevelsSizeInBytes!.Value];
        bytes = bytes[repetition.Length..];
        var definition = bytes[..header.DefinitionLevelsSizeInBytes!.Value];
        bytes = bytes[definition.Length..];
        var size = header.UncompressedSizeInBytes - repetition.Length - definition.Length;

        // Some writers leave out the compression of nothing.
        if (codec != CompressionCodec.Uncompressed && header.IsCompressed && !(size == 0 && bytes.IsEmpty))
            bytes = PageCodec.Decompress(codec, bytes, size, isOwn: false, scratch, place);
        return new() { Repetition = repetition, Definition = definition, Values = bytes };
    }

    private static ReadOnlySpan<byte> TakeLevels(scoped ref ReadOnlySpan<byte> bytes, Place place)
    {
        if (bytes.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) is var length && length > bytes.Length - 4)
            throw place.Fault(
                ParquetRules.LevelsMalformed, $"expected the length of levels and as many bytes, found {bytes.Length} bytes in all");
        var levels = bytes.Slice(4, (int)length);
        bytes = bytes[(4 + (int)length)..];
        return levels;
    }
}
