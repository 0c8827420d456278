using System.Buffers;
using System.Text;
using Dataset.Text;

namespace Dataset.Syntax;

/// <summary>
/// JSON strings in the one form that releases have (RFC 8785, section 3.2.2.2): escaped is only what must be, with the two-character
/// escapes where there is one and else <c>\u00xx</c> in lower case.
/// </summary>
internal static class JsonText
{
    /// <summary>What cannot be in a JSON string as it is: the quotation mark, the backslash, U+0000 to U+001F.</summary>
    public static readonly SearchValues<byte> Special =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    private static readonly byte[][] Escapes = ReadEscapes();

    private static ReadOnlySpan<byte> Hex => "0123456789abcdef"u8;

    /// <summary>The one escape that <see cref="Read"/> reads as a byte of <see cref="Special"/>.</summary>
    public static ReadOnlySpan<byte> EscapeOf(byte special) => Escapes[special];

    /// <summary>The string with its quotation marks.</summary>
    public static string Of(string text)
    {
        using var json = new PooledList<byte>();
        Write(Encoding.UTF8.GetBytes(text), json);
        return Encoding.UTF8.GetString(json.Span);
    }

    /// <summary>Appends the string with its quotation marks.</summary>
    public static void Write(ReadOnlySpan<byte> utf8, PooledList<byte> target)
    {
        target.Add((byte)'"');
        while (true)
        {
            var special = utf8.IndexOfAny(Special);
            if (special < 0)
                break;
            WriteEscaped(utf8[..special], utf8[special], target);
            utf8 = utf8[(special + 1)..];
        }
        var last = target.Reserve(utf8.Length + 1);
        utf8.CopyTo(last);
        last[^1] = (byte)'"';
    }

    /// <summary>
    /// Reads the string at the start of <paramref name="text"/>, which must be of exactly this form (UTF-8 is the caller's to check),
    /// and appends what it says; where it departs from the form, what it says up to there.
    /// </summary>
    /// <returns>The bytes that it took, or the complement of where it departs from the form.</returns>
    public static int Read(ReadOnlySpan<byte> text, PooledList<byte> target)
    {
        if (text.IsEmpty || text[0] != '"')
            return ~0;
        var from = 1;
        while (true)
        {
            var plain = text[from..].IndexOfAny(Special);
            if (plain < 0)
                return ~text.Length;
            target.AddRange(text.Slice(from, plain));
            var at = from + plain;
            if (text[at] == '"')
                return at + 1;
            var length = Unescape(text[at..], out var value);
            if (length == 0)
                return ~at;
            target.Add(value);
            from = at + length;
        }
    }

    /// <summary>Appends plain text and the escape after it.</summary>
    private static void WriteEscaped(ReadOnlySpan<byte> plain, byte value, PooledList<byte> target)
    {
        var letter = value switch
        {
            (byte)'"' or (byte)'\\' => value,
            (byte)'\b' => (byte)'b',
            (byte)'\t' => (byte)'t',
            (byte)'\n' => (byte)'n',
            (byte)'\f' => (byte)'f',
            (byte)'\r' => (byte)'r',
            _ => (byte)0,
        };
        var room = target.Reserve(plain.Length + (letter != 0 ? 2 : 6));
        plain.CopyTo(room);
        room = room[plain.Length..];
        room[0] = (byte)'\\';
        if (letter != 0)
        {
            room[1] = letter;
            return;
        }
        "u00"u8.CopyTo(room[1..]);
        (room[4], room[5]) = (Hex[value >> 4], Hex[value & 15]);
    }

    /// <summary>
    /// The escape of each byte, found by asking <see cref="Unescape"/> of all that could be one, and not <see cref="WriteEscaped"/>, which
    /// it is checked against.
    /// </summary>
    private static byte[][] ReadEscapes()
    {
        var escapes = new byte[256][];
        foreach (var text in Enumerable.Range(
            0, 256).SelectMany(i => new byte[][] { [(byte)'\\', (byte)i], Encoding.ASCII.GetBytes($"\\u{i:x4}") }))
            if (Unescape(text, out var value) == text.Length)
                escapes[value] = text;
        return escapes;
    }

    /// <summary>The length of the escape at the start, 0 where it is not one that <see cref="WriteEscaped"/> writes.</summary>
    private static int Unescape(ReadOnlySpan<byte> text, out byte value)
    {
        value = 0;
        if (text.Length < 2 || text[0] != '\\')
            return 0;
        value = text[1] switch
        {
            (byte)'"' => (byte)'"',
            (byte)'\\' => (byte)'\\',
            (byte)'b' => (byte)'\b',
            (byte)'t' => (byte)'\t',
            (byte)'n' => (byte)'\n',
            (byte)'f' => (byte)'\f',
            (byte)'r' => (byte)'\r',
            _ => 0,
        };
        if (value != 0)
            return 2;
        if (text.Length < 6 || !text.StartsWith("\\u00"u8) || text[4] is not ((byte)'0' or (byte)'1') || !Hex.Contains(text[5]))
            return 0;
        value = (byte)(((text[4] - '0') << 4) | Hex.IndexOf(text[5]));
        return value is (byte)'\b' or (byte)'\t' or (byte)'\n' or (byte)'\f' or (byte)'\r' ? 0 : 6;
    }
}
