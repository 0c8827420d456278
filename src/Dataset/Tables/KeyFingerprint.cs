using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Dataset.Tables;

/// <summary>
/// Eight bytes that stand for the values of a key: the first of the SHA-256 over the values, each with its length. Two keys of a
/// thousand million have the same one with a chance of about 1 in 40 for all of them together, and then only a dangling reference to
/// exactly that key could go unseen.
/// </summary>
internal static class KeyFingerprint
{
    /// <summary>Of the values in some columns of a row; the last one may be an element of a list.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">Indexes of the columns.</param>
    /// <param name="row">The row.</param>
    /// <param name="element">The slot of the one list column among them; where there is none it is not used.</param>
    public static ulong Of(TableBatch rows, IReadOnlyList<int> columns, int row, int element = -1)
    {
        var length = 0;
        foreach (var index in columns)
            length += 4 + ValueOf(rows.Columns[index], row, element).Length;
        byte[]? rented = null;
        var bytes = length <= 512 ? stackalloc byte[512] : rented = ArrayPool<byte>.Shared.Rent(length);
        var at = 0;
        foreach (var index in columns)
        {
            var value = ValueOf(rows.Columns[index], row, element);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[at..], value.Length);
            value.CopyTo(bytes[(at + 4)..]);
            at += 4 + value.Length;
        }
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..length], hash);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }

    private static ReadOnlySpan<byte> ValueOf(Column column, int row, int element) =>
        column is ListColumn list ? list.Elements.BytesOf(element) : column.AsScalar.BytesOf(row);
}

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
