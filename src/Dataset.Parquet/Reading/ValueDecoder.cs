using Dataset.Parquet.Encodings;

namespace Dataset.Parquet.Reading;

/// <summary>Puts the values of pages into slots, page after page, whichever type they have.</summary>
internal abstract class ValueDecoder(DecodeBudget budget) : IDisposable
{
    private PooledArray<int> indexes = new(0);

    /// <summary>How many values the dictionary has; null before there is one.</summary>
    protected int? DictionaryCount { get; private set; }

    /// <summary>The values of a dictionary page.</summary>
    public void ReadDictionary(ReadOnlySpan<byte> body, int count, Place place)
    {
        LoadDictionary(body, count, place);
        DictionaryCount = count;
    }

    /// <summary>Makes room for the values; before this, only a dictionary may be read.</summary>
    /// <param name="slotCount">How many slots there will be at most.</param>
    /// <param name="textBytes">Text: how many bytes there will be at most.</param>
    /// <param name="place">The column chunk.</param>
    public abstract void Allocate(int slotCount, long textBytes, Place place);

    /// <summary>The values of a page in PLAIN; null slots are 0.</summary>
    public abstract void ReadPlain(ReadOnlySpan<byte> body, in PageSlots slots, Place place);

    /// <summary>The values of a page with one byte of width and then indexes.</summary>
    /// <param name="body">The page without its levels.</param>
    /// <param name="slots">Where the values go.</param>
    /// <param name="isOwn">Whether the last run must end with the last index, padding of a group aside.</param>
    /// <param name="place">The page.</param>
    public void ReadIndexed(ReadOnlySpan<byte> body, in PageSlots slots, bool isOwn, Place place)
    {
        if (DictionaryCount is not { } count)
            throw place.Fault(ParquetRules.DictionaryMissing, $"expected a dictionary page before indexes, found none");
        if (body.IsEmpty && slots.Stored > 0)
            throw place.Fault(ParquetRules.ValuesEnd, $"expected {slots.Stored} indexes, found none");
        if (!body.IsEmpty && body[0] > 32)
            throw place.Fault(ParquetRules.IndexesMalformed, $"expected indexes of at most 32 bits, found {body[0]}");
        if (indexes.Span.Length < slots.Stored)
        {
            // Other pages' indexes go to the same array; what this one claims was not in the account of the slots.
            budget.Take(4L * slots.Stored);
            indexes.Dispose();
            indexes = new(slots.Stored);
        }
        var found = indexes.Span[..slots.Stored];
        if (slots.Stored == 0)
            VerifyNoIndexes(body, isOwn, place);
        else
        {
            var size = HybridDecoder.Decode(body[1..], body[0], found, !isOwn);
            if (size < 0)
                throw place.Fault(ParquetRules.IndexesMalformed, $"expected runs of {slots.Stored} indexes, found others");
            if (size != body.Length - 1)
                throw place.Fault(ParquetRules.PageNotConsumed, $"expected {size + 1} bytes of indexes, found {body.Length}");
        }
        foreach (var index in found)
        {
            if ((uint)index >= (uint)count)
                throw place.Fault(ParquetRules.IndexOutside, $"expected an index below {count}, found {(uint)index}");
        }
        TakeIndexed(found, slots, place);
    }

    /// <summary>Booleans in runs, as some writers have them; others never come here.</summary>
    public virtual void ReadRuns(ReadOnlySpan<byte> body, in PageSlots slots, Place place) =>
        throw place.Fault(ParquetRules.UnsupportedEncoding, $"expected PLAIN or RLE_DICTIONARY, found encoding RLE");

    /// <summary>The values so far, put into a view of all rows. The memory is this decoder's.</summary>
    public abstract ColumnValues AddTo(ColumnValues values, int slotCount);

    public virtual void Dispose() => indexes.Dispose();

    protected abstract void LoadDictionary(ReadOnlySpan<byte> body, int count, Place place);

    protected abstract void TakeIndexed(ReadOnlySpan<int> found, in PageSlots slots, Place place);

    /// <summary>A page of nulls has at most one run, which stands for nothing.</summary>
    private static void VerifyNoIndexes(ReadOnlySpan<byte> body, bool isOwn, Place place)
    {
        if (body.Length <= 1)
            return;
        Span<int> ignored = stackalloc int[8];
        if (HybridDecoder.Decode(body[1..], body[0], ignored, !isOwn) != body.Length - 1)
            throw place.Fault(ParquetRules.PageNotConsumed, $"expected no indexes in a page of nulls, found {body.Length - 1} bytes");
    }
}

/// <summary>Where the values of a page go: its slots, and which of them hold a value.</summary>
/// <param name="first">The first slot.</param>
/// <param name="count">How many slots.</param>
/// <param name="stored">How many of them hold a value.</param>
/// <param name="validity">One byte for each of the slots.</param>
internal readonly ref struct PageSlots(int first, int count, int stored, ReadOnlySpan<byte> validity)
{
    public int First => first;

    public int Count => count;

    public int Stored => stored;

    public ReadOnlySpan<byte> Validity { get; } = validity;
}
