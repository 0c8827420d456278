using Dataset.Parquet.Metadata;
using ZstdSharp;

namespace Dataset.Parquet.Compression;

/// <summary>Compresses and decompresses the bodies of pages: Snappy by this library, Zstandard by ZstdSharp.Port, both managed.</summary>
internal static class PageCodec
{
    [ThreadStatic]
    private static Compressor? compressor;

    [ThreadStatic]
    private static Decompressor? decompressor;

    /// <summary>The library and its version, on which the bytes depend: <c>ZstdSharp.Port 0.8.8</c>.</summary>
    public static string ZstdLibrary { get; } = $"ZstdSharp.Port {typeof(Compressor).Assembly.GetName().Version!.ToString(3)}";

    public static bool IsKnown(CompressionCodec codec) =>
        codec is CompressionCodec.Uncompressed or CompressionCodec.Snappy or CompressionCodec.Zstd;

    /// <summary>The most bytes that <see cref="Compress"/> needs.</summary>
    public static int LargestEncoding(CompressionCodec codec, int size) => codec switch
    {
        CompressionCodec.Snappy => SnappyEncoder.LargestEncoding(size),
        CompressionCodec.Zstd => Compressor.GetCompressBound(size),
        _ => size,
    };

    /// <summary>The same body, codec and level give the same bytes on every machine, whatever was compressed before.</summary>
    /// <returns>How many bytes of the room are the result.</returns>
    public static int Compress(CompressionCodec codec, int level, ReadOnlySpan<byte> body, Span<byte> room)
    {
        switch (codec)
        {
            case CompressionCodec.Snappy:
                return SnappyEncoder.Encode(body, room);
            case CompressionCodec.Zstd:
                compressor ??= new(level);
                if (compressor.Level != level)
                    compressor.Level = level;
                return compressor.Wrap(body, room);
            default:
                body.CopyTo(room);
                return body.Length;
        }
    }

    /// <summary>The bytes that a page's body decompresses to, of the size that its header says: nothing larger is ever allocated.</summary>
    /// <param name="codec">A codec that compresses.</param>
    /// <param name="bytes">The body as it is on disk.</param>
    /// <param name="size">The size by the page's header.</param>
    /// <param name="isOwn">Whether a frame must be as this library's writer makes it.</param>
    /// <param name="scratch">Room for the result, which is a view of it.</param>
    /// <param name="place">Where the body is.</param>
    public static ReadOnlySpan<byte> Decompress(
        CompressionCodec codec, ReadOnlySpan<byte> bytes, int size, bool isOwn, PooledBuffer scratch, Place place)
    {
        scratch.Clear();
        return codec == CompressionCodec.Zstd
            ? DecompressZstd(bytes, size, isOwn, scratch, place)
            : DecompressSnappy(bytes, size, scratch, place);
    }

    private static ReadOnlySpan<byte> DecompressSnappy(ReadOnlySpan<byte> bytes, int size, PooledBuffer scratch, Place place)
    {
        if (!SnappyDecoder.TryReadLength(bytes, out var length, out var lengthSize))
            throw place.Fault(ParquetRules.SnappyMalformed, $"expected the length of the decompressed data, found none");
        if (length != size)
            throw place.Fault(
                ParquetRules.PageUncompressedSize, $"expected {size} bytes by the page's header, found {length} by Snappy's length");
        var room = scratch.Room((int)length)[..(int)length];
        if (SnappyDecoder.Decode(bytes[lengthSize..], room) is >= 0 and var at)
            throw place.At(place.Offset + lengthSize + at)
                .Fault(ParquetRules.SnappyMalformed, $"expected {length} bytes after decompression, found an element that does not fit");
        return room;
    }

    private static ReadOnlySpan<byte> DecompressZstd(ReadOnlySpan<byte> bytes, int size, bool isOwn, PooledBuffer scratch, Place place)
    {
        ZstdFrame.Verify(bytes, size, isOwn, place);
        var room = scratch.Room(size)[..size];
        int found;
        try
        {
            found = (decompressor ??= new()).Unwrap(bytes, room);
        }
        catch (ZstdException e)
        {
            throw place.Fault(ParquetRules.ZstdMalformed, $"expected {size} bytes after decompression, found a fault: {e.Message}");
        }
        if (found != size)
            throw place.Fault(
                ParquetRules.PageUncompressedSize, $"expected {size} bytes by the page's header, found {found} after decompression");
        return room;
    }
}
