using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Dataset.Parquet.Metadata;

namespace Dataset.Parquet.Values;

/// <summary>Text: UTF-8 bytes and slots + 1 offsets into them.</summary>
internal sealed class TextSlots(ReadOnlyMemory<byte> utf8, ReadOnlyMemory<int> offsets) : SlotValues
{
    public override PhysicalType PhysicalType => PhysicalType.ByteArray;

    public override int Count => Math.Max(0, offsets.Length - 1);

    public override long PlainSizeInBits(int slot)
    {
        var starts = offsets.Span;
        return 8L * (4 + starts[slot + 1] - starts[slot]);
    }

    public override void WritePlain(int from, int to, ReadOnlySpan<byte> validity, PooledBuffer output)
    {
        var starts = offsets.Span;
        var bytes = utf8.Span;
        var room = output.Room(checked((4 * (to - from)) + starts[to] - starts[from]));
        var at = 0;
        for (var slot = from; slot < to; slot++)
        {
            if (!validity.IsEmpty && validity[slot] == 0)
                continue;
            var value = bytes[starts[slot]..starts[slot + 1]];
            BinaryPrimitives.WriteInt32LittleEndian(room[at..], value.Length);
            value.CopyTo(room[(at + 4)..]);
            at += 4 + value.Length;
        }
        output.Advance(at);
    }

    public override ColumnDictionary? TryBuildDictionary(int from, int to, ReadOnlySpan<byte> validity) =>
        DictionaryBuilder.TryBuild(new Keys(this), from, to, validity);

    public override SlotBounds FindBounds(int from, int to, ReadOnlySpan<byte> validity)
    {
        var bounds = SlotBounds.None;
        for (var slot = from; slot < to; slot++)
        {
            if (!validity.IsEmpty && validity[slot] == 0)
                continue;
            if (!bounds.Any)
                bounds = new(slot, slot);
            else if (Compare(slot, bounds.Min) < 0)
                bounds = bounds with { Min = slot };
            else if (Compare(slot, bounds.Max) > 0)
                bounds = bounds with { Max = slot };
        }
        return bounds;
    }

    public override int Compare(int left, int right) => Value(left).SequenceCompareTo(Value(right));

    public override Bound LowerBound(int slot) => TextBound.Lower(Value(slot));

    public override Bound? UpperBound(int slot) => TextBound.Upper(Value(slot));

    public override bool IsLowerBound(ReadOnlySpan<byte> bound, int slot, bool isExact) =>
        bound.SequenceCompareTo(Value(slot)) is var order && (isExact ? order == 0 : order <= 0);

    public override bool IsUpperBound(ReadOnlySpan<byte> bound, int slot, bool isExact) =>
        bound.SequenceCompareTo(Value(slot)) is var order && (isExact ? order == 0 : order >= 0);

    public override int CompareBounds(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left.SequenceCompareTo(right);

    public override long? UnencodedByteArrayBytes(int from, int to, ReadOnlySpan<byte> validity)
    {
        var starts = offsets.Span;
        if (validity.IsEmpty)
            return to == from ? 0 : (long)starts[to] - starts[from];
        long total = 0;
        for (var slot = from; slot < to; slot++)
        {
            if (validity[slot] != 0)
                total += starts[slot + 1] - starts[slot];
        }
        return total;
    }

    /// <summary>Text is invalid where its bytes are not UTF-8 on their own.</summary>
    public override int FindInvalid(int from, int to)
    {
        if (from == to)
            return -1;
        var starts = offsets.Span[from..(to + 1)];
        var all = utf8.Span[starts[0]..starts[^1]];

        // All bytes at once are much faster than value by value; then no value may start inside a code point.
        if (System.Text.Unicode.Utf8.IsValid(all))
        {
            var slot = 1;
            for (; slot < starts.Length - 1; slot++)
            {
                var start = starts[slot] - starts[0];
                if (start < all.Length && (all[start] & 0xC0) == 0x80)
                    break;
            }
            if (slot == starts.Length - 1)
                return -1;
        }
        for (var slot = from; slot < to; slot++)
        {
            if (!System.Text.Unicode.Utf8.IsValid(Value(slot)))
                return slot;
        }
        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Value(int slot)
    {
        var starts = offsets.Span;
        return utf8.Span[starts[slot]..starts[slot + 1]];
    }

    private readonly struct Keys(TextSlots slots) : ISlotKeys
    {
        // Differs from run to run, so that no input is slow for everyone; the dictionary's order does not depend on it.
        private static readonly ulong Seed = (ulong)Random.Shared.NextInt64() | 1;

        public ulong Hash(int slot)
        {
            var value = slots.Value(slot);
            var hash = Seed ^ (ulong)value.Length;
            while (value.Length > 8)
            {
                hash = Mix(hash ^ MemoryMarshal.Read<ulong>(value));
                value = value[8..];
            }
            ulong rest = 0;
            if (value.Length == 8)
                rest = MemoryMarshal.Read<ulong>(value);
            else
            {
                foreach (var b in value)
                    rest = (rest << 8) | b;
            }
            return Mix(hash ^ rest);
        }

        public bool Same(int left, int right) => slots.Value(left).SequenceEqual(slots.Value(right));

        public int PlainSizeInBytes(int slot) => 4 + slots.Value(slot).Length;

        private static ulong Mix(ulong value)
        {
            var high = Math.BigMul(value, 0x9E37_79B9_7F4A_7C15UL, out var low);
            return BitOperations.RotateLeft(high, 1) ^ low;
        }
    }
}

/// <summary>Bounds of text, cut so that they stay short and are UTF-8 themselves.</summary>
internal static class TextBound
{
    /// <summary>A longer value is cut to this; raising the last code point may then add a byte.</summary>
    public const int LargestInBytes = 64;

    /// <summary>A prefix is never greater than the whole.</summary>
    public static Bound Lower(ReadOnlySpan<byte> utf8)
    {
        var prefix = Prefix(utf8);
        return new(prefix.ToArray(), prefix.Length == utf8.Length);
    }

    /// <summary>
    /// A prefix whose last code point is raised by one is greater than all that starts with the prefix. U+10FFFF can't be
    /// raised: it is dropped, and the one before is raised. Null when nothing is left.
    /// </summary>
    public static Bound? Upper(ReadOnlySpan<byte> utf8)
    {
        var prefix = Prefix(utf8);
        if (prefix.Length == utf8.Length)
            return new(prefix.ToArray(), true);
        while (!prefix.IsEmpty)
        {
            Rune.DecodeLastFromUtf8(prefix, out var last, out var size);
            prefix = prefix[..^size];
            if (last.Value == 0x10FFFF)
                continue;

            // U+D800 to U+DFFF are no code points of UTF-8.
            var raised = new Rune(last.Value == 0xD7FF ? 0xE000 : last.Value + 1);
            var bytes = new byte[prefix.Length + raised.Utf8SequenceLength];
            prefix.CopyTo(bytes);
            raised.EncodeToUtf8(bytes.AsSpan(prefix.Length));
            return new(bytes, false);
        }
        return null;
    }

    private static ReadOnlySpan<byte> Prefix(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length <= LargestInBytes)
            return utf8;
        var length = LargestInBytes;

        // Continuation bytes are 10xxxxxx: step back to where a code point starts.
        while ((utf8[length] & 0xC0) == 0x80)
            length--;
        return utf8[..length];
    }
}
