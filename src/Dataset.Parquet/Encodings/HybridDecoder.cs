using System.Numerics;

namespace Dataset.Parquet.Encodings;

/// <summary>
/// Reads the hybrid of run lengths and bit packing (parquet-format, Encodings.md). Whatever the input: no read or write
/// outside the spans.
/// </summary>
internal static class HybridDecoder
{
    /// <summary>Fills <paramref name="destination"/>.</summary>
    /// <param name="source">Runs, and perhaps more after them.</param>
    /// <param name="bitWidth">0 to 32. Values that do not fit <typeparamref name="T"/> become its greatest, or -1.</param>
    /// <param name="destination">Takes the values.</param>
    /// <param name="allowsPadding">Whether the last run may hold any number of values more, as DuckDB pads it.</param>
    /// <returns>How many bytes the runs take up; -1 when they end early, or hold more than the padding of a last group.</returns>
    public static int Decode<T>(ReadOnlySpan<byte> source, int bitWidth, Span<T> destination, bool allowsPadding = false)
        where T : unmanaged, IBinaryInteger<T>
    {
        var at = 0;
        while (!destination.IsEmpty)
        {
            if (!TryReadHeader(source, ref at, out var header))
                return -1;
            long count = header >> 1;
            if ((header & 1) == 0)
            {
                var size = (bitWidth + 7) / 8;
                if (size > source.Length - at || (count > destination.Length && !allowsPadding))
                    return -1;
                count = Math.Min(count, destination.Length);
                uint value = 0;
                for (var i = 0; i < size; i++)
                    value |= (uint)source[at++] << (8 * i);
                destination[..(int)count].Fill(Narrow<T>(value));
                destination = destination[(int)count..];
                continue;
            }
            var bytes = count * bitWidth;
            if (bytes > source.Length - at || ((count * 8) - destination.Length >= 8 && !allowsPadding))
                return -1;
            var taken = (int)Math.Min(count * 8, destination.Length);
            Unpack(source.Slice(at, (int)bytes), bitWidth, destination[..taken]);
            at += (int)bytes;
            destination = destination[taken..];
        }
        return at;
    }

    public static bool TryReadHeader(ReadOnlySpan<byte> source, ref int at, out uint header)
    {
        ulong value = 0;
        for (var shift = 0; shift < 35 && at < source.Length; shift += 7)
        {
            var b = source[at++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                header = (uint)value;
                return value <= uint.MaxValue;
            }
        }
        header = 0;
        return false;
    }

    /// <summary>Bit-packed values, of which the bytes are all there.</summary>
    public static void Unpack<T>(ReadOnlySpan<byte> source, int bitWidth, Span<T> destination)
        where T : unmanaged, IBinaryInteger<T>
    {
        var mask = (1UL << bitWidth) - 1;
        ulong pending = 0;
        var pendingBits = 0;
        var at = 0;
        for (var i = 0; i < destination.Length; i++)
        {
            for (; pendingBits < bitWidth; pendingBits += 8)
                pending |= (ulong)source[at++] << pendingBits;
            destination[i] = Narrow<T>((uint)(pending & mask));
            pending >>= bitWidth;
            pendingBits -= bitWidth;
        }
    }

    private static T Narrow<T>(uint value)
        where T : unmanaged, IBinaryInteger<T> =>
        typeof(T) == typeof(byte) ? T.CreateTruncating(Math.Min(value, byte.MaxValue))
            : typeof(T) == typeof(int) ? T.CreateTruncating(value > int.MaxValue ? -1 : (int)value)
            : T.CreateTruncating(value);
}

/// <summary>
/// Goes through the hybrid encoding without writing its values anywhere: a run of two billion takes no more time or
/// memory than a run of two.
/// </summary>
internal static class HybridScanner
{
    /// <param name="source">Runs, and perhaps more after them.</param>
    /// <param name="bitWidth">0 to 32.</param>
    /// <param name="count">How many values there should be.</param>
    /// <param name="allowsPadding">Whether the last run may hold any number of values more.</param>
    /// <param name="visitor">Is told of each run, and of each bit-packed value.</param>
    /// <returns>False when the runs end early, or hold more than the padding of a last group.</returns>
    public static bool TryScan<TVisitor>(ReadOnlySpan<byte> source, int bitWidth, long count, bool allowsPadding, ref TVisitor visitor)
        where TVisitor : struct, IRunVisitor
    {
        Span<uint> group = stackalloc uint[8];
        var at = 0;
        while (count > 0)
        {
            if (!HybridDecoder.TryReadHeader(source, ref at, out var header))
                return false;
            if ((header & 1) == 0)
            {
                var size = (bitWidth + 7) / 8;
                if (size > source.Length - at || (header >> 1 > count && !allowsPadding))
                    return false;
                var run = Math.Min(header >> 1, count);
                uint value = 0;
                for (var i = 0; i < size; i++)
                    value |= (uint)source[at++] << (8 * i);
                visitor.Visit(value, run);
                count -= run;
                continue;
            }
            long groups = header >> 1;
            if (groups * bitWidth > source.Length - at || ((groups * 8) - count >= 8 && !allowsPadding))
                return false;
            for (; groups > 0 && count > 0; groups--, at += bitWidth)
            {
                HybridDecoder.Unpack(source.Slice(at, bitWidth), bitWidth, group);
                foreach (var value in group[..(int)Math.Min(8, count)])
                    visitor.Visit(value, 1);
                count -= Math.Min(8, count);
            }
        }
        return true;
    }
}

/// <summary>Is told the runs of the hybrid encoding. Implemented by structs, so that calls are inlined.</summary>
internal interface IRunVisitor
{
    void Visit(uint value, long count);
}
