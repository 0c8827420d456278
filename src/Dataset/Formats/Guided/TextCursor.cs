using Dataset.Parquet;

namespace Dataset.Formats.Guided;

/// <summary>
/// Goes over a stream's bytes and compares them with what is expected to come next; its memory does not grow with what it compares.
/// </summary>
/// <param name="stream">Read from where it is; disposed of with this.</param>
internal sealed class TextCursor(Stream stream) : IDisposable
{
    private const int SizeInBytes = 1 << 18;

    private byte[] buffer = BytePool.Rent(SizeInBytes);
    private long before;
    private int at;
    private int end;
    private bool isExhausted;

    /// <summary>Bytes that it went over.</summary>
    public long Position => before + at;

    /// <summary>Whether no byte is left.</summary>
    public bool IsAtEnd => Peek(1).IsEmpty;

    /// <summary>
    /// Whether a quotation mark occurs twice for each that is expected, as inside a quoted cell of CSV (RFC 4180, section 2.7).
    /// </summary>
    public bool DoublesQuotes { get; set; }

    /// <summary>Goes over the bytes that are expected; false where others come, and then its position is undefined.</summary>
    public bool Accept(ReadOnlySpan<byte> expected)
    {
        if (DoublesQuotes)
            for (int quote; (quote = expected.IndexOf((byte)'"')) >= 0; expected = expected[(quote + 1)..])
                if (!AcceptBytes(expected[..(quote + 1)]) || !AcceptBytes("\""u8))
                    return false;
        return AcceptBytes(expected);
    }

    /// <summary>The bytes that come next, unchanged: <paramref name="count"/> of them, more, or where the file ends fewer.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        while (end - at < count && Fill())
        {
        }
        return buffer.AsSpan(at, end - at);
    }

    /// <summary>Goes over bytes that <see cref="Peek"/> gave.</summary>
    public void Skip(int count) => at += count;

    public void Dispose()
    {
        if (buffer.Length > 0)
            BytePool.Return(buffer);
        buffer = [];
        stream.Dispose();
    }

    private bool AcceptBytes(ReadOnlySpan<byte> expected)
    {
        while (expected.Length > end - at)
        {
            var part = end - at;
            if (!buffer.AsSpan(at, part).SequenceEqual(expected[..part]))
                return false;
            expected = expected[part..];
            at = end;
            if (!Fill())
                return false;
        }
        if (!buffer.AsSpan(at, expected.Length).SequenceEqual(expected))
            return false;
        at += expected.Length;
        return true;
    }

    private bool Fill()
    {
        if (isExhausted)
            return false;
        buffer.AsSpan(at, end - at).CopyTo(buffer);
        before += at;
        (at, end) = (0, end - at);
        var read = stream.Read(buffer, end, buffer.Length - end);
        isExhausted = read == 0;
        end += read;
        return !isExhausted;
    }
}
