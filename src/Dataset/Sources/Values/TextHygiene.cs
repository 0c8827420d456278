using System.Buffers;
using Dataset.Unicode;

namespace Dataset.Sources.Values;

/// <summary>What is asked of every string that curators write.</summary>
internal static class TextHygiene
{
    // Below U+0300 only NUL and CR are amiss; lead bytes from CC on are looked at more closely.
    private static readonly SearchValues<byte> Suspects =
        SearchValues.Create([0, (byte)'\r', .. Enumerable.Range(0xCC, 0xF5 - 0xCC).Select(b => (byte)b)]);

    /// <summary>The first thing that is wrong, most visible first, and the code point that it is about (0 where it is about the whole).</summary>
    /// <param name="utf8">Valid UTF-8.</param>
    /// <param name="codePoint">The code point that is not allowed.</param>
    public static ValueFault Check(ReadOnlySpan<byte> utf8, out int codePoint)
    {
        codePoint = 0;
        if (utf8.IsEmpty)
            return ValueFault.Empty;
        var first = utf8.IndexOfAny(Suspects);
        return first < 0 ? ValueFault.None : CheckFrom(utf8, first, out codePoint);
    }

    private static ValueFault CheckFrom(ReadOnlySpan<byte> utf8, int at, out int codePoint)
    {
        while (at < utf8.Length)
        {
            codePoint = Utf8Reader.Read(utf8, at, out var length);
            var fault = codePoint switch
            {
                0 => ValueFault.Nul,
                '\r' => ValueFault.CarriageReturn,
                < 0x61C => ValueFault.None,
                _ when CodePoints.IsBidirectionalControl(codePoint) => ValueFault.BidirectionalControl,
                _ when CodePoints.IsNoncharacter(codePoint) => ValueFault.Noncharacter,
                _ => ValueFault.None,
            };
            if (fault != ValueFault.None)
                return fault;
            at += length;
            var next = utf8[at..].IndexOfAny(Suspects);
            if (next < 0)
                break;
            at += next;
        }
        codePoint = 0;
        return Nfc.IsNormalized(utf8) ? ValueFault.None : ValueFault.NotNormalized;
    }
}
