namespace Dataset.Parquet.Encodings;

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
