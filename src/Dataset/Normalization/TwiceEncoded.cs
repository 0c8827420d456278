using System.Buffers;
using System.Text;
using Dataset.Text;

namespace Dataset.Normalization;

/// <summary>
/// A character of UTF-8 whose bytes were taken for Windows-1252 and encoded again: <c>Ã¶</c> for <c>ö</c>. Known are those that begin with
/// <c>Â</c>, <c>Ã</c>, <c>â€</c> and <c>â„</c> (Latin letters, punctuation) and the byte-order mark <c>ï»¿</c>; letters and marks
/// of other scripts would be told from real text less surely.
/// </summary>
/// <param name="Start">The first byte.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Meant">The character that was encoded.</param>
internal readonly record struct TwiceEncoded(int Start, int Length, Rune Meant)
{
    private const string HighWindows1252 =
        "\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0"
            + "\0\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178";

    /// <summary>Whether a search is worth while: quick, and true of every text in which there is one.</summary>
    public static bool MayBeIn(ReadOnlySpan<byte> utf8) =>
        utf8.IndexOf("Ã"u8) >= 0 || utf8.IndexOf("Â"u8) >= 0 || utf8.IndexOf("â€"u8) >= 0 || utf8.IndexOf("â„"u8) >= 0
        || utf8.IndexOf("ï»¿"u8) >= 0;

    /// <summary>The first at or after a place between characters, or null.</summary>
    public static TwiceEncoded? Find(ReadOnlySpan<byte> utf8, int from)
    {
        while (utf8[from..].IndexOfAnyInRange((byte)0xC3, (byte)0xC3) is >= 0 and var skip)
        {
            from += skip;
            if (At(utf8, from) is { } found)
                return found;
            from++;
        }
        return null;
    }

    private static TwiceEncoded? At(ReadOnlySpan<byte> utf8, int start)
    {
        Span<byte> bytes = stackalloc byte[3];
        var at = start;
        var length = Utf8Reader.Read(utf8, start, out _) switch { 'Â' or 'Ã' => 2, 'â' or 'ï' => 3, _ => 0 };
        for (var i = 0; i < length; i++)
        {
            if (at == utf8.Length || ByteOf(Utf8Reader.Read(utf8, at, out var width)) is not { } one)
                return null;
            bytes[i] = one;
            at += width;
        }
        if (length == 0 || Rune.DecodeFromUtf8(bytes[..length], out var meant, out _) != OperationStatus.Done)
            return null;
        var isKnown = bytes[0] switch
        {
            0xE2 => bytes[1] is 0x80 or 0x84,
            0xEF => meant.Value == CodePoints.ByteOrderMark,
            // A capital before a quotation mark: what «IRMÃ» ends with is no û.
            _ => bytes[1] is not (0xAB or 0xBB),
        };
        return isKnown ? new(start, at - start, meant) : null;
    }

    private static byte? ByteOf(int codePoint) => codePoint switch
    {
        >= 0x80 and <= 0xFF => (byte)codePoint,
        > 0xFF and <= 0xFFFF when HighWindows1252.IndexOf((char)codePoint, StringComparison.Ordinal) is >= 0 and var at =>
            (byte)(0x80 + at),
        _ => null,
    };
}

/// <summary>A page of HTML where a text should be.</summary>
internal static class HtmlPage
{
    private static readonly byte[][] Beginnings = [[.. "<!doctype html"u8], [.. "<html"u8]];

    /// <summary>Whether the text begins as a page does.</summary>
    public static bool Is(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        utf8 = utf8.TrimStart(" \t\r\n"u8);
        if (utf8.IsEmpty || utf8[0] != '<')
            return false;
        foreach (var beginning in Beginnings)
            if (utf8.Length > beginning.Length && Ascii.EqualsIgnoreCase(utf8[..beginning.Length], beginning))
                return true;
        return false;
    }
}
