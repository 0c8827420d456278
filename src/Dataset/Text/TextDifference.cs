using System.Text;

namespace Dataset.Text;

/// <summary>Where two texts of lines differ first.</summary>
/// <param name="Line">1-based, in the text that was found.</param>
/// <param name="Column">1-based, in code points of that line; it holds the first byte that differs.</param>
/// <param name="Message">What was expected from there and what was found.</param>
internal sealed record TextDifference(int Line, int Column, string Message)
{
    private const int ExcerptInBytes = 60;

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

    /// <summary>The same of a text that is long and mostly the same: it is written once more, to memory, only where it is not.</summary>
    /// <param name="writeExpected">Writes the same bytes each time.</param>
    /// <param name="found">The other text.</param>
    internal static TextDifference? First(Action<Stream> writeExpected, ReadOnlyMemory<byte> found)
    {
        using var compared = new ComparedBytes(found);
        writeExpected(compared);
        if (compared.IsSame)
            return null;
        using var expected = new MemoryStream();
        writeExpected(expected);
        return First(expected.GetBuffer().AsSpan(0, (int)expected.Length), found.Span);
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

/// <summary>
/// Takes a text piece by piece and tells whether it is the one that was found: what is written only to be compared is never in memory.
/// </summary>
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
