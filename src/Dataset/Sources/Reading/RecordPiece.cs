using Dataset.Parquet;

namespace Dataset.Sources.Reading;

/// <summary>Some whole records of a bulk file, as bytes from the shared pool.</summary>
/// <param name="rented">Holds the bytes from its beginning.</param>
/// <param name="length">How many.</param>
/// <param name="lineInRange">The 1-based line on which they begin, in the range of the file that is read.</param>
/// <param name="firstByte">Where they begin in the file, after decompression.</param>
/// <param name="firstRecord">Records before them in that range.</param>
/// <param name="linesBefore">Lines of the file before that range.</param>
internal sealed class RecordPiece(byte[] rented, int length, int lineInRange, long firstByte, long firstRecord, Lazy<int> linesBefore)
    : IDisposable
{
    private byte[]? rented = rented;

    public int Length { get; } = length;

    public ReadOnlySpan<byte> Span => rented.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => rented.AsMemory(0, Length);

    /// <summary>The 1-based line on which the bytes begin, in the range of the file that is read.</summary>
    public int LineInRange { get; } = lineInRange;

    /// <summary>
    /// The 1-based line of the file on which the bytes begin. For findings alone: to know it may take reading the file up to here.
    /// </summary>
    public int FirstLine => linesBefore.Value + LineInRange;

    public long FirstByte { get; } = firstByte;

    /// <summary>Records before the piece in the range of the file that is read, the header among them.</summary>
    public long FirstRecord { get; } = firstRecord;

    /// <summary>Whether the bytes were returned; a place asked for after that is given as well as it can be without them.</summary>
    public bool IsGone => rented is null;

    public void Dispose()
    {
        if (rented is not null)
            BytePool.Return(rented);
        rented = null;
    }
}
