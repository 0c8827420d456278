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

    /// <summary>The set of all code points in some ranges, which may overlap and stand in any order.</summary>
    public static CodePointSet Of(params ReadOnlySpan<(int First, int Last)> ranges)
    {
        // Sorted by hand, as a set has few ranges and the general sorts take milliseconds to be compiled at each start of the program.
        var sorted = ranges.ToArray();
        for (var i = 1; i < sorted.Length; i++)
        {
            for (var j = i; j > 0 && sorted[j].First < sorted[j - 1].First; j--)
                (sorted[j], sorted[j - 1]) = (sorted[j - 1], sorted[j]);
        }
        var merged = new List<(int First, int Last)>(sorted.Length);
        foreach (var range in sorted)
        {
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

    /// <summary>The ranges without surrogates, which valid text does not have.</summary>
    public IEnumerable<(int First, int Last)> ScalarRanges()
    {
        foreach (var (first, last) in Ranges)
        {
            if (first < 0xD800)
                yield return (first, Math.Min(last, 0xD7FF));
            if (last > 0xDFFF)
                yield return (Math.Max(first, 0xE000), last);
        }
    }
}
