using System.Numerics;

namespace Dataset.Text;

/// <summary>Which known name was meant, for a finding about an unknown one.</summary>
public static class NearestName
{
    /// <summary>Longer names are not compared: the cost grows with the square.</summary>
    private const int MaximumLength = 64;

    /// <summary>Among more names none is looked for: there may be as many unknown ones.</summary>
    private const int MaximumKnown = 1000;

    /// <summary>
    /// The known name that the fewest changes of letters lead to (upper and lower case alike, an exchange of neighbours as one), the first
    /// of several; null where none is near (the name is empty, more than a third of the letters would change) or too many are known.
    /// </summary>
    public static string? Of(string name, IEnumerable<string> known) =>
        known.TryGetNonEnumeratedCount(out var count) && count > MaximumKnown ? null : Nearest(name, known.Take(MaximumKnown));

    /// <summary>
    /// As the other, where of names that are equally near one that is missing comes first. Where too many are known, one of those missing.
    /// </summary>
    /// <param name="name">The unknown name.</param>
    /// <param name="missing">Some of the known names.</param>
    /// <param name="known">All of them.</param>
    internal static string? Of(string name, IReadOnlyCollection<string> missing, IReadOnlyCollection<string> known) =>
        known.Count > MaximumKnown ? Of(name, missing) : Nearest(name, missing.Concat(known));

    private static string? Nearest(string name, IEnumerable<string> known)
    {
        if (name.Length is 0 or > MaximumLength)
            return null;
        Span<char> wanted = stackalloc char[name.Length];
        Span<char> letters = stackalloc char[MaximumLength];
        name.AsSpan().ToLowerInvariant(wanted);
        var wantedSet = SetOf(wanted);
        string? nearest = null;
        var least = 1 + Math.Max(1, name.Length / 3);
        foreach (var candidate in known)
        {
            if (candidate.Length > MaximumLength || Math.Abs(candidate.Length - name.Length) >= least)
                continue;
            var other = letters[..candidate.Length];
            candidate.AsSpan().ToLowerInvariant(other);
            // A change brings or takes away one letter at most.
            var otherSet = SetOf(other);
            if (Math.Max(BitOperations.PopCount(wantedSet & ~otherSet), BitOperations.PopCount(otherSet & ~wantedSet)) >= least)
                continue;
            var same = wanted.CommonPrefixLength(other);
            if (Distance(wanted[same..], other[same..], least) is var distance && distance < least)
                (nearest, least) = (candidate, distance);
            if (least == 0)
                break;
        }
        return nearest;
    }

    /// <summary>Which letters there are, a bit for some of them each.</summary>
    private static ulong SetOf(ReadOnlySpan<char> letters)
    {
        var set = 0UL;
        foreach (var letter in letters)
            set |= 1UL << (letter & 63);
        return set;
    }

    // Optimal string alignment: insert, delete, replace, exchange neighbours. Row by row, until it cannot be below the limit.
    private static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int limit)
    {
        var width = b.Length + 1;
        Span<int> rows = stackalloc int[3 * (MaximumLength + 1)];
        for (var j = 0; j < width; j++)
            rows[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var earlier = rows.Slice((i + 1) % 3 * width, width);
            var before = rows.Slice((i - 1) % 3 * width, width);
            var row = rows.Slice(i % 3 * width, width);
            // What is further from the diagonal than the limit is not below it.
            var (from, to) = (Math.Max(1, i - limit), Math.Min(width - 1, i + limit));
            var smallest = row[from - 1] = from == 1 ? i : limit;
            if (to < width - 1)
                row[to + 1] = limit;
            for (var j = from; j <= to; j++)
            {
                var best = Math.Min(before[j], row[j - 1]) + 1;
                best = Math.Min(best, before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    best = Math.Min(best, earlier[j - 2] + 1);
                row[j] = best;
                smallest = Math.Min(smallest, best);
            }
            if (smallest >= limit)
                return limit;
        }
        return rows[a.Length % 3 * width + b.Length];
    }
}
