using System.Text;

namespace Dataset.Parquet.Values;

/// <summary>Bounds of text, cut so that they stay short and are UTF-8 themselves.</summary>
internal static class TextBound
{
    /// <summary>A longer value is cut to this; raising the last code point may then add a byte.</summary>
    public const int LargestInBytes = 64;

    /// <summary>A prefix is never greater than the whole.</summary>
    public static Bound Lower(ReadOnlySpan<byte> utf8)
    {
        var prefix = Prefix(utf8);
        return new(prefix.ToArray(), prefix.Length == utf8.Length);
    }

    /// <summary>
    /// A prefix whose last code point is raised by one is greater than all that starts with the prefix. U+10FFFF can't be
    /// raised: it is dropped, and the one before is raised. Null when nothing is left.
    /// </summary>
    public static Bound? Upper(ReadOnlySpan<byte> utf8)
    {
        var prefix = Prefix(utf8);
        if (prefix.Length == utf8.Length)
            return new(prefix.ToArray(), true);
        while (!prefix.IsEmpty)
        {
            Rune.DecodeLastFromUtf8(prefix, out var last, out var size);
            prefix = prefix[..^size];
            if (last.Value == 0x10FFFF)
                continue;

            // U+D800 to U+DFFF are no code points of UTF-8.
            var raised = new Rune(last.Value == 0xD7FF ? 0xE000 : last.Value + 1);
            var bytes = new byte[prefix.Length + raised.Utf8SequenceLength];
            prefix.CopyTo(bytes);
            raised.EncodeToUtf8(bytes.AsSpan(prefix.Length));
            return new(bytes, false);
        }
        return null;
    }

    private static ReadOnlySpan<byte> Prefix(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length <= LargestInBytes)
            return utf8;
        var length = LargestInBytes;

        // Continuation bytes are 10xxxxxx: step back to where a code point starts.
        while ((utf8[length] & 0xC0) == 0x80)
            length--;
        return utf8[..length];
    }
}
