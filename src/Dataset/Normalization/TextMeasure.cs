using System.Numerics;
using System.Runtime.Intrinsics;
using Dataset.Unicode;

namespace Dataset.Normalization;

/// <summary>Counts a text's code points and words.</summary>
internal static class TextMeasure
{
    /// <summary>Counts where all white space is ASCII.</summary>
    /// <param name="utf8">Valid UTF-8 without white space from U+0080 on.</param>
    public static (int CodePoints, int Words) CountPlain(ReadOnlySpan<byte> utf8)
    {
        var (codePoints, words, i) = (0, 0, 0);
        // Whether a word would begin at the next byte: what stands before it is white space, or nothing.
        var isAfterSpace = 1u;
        if (Vector256.IsHardwareAccelerated)
        {
            var lastContinuation = Vector256.Create((sbyte)-65);
            var space = Vector256.Create((byte)' ');
            var tab = Vector256.Create((byte)'\t');
            var controls = Vector256.Create((byte)('\r' - '\t'));
            for (; i <= utf8.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
            {
                var block = Vector256.Create(utf8[i..]);
                codePoints += BitOperations.PopCount(Vector256.GreaterThan(block.AsSByte(), lastContinuation).ExtractMostSignificantBits());
                var white = (Vector256.Equals(block, space) | Vector256.LessThanOrEqual(block - tab, controls)).ExtractMostSignificantBits();
                words += BitOperations.PopCount(~white & ((white << 1) | isAfterSpace));
                isAfterSpace = white >> 31;
            }
        }
        for (; i < utf8.Length; i++)
        {
            var white = utf8[i] is (byte)' ' or (>= (byte)'\t' and <= (byte)'\r') ? 1u : 0u;
            codePoints += (sbyte)utf8[i] > -65 ? 1 : 0;
            words += (int)(isAfterSpace & ~white);
            isAfterSpace = white;
        }
        return (codePoints, words);
    }

    /// <summary>Counts with all of Unicode's white space.</summary>
    /// <param name="utf8">Valid UTF-8.</param>
    public static (int CodePoints, int Words) Count(ReadOnlySpan<byte> utf8)
    {
        var (codePoints, words, isAfterSpace) = (0, 0, true);
        for (var i = 0; i < utf8.Length; codePoints++)
        {
            var isSpace = CodePoints.IsWhiteSpace(Utf8Reader.Read(utf8, i, out var length));
            words += isAfterSpace && !isSpace ? 1 : 0;
            isAfterSpace = isSpace;
            i += length;
        }
        return (codePoints, words);
    }
}
