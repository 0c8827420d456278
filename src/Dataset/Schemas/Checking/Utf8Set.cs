using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Dataset.Schemas.Checking;

/// <summary>A set of strings that is asked in UTF-8.</summary>
internal sealed class Utf8Set
{
    // Open addressing, at most half full. The set is the schema's own, so no one can choose values that fall together.
    private readonly byte[]?[] slots;

    public Utf8Set(IReadOnlyCollection<string> values)
    {
        slots = new byte[]?[BitOperations.RoundUpToPowerOf2((uint)values.Count * 2 + 1)];
        foreach (var value in values)
        {
            var utf8 = Encoding.UTF8.GetBytes(value);
            slots[Find(utf8)] = utf8;
        }
    }

    public bool Contains(ReadOnlySpan<byte> value) => slots[Find(value)] is not null;

    /// <summary>The slot that holds the value, or the empty one where it would be.</summary>
    private int Find(ReadOnlySpan<byte> value)
    {
        var at = (int)(Hash(value) & (uint)(slots.Length - 1));
        while (slots[at] is { } other && !value.SequenceEqual(other))
            at = (at + 1) & (slots.Length - 1);
        return at;
    }

    /// <summary>Of the length, the beginning and the end, which overlap in short values.</summary>
    private static uint Hash(ReadOnlySpan<byte> value)
    {
        var (first, last) = value.Length switch
        {
            >= 8 => (BinaryPrimitives.ReadUInt64LittleEndian(value), BinaryPrimitives.ReadUInt64LittleEndian(value[^8..])),
            >= 4 => (BinaryPrimitives.ReadUInt32LittleEndian(value), BinaryPrimitives.ReadUInt32LittleEndian(value[^4..])),
            >= 1 => (value[0] | ((ulong)value[value.Length / 2] << 8), value[^1]),
            _ => (0UL, 0UL),
        };
        var hash = (first ^ (ulong)value.Length) * 0x9E3779B97F4A7C15 + last * 0xC2B2AE3D27D4EB4F;
        return (uint)((hash ^ (hash >> 29)) >> 8);
    }
}
