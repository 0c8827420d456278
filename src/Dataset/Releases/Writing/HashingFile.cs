using System.Security.Cryptography;
using Dataset.Checksums;
using Dataset.Releases.Publishing;
using Microsoft.Win32.SafeHandles;

namespace Dataset.Releases.Writing;

/// <summary>A new file that is only appended to, with the running SHA-256 of what was written.</summary>
internal sealed class HashingFile : Stream
{
    private readonly string path;
    private readonly SafeFileHandle handle;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long length;

    /// <exception cref="IOException">The file is there already, or cannot be made.</exception>
    public HashingFile(string path) =>
        (this.path, handle) = (path, File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read));

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => length;

    public override long Position
    {
        get => length;
        set => throw new NotSupportedException();
    }

    /// <summary>Of everything written so far.</summary>
    public Digest Digest => Digest.Of(hash);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        hash.AppendData(buffer);
        RandomAccess.Write(handle, buffer, length);
        length += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Forces what was written to the disk.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public override void Flush() => Posix.SyncFile(handle, path);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        handle.Dispose();
        hash.Dispose();
        base.Dispose(disposing);
    }
}
