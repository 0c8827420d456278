using System.Numerics;
using System.Runtime.Intrinsics;
using Dataset.Text;

namespace Dataset.Normalization;

/// <summary>Counts a text's words: runs of characters that are not white space.</summary>
internal static class WordCount
{
    /// <summary>Counts where all white space is ASCII.</summary>
    /// <param name="utf8">Valid UTF-8 without white space from U+0080 on.</param>
    public static int OfPlain(ReadOnlySpan<byte> utf8)
    {
        var (words, i) = (0, 0);
        // Whether a word would begin at the next byte: what comes before it is white space, or nothing.
        var isAfterSpace = 1u;
        if (Vector256.IsHardwareAccelerated)
        {
            var space = Vector256.Create((byte)' ');
            var tab = Vector256.Create((byte)'\t');
            var controls = Vector256.Create((byte)('\r' - '\t'));
            for (; i <= utf8.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
            {
                var block = Vector256.Create(utf8[i..]);
                var white =
                    (Vector256.Equals(block, space) | Vector256.LessThanOrEqual(block - tab, controls)).ExtractMostSignificantBits();
                words += BitOperations.PopCount(~white & ((white << 1) | isAfterSpace));
                isAfterSpace = white >> 31;
            }
        }
        for (; i < utf8.Length; i++)
        {
            var white = utf8[i] is (byte)' ' or (>= (byte)'\t' and <= (byte)'\r') ? 1u : 0u;
            words += (int)(isAfterSpace & ~white);
            isAfterSpace = white;
        }
        return words;
    }

    /// <summary>Counts with all of Unicode's white space.</summary>
    /// <param name="utf8">Valid UTF-8.</param>
    public static int Of(ReadOnlySpan<byte> utf8)
    {
        var (words, isAfterSpace) = (0, true);
        for (var i = 0; i < utf8.Length;)
        {
            var isSpace = CodePoints.IsWhiteSpace(Utf8Reader.Read(utf8, i, out var length));
            words += isAfterSpace && !isSpace ? 1 : 0;
            isAfterSpace = isSpace;
            i += length;
        }
        return words;
    }
}
