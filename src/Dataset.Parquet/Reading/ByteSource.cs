using Microsoft.Win32.SafeHandles;

namespace Dataset.Parquet.Reading;

/// <summary>The bytes of a file, to be read from any place by any thread.</summary>
internal abstract class ByteSource : IDisposable
{
    public abstract long Length { get; }

    /// <summary>Bytes of the file; dispose them after use. The range lies inside the file.</summary>
    public abstract SourceBytes Read(long offset, int size);

    public abstract void Dispose();

    /// <summary>Bytes in memory that the caller keeps as they are.</summary>
    public sealed class OfMemory(ReadOnlyMemory<byte> bytes) : ByteSource
    {
        public override long Length => bytes.Length;

        public override SourceBytes Read(long offset, int size) => new(bytes.Slice((int)offset, size), null);

        public override void Dispose()
        {
        }
    }

    /// <summary>A file; its length is taken once.</summary>
    public sealed class OfFile(SafeFileHandle file) : ByteSource
    {
        public override long Length { get; } = RandomAccess.GetLength(file);

        public override SourceBytes Read(long offset, int size)
        {
            var rented = BytePool.Rent(size);
            for (var done = 0; done < size;)
            {
                var count = RandomAccess.Read(file, rented.AsSpan(done, size - done), offset + done);
                if (count == 0)
                    throw new EndOfStreamException($"The file has become shorter while it was read: no byte {offset + done}.");
                done += count;
            }
            return new(rented.AsMemory(0, size), rented);
        }

        public override void Dispose() => file.Dispose();
    }

    /// <summary>A stream that can seek, of which the caller stays the owner.</summary>
    public sealed class OfStream(Stream stream) : ByteSource
    {
        private readonly Lock turn = new();

        public override long Length { get; } = stream.Length;

        public override SourceBytes Read(long offset, int size)
        {
            var rented = BytePool.Rent(size);
            lock (turn)
            {
                stream.Position = offset;
                stream.ReadExactly(rented.AsSpan(0, size));
            }
            return new(rented.AsMemory(0, size), rented);
        }

        public override void Dispose()
        {
        }
    }
}

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
