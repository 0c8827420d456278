namespace Dataset.Schemas.Patterns;

/// <summary>A set of code points, as ascending ranges that neither overlap nor touch.</summary>
internal sealed class CodePointSet
{
    public const int Last = 0x10FFFF;

    private CodePointSet(IReadOnlyList<(int First, int Last)> ranges) => Ranges = ranges;

    public static CodePointSet Empty { get; } = new([]);

    public static CodePointSet All { get; } = Of((0, Last));

    /// <summary><c>\d</c>.</summary>
    public static CodePointSet Digits { get; } = Of(('0', '9'));

    /// <summary><c>\w</c> without the flag i.</summary>
    public static CodePointSet WordCharacters { get; } = Of(('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_'));

    /// <summary>LineTerminator (ECMA-262, section 12.3): what <c>.</c> leaves out.</summary>
    public static CodePointSet LineTerminators { get; } = Of(('\n', '\n'), ('\r', '\r'), (0x2028, 0x2029));

    /// <summary><c>\s</c>: WhiteSpace and LineTerminator (ECMA-262, sections 12.2 and 12.3), the category Zs written out.</summary>
    public static CodePointSet Spaces { get; } = Of(
        ('\t', '\r'), (' ', ' '), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F),
        (0x3000, 0x3000), (0xFEFF, 0xFEFF));

    public IReadOnlyList<(int First, int Last)> Ranges { get; }

    /// <summary>The set of all code points in some ranges, which may overlap and be in any order.</summary>
    public static CodePointSet Of(params ReadOnlySpan<(int First, int Last)> ranges)
    {
        // As numbers, since sorting those is compiled ahead of time in the runtime.
        var sorted = new long[ranges.Length];
        for (var i = 0; i < sorted.Length; i++)
            sorted[i] = ((long)ranges[i].First << 32) | (uint)ranges[i].Last;
        Array.Sort(sorted);
        var merged = new List<(int First, int Last)>(sorted.Length);
        foreach (var number in sorted)
        {
            var range = (First: (int)(number >> 32), Last: (int)number);
            if (merged.Count > 0 && range.First <= merged[^1].Last + 1)
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, range.Last));
            else
                merged.Add(range);
        }
        return new CodePointSet(merged);
    }

    public CodePointSet Complement()
    {
        var others = new List<(int First, int Last)>();
        var next = 0;
        foreach (var (first, last) in Ranges)
        {
            if (first > next)
                others.Add((next, first - 1));
            next = last + 1;
        }
        if (next <= Last)
            others.Add((next, Last));
        return new CodePointSet(others);
    }

    public bool Contains(int codePoint)
    {
        var (from, to) = (0, Ranges.Count - 1);
        while (from <= to)
        {
            var middle = (from + to) / 2;
            if (codePoint < Ranges[middle].First)
                to = middle - 1;
            else if (codePoint > Ranges[middle].Last)
                from = middle + 1;
            else
                return true;
        }
        return false;
    }
}
