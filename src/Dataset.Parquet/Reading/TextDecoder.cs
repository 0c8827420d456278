using System.Buffers.Binary;
using System.Text.Unicode;

namespace Dataset.Parquet.Reading;

/// <summary>Text: lengths and bytes in a page, bytes and offsets in memory. Every value is checked to be UTF-8.</summary>
internal sealed class TextDecoder(DecodeBudget budget) : ValueDecoder(budget)
{
    private readonly DecodeBudget budget = budget;
    private PooledArray<int> offsets = new(0);
    private PooledBuffer utf8 = new(16);
    private PooledArray<int> entryOffsets = new(0);
    private PooledArray<byte> entries = new(0);

    public bool HasDictionary => DictionaryCount is not null;

    /// <summary>The length in bytes of an entry of the dictionary; -1 when it has none such.</summary>
    public int EntryLength(uint index) => index < DictionaryCount ? entryOffsets.Span[(int)index + 1] - entryOffsets.Span[(int)index] : -1;

    public override void Allocate(int slotCount, long textBytes, Place place)
    {
        budget.Take(textBytes);
        if (textBytes > Array.MaxLength)
            throw place.Fault(ParquetRules.UnsupportedSize, $"expected less than 2 GiB of text in a column chunk, found {textBytes} bytes");
        offsets = new(slotCount + 1);
        utf8.Dispose();
        utf8 = new((int)Math.Max(16, textBytes));
    }

    public override void ReadPlain(ReadOnlySpan<byte> body, in PageSlots slots, Place place)
    {
        var start = utf8.Length;
        var room = utf8.Room(body.Length);
        var ends = offsets.Span.Slice(slots.First, slots.Count + 1);
        ends[0] = start;
        var rest = body;
        for (var i = 0; i < slots.Count; i++)
        {
            if (slots.Validity[i] != 0)
            {
                var value = TakeValue(ref rest, ParquetRules.ValuesEnd, place);
                value.CopyTo(room);
                room = room[value.Length..];
                utf8.Advance(value.Length);
            }
            ends[i + 1] = utf8.Length;
        }
        if (!rest.IsEmpty)
            throw place.Fault(ParquetRules.PageNotConsumed, $"expected {body.Length - rest.Length} bytes of text, found {body.Length}");
        CheckUtf8(utf8.Written[start..], ends, place);
    }

    public override ColumnValues AddTo(ColumnValues all, int count)
    {
        offsets.Span[0] = 0;
        return all with { Utf8 = utf8.WrittenMemory, Utf8Offsets = offsets.Memory[..(count + 1)] };
    }

    public override void Dispose()
    {
        base.Dispose();
        offsets.Dispose();
        utf8.Dispose();
        entryOffsets.Dispose();
        entries.Dispose();
    }

    protected override void LoadDictionary(ReadOnlySpan<byte> body, int count, Place place)
    {
        // Each entry has four bytes of length at least: the count can't be larger than the bytes justify.
        if (count > body.Length / 4)
            throw place.Fault(
                ParquetRules.DictionaryCount, $"expected at most {body.Length / 4} entries in {body.Length} bytes, found {count}");
        entryOffsets = new(count + 1);
        entries = new(body.Length - (4 * count));
        var ends = entryOffsets.Span;
        ends[0] = 0;
        var rest = body;
        for (var i = 0; i < count; i++)
        {
            var value = TakeValue(ref rest, ParquetRules.DictionaryCount, place);
            ends[i + 1] = ends[i] + value.Length;
            if (ends[i + 1] > entries.Span.Length)
                throw place.Fault(ParquetRules.DictionaryCount, $"expected {count} entries, found fewer");
            value.CopyTo(entries.Span[ends[i]..]);
        }
        if (!rest.IsEmpty)
            throw place.Fault(
                ParquetRules.DictionaryCount, $"expected {count} entries in {body.Length - rest.Length} bytes, found {body.Length} bytes");
        CheckUtf8(entries.Span[..ends[count]], ends, place);
    }

    protected override void TakeIndexed(ReadOnlySpan<int> found, in PageSlots slots, Place place)
    {
        var starts = entryOffsets.Span;
        long size = 0;
        foreach (var index in found)
            size += starts[index + 1] - starts[index];
        var room = utf8.Room((int)size);
        var ends = offsets.Span.Slice(slots.First, slots.Count + 1);
        ends[0] = utf8.Length;
        var next = 0;
        for (var i = 0; i < slots.Count; i++)
        {
            if (slots.Validity[i] != 0)
            {
                var index = found[next++];
                var value = entries.Span[starts[index]..starts[index + 1]];
                value.CopyTo(room);
                room = room[value.Length..];
                utf8.Advance(value.Length);
            }
            ends[i + 1] = utf8.Length;
        }
    }

    private static ReadOnlySpan<byte> TakeValue(ref ReadOnlySpan<byte> rest, ParquetRule rule, Place place)
    {
        if (rest.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(rest) is var length && length > rest.Length - 4)
            throw place.Fault(rule, $"expected the length of a text and as many bytes, found {rest.Length} bytes");
        var value = rest.Slice(4, (int)length);
        rest = rest[(4 + (int)length)..];
        return value;
    }

    /// <summary>All bytes at once, which is fast; then no value may start inside a code point.</summary>
    private static void CheckUtf8(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> ends, Place place)
    {
        var isValid = Utf8.IsValid(bytes);
        for (var i = 0; i < ends.Length - 1 && isValid; i++)
        {
            var start = ends[i] - ends[0];
            isValid = start >= bytes.Length || (bytes[start] & 0xC0) != 0x80;
        }
        if (isValid)
            return;
        var slot = 0;
        while (slot < ends.Length - 2 && Utf8.IsValid(bytes[(ends[slot] - ends[0])..(ends[slot + 1] - ends[0])]))
            slot++;
        var text = bytes[(ends[slot] - ends[0])..(ends[slot + 1] - ends[0])];
        throw place.Fault(
            ParquetRules.TextNotUtf8,
            $"expected UTF-8, found {Convert.ToHexString(text[..Math.Min(text.Length, 32)])} in value {slot} of the page");
    }
}
