namespace Dataset.Tables;

/// <summary>A stream that appends what is written to it to a pooled list, for libraries that write to streams.</summary>
internal sealed class PooledListStream(PooledList<byte> target) : Stream
{
    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => target.Count;

    public override long Position
    {
        get => target.Count;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer) => target.AddRange(buffer);
    public override void Write(byte[] buffer, int offset, int count) => target.AddRange(buffer.AsSpan(offset, count));
    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
