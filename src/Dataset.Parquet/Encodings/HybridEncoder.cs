using System.Numerics;

namespace Dataset.Parquet.Encodings;

/// <summary>
/// The hybrid of run lengths and bit packing (parquet-format, Encodings.md, "RLE / Bit-Packing Hybrid"), for levels and
/// dictionary indexes.
/// </summary>
internal static class HybridEncoder
{
    /// <summary>Appends runs, without a length before them. No values give no runs.</summary>
    /// <param name="values">Each below 2 to the power of <paramref name="bitWidth"/>.</param>
    /// <param name="bitWidth">1 to 24.</param>
    /// <param name="output">Takes the runs.</param>
    public static void Encode<T>(ReadOnlySpan<T> values, int bitWidth, PooledBuffer output)
        where T : unmanaged, IBinaryInteger<T>
    {
        // A run between two bit-packed ones costs about four bytes of headers; a shorter one is smaller packed.
        var worthwhile = Math.Max(8, (32 / bitWidth) & ~7);
        var packedFrom = 0;
        var position = 0;
        while (position < values.Length)
        {
            var value = values[position];
            var different = values[position..].IndexOfAnyExcept(value);
            var run = different < 0 ? values.Length - position : different;

            // Groups are whole: the run first fills the group that is open.
            var filler = -(position - packedFrom) & 7;
            if (run - filler < worthwhile)
            {
                position += run;
                continue;
            }
            Pack(values[packedFrom..(position + filler)], bitWidth, output);
            output.AddVarint((ulong)(uint)(run - filler) << 1);
            var little = uint.CreateTruncating(value);
            for (var bits = 0; bits < bitWidth; bits += 8)
                output.Add((byte)(little >> bits));
            position += run;
            packedFrom = position;
        }
        Pack(values[packedFrom..], bitWidth, output);
    }

    /// <summary>One bit-packed run; the last group is padded with zeros.</summary>
    private static void Pack<T>(ReadOnlySpan<T> values, int bitWidth, PooledBuffer output)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (values.IsEmpty)
            return;
        var groups = (values.Length + 7) / 8;
        output.AddVarint(((ulong)(uint)groups << 1) | 1);
        var size = groups * bitWidth;
        var room = output.Room(size)[..size];
        ulong pending = 0;
        var pendingBits = 0;
        var at = 0;
        foreach (var value in values)
        {
            pending |= (ulong)uint.CreateTruncating(value) << pendingBits;
            pendingBits += bitWidth;
            for (; pendingBits >= 8; pendingBits -= 8, pending >>= 8)
                room[at++] = (byte)pending;
        }
        if (pendingBits > 0)
            room[at++] = (byte)pending;
        room[at..].Clear();
        output.Advance(size);
    }
}
