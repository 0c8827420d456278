using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dataset.Parquet.Metadata;

namespace Dataset.Parquet.Values;

/// <summary>Values of 4 or 8 bytes: <see cref="int"/>, <see cref="long"/>, <see cref="double"/>.</summary>
internal sealed class FixedSlots<T>(ReadOnlyMemory<T> values, PhysicalType physicalType) : SlotValues
    where T : unmanaged, INumber<T>
{
    public override PhysicalType PhysicalType => physicalType;

    public override int Count => values.Length;

    public override long PlainSizeInBits(int slot) => 8 * Unsafe.SizeOf<T>();

    public override void WritePlain(int from, int to, ReadOnlySpan<byte> validity, PooledBuffer output)
    {
        var source = values.Span[from..to];
        var room = MemoryMarshal.Cast<byte, T>(output.Room(source.Length * Unsafe.SizeOf<T>()));
        var count = source.Length;
        if (validity.IsEmpty)
            source.CopyTo(room);
        else
        {
            count = 0;
            for (var i = 0; i < source.Length; i++)
            {
                if (validity[from + i] != 0)
                    room[count++] = source[i];
            }
        }
        ToLittleEndian(room[..count]);
        output.Advance(count * Unsafe.SizeOf<T>());
    }

    public override ColumnDictionary? TryBuildDictionary(int from, int to, ReadOnlySpan<byte> validity) =>
        DictionaryBuilder.TryBuild(new Keys(values), from, to, validity);

    public override SlotBounds FindBounds(int from, int to, ReadOnlySpan<byte> validity)
    {
        var span = values.Span;
        var bounds = SlotBounds.None;
        for (var slot = from; slot < to; slot++)
        {
            var value = span[slot];
            if ((!validity.IsEmpty && validity[slot] == 0) || T.IsNaN(value))
                continue;
            if (!bounds.Any)
                bounds = new(slot, slot);
            else if (value < span[bounds.Min])
                bounds = bounds with { Min = slot };
            else if (value > span[bounds.Max])
                bounds = bounds with { Max = slot };
        }
        return bounds;
    }

    public override int Compare(int left, int right) => values.Span[left].CompareTo(values.Span[right]);

    public override Bound LowerBound(int slot) => BoundOf(values.Span[slot], -T.Zero);

    public override Bound? UpperBound(int slot) => BoundOf(values.Span[slot], T.Zero);

    public override bool IsLowerBound(ReadOnlySpan<byte> bound, int slot, bool isExact) =>
        TryRead(bound, out var value) && (isExact ? value == values.Span[slot] : value <= values.Span[slot]);

    public override bool IsUpperBound(ReadOnlySpan<byte> bound, int slot, bool isExact) =>
        TryRead(bound, out var value) && (isExact ? value == values.Span[slot] : value >= values.Span[slot]);

    public override int CompareBounds(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        TryRead(left, out var a) && TryRead(right, out var b) ? a.CompareTo(b) : 0;

    private static bool TryRead(ReadOnlySpan<byte> bound, out T value)
    {
        value = default;
        if (bound.Length != Unsafe.SizeOf<T>())
            return false;
        value = MemoryMarshal.Read<T>(bound);
        ToLittleEndian(new(ref value));
        return true;
    }

    /// <summary>Readers may tell -0.0 from +0.0: a zero is written as the one that bounds both.</summary>
    private static Bound BoundOf(T value, T zero)
    {
        var bytes = new byte[Unsafe.SizeOf<T>()];
        var one = new Span<T>(ref value);
        if (value == T.Zero)
            value = zero;
        ToLittleEndian(one);
        MemoryMarshal.AsBytes(one).CopyTo(bytes);
        return new(bytes, true);
    }

    private static void ToLittleEndian(Span<T> span)
    {
        if (BitConverter.IsLittleEndian)
            return;
        if (Unsafe.SizeOf<T>() == 4)
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<T, uint>(span), MemoryMarshal.Cast<T, uint>(span));
        else
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<T, ulong>(span), MemoryMarshal.Cast<T, ulong>(span));
    }

    /// <summary>By bits: -0.0 and +0.0 are two values, and a NaN is itself.</summary>
    private readonly struct Keys(ReadOnlyMemory<T> values) : ISlotKeys
    {
        // Drawn for each run, so that no values can be chosen to fall together; the dictionary's order does not depend on it.
        private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();
        private static readonly ulong Multiplier = (ulong)Random.Shared.NextInt64() << 1 | 1;

        public ulong Hash(int slot)
        {
            var high = Math.BigMul(Bits(slot) ^ Seed, Multiplier, out var low);
            return high ^ low;
        }

        public bool Same(int left, int right) => Bits(left) == Bits(right);

        public int PlainSizeInBytes(int slot) => Unsafe.SizeOf<T>();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private ulong Bits(int slot)
        {
            var value = values.Span[slot];
            return Unsafe.SizeOf<T>() == 4 ? Unsafe.BitCast<T, uint>(value) : Unsafe.BitCast<T, ulong>(value);
        }
    }
}
