using System.Buffers;
using System.Numerics;

namespace Dataset.Parquet.Values;

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
