using System.Buffers;
using System.Globalization;
using System.Text;
using Dataset.Text;

namespace Dataset.Syntax;

/// <summary>What is between the quotation marks of a JSON string (RFC 8259, section 7).</summary>
internal static class JsonStringText
{
    /// <summary>The bytes at which plain text in a string stops: the quotation mark, the backslash and controls.</summary>
    public static SearchValues<byte> Stops { get; } = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\v\f\r\u000e\u000f"u8
            + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\"\\"u8);

    /// <summary>
    /// Reads the escape at <paramref name="at"/> into one UTF-16 unit and goes past it; false, staying there, where it is none.
    /// </summary>
    public static bool TryReadEscape(ReadOnlySpan<byte> text, ref int at, out char unit)
    {
        unit = '\0';
        if (at + 1 >= text.Length)
            return false;
        if (text[at + 1] == 'u')
            return TryReadHex(text, ref at, out unit);
        unit = (char)text[at + 1] switch
        {
            '"' => '"',
            '\\' => '\\',
            '/' => '/',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => '\0',
        };
        if (unit == '\0')
            return false;
        at += 2;
        return true;
    }

    private static bool TryReadHex(ReadOnlySpan<byte> text, ref int at, out char unit)
    {
        unit = '\0';
        Span<byte> value = stackalloc byte[2];
        if (at + 6 > text.Length || Convert.FromHexString(text.Slice(at + 2, 4), value, out _, out _) != OperationStatus.Done)
            return false;
        unit = (char)((value[0] << 8) | value[1]);
        at += 6;
        return true;
    }

    /// <summary>The text with U+FFFD for each surrogate that has no other half.</summary>
    public static string WithoutUnpairedSurrogates(StringBuilder units, out bool hasUnpaired)
    {
        hasUnpaired = false;
        for (var i = 0; i < units.Length; i++)
        {
            if (char.IsHighSurrogate(units[i]) && i + 1 < units.Length && char.IsLowSurrogate(units[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(units[i]))
            {
                units[i] = '\uFFFD';
                hasUnpaired = true;
            }
        }
        return units.ToString();
    }

    /// <summary>The character that is there, for a message; beyond the last one the end of the <paramref name="whole"/> text.</summary>
    public static string DescribeAt(ReadOnlySpan<byte> text, int at, string whole)
    {
        if (at >= text.Length)
            return $"the end of the {whole}";
        Rune.DecodeFromUtf8(text[at..], out var rune, out _);
        return rune.Value switch
        {
            '\n' or '\r' => "the end of the line",
            '\'' => "an apostrophe (')",
            '/' => "'/' (JSON has no comments)",
            > 0x20 and < 0x7F => $"'{rune}'",
            _ => string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4} {Printable.Quoted(rune.ToString())}"),
        };
    }
}
