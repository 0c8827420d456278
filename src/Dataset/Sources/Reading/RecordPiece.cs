using Dataset.Parquet;

namespace Dataset.Sources.Reading;

/// <summary>Some whole records of a bulk file, as bytes from the shared pool.</summary>
/// <param name="rented">Holds the bytes from its beginning.</param>
/// <param name="length">How many.</param>
/// <param name="firstLine">The 1-based line on which they begin.</param>
/// <param name="firstByte">Where they begin in the file, after decompression.</param>
internal sealed class RecordPiece(byte[] rented, int length, int firstLine, long firstByte) : IDisposable
{
    private byte[]? rented = rented;

    public int Length { get; } = length;

    public ReadOnlySpan<byte> Span => rented.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => rented.AsMemory(0, Length);

    public int FirstLine { get; } = firstLine;

    public long FirstByte { get; } = firstByte;

    /// <summary>Whether the bytes were given back; a place asked for after that is told as well as it can be without them.</summary>
    public bool IsGone => rented is null;

    public void Dispose()
    {
        if (rented is not null)
            BytePool.Return(rented);
        rented = null;
    }
}
