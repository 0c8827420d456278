namespace Dataset.Diagnostics;

/// <summary>Takes a text piece by piece and tells whether it is the one that was found: what is written only to be compared is never in memory.</summary>
internal sealed class ComparedBytes(ReadOnlyMemory<byte> found) : Stream
{
    private int length;
    private bool hasDiffered;

    /// <summary>Whether what was written is all that was found.</summary>
    public bool IsSame => !hasDiffered && length == found.Length;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => length;

    public override long Position
    {
        get => length;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        hasDiffered = hasDiffered || !found.Span[length..].StartsWith(buffer);
        if (!hasDiffered)
            length += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
