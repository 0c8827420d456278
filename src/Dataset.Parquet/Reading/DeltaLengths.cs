namespace Dataset.Parquet.Reading;

/// <summary>
/// Lengths in the encoding DELTA_BINARY_PACKED (Parquet's Encodings.md): deltas in blocks of miniblocks, each of its own width.
/// </summary>
internal static class DeltaLengths
{
    private const int LargestBlock = 1 << 20;

    /// <summary>Reads as many lengths as there is room for.</summary>
    /// <param name="from">What begins with them; afterwards what comes after them.</param>
    /// <param name="lengths">Takes them.</param>
    /// <returns>Whether there were so many, none below 0.</returns>
    public static bool TryRead(scoped ref ReadOnlySpan<byte> from, Span<int> lengths)
    {
        if (!TryVarint(ref from, out var block) || !TryVarint(ref from, out var miniblocks) || !TryVarint(ref from, out var count)
            || !TryVarint(ref from, out var first) || count != (ulong)lengths.Length
            || block is 0 or > LargestBlock || miniblocks is 0 || miniblocks > block || block % (8 * miniblocks) != 0)
            return false;
        var (value, inMiniblock) = (Signed(first), (int)(block / miniblocks));
        for (var at = 0; at < lengths.Length;)
        {
            if (at == 0)
            {
                if (value is < 0 or > int.MaxValue)
                    return false;
                lengths[at++] = (int)value;
                continue;
            }
            if (!TryVarint(ref from, out var least) || from.Length < (int)miniblocks)
                return false;
            var widths = from[..(int)miniblocks];
            from = from[(int)miniblocks..];
            for (var m = 0; m < widths.Length && at < lengths.Length; m++)
            {
                var size = inMiniblock / 8 * widths[m];
                if (widths[m] > 32 || size > from.Length)
                    return false;
                for (var i = 0; i < inMiniblock && at < lengths.Length; i++)
                {
                    value += Signed(least) + Bits(from, (long)i * widths[m], widths[m]);
                    if (value is < 0 or > int.MaxValue)
                        return false;
                    lengths[at++] = (int)value;
                }
                from = from[size..];
            }
        }
        return true;
    }

    private static long Bits(ReadOnlySpan<byte> bytes, long start, int width)
    {
        long value = 0;
        for (var i = 0; i < width; i++)
            value |= (long)((bytes[(int)((start + i) / 8)] >> (int)((start + i) % 8)) & 1) << i;
        return value;
    }

    private static long Signed(ulong zigzag) => (long)(zigzag >> 1) ^ -(long)(zigzag & 1);

    private static bool TryVarint(scoped ref ReadOnlySpan<byte> from, out ulong number)
    {
        number = 0;
        // Of 32 bits, as lengths and the counts of this encoding are.
        for (var (i, shift) = (0, 0); i < from.Length && shift < 35; i++, shift += 7)
        {
            number |= (ulong)(from[i] & 0x7F) << shift;
            if ((from[i] & 0x80) != 0)
                continue;
            from = from[(i + 1)..];
            return true;
        }
        return false;
    }
}
