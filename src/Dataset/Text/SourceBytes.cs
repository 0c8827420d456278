using System.Text;
using System.Text.Unicode;

namespace Dataset.Text;

/// <summary>Between the bytes of a text in a declared encoding and the same text in UTF-8. Nothing is replaced.</summary>
internal static class SourceBytes
{
    /// <summary>The encoding of a text: of <c>utf-16</c> its byte-order mark decides which of the two.</summary>
    /// <param name="name">One of <see cref="TextEncodings.Names"/>.</param>
    /// <param name="bytes">The text.</param>
    public static Encoding EncodingOf(string name, ReadOnlySpan<byte> bytes) =>
        TextEncodings.Find(name == "utf-16" && bytes is [0xFE, 0xFF, ..] ? "utf-16be" : name)!;

    /// <summary>The text in UTF-8, with its byte-order mark; null where a byte is no character.</summary>
    public static byte[]? Decode(ReadOnlySpan<byte> bytes, string name)
    {
        string text;
        try
        {
            text = EncodingOf(name, bytes).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
        foreach (var c in text)
            if (IsPlaceholder(c, name))
                return null;
        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>The bytes that are no character, each sequence with its line and its column in code points.</summary>
    public static IEnumerable<(int Start, int Length, int Line, int Column)> Unmapped(byte[] bytes, string name)
    {
        var fallback = new Counting();
        var encoding = EncodingOf(name, bytes);
        encoding.DecoderFallback = fallback;
        var (decoder, chars) = (encoding.GetDecoder(), new char[8]);
        var (start, line, column, last) = (0, 1, 1, '\0');
        for (var i = 0; i < bytes.Length; i++)
        {
            // Byte by byte: where several characters come out at once, the first is what could not be decoded.
            var count = decoder.GetChars(bytes, i, 1, chars, 0, flush: i == bytes.Length - 1);
            if (count == 0)
                continue;
            if (fallback.Count > 0 || IsPlaceholder(chars[0], name))
                yield return (start, count == 1 ? i + 1 - start : encoding is UnicodeEncoding ? 2 : i - start, line, column);
            for (var j = 0; j < count; j++)
            {
                if (chars[j] == '\n' && last == '\r')
                    column = 1;
                else if (chars[j] is '\n' or '\r')
                    (line, column) = (line + 1, 1);
                else if (!char.IsLowSurrogate(chars[j]) && !(chars[j] == '\uFEFF' && start == 0))
                    column++;
                last = chars[j];
            }
            (start, fallback.Count) = (i + 1, 0);
        }
    }

    /// <summary>How many bytes a text has in an encoding.</summary>
    /// <param name="utf8">Whole characters of the text in UTF-8.</param>
    /// <param name="encoding">That has them.</param>
    public static int Count(ReadOnlySpan<byte> utf8, Encoding encoding)
    {
        if (encoding.IsSingleByte)
            return CodePoints.Count(utf8);
        Span<char> chars = stackalloc char[512];
        var count = 0;
        while (!utf8.IsEmpty)
        {
            Utf8.ToUtf16(utf8, chars, out var read, out var written, replaceInvalidSequences: false);
            count += encoding.GetByteCount(chars[..written]);
            utf8 = utf8[read..];
        }
        return count;
    }

    /// <summary>Whether the runtime puts it for a byte that the encoding has no character for: a control, or one for private use.</summary>
    private static bool IsPlaceholder(char c, string name) => c switch
    {
        >= '\u0080' and <= '\u009F' => !name.StartsWith("iso-", StringComparison.Ordinal) && !IsUnicode(name),
        >= '\uF780' and <= '\uF8FF' => name != "macintosh" && !IsUnicode(name),
        _ => false,
    };

    private static bool IsUnicode(string name) => name is "gb18030" || name.StartsWith("utf-", StringComparison.Ordinal);

    /// <summary>Counts what could not be decoded.</summary>
    private sealed class Counting : DecoderFallback
    {
        public int Count { get; set; }

        public override int MaxCharCount => 1;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Replacing(this);

        private sealed class Replacing(Counting counting) : DecoderFallbackBuffer
        {
            private bool isPending;

            public override int Remaining => isPending ? 1 : 0;

            public override bool Fallback(byte[] bytesUnknown, int index)
            {
                counting.Count++;
                return isPending = true;
            }

            public override char GetNextChar()
            {
                var next = isPending ? '\uFFFD' : '\0';
                isPending = false;
                return next;
            }

            public override bool MovePrevious() => false;
        }
    }
}
