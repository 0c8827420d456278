namespace Dataset.Parquet.Reading;

/// <summary>Bytes of a file, perhaps in an array that goes back to the pool.</summary>
internal readonly struct SourceBytes(ReadOnlyMemory<byte> memory, byte[]? rented) : IDisposable
{
    public ReadOnlyMemory<byte> Memory => memory;

    public ReadOnlySpan<byte> Span => memory.Span;

    public void Dispose()
    {
        if (rented is not null)
            BytePool.Return(rented);
    }
}
