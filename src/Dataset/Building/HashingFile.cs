using System.Security.Cryptography;
using Dataset.Files;
using Microsoft.Win32.SafeHandles;

namespace Dataset.Building;

/// <summary>A new file that is only appended to, with the running SHA-256 of what was written.</summary>
internal sealed class HashingFile : Stream
{
    /// <summary>From so many bytes on the disk begins to work while the file is still written.</summary>
    private const long FlushInBytes = 32 << 20;

    private readonly string path;
    private readonly DiskQueue disk;
    private readonly SafeFileHandle handle;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long length;
    private long flushed;
    private bool isComplete;

    /// <param name="path">Where it is made.</param>
    /// <param name="disk">Forces it to the disk.</param>
    /// <exception cref="IOException">The file is there already, or cannot be made.</exception>
    public HashingFile(string path, DiskQueue disk) =>
        (this.path, this.disk, handle) = (path, disk, File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read));

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
        Posix.Write(handle, buffer, length, path);
        length += buffer.Length;
        if (length - flushed < FlushInBytes)
            return;
        disk.Begin(handle, path);
        flushed = length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Hands the file over to be flushed to disk and closed; nothing may be written after it.</summary>
    public void Complete()
    {
        isComplete = true;
        disk.Complete(handle, path);
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (!isComplete)
            handle.Dispose();
        hash.Dispose();
        base.Dispose(disposing);
    }
}
