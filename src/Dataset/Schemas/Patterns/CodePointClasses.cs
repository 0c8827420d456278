namespace Dataset.Schemas.Patterns;

/// <summary>The code points that a pattern's sets do not tell apart, as numbers from 0.</summary>
internal sealed class CodePointClasses
{
    /// <summary>Where a class begins or begins again, from 0 up.</summary>
    private readonly int[] starts;
    private readonly int[] classes;
    private readonly ushort[] ofAscii = new ushort[0x80];

    public CodePointClasses(PatternStates states)
    {
        var sets = states.All.Select(s => s.Set).OfType<CodePointSet>().Distinct().ToList();
        starts = [.. Edges(sets)];
        classes = new int[starts.Length];
        // All are one class at first; each set takes its part of every class out of it.
        var next = 1;
        var parts = new Dictionary<int, int>();
        foreach (var set in sets)
        {
            parts.Clear();
            foreach (var (first, last) in set.Ranges)
            {
                for (var i = Array.BinarySearch(starts, first); i < starts.Length && starts[i] <= last; i++)
                    classes[i] = parts.TryGetValue(classes[i], out var part) ? part : parts[classes[i]] = next++;
            }
        }
        Samples = Renumbered();
        for (var c = 0; c < ofAscii.Length; c++)
            ofAscii[c] = (ushort)ClassOf(c);
    }

    /// <summary>One code point of each class.</summary>
    public IReadOnlyList<int> Samples { get; }

    /// <summary>The classes of U+0000 to U+007F.</summary>
    public ReadOnlySpan<ushort> OfAscii => ofAscii;

    public int ClassOf(int codePoint)
    {
        var at = Array.BinarySearch(starts, codePoint);
        return classes[at < 0 ? ~at - 1 : at];
    }

    private static IEnumerable<int> Edges(IEnumerable<CodePointSet> sets)
    {
        var edges = new List<int> { 0 };
        foreach (var (first, last) in sets.SelectMany(s => s.Ranges))
        {
            edges.Add(first);
            if (last < CodePointSet.Last)
                edges.Add(last + 1);
        }
        var sorted = edges.ToArray();
        Array.Sort(sorted);
        return sorted.Where((edge, i) => i == 0 || edge != sorted[i - 1]);
    }

    /// <summary>Numbers the classes without gaps, as some became empty; gives the first code point of each.</summary>
    private List<int> Renumbered()
    {
        var samples = new List<int>();
        var numbers = new Dictionary<int, int>();
        for (var i = 0; i < starts.Length; i++)
        {
            if (!numbers.TryGetValue(classes[i], out var number))
            {
                numbers.Add(classes[i], number = samples.Count);
                samples.Add(starts[i]);
            }
            classes[i] = number;
        }
        return samples;
    }
}
