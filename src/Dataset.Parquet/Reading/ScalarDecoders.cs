using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dataset.Parquet.Encodings;

namespace Dataset.Parquet.Reading;

/// <summary>Values of 4 or 8 bytes.</summary>
internal sealed class FixedDecoder<T>(DecodeBudget budget, Func<ColumnValues, Memory<T>, ColumnValues> attach) : ValueDecoder(budget)
    where T : unmanaged
{
    private PooledArray<T> values = new(0);
    private PooledArray<T> dictionary = new(0);

    public override void Allocate(int slotCount, long textBytes, Place place) => values = new(slotCount);

    public override void ReadPlain(ReadOnlySpan<byte> body, in PageSlots slots, Place place)
    {
        var size = (long)slots.Stored * Unsafe.SizeOf<T>();
        if (size != body.Length)
            throw place.Fault(
                size > body.Length ? ParquetRules.ValuesEnd : ParquetRules.PageNotConsumed,
                $"expected {size} bytes for {slots.Stored} values, found {body.Length}");
        var target = values.Span.Slice(slots.First, slots.Count);
        var found = MemoryMarshal.Cast<byte, T>(body);
        if (slots.Stored == slots.Count)
            Copy(found, target);
        else
        {
            var next = 0;
            for (var i = 0; i < target.Length; i++)
                target[i] = slots.Validity[i] == 0 ? default : FromLittleEndian(found[next++]);
        }
    }

    public override ColumnValues AddTo(ColumnValues all, int count) => attach(all, values.Memory[..count]);

    public override void Dispose()
    {
        base.Dispose();
        values.Dispose();
        dictionary.Dispose();
    }

    protected override void LoadDictionary(ReadOnlySpan<byte> body, int count, Place place)
    {
        if ((long)count * Unsafe.SizeOf<T>() != body.Length)
            throw place.Fault(
                ParquetRules.DictionaryCount,
                $"expected {(long)count * Unsafe.SizeOf<T>()} bytes for {count} entries, found {body.Length}");
        dictionary = new(count);
        Copy(MemoryMarshal.Cast<byte, T>(body), dictionary.Span);
    }

    protected override void TakeIndexed(ReadOnlySpan<int> found, in PageSlots slots, Place place)
    {
        var target = values.Span.Slice(slots.First, slots.Count);
        var entries = dictionary.Span;
        var next = 0;
        for (var i = 0; i < target.Length; i++)
            target[i] = slots.Validity[i] == 0 ? default : entries[found[next++]];
    }

    private static void Copy(ReadOnlySpan<T> from, Span<T> to)
    {
        for (var i = 0; !BitConverter.IsLittleEndian && i < from.Length; i++)
            to[i] = FromLittleEndian(from[i]);
        if (BitConverter.IsLittleEndian)
            from.CopyTo(to);
    }

    private static T FromLittleEndian(T value)
    {
        if (BitConverter.IsLittleEndian)
            return value;
        return Unsafe.SizeOf<T>() == 4
            ? Unsafe.BitCast<uint, T>(BinaryPrimitives.ReverseEndianness(Unsafe.BitCast<T, uint>(value)))
            : Unsafe.BitCast<ulong, T>(BinaryPrimitives.ReverseEndianness(Unsafe.BitCast<T, ulong>(value)));
    }
}

/// <summary>Booleans: bits in a page, bytes in memory.</summary>
internal sealed class BooleanDecoder(DecodeBudget budget) : ValueDecoder(budget)
{
    private PooledArray<byte> values = new(0);

    public override void Allocate(int slotCount, long textBytes, Place place) => values = new(slotCount);

    public override void ReadPlain(ReadOnlySpan<byte> body, in PageSlots slots, Place place)
    {
        var size = (slots.Stored + 7L) / 8;
        if (size != body.Length)
            throw place.Fault(
                size > body.Length ? ParquetRules.ValuesEnd : ParquetRules.PageNotConsumed,
                $"expected {size} bytes for {slots.Stored} bits, found {body.Length}");
        var target = values.Span.Slice(slots.First, slots.Count);
        var next = 0;
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = 0;
            if (slots.Validity[i] == 0)
                continue;
            target[i] = (byte)((body[next >> 3] >> (next & 7)) & 1);
            next++;
        }
    }

    /// <summary>A length, then runs of one bit.</summary>
    public override void ReadRuns(ReadOnlySpan<byte> body, in PageSlots slots, Place place)
    {
        if (body.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(body) != body.Length - 4)
            throw place.Fault(
                ParquetRules.PageNotConsumed, $"expected a length and as many bytes of runs, found {body.Length} bytes in all");
        using var bits = new PooledArray<byte>(slots.Stored);
        if (HybridDecoder.Decode(body[4..], 1, bits.Span) != body.Length - 4 || bits.Span.IndexOfAnyExceptInRange((byte)0, (byte)1) >= 0)
            throw place.Fault(ParquetRules.ValuesEnd, $"expected runs of {slots.Stored} bits, found others");
        var target = values.Span.Slice(slots.First, slots.Count);
        var next = 0;
        for (var i = 0; i < target.Length; i++)
            target[i] = slots.Validity[i] == 0 ? (byte)0 : bits.Span[next++];
    }

    public override ColumnValues AddTo(ColumnValues all, int count) => all with { Booleans = values.Memory[..count] };

    public override void Dispose()
    {
        base.Dispose();
        values.Dispose();
    }

    protected override void LoadDictionary(ReadOnlySpan<byte> body, int count, Place place) =>
        throw place.Fault(ParquetRules.UnsupportedEncoding, $"expected booleans without a dictionary, found one");

    protected override void TakeIndexed(ReadOnlySpan<int> found, in PageSlots slots, Place place) =>
        throw place.Fault(ParquetRules.UnsupportedEncoding, $"expected booleans without a dictionary, found indexes");
}
