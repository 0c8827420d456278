using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using Dataset.Parquet;

namespace Dataset.Text;

/// <summary>A growing array from a pool. Owned by one column at a time; not safe for several threads.</summary>
internal sealed class PooledList<T> : IDisposable where T : unmanaged
{
    private const int LargeExponent = 22;

    private T[] items = [];

    /// <summary>An empty list.</summary>
    public PooledList()
    {
    }

    /// <summary>An empty list with room for so many items.</summary>
    public PooledList(int capacity) => items = Rent(capacity);

    public int Count { get; private set; }

    public ReadOnlyMemory<T> Memory => items.AsMemory(0, Count);

    public ReadOnlySpan<T> Span => items.AsSpan(0, Count);

    /// <summary>The items, to be changed in place; not valid any more once items have been added.</summary>
    public Span<T> WritableSpan => items.AsSpan(0, Count);

    /// <inheritdoc cref="WritableSpan"/>
    public Memory<T> WritableMemory => items.AsMemory(0, Count);

    public T this[int index]
    {
        get => items[index];
        set => items[index] = value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T item)
    {
        if (Count == items.Length)
            Grow(1);
        items[Count++] = item;
    }

    public void AddRange(ReadOnlySpan<T> range) => range.CopyTo(Reserve(range.Length));

    /// <summary>Makes room for <paramref name="count"/> more items, counts them as there, and gives their span to fill.</summary>
    public Span<T> Reserve(int count)
    {
        if (count > items.Length - Count)
            Grow(count);
        var span = items.AsSpan(Count, count);
        Count += count;
        return span;
    }

    /// <summary>Makes room for <paramref name="count"/> items in all, so that none of them has to move until there are more.</summary>
    public void EnsureCapacity(int count)
    {
        if (count > items.Length)
            Resize(count);
    }

    public void Fill(T item, int count) => Reserve(count).Fill(item);

    /// <summary>Keeps the first <paramref name="count"/> items.</summary>
    public void Truncate(int count) => Count = count;

    public void Dispose()
    {
        Return(items);
        items = [];
        Count = 0;
    }

    private void Grow(int more) => Resize(Math.Max(Math.Max(checked(Count + more), 64), 2L * items.Length));

    private void Resize(long capacity)
    {
        var larger = Rent(CapacityFor(capacity));
        items.AsSpan(0, Count).CopyTo(larger);
        Return(items);
        items = larger;
    }

    /// <summary>
    /// Powers of two; of large lists only those with an even exponent (4 Mi, 16 Mi, 64 Mi): memory that is never touched costs nothing,
    /// arrays that were outgrown do, and lists of few sizes find each other's arrays.
    /// </summary>
    private static int CapacityFor(long count)
    {
        var exponent = BitOperations.Log2((ulong)count - 1) + 1;
        if (exponent > LargeExponent)
            exponent += exponent & 1;
        return (int)Math.Min(Array.MaxLength, 1L << exponent);
    }

    private static T[] Rent(int count) => typeof(T) == typeof(byte) ? (T[])(object)BytePool.Rent(count) : ArrayPool<T>.Shared.Rent(count);

    private static void Return(T[] array)
    {
        if (array is byte[] bytes)
        {
            if (bytes.Length > 0)
                BytePool.Return(bytes);
        }
        else if (array.Length > 0)
        {
            ArrayPool<T>.Shared.Return(array);
        }
    }
}
