using System.Security.Cryptography;
using Dataset.Checksums;
using Microsoft.Win32.SafeHandles;

namespace Dataset.Sources.Reading;

/// <summary>A file read from its beginning or a place in it, with the running SHA-256 of what was read: the digest is of the bytes that were taken.</summary>
/// <param name="file">Disposed of with this.</param>
/// <param name="start">Where reading begins, in bytes.</param>
internal sealed class HashedFile(SafeFileHandle file, long start = 0) : ForwardStream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Bytes read so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Of the bytes read so far.</summary>
    public Digest Digest => Digest.Of(hash);

    public override int Read(Span<byte> buffer)
    {
        var read = RandomAccess.Read(file, buffer, start + BytesRead);
        hash.AppendData(buffer[..read]);
        BytesRead += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
            hash.Dispose();
        }
        base.Dispose(disposing);
    }
}
