using System.Buffers;

namespace Dataset.Parquet.Reading;

/// <summary>An array of the shared pool.</summary>
internal sealed class PooledArray<T>(int length) : IDisposable
    where T : unmanaged
{
    private T[]? array = length == 0 ? [] : ArrayPool<T>.Shared.Rent(length);

    public Span<T> Span => array.AsSpan(0, length);

    public Memory<T> Memory => array.AsMemory(0, length);

    public void Dispose()
    {
        if (array is { Length: > 0 } rented)
            ArrayPool<T>.Shared.Return(rented);
        array = null;
    }
}
