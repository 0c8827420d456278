using System.Buffers;
using System.Numerics;

namespace Dataset.Parquet.Values;

/// <summary>Finds the distinct values of a column chunk, in the order in which they first occur, and gives up early.</summary>
internal static class DictionaryBuilder
{
    public const int MostEntries = 65_536;
    public const int LargestInBytes = 1 << 20;

    /// <returns>Null when a limit is passed, less than a tenth is saved, or there is no value.</returns>
    public static ColumnDictionary? TryBuild<TKeys>(TKeys keys, int from, int to, ReadOnlySpan<byte> validity)
        where TKeys : struct, ISlotKeys
    {
        var stored = validity.IsEmpty ? to - from : validity[from..to].Count((byte)1);
        if (stored == 0)
            return null;
        var most = Math.Min(stored, MostEntries);
        var tableSize = (int)BitOperations.RoundUpToPowerOf2((uint)most * 2);
        var table = ArrayPool<int>.Shared.Rent(tableSize);
        var entries = ArrayPool<int>.Shared.Rent(most);
        var indexes = ArrayPool<int>.Shared.Rent(stored);
        ColumnDictionary? dictionary = null;
        try
        {
            table.AsSpan(0, tableSize).Clear();
            var count = Fill(keys, from, to, validity, table.AsSpan(0, tableSize), entries.AsSpan(0, most), indexes);
            if (count > 0)
                dictionary = new(entries, count, indexes, stored);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(table);
            if (dictionary is null)
            {
                ArrayPool<int>.Shared.Return(entries);
                ArrayPool<int>.Shared.Return(indexes);
            }
        }
        return dictionary;
    }

    /// <returns>The number of entries; 0 when a dictionary is no gain.</returns>
    private static int Fill<TKeys>(
        TKeys keys, int from, int to, ReadOnlySpan<byte> validity, Span<int> table, Span<int> entries, Span<int> indexes)
        where TKeys : struct, ISlotKeys
    {
        var count = 0;
        var stored = 0;
        long dictionarySize = 0;
        long plainSize = 0;
        for (var slot = from; slot < to; slot++)
        {
            if (!validity.IsEmpty && validity[slot] == 0)
                continue;
            var size = keys.PlainSizeInBytes(slot);
            plainSize += size;

            // Open addressing; a place holds the entry's index + 1.
            var place = (int)keys.Hash(slot) & (table.Length - 1);
            int entry;
            while ((entry = table[place] - 1) >= 0 && !keys.Same(entries[entry], slot))
                place = (place + 1) & (table.Length - 1);
            if (entry < 0)
            {
                dictionarySize += size;
                if (count == entries.Length || dictionarySize > LargestInBytes)
                    return 0;
                entry = count++;
                entries[entry] = slot;
                table[place] = count;
            }
            indexes[stored++] = entry;
        }
        var indexSize = (((long)stored * ColumnDictionary.BitWidthFor(count)) + 7) / 8;
        return (dictionarySize + indexSize) * 10 <= plainSize * 9 ? count : 0;
    }
}

/// <summary>The distinct values of a column chunk, and the index of each value.</summary>
internal sealed class ColumnDictionary(int[] entries, int entryCount, int[] indexes, int indexCount) : IDisposable
{
    /// <summary>For each entry the slot where it first occurs.</summary>
    public ReadOnlySpan<int> Entries => entries.AsSpan(0, entryCount);

    /// <summary>For each slot that holds a value, its entry.</summary>
    public ReadOnlySpan<int> Indexes => indexes.AsSpan(0, indexCount);

    /// <summary>Bits for an index; at least 1, because some readers refuse 0.</summary>
    public int BitWidth { get; } = BitWidthFor(entryCount);

    public static int BitWidthFor(int entryCount) => Math.Max(1, 32 - BitOperations.LeadingZeroCount((uint)entryCount - 1));

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(entries);
        ArrayPool<int>.Shared.Return(indexes);
    }
}

/// <summary>What a dictionary needs to know of values. Implemented by structs, so that calls are inlined.</summary>
internal interface ISlotKeys
{
    ulong Hash(int slot);

    bool Same(int left, int right);

    int PlainSizeInBytes(int slot);
}
