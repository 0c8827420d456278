using System.Buffers;
using System.Globalization;
using System.Text;
using Dataset.Unicode;

namespace Dataset.Normalization;

/// <summary>A sequence of bytes that is not UTF-8 (The Unicode Standard, table 3-7), and why.</summary>
/// <param name="Start">The first byte.</param>
/// <param name="Length">In bytes, at least 1.</param>
internal readonly record struct IllFormedUtf8(int Start, int Length)
{
    // What Windows-1252 has for 80 to 9F; 0 where it has nothing.
    private const string Windows1252 = "\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0\0\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178";

    /// <summary>The first at or after a place between sequences, or null.</summary>
    public static IllFormedUtf8? Find(ReadOnlySpan<byte> bytes, int from)
    {
        while (true)
        {
            var skip = bytes[from..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (skip < 0)
                return null;
            from += skip;
            if (Rune.DecodeFromUtf8(bytes[from..], out _, out var length) != OperationStatus.Done)
                return new(from, IsSurrogate(bytes[from..]) ? 3 : length);
            from += length;
        }
    }

    /// <summary>The bytes and what is wrong with them, as the end of a sentence that begins "found".</summary>
    public string Describe(ReadOnlySpan<byte> bytes)
    {
        var found = bytes.Slice(Start, Length);
        var after = Start + Length < bytes.Length ? bytes[Start + Length] : -1;
        var lead = found[0];
        var hex = string.Join(' ', found.ToArray().Select(b => b.ToString("X2", CultureInfo.InvariantCulture)));
        var reason = lead switch
        {
            _ when IsSurrogate(found) => string.Create(
                CultureInfo.InvariantCulture, $"half of a surrogate pair (U+{Utf8Reader.Read(found, 0, out _):X4}), which UTF-8 does not encode"),
            < 0xC0 => "a continuation byte without a first byte" + Other(lead),
            0xC0 or 0xC1 => "a form longer than needed",
            0xE0 when after is >= 0x80 and < 0xA0 => "a form longer than needed",
            0xF0 when after is >= 0x80 and < 0x90 => "a form longer than needed",
            0xF4 when after is >= 0x90 and < 0xC0 => "a code point above U+10FFFF",
            >= 0xF5 => "no byte of UTF-8" + Other(lead),
            _ => (after < 0 ? "a sequence that the end of the text breaks off" : "a sequence that breaks off") + (Length == 1 ? Other(lead) : ""),
        };
        return $"the {(Length == 1 ? "byte" : "bytes")} {hex}: {reason}";
    }

    private static bool IsSurrogate(ReadOnlySpan<byte> bytes) =>
        bytes is [0xED, >= 0xA0 and <= 0xBF, >= 0x80 and <= 0xBF, ..];

    private static string Other(byte value)
    {
        var meant = value is < 0x80 or >= 0xA0 ? (char)value : Windows1252[value - 0x80];
        return meant == 0 ? "" : $"; in Windows-1252 it is {CodePoints.Describe(meant)}";
    }
}
