using Microsoft.Win32.SafeHandles;

namespace Dataset.Files;

/// <summary>Part of an open file as a stream for reading. Any number of windows may read from one file, each on its own thread.</summary>
/// <param name="file">The file.</param>
/// <param name="start">In bytes from the start of the file.</param>
/// <param name="length">In bytes.</param>
/// <param name="ownsFile">Whether the file is closed with the window.</param>
internal sealed class FileWindow(SafeFileHandle file, long start, long length, bool ownsFile = false) : SeekableStream
{
    public override long Length => length;

    protected override void Dispose(bool disposing)
    {
        if (disposing && ownsFile)
            file.Dispose();
        base.Dispose(disposing);
    }

    protected override int ReadAt(long at, Span<byte> buffer)
    {
        var wanted = (int)Math.Clamp(length - at, 0, buffer.Length);
        return wanted == 0 ? 0 : RandomAccess.Read(file, buffer[..wanted], start + at);
    }
}

/// <summary>A stream that is only read, at any place.</summary>
internal abstract class SeekableStream : Stream
{
    private long position;

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;

    public override long Position
    {
        get => position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            position = value;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        var read = ReadAt(position, buffer);
        position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Reads at once: a library whose reads are waited for must not need a second thread of the pool.</summary>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Read(buffer.Span));
    }

    /// <inheritdoc cref="ReadAsync(Memory{byte}, CancellationToken)"/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin)
    {
        var to = offset + origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => position, _ => Length };
        if (to < 0)
            throw new IOException("Expected a place in the file, found one before its start.");
        return position = to;
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Reads some bytes.</summary>
    /// <param name="at">From where, in bytes; may be beyond the end.</param>
    /// <param name="buffer">Where to.</param>
    /// <returns>How many were read; 0 at the end.</returns>
    protected abstract int ReadAt(long at, Span<byte> buffer);
}
