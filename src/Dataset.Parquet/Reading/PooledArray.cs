using System.Buffers;

namespace Dataset.Parquet.Reading;

/// <summary>An array of a pool.</summary>
internal sealed class PooledArray<T>(int length) : IDisposable
    where T : unmanaged
{
    private T[]? array = length == 0
        ? []
        : typeof(T) == typeof(byte) ? (T[])(object)BytePool.Rent(length) : ArrayPool<T>.Shared.Rent(length);

    public Span<T> Span => array.AsSpan(0, length);

    public Memory<T> Memory => array.AsMemory(0, length);

    public void Dispose()
    {
        if (array is byte[] { Length: > 0 } bytes)
            BytePool.Return(bytes);
        else if (array is { Length: > 0 } rented)
            ArrayPool<T>.Shared.Return(rented);
        array = null;
    }
}
