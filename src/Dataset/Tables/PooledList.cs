using System.Buffers;
using System.Runtime.CompilerServices;

namespace Dataset.Tables;

/// <summary>A growing array from the shared pool. Owned by one column at a time; not safe for several threads.</summary>
internal sealed class PooledList<T> : IDisposable where T : unmanaged
{
    private T[] items = [];

    public int Count { get; private set; }

    public ReadOnlyMemory<T> Memory => items.AsMemory(0, Count);

    public ReadOnlySpan<T> Span => items.AsSpan(0, Count);

    /// <summary>The items, to be changed in place; not valid any more once items have been added.</summary>
    public Span<T> WritableSpan => items.AsSpan(0, Count);

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

    public void Fill(T item, int count) => Reserve(count).Fill(item);

    /// <summary>Keeps the first <paramref name="count"/> items.</summary>
    public void Truncate(int count) => Count = count;

    public void Dispose()
    {
        if (items.Length > 0)
            ArrayPool<T>.Shared.Return(items);
        items = [];
        Count = 0;
    }

    private void Grow(int more)
    {
        var needed = checked(Count + more);
        var larger = ArrayPool<T>.Shared.Rent((int)Math.Min(Array.MaxLength, Math.Max(Math.Max(needed, 64), 2L * items.Length)));
        items.AsSpan(0, Count).CopyTo(larger);
        if (items.Length > 0)
            ArrayPool<T>.Shared.Return(items);
        items = larger;
    }
}
