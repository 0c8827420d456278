using System.Buffers.Binary;
using Dataset.Files;

namespace Dataset.Releases.Zip;

/// <summary>An entry of a zip's directory as written, whatever it says (APPNOTE 6.3.10, section 4.3.12).</summary>
/// <param name="Length">Of the entry itself, in bytes.</param>
/// <param name="Name">As bytes; not always UTF-8.</param>
/// <param name="SizeInBytes">What the file has when it is taken out.</param>
/// <param name="StoredSize">What the file takes in the zip, in bytes.</param>
/// <param name="OffsetInBytes">Of the header before the file.</param>
internal sealed record ZipRecord(
    int Length, byte[] Name, ushort Flags, ushort Method, ushort Date, uint Crc, long SizeInBytes, long StoredSize, long OffsetInBytes,
    FileKind Kind)
{
    /// <summary>Of the header and the file, where the header is as the writer would write it.</summary>
    public long SizeInZip => ZipHeaders.LocalLength + Name.Length + (SizeInBytes >= ZipHeaders.Elsewhere ? 20 : 0) + StoredSize;

    /// <summary>The entry that begins here; null where there is none, or numbers that it speaks of are not there.</summary>
    public static ZipRecord? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < ZipHeaders.CentralLength || Number4(bytes) != ZipHeaders.CentralSignature)
            return null;
        var (nameLength, extraLength, commentLength) = (Number2(bytes[28..]), Number2(bytes[30..]), Number2(bytes[32..]));
        var length = ZipHeaders.CentralLength + nameLength + extraLength + commentLength;
        if (bytes.Length < length)
            return null;
        var large = bytes.Slice(ZipHeaders.CentralLength + nameLength, extraLength);
        large = large.Length >= 4 && Number2(large) == ZipHeaders.LargeField ? large[4..] : [];
        if (Size(Number4(bytes[24..]), ref large) is not { } size || Size(Number4(bytes[20..]), ref large) is not { } stored
            || Size(Number4(bytes[42..]), ref large) is not { } offset)
            return null;
        var name = bytes.Slice(ZipHeaders.CentralLength, nameLength).ToArray();
        return new(
            length, name, Number2(bytes[8..]), Number2(bytes[10..]), Number2(bytes[14..]), Number4(bytes[16..]), size, stored, offset,
            KindOf(bytes));
    }

    /// <summary>The kind of file, where the entry was made on a system with Unix's attributes.</summary>
    private static FileKind KindOf(ReadOnlySpan<byte> bytes) => (Number2(bytes[40..]) & 0xF000) switch
    {
        0x4000 => FileKind.Folder,
        0xA000 => FileKind.Link,
        0x1000 => FileKind.Pipe,
        0xC000 => FileKind.Socket,
        0x2000 or 0x6000 => FileKind.Device,
        _ => FileKind.File,
    };

    /// <summary>A number of 4 bytes, or the next one of 8 bytes that stands for it.</summary>
    private static long? Size(uint number, ref ReadOnlySpan<byte> large)
    {
        if (number != ZipHeaders.Elsewhere)
            return number;
        if (large.Length < 8)
            return null;
        var value = BinaryPrimitives.ReadInt64LittleEndian(large);
        large = large[8..];
        return value < 0 ? null : value;
    }

    private static ushort Number2(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    private static uint Number4(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
