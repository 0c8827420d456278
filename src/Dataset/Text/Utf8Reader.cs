using System.Runtime.CompilerServices;

namespace Dataset.Text;

/// <summary>Code points of UTF-8 that is known to be valid, one at a time.</summary>
internal static class Utf8Reader
{
    /// <summary>The code point that begins at <paramref name="index"/>, and its bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read(ReadOnlySpan<byte> utf8, int index, out int length)
    {
        int lead = utf8[index];
        switch (lead)
        {
            case < 0x80:
                length = 1;
                return lead;
            case < 0xE0:
                length = 2;
                return ((lead & 0x1F) << 6) | (utf8[index + 1] & 0x3F);
            case < 0xF0:
                length = 3;
                return ((lead & 0x0F) << 12) | ((utf8[index + 1] & 0x3F) << 6) | (utf8[index + 2] & 0x3F);
            default:
                length = 4;
                return ((lead & 0x07) << 18) | ((utf8[index + 1] & 0x3F) << 12) | ((utf8[index + 2] & 0x3F) << 6)
                    | (utf8[index + 3] & 0x3F);
        }
    }

    /// <summary>The code point that ends before <paramref name="end"/>, which is greater than 0, and where it begins.</summary>
    public static int ReadBefore(ReadOnlySpan<byte> utf8, int end, out int start)
    {
        start = end - 1;
        while ((utf8[start] & 0xC0) == 0x80)
            start--;
        return Read(utf8, start, out _);
    }
}
