namespace Dataset.Text;

/// <summary>Which known name was meant, for a finding about an unknown one.</summary>
public static class NearestName
{
    /// <summary>Longer names are not compared: the cost grows with the square.</summary>
    private const int MaximumLength = 64;

    /// <summary>
    /// The known name that the fewest changes of letters lead to (upper and lower case alike, an exchange of neighbours as one), the first
    /// of several; null where none is near: more than a third of the letters would change.
    /// </summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        if (name.Length > MaximumLength)
            return null;
        string? nearest = null;
        var least = 1 + Math.Max(1, name.Length / 3);
        foreach (var candidate in known)
        {
            if (candidate.Length > MaximumLength || Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant()) is var distance
                && distance >= least)
                continue;
            (nearest, least) = (candidate, distance);
        }
        return nearest;
    }

    // Optimal string alignment: insert, delete, replace, exchange neighbours.
    private static int Distance(string a, string b)
    {
        var distances = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            distances[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            distances[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var best = Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1;
                best = Math.Min(best, distances[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    best = Math.Min(best, distances[i - 2, j - 2] + 1);
                distances[i, j] = best;
            }
        }
        return distances[a.Length, b.Length];
    }
}
