using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dataset.Parquet.Compression;

/// <summary>
/// Snappy's raw format (google/snappy, format_description.txt). The same input gives the same bytes on every machine.
/// </summary>
/// <remarks>
/// Greedy: a table takes the hash of five bytes to the last place where they occurred, up to 65,535 bytes back; what agrees
/// there in four bytes at least is a match. Five bytes rather than four make fewer and longer copies of text. The window
/// slides over the whole input, which finds more than blocks of 64 KiB that each start with an empty table. Of a match the
/// first four places and the last are remembered: more matches follow each other without literals between them, whose ends
/// no processor can foresee, so that it is faster as well as smaller.
/// </remarks>
internal static unsafe class SnappyEncoder
{
    private const int LargestTableBits = 16;
    private const int SmallestTableBits = 8;

    // For the low five bytes of eight.
    private const ulong HashMultiplier = unchecked(0x9E37_79B1_85EB_CA87UL << 24);

    // The last bytes of the input are literals, so that loads of 8 and 16 bytes stay inside it.
    private const int Margin = 16;

    [ThreadStatic]
    private static ushort[]? positions;

    /// <summary>The most bytes that <see cref="Encode"/> needs, slack for wide stores included.</summary>
    public static int LargestEncoding(int length) => checked(48 + length + (length / 6));

    /// <summary>Compresses.</summary>
    /// <param name="source">What to compress.</param>
    /// <param name="destination">At least <see cref="LargestEncoding"/> bytes.</param>
    /// <returns>How many bytes of <paramref name="destination"/> are the result; those after it may have been written too.</returns>
    public static int Encode(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (destination.Length < LargestEncoding(source.Length))
            throw new ArgumentException("The destination is too small.", nameof(destination));
        var table = positions ??= new ushort[1 << LargestTableBits];

        // A table much larger than the input costs more to clear than it finds.
        var bits = Math.Clamp(BitOperations.Log2((uint)source.Length | 1) + 1, SmallestTableBits, LargestTableBits);
        table.AsSpan(0, 1 << bits).Clear();
        fixed (byte* start = source, output = destination)
        fixed (ushort* hashed = table)
        {
            var to = output;
            var length = (uint)source.Length;
            for (; length >= 0x80; length >>= 7)
                *to++ = (byte)(length | 0x80);
            *to++ = (byte)length;
            return (int)(Compress(start, source.Length, to, hashed, 64 - bits) - output);
        }
    }

    private static byte* Compress(byte* start, int length, byte* to, ushort* table, int shift)
    {
        var end = start + length;
        var pending = start;
        if (length > Margin)
        {
            var limit = end - Margin;
            var at = start + 1;
            while (true)
            {
                // Look for four bytes that came before; the longer nothing is found, the wider the steps.
                var misses = 32u;
                uint distance;
                var next = at;
                while (true)
                {
                    at = next;
                    next = at + (misses >> 5);
                    misses += misses >> 5;
                    if (next > limit)
                        return Literal(pending, (uint)(end - pending), to);
                    var bytes = Load64(at);
                    distance = Candidate(table, bytes, shift, (uint)(at - start));
                    if (Load32(at - distance) == (uint)bytes && distance != 0)
                        break;
                }

                // Steps may have jumped over the match's start.
                while (at > pending && at - distance > start && at[-1] == at[-1 - (nint)distance])
                    at--;
                if (at > pending)
                    to = ShortLiteral(pending, (uint)(at - pending), to);
                while (true)
                {
                    var inside = Load64(at + 1);
                    table[Hash(inside, shift)] = (ushort)(at + 1 - start);
                    table[Hash(inside >> 8, shift)] = (ushort)(at + 2 - start);
                    table[Hash(inside >> 16, shift)] = (ushort)(at + 3 - start);
                    var matched = 4 + MatchLength(at + 4, at + 4 - distance, end);
                    to = Copy(to, distance, (int)matched);
                    at += matched;
                    pending = at;
                    if (at >= limit)
                        return Literal(pending, (uint)(end - pending), to);

                    var before = Load64(at - 1);
                    var bytes = before >> 8;
                    table[Hash(before, shift)] = (ushort)(at - 1 - start);
                    distance = Candidate(table, bytes, shift, (uint)(at - start));
                    if (Load32(at - distance) != (uint)bytes || distance == 0)
                        break;
                }
                at++;
            }
        }
        return Literal(pending, (uint)(end - pending), to);
    }

    /// <summary>
    /// How far back these bytes may have occurred last, and remembers this place. Positions are kept modulo
    /// 65,536, so any entry is a place in the window, or 0 for one just outside it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Candidate(ushort* table, ulong bytes, int shift, uint position)
    {
        var slot = table + Hash(bytes, shift);
        var distance = (ushort)(position - *slot);
        *slot = (ushort)position;
        return distance;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Hash(ulong bytes, int shift) => (nuint)((bytes * HashMultiplier) >> shift);

    /// <summary>How far two places agree, of which the first is 8 bytes before the end at least.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint MatchLength(byte* a, byte* b, byte* end)
    {
        var difference = Load64(a) ^ Load64(b);
        return difference != 0 ? (nint)((uint)BitOperations.TrailingZeroCount(difference) >> 3) : LongMatchLength(a, b, end);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int LongMatchLength(byte* a, byte* b, byte* end)
    {
        var from = a;
        for (a += 8, b += 8; end - a >= 8; a += 8, b += 8)
        {
            var difference = Load64(a) ^ Load64(b);
            if (difference != 0)
                return (int)(a - from) + (BitOperations.TrailingZeroCount(difference) >> 3);
        }
        while (a < end && *a == *b)
        {
            a++;
            b++;
        }
        return (int)(a - from);
    }

    /// <summary>A literal that ends at least <see cref="Margin"/> bytes before the end of the input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* ShortLiteral(byte* from, uint length, byte* to)
    {
        if (length > 16)
            return Literal(from, length, to);
        *to++ = (byte)((length - 1) << 2);
        Vector128.Store(Vector128.Load(from), to);
        return to + length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte* Literal(byte* from, uint length, byte* to)
    {
        if (length == 0)
            return to;
        var last = length - 1;
        if (last < 60)
            *to++ = (byte)(last << 2);
        else
        {
            var size = (BitOperations.Log2(last) / 8) + 1;
            *to++ = (byte)((59 + size) << 2);
            for (var i = 0; i < size; i++)
                *to++ = (byte)(last >> (8 * i));
        }
        Unsafe.CopyBlockUnaligned(to, from, length);
        return to + length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Copy(byte* to, uint distance, int length)
    {
        if (length > 64)
            to = LongCopy(to, distance, ref length);

        // In 2 bytes where the length is at most 11 and the distance below 2,048, else in 3. Which of them is a toss-up, that
        // a branch would guess wrongly half the time.
        var isShort = (uint)((length - 12) & ((int)distance - 2048)) >> 31;
        var two = 1u | ((uint)(length - 4) << 2) | ((distance >> 8) << 5) | ((distance & 0xFF) << 8);
        var three = 2u | ((uint)(length - 1) << 2) | (distance << 8);
        Store32(to, three ^ ((three ^ two) & (0 - isShort)));
        return to + (3 - isShort);
    }

    /// <summary>All but the last 4 to 64 bytes: a rest of 1 to 3 could not be put in the short form.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte* LongCopy(byte* to, uint distance, ref int length)
    {
        while (length > 64)
        {
            var part = length >= 68 ? 64 : 60;
            Store32(to, 2u | ((uint)(part - 1) << 2) | (distance << 8));
            to += 3;
            length -= part;
        }
        return to;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store32(byte* to, uint bytes) =>
        Unsafe.WriteUnaligned(to, BitConverter.IsLittleEndian ? bytes : BinaryPrimitives.ReverseEndianness(bytes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Load32(byte* from)
    {
        var bytes = Unsafe.ReadUnaligned<uint>(from);
        return BitConverter.IsLittleEndian ? bytes : BinaryPrimitives.ReverseEndianness(bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Load64(byte* from)
    {
        var bytes = Unsafe.ReadUnaligned<ulong>(from);
        return BitConverter.IsLittleEndian ? bytes : BinaryPrimitives.ReverseEndianness(bytes);
    }
}
