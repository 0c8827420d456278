using System.Buffers.Binary;

namespace Dataset.Parquet.Compression;

/// <summary>
/// The outside of a Zstandard frame (RFC 8878, section 3.1.1), verified before anything is decompressed: its header, and the headers of its
/// blocks, which bound what can come of it.
/// </summary>
internal static class ZstdFrame
{
    private const uint Magic = 0xFD2F_B528;

    /// <summary>No block decompresses to more.</summary>
    private const int LargestBlockInBytes = 128 << 10;

    /// <summary>Throws unless the bytes are one frame, without a dictionary, that can decompress to a size.</summary>
    /// <param name="bytes">The body of a page.</param>
    /// <param name="size">The size by the page's header.</param>
    /// <param name="isOwn">Whether the frame must say its size, as this library's writer has it.</param>
    /// <param name="place">Where the body is.</param>
    public static void Verify(ReadOnlySpan<byte> bytes, int size, bool isOwn, Place place)
    {
        if (bytes.Length < 6 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic)
            throw place.Fault(
                ParquetRules.ZstdMalformed,
                $"expected a frame that starts with 28B52FFD, found the bytes {Convert.ToHexString(bytes[..Math.Min(4, bytes.Length)])}");
        var descriptor = bytes[4];
        if ((descriptor & 0x08) != 0)
            throw place.Fault(ParquetRules.ZstdMalformed, $"expected a frame header without reserved bits, found {descriptor:X2}");
        if ((descriptor & 0x03) != 0)
            throw place.Fault(ParquetRules.ZstdMalformed, $"expected a frame without a dictionary, found one with");
        var isSingleSegment = (descriptor & 0x20) != 0;
        var sizeLength = (descriptor >> 6) switch { 0 => isSingleSegment ? 1 : 0, 1 => 2, 2 => 4, _ => 8 };
        var at = isSingleSegment ? 5 : 6;
        if (bytes.Length - at < sizeLength)
            throw place.Fault(ParquetRules.ZstdMalformed, $"expected a frame header of {at + sizeLength} bytes, found {bytes.Length}");
        var claimed = sizeLength switch
        {
            0 => (ulong?)null,
            1 => bytes[at],
            2 => (ulong)BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]) + 256,
            4 => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]),
        };
        if (claimed is { } found ? found != (ulong)size : isOwn)
            throw place.Fault(
                ParquetRules.PageUncompressedSize,
                $"expected {size} bytes by the page's header, found {(claimed is null ? "no size" : claimed)} in the frame's header");
        VerifyBlocks(bytes, at + sizeLength, (descriptor & 0x04) != 0, size, place);
    }

    private static void VerifyBlocks(ReadOnlySpan<byte> bytes, int at, bool hasChecksum, int size, Place place)
    {
        long most = 0;
        for (var isLast = false; !isLast;)
        {
            if (bytes.Length - at < 3)
                throw place.At(place.Offset + at).Fault(ParquetRules.ZstdMalformed, $"expected the header of a block, found the end");
            var header = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
            var (kind, length) = ((header >> 1) & 3, header >> 3);
            if (kind == 3 || length > LargestBlockInBytes)
                throw place.At(place.Offset + at).Fault(
                    ParquetRules.ZstdMalformed,
                    $"expected a block of at most {LargestBlockInBytes} bytes, found one of kind {kind} and {length}");
            // A repeated byte is stored once; what a compressed block gives is known only once it is decompressed.
            var stored = kind == 1 ? 1 : length;
            if (stored > bytes.Length - at - 3)
                throw place.At(place.Offset + at).Fault(
                    ParquetRules.ZstdMalformed, $"expected a block of {stored} bytes, found {bytes.Length - at - 3}");
            most += kind == 2 ? LargestBlockInBytes : length;
            at += 3 + stored;
            isLast = (header & 1) != 0;
        }
        at += hasChecksum ? 4 : 0;
        if (at != bytes.Length)
            throw place.At(place.Offset + Math.Min(at, bytes.Length)).Fault(
                ParquetRules.ZstdMalformed, $"expected one frame of {bytes.Length} bytes, found one of {at}");
        if (size > most)
            throw place.Fault(
                ParquetRules.PageUncompressedSize, $"expected {size} bytes by the page's header, found blocks of at most {most}");
    }
}
