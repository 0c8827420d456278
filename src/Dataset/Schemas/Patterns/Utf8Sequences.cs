namespace Dataset.Schemas.Patterns;

/// <summary>Cuts ranges of code points into runs whose UTF-8 forms are ranges byte by byte.</summary>
internal static class Utf8Sequences
{
    /// <summary>For each run the first and last byte at each place, one to four places; ascending.</summary>
    public static IEnumerable<(byte First, byte Last)[]> Of(CodePointSet set)
    {
        foreach (var (first, last) in set.ScalarRanges())
        {
            foreach (var run in Cut(first, last))
                yield return run;
        }
    }

    private static IEnumerable<(byte First, byte Last)[]> Cut(int first, int last)
    {
        while (first <= last)
        {
            var end = Math.Min(last, LastOfSameLength(first));
            // From the shortest tail on: as long as the range begins or ends inside a block of 64, 4096, … cut at the block's edge.
            for (var shift = 6; shift <= 18; shift += 6)
            {
                var mask = (1 << shift) - 1;
                if ((first & ~mask) == (end & ~mask))
                    break;
                if ((first & mask) != 0)
                {
                    end = first | mask;
                    break;
                }
                if ((end & mask) != mask && (first & ~mask) <= (end & ~mask) - 1)
                {
                    end = (end & ~mask) - 1;
                    shift = 0;
                }
            }
            yield return Bytes(first, end);
            first = end + 1;
        }
    }

    private static int LastOfSameLength(int codePoint) => codePoint switch
    {
        < 0x80 => 0x7F,
        < 0x800 => 0x7FF,
        < 0x10000 => 0xFFFF,
        _ => CodePointSet.Last,
    };

    private static (byte First, byte Last)[] Bytes(int first, int last)
    {
        var (from, to) = (new byte[4], new byte[4]);
        var length = new System.Text.Rune(first).EncodeToUtf8(from);
        new System.Text.Rune(last).EncodeToUtf8(to);
        var run = new (byte First, byte Last)[length];
        for (var i = 0; i < length; i++)
            run[i] = (from[i], to[i]);
        return run;
    }
}
