using System.Buffers;

namespace Dataset.Parquet;

/// <summary>Bytes that grow in an array of <see cref="BytePool"/>, and go back there.</summary>
internal sealed class PooledBuffer(int capacity = 256) : IDisposable
{
    private byte[]? array = BytePool.Rent(capacity);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => array.AsSpan(0, Length);

    public ReadOnlyMemory<byte> WrittenMemory => array.AsMemory(0, Length);

    /// <summary>Room for <paramref name="size"/> bytes more, of unknown content; <see cref="Advance"/> takes them.</summary>
    public Span<byte> Room(int size)
    {
        ObjectDisposedException.ThrowIf(array is null, this);
        var needed = checked(Length + size);
        if (needed > array.Length)
        {
            var larger = BytePool.Rent((int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * array.Length)));
            Written.CopyTo(larger);
            BytePool.Return(array);
            array = larger;
        }
        return array.AsSpan(Length);
    }

    public void Advance(int size) => Length += size;

    public void Add(byte value)
    {
        Room(1)[0] = value;
        Length++;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>An unsigned varint: seven bits a byte, the least significant first.</summary>
    public void AddVarint(ulong value)
    {
        var room = Room(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            room[length++] = (byte)(value | 0x80);
        room[length++] = (byte)value;
        Length += length;
    }

    /// <summary>Bytes already written, to be changed.</summary>
    public Span<byte> At(int start, int length) => array.AsSpan(start, length);

    public void Clear() => Length = 0;

    public void Dispose()
    {
        if (array is { } rented)
        {
            array = null;
            Length = 0;
            BytePool.Return(rented);
        }
    }
}

/// <summary>An array of a pool.</summary>
internal sealed class PooledArray<T>(int length) : IDisposable
    where T : unmanaged
{
    private T[]? array = length == 0 ? []
        : typeof(T) == typeof(byte) ? (T[])(object)BytePool.Rent(length)
        : ArrayPool<T>.Shared.Rent(length);

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
