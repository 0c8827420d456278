namespace Dataset.Tables;

/// <summary>
/// A set of keyed fingerprints in one array, 16 bytes each and few places free: 17 to 19 bytes a member in a large set, up to 22 while it
/// is small.
/// </summary>
/// <remarks>
/// The members are in ascending order, each at the place that its value has in proportion to the array's length, or after the members
/// before it. Keyed fingerprints spread evenly whatever the keys, so a search goes past eight others or so in a full array; and a larger
/// array is filled by copying in order.
/// </remarks>
internal sealed class FingerprintSet
{
    private const int SmallCount = 1 << 16;

    // What does not find its place before the end comes after it.
    private UInt128[] places = new UInt128[16 + Tail];
    private int capacity = 16;

    public int Count { get; private set; }

    /// <summary>Members that were passed or moved, in all calls: the work that the keys made, which tests count.</summary>
    internal long Steps { get; private set; }

    private const int Tail = 1024;

    /// <summary>Whether the fingerprint was not there yet.</summary>
    public bool Add(UInt128 fingerprint)
    {
        fingerprint = Stored(fingerprint);
        var at = Find(fingerprint);
        if (places[at] == fingerprint)
            return false;
        var free = places.AsSpan(at).IndexOf(UInt128.Zero);
        // The last place stays free, where every search ends.
        if (Count >= capacity / 16 * 15 || at + free >= places.Length - 1)
        {
            Grow();
            return Add(fingerprint);
        }
        places.AsSpan(at, free).CopyTo(places.AsSpan(at + 1));
        Steps += free;
        places[at] = fingerprint;
        Count++;
        return true;
    }

    public bool Contains(UInt128 fingerprint) => places[Find(Stored(fingerprint))] == Stored(fingerprint);

    /// <summary>Zero marks a free place; that another fingerprint stands for it is as rare as two that are equal.</summary>
    private static UInt128 Stored(UInt128 fingerprint) => fingerprint == 0 ? UInt128.One : fingerprint;

    /// <summary>The place of the fingerprint, or the one where it belongs.</summary>
    private int Find(UInt128 fingerprint)
    {
        var at = HomeOf(fingerprint);
        var home = at;
        while (places[at] != 0 && places[at] < fingerprint)
            at++;
        Steps += at - home + 1;
        return at;
    }

    private int HomeOf(UInt128 fingerprint) => (int)Math.BigMul((ulong)(fingerprint >> 64), (ulong)capacity, out _);

    private void Grow()
    {
        var members = places;
        capacity = capacity < SmallCount ? 2 * capacity : checked((int)(capacity * 9L / 8));
        places = new UInt128[capacity + Tail];
        var next = 0;
        foreach (var fingerprint in members)
        {
            if (fingerprint == 0)
                continue;
            next = Math.Max(next, HomeOf(fingerprint));
            places[next++] = fingerprint;
        }
    }
}
