using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dataset.Parquet.Compression;

/// <summary>
/// Reads Snappy's raw format (google/snappy, format_description.txt). Whatever the input: no read or write outside the
/// two spans, time in proportion to their lengths, no allocation.
/// </summary>
internal static unsafe class SnappyDecoder
{
    /// <summary>A copy of 64 bytes takes three: 64 / 3, rounded up.</summary>
    public const int MostExpansion = 22;

    /// <summary>The length after decompression, which comes first.</summary>
    /// <param name="source">The compressed bytes.</param>
    /// <param name="length">The length, below 4 GiB; 0 on failure.</param>
    /// <param name="sizeInBytes">How many bytes the length takes up.</param>
    /// <returns>False when there is no length, or one above 32 bits.</returns>
    public static bool TryReadLength(ReadOnlySpan<byte> source, out uint length, out int sizeInBytes)
    {
        ulong value = 0;
        for (sizeInBytes = 0; sizeInBytes < Math.Min(5, source.Length);)
        {
            var b = source[sizeInBytes];
            value |= (ulong)(b & 0x7F) << (7 * sizeInBytes);
            sizeInBytes++;
            if (b < 0x80)
            {
                length = (uint)value;
                return value <= uint.MaxValue;
            }
        }
        length = 0;
        return false;
    }

    /// <summary>Decompresses what follows the length.</summary>
    /// <param name="source">The compressed bytes after the length; all of them are taken.</param>
    /// <param name="destination">As long as the length says; all of it is filled.</param>
    /// <returns>-1, or the index into <paramref name="source"/> of the element that is at fault.</returns>
    public static int Decode(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        fixed (byte* from = source, to = destination)
            return Decode(from, from + source.Length, to, to + destination.Length);
    }

    private static int Decode(byte* source, byte* sourceEnd, byte* destination, byte* destinationEnd)
    {
        var from = source;
        var to = destination;
        while (from < sourceEnd)
        {
            var element = from;
            uint tag = *from++;
            var kind = tag & 3;
            long length;
            long distance;
            if (kind == 0)
            {
                length = (tag >> 2) + 1;

                // The common case, in one wide copy: what is too much is overwritten later.
                if (length <= 16 && sourceEnd - from >= 16 && destinationEnd - to >= 16)
                {
                    Vector128.Store(Vector128.Load(from), to);
                    from += length;
                    to += length;
                    continue;
                }
                if (length > 60)
                {
                    var size = (int)length - 60;
                    if (sourceEnd - from < size)
                        return (int)(element - source);
                    length = 0;
                    for (var i = 0; i < size; i++)
                        length |= (long)from[i] << (8 * i);
                    length++;
                    from += size;
                }
                if (length > sourceEnd - from || length > destinationEnd - to)
                    return (int)(element - source);
                Buffer.MemoryCopy(from, to, length, length);
                from += length;
                to += length;
                continue;
            }
            if (kind < 3 && sourceEnd - from >= 2)
            {
                // An offset in one byte or in two: which of them is a toss-up, that a branch would guess wrongly too often.
                var inTwo = kind >> 1;
                var shortLength = ((tag >> 2) & 7) + 4;
                var shortHigh = tag >> 5;
                length = shortLength ^ ((shortLength ^ ((tag >> 2) + 1)) & (0 - inTwo));
                distance = from[0] | ((shortHigh ^ ((shortHigh ^ from[1]) & (0 - inTwo))) << 8);
                from += 1 + inTwo;
            }
            else if (kind == 1)
            {
                if (from == sourceEnd)
                    return (int)(element - source);
                length = ((tag >> 2) & 7) + 4;
                distance = ((tag >> 5) << 8) | *from++;
            }
            else
            {
                if (kind == 2 || sourceEnd - from < 4)
                    return (int)(element - source);
                length = (tag >> 2) + 1;
                distance = from[0] | ((long)from[1] << 8) | ((long)from[2] << 16) | ((long)from[3] << 24);
                from += 4;
            }
            if (distance == 0 || distance > to - destination || length > destinationEnd - to)
                return (int)(element - source);
            Repeat(to, distance, (int)length, destinationEnd);
            to += length;
        }
        return to == destinationEnd ? -1 : (int)(sourceEnd - source);
    }

    /// <summary>Copies up to 64 bytes from <paramref name="distance"/> back; the ranges may overlap, which repeats them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Repeat(byte* to, long distance, int length, byte* end)
    {
        var from = to - distance;
        if (distance >= 16 && end - to >= 64)
        {
            Vector128.Store(Vector128.Load(from), to);
            if (length > 16)
            {
                Vector128.Store(Vector128.Load(from + 16), to + 16);
                Vector128.Store(Vector128.Load(from + 32), to + 32);
                Vector128.Store(Vector128.Load(from + 48), to + 48);
            }
            return;
        }
        RepeatSlowly(from, to, distance, length, end);
    }

    private static void RepeatSlowly(byte* from, byte* to, long distance, int length, byte* end)
    {
        if (distance >= 8 && end - to >= 72)
        {
            for (var i = 0; i < length; i += 8)
                Unsafe.WriteUnaligned(to + i, Unsafe.ReadUnaligned<ulong>(from + i));
            return;
        }
        for (var i = 0; i < length; i++)
            to[i] = from[i];
    }
}
