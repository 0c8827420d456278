using System.IO.Compression;
using Dataset.Files;

namespace Dataset.Sources.Reading;

/// <summary>
/// Decompresses gzip (RFC 1952, one member or several) and throws where the file was cut short or has other bytes after it, both of
/// which the runtime's <see cref="GZipStream"/> passes over in silence.
/// </summary>
/// <remarks>
/// A last member of our own is given to the decompressor after the file. When the file ends where a member ends, what is
/// decompressed ends in that member's words; when it does not, our member is taken for the rest of something else, and they are missing.
/// </remarks>
internal sealed class WholeGzip : ForwardStream
{
    private const string Damaged = "the file is cut short, damaged, or has other bytes after its end";

    private static readonly byte[] Words = [.. Enumerable.Range(0, 32).Select(i => (byte)(i * 71 + 13))];
    private static readonly byte[] Member = Compress(Words);

    private readonly Stream file;
    private readonly Followed followed;
    private readonly GZipStream members;

    // Decompressed bytes that may turn out to be the words: always the last ones, held back until more follow.
    private readonly byte[] held = new byte[Words.Length];
    private int heldCount;
    private bool isAtEnd;

    /// <param name="file">The compressed bytes; disposed of with this stream.</param>
    public WholeGzip(Stream file)
    {
        this.file = file;
        followed = new Followed(file);
        members = new GZipStream(followed, CompressionMode.Decompress);
    }

    /// <summary>The least bytes that a reader has to ask for at once.</summary>
    public static int LeastBuffer => Words.Length + 1;

    /// <exception cref="InvalidDataException">The file is not gzip, damaged, cut short, or has other bytes after it: the message ends
    /// "found that …".</exception>
    public override int Read(Span<byte> buffer)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buffer.Length, LeastBuffer);
        while (!isAtEnd)
        {
            held.AsSpan(0, heldCount).CopyTo(buffer);
            var read = ReadMembers(buffer[heldCount..]);
            if (read == 0)
            {
                End();
                break;
            }
            var have = heldCount + read;
            var give = Math.Max(0, have - Words.Length);
            heldCount = have - give;
            buffer[give..have].CopyTo(held);
            if (give > 0)
                return give;
        }
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            members.Dispose();
            file.Dispose();
        }
        base.Dispose(disposing);
    }

    private int ReadMembers(Span<byte> buffer)
    {
        try
        {
            return members.Read(buffer);
        }
        catch (InvalidDataException problem)
        {
            // The runtime words it as a matter of archives.
            throw new InvalidDataException(Damaged, problem);
        }
    }

    private void End()
    {
        isAtEnd = true;
        if (!followed.HasFileBytes)
            throw new InvalidDataException("the file is empty");
        if (!held.AsSpan(0, heldCount).SequenceEqual(Words))
            throw new InvalidDataException(Damaged);
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return target.ToArray();
    }

    /// <summary>A file, and our member after it.</summary>
    private sealed class Followed(Stream file) : ForwardStream
    {
        private bool isFileAtEnd;
        private int memberAt;

        public bool HasFileBytes { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            if (!isFileAtEnd)
            {
                var read = file.Read(buffer);
                if (read > 0)
                {
                    HasFileBytes = true;
                    return read;
                }
                isFileAtEnd = true;
            }
            var count = Math.Min(buffer.Length, Member.Length - memberAt);
            Member.AsSpan(memberAt, count).CopyTo(buffer);
            memberAt += count;
            return count;
        }
    }
}
