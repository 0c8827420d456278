using System.Security.Cryptography;
using Dataset.Files;
using Microsoft.Win32.SafeHandles;

namespace Dataset.Sources.Reading;

/// <summary>
/// A file read from its beginning or a place in it, with the running SHA-256 of what was read: the digest is of the bytes that were taken.
/// </summary>
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

/// <summary>The next bytes of a file, up to a place that is known; the file stays open.</summary>
/// <param name="file">At the first of the bytes.</param>
/// <param name="length">How many.</param>
/// <param name="displayPath">The file for people.</param>
internal sealed class RangeStream(HashedFile file, long length, string displayPath) : ForwardStream
{
    private long left = length;

    /// <exception cref="IOException">The file ends before the range does.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (left == 0 || buffer.IsEmpty)
            return 0;
        var read = file.Read(buffer[..(int)Math.Min(buffer.Length, left)]);
        if (read == 0)
            throw new IOException($"{displayPath} changed while it was read; run the command again.");
        left -= read;
        return read;
    }
}
