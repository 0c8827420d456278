using System.Numerics;

namespace Dataset.Tables;

/// <summary>
/// A set of 64-bit fingerprints, eight bytes each and at least half of the room used once it has grown: at most 16 bytes a member.
/// </summary>
internal sealed class FingerprintSet
{
    private ulong[] slots = new ulong[16];
    private bool hasZero;

    public int Count { get; private set; }

    /// <summary>Whether the fingerprint was not there yet.</summary>
    public bool Add(ulong fingerprint)
    {
        // Zero marks a free slot, so it is kept apart.
        if (fingerprint == 0)
        {
            var isNew = !hasZero;
            hasZero = true;
            return isNew;
        }
        if (Count >= slots.Length / 8 * 7)
            Grow();
        return Insert(slots, fingerprint);
    }

    public bool Contains(ulong fingerprint)
    {
        if (fingerprint == 0)
            return hasZero;
        var mask = slots.Length - 1;
        for (var at = (int)fingerprint & mask; slots[at] != 0; at = (at + 1) & mask)
            if (slots[at] == fingerprint)
                return true;
        return false;
    }

    private bool Insert(ulong[] into, ulong fingerprint)
    {
        var mask = into.Length - 1;
        var at = (int)fingerprint & mask;
        for (; into[at] != 0; at = (at + 1) & mask)
            if (into[at] == fingerprint)
                return false;
        into[at] = fingerprint;
        Count++;
        return true;
    }

    private void Grow()
    {
        var larger = new ulong[(int)BitOperations.RoundUpToPowerOf2((uint)slots.Length + 1)];
        Count = 0;
        foreach (var fingerprint in slots)
            if (fingerprint != 0)
                Insert(larger, fingerprint);
        slots = larger;
    }
}
