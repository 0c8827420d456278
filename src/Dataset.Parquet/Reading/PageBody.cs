using System.Buffers.Binary;
using System.IO.Hashing;
using Dataset.Parquet.Metadata;
using Dataset.Parquet.Schemas;
using Dataset.Parquet.Snappy;

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
    /// <param name="scratch">Room for the decompressed body, which the result looks at.</param>
    /// <param name="place">The page.</param>
    public static PageBody Open(
        PageInfo page, ReadOnlySpan<byte> bytes, CompressionCodec codec, LeafColumn leaf, PooledBuffer scratch, Place place)
    {
        var header = page.Header;
        if (header.Crc is { } expected && Crc32.HashToUInt32(bytes) is var found && found != expected)
            throw place.Fault(ParquetRules.PageChecksum, $"expected the CRC-32 {expected:X8}, found {found:X8}");
        var body = place.At(page.Offset + page.HeaderSizeInBytes);
        if (header.Type == PageType.DataV2)
            return OpenV2(header, bytes, codec, scratch, body);
        if (codec == CompressionCodec.Snappy)
            bytes = Decompress(bytes, header.UncompressedSizeInBytes, scratch, body);
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
        if (codec == CompressionCodec.Snappy && header.IsCompressed && !(size == 0 && bytes.IsEmpty))
            bytes = Decompress(bytes, size, scratch, place);
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

    private static ReadOnlySpan<byte> Decompress(ReadOnlySpan<byte> bytes, int size, PooledBuffer scratch, Place place)
    {
        if (!SnappyDecoder.TryReadLength(bytes, out var length, out var lengthSize))
            throw place.Fault(ParquetRules.SnappyMalformed, $"expected the length of the decompressed data, found none");
        if (length != size)
            throw place.Fault(
                ParquetRules.PageUncompressedSize, $"expected {size} bytes by the page's header, found {length} by Snappy's length");
        scratch.Clear();
        var room = scratch.Room((int)length)[..(int)length];
        if (SnappyDecoder.Decode(bytes[lengthSize..], room) is >= 0 and var at)
            throw place.At(place.Offset + lengthSize + at)
                .Fault(ParquetRules.SnappyMalformed, $"expected {length} bytes after decompression, found an element that does not fit");
        return room;
    }
}
