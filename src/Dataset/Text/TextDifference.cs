using System.Text;

namespace Dataset.Text;

/// <summary>Where two texts of lines differ first.</summary>
/// <param name="Line">1-based, in the text that was found.</param>
/// <param name="Column">1-based, in code points of that line; it holds the first byte that differs.</param>
/// <param name="Message">What was expected from there and what was found.</param>
internal sealed record TextDifference(int Line, int Column, string Message)
{
    private const int ExcerptInBytes = 60;

    /// <summary>Bytes of a character beyond its first.</summary>
    private const int MostContinuations = 3;

    /// <summary>The first difference, or null where the bytes are the same.</summary>
    public static TextDifference? First(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> found)
    {
        var at = expected.CommonPrefixLength(found);
        if (at == expected.Length && at == found.Length)
            return null;
        // The difference may be inside a character; what is shown begins where it begins.
        while (at > 0 && at < Math.Max(expected.Length, found.Length) && (IsContinuation(expected, at) || IsContinuation(found, at)))
            at--;
        var before = found[..at];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        var column = 1;
        foreach (var b in before[lineStart..])
            if ((b & 0xC0) != 0x80)
                column++;
        return new(before.Count((byte)'\n') + 1, column, $"Expected {Excerpt(expected, at)}, found {Excerpt(found, at)}.");
    }

    /// <summary>The same of texts that are long: neither is ever in memory as a whole.</summary>
    /// <param name="writeExpected">Writes what is expected.</param>
    /// <param name="found">The other text, at its start; seekable.</param>
    internal static TextDifference? First(Action<Stream> writeExpected, Stream found)
    {
        using var compared = new ComparedBytes(found, ExcerptInBytes + MostContinuations);
        writeExpected(compared);
        if (compared.IsSame)
            return null;
        // The difference may be inside a character, of which both have the first bytes.
        var start = Math.Max(0, compared.SameInBytes - MostContinuations);
        var around = new byte[ExcerptInBytes + (2 * MostContinuations)];
        found.Position = start;
        around = around[..found.ReadAtLeast(around, around.Length, throwOnEndOfStream: false)];
        byte[] expected = [.. around.AsSpan(0, (int)(compared.SameInBytes - start)), .. compared.Beyond];
        var at = (int)(compared.SameInBytes - start);
        while (at > 0 && at < Math.Max(expected.Length, around.Length) && (IsContinuation(expected, at) || IsContinuation(around, at)))
            at--;
        var (line, column) = PlaceOf(found, start + at);
        return new(line, column, $"Expected {Excerpt(expected, at)}, found {Excerpt(around, at)}.");
    }

    private static (int Line, int Column) PlaceOf(Stream text, long end)
    {
        var (line, column, piece) = (1, 1, new byte[1 << 16]);
        text.Position = 0;
        for (var at = 0L; at < end;)
        {
            var read = text.Read(piece.AsSpan(0, (int)Math.Min(piece.Length, end - at)));
            if (read == 0)
                break;
            foreach (var b in piece.AsSpan(0, read))
                if (b == '\n')
                    (line, column) = (line + 1, 1);
                else if ((b & 0xC0) != 0x80)
                    column++;
            at += read;
        }
        return (line, column);
    }

    private static bool IsContinuation(ReadOnlySpan<byte> text, int at) => at < text.Length && (text[at] & 0xC0) == 0x80;

    private static string Excerpt(ReadOnlySpan<byte> text, int at)
    {
        if (at >= text.Length)
            return "the end of the file";
        var rest = text[at..];
        var end = rest.IndexOf((byte)'\n');
        if (end == 0)
            return "the end of the line";
        return Printable.Quoted(Encoding.UTF8.GetString(rest[..Math.Min(ExcerptInBytes, end < 0 ? rest.Length : end)]));
    }
}

/// <summary>Takes a text piece by piece and tells how far it is the one that was found.</summary>
/// <param name="found">The other text, at its start.</param>
/// <param name="most">How many bytes of what is written are kept from where they differ.</param>
internal sealed class ComparedBytes(Stream found, int most) : Stream
{
    private readonly byte[] piece = new byte[1 << 16];
    private readonly List<byte> beyond = [];
    private bool hasDiffered;

    /// <summary>Whether what was written is all that was found.</summary>
    public bool IsSame => !hasDiffered && SameInBytes == found.Length;

    /// <summary>The bytes before the first that differs.</summary>
    public long SameInBytes { get; private set; }

    /// <summary>What was written from there on, no more than is kept.</summary>
    public IReadOnlyList<byte> Beyond => beyond;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!hasDiffered && buffer.Length > 0)
        {
            var wanted = buffer[..Math.Min(buffer.Length, piece.Length)];
            var read = found.ReadAtLeast(piece.AsSpan(0, wanted.Length), wanted.Length, throwOnEndOfStream: false);
            var same = wanted.CommonPrefixLength(piece.AsSpan(0, read));
            (SameInBytes, hasDiffered) = (SameInBytes + same, same < wanted.Length);
            buffer = buffer[same..];
        }
        beyond.AddRange(buffer[..Math.Min(buffer.Length, most - beyond.Count)]);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
