using Dataset.Text;

namespace Dataset.Normalization.Names;

/// <summary>
/// Finds names in a text from its end to its beginning: so the longest name that begins at a place is known when the place is reached, and
/// each byte is one step, however the names overlap. The plain twin of the walk in <see cref="NameIndex"/>, which gives the same places.
/// </summary>
internal sealed class BackwardNames
{
    private readonly PhraseAutomaton reversed = new();
    private readonly (int Entity, int Length)[] names;
    private readonly int[] shorter;

    /// <param name="listed">The names, none of them empty, and the entity of each; of a name given twice the first counts.</param>
    public BackwardNames(IReadOnlyList<(byte[] Name, int Entity)> listed)
    {
        var ends = listed.Select(n => (Node: reversed.Add([.. n.Name.Reverse()]), n.Entity, n.Name.Length)).ToList();
        reversed.Complete();
        (names, shorter) = (new (int, int)[reversed.NodeCount], new int[reversed.NodeCount]);
        foreach (var (node, entity, length) in ends)
            if (names[node].Length == 0)
                names[node] = (entity, length);
        foreach (var node in reversed.ByLength)
            if (reversed.FallbackOf(node) is var next)
                shorter[node] = names[next].Length > 0 ? next : shorter[next];
    }

    /// <summary>Finds the names, as <see cref="NameIndex.Find"/> does.</summary>
    public long Find(ReadOnlySpan<byte> text, List<NamePlace> places)
    {
        places.Clear();
        var (node, steps) = (0, 0L);
        for (var start = text.Length - 1; start >= 0; start--)
        {
            node = reversed.Step(node, text[start] == '\n' ? (byte)' ' : text[start]);
            steps++;
            var isWithinCodePoint = (text[start] & 0xC0) == 0x80;
            if (node == 0 || isWithinCodePoint || !NameIndex.IsBoundary(text, start))
                continue;
            for (var name = names[node].Length > 0 ? node : shorter[node]; name != 0; name = shorter[name], steps++)
            {
                var (entity, length) = names[name];
                if (!NameIndex.IsBoundary(text, start + length))
                    continue;
                places.Add(new(entity, start, start + length));
                break;
            }
        }
        KeepFirst(places);
        return steps;
    }

    /// <summary>
    /// Of all places, last first, keeps those that a reader from the beginning comes to, each after the end of the one before.
    /// </summary>
    private static void KeepFirst(List<NamePlace> places)
    {
        places.Reverse();
        var (kept, end) = (0, 0);
        foreach (var place in places.ToArray())
            if (place.Start >= end)
                (places[kept++], end) = (place, place.End);
        places.RemoveRange(kept, places.Count - kept);
    }
}
