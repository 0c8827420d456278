using System.Globalization;
using System.Text;
using Dataset.Diagnostics;

namespace Dataset.Syntax;

/// <summary>
/// What is asked of a YAML file's characters before it is parsed: those of YAML 1.2.2, production 1, without tabs, and without the
/// breaks that YAML 1.1 knew (NEL, U+2028, U+2029), which other readers still take for line ends.
/// </summary>
internal static class YamlCharacters
{
    /// <summary>Whether all are allowed; each line's first that is not is a finding. The bytes are valid UTF-8.</summary>
    public static bool Check(ReadOnlySpan<byte> utf8, string displayPath, DiagnosticList findings)
    {
        var places = new PositionTracker(displayPath);
        var sound = true;
        var at = 0;
        while (true)
        {
            var next = Next(utf8[at..]);
            if (next < 0)
                return sound;
            at += next;
            sound = false;
            var place = places.At(utf8, at);
            if (utf8[at] == '\t')
            {
                findings.Add(Rules.NoTabs, place, "Expected spaces, found a tab.");
            }
            else
            {
                Rune.DecodeFromUtf8(utf8[at..], out var rune, out _);
                findings.Add(
                    Rules.YamlIsPrintable, place,
                    string.Create(CultureInfo.InvariantCulture, $"Expected text and line ends, found {NameOf(rune)}U+{rune.Value:X4}."));
            }
            var lineEnd = utf8[at..].IndexOf((byte)'\n');
            if (lineEnd < 0)
                return sound;
            at += lineEnd;
        }
    }

    /// <summary>The first byte of a character that is not allowed, or -1.</summary>
    private static int Next(ReadOnlySpan<byte> utf8)
    {
        var at = 0;
        while (true)
        {
            var candidate = utf8[at..].IndexOfAny(Suspects);
            if (candidate < 0)
                return -1;
            at += candidate;
            if (!IsAllowed(utf8[at..]))
                return at;
            at++;
        }
    }

    // Lead bytes of U+0080..U+00BF, U+2000..U+2FFF and U+F000..U+FFFF are looked at more closely.
    private static readonly System.Buffers.SearchValues<byte> Suspects = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(b => b != '\n').Select(b => (byte)b), 0x7F, 0xC2, 0xE2, 0xEF]);

    private static bool IsAllowed(ReadOnlySpan<byte> here) => here[0] switch
    {
        (byte)'\r' => here.Length > 1 && here[1] == '\n',
        0xC2 => here[1] >= 0xA0,
        0xE2 => here[1] != 0x80 || here[2] is not (0xA8 or 0xA9),
        0xEF => here[1] != 0xBF || here[2] is not (0xBE or 0xBF),
        _ => false,
    };

    private static string NameOf(Rune rune) => rune.Value switch
    {
        0 => "the character NUL, ",
        '\r' => "a carriage return without a line feed, ",
        0x85 => "the line end NEL, ",
        0x2028 => "the line separator ",
        0x2029 => "the paragraph separator ",
        0xFFFE or 0xFFFF => "the noncharacter ",
        _ => "the control character ",
    };
}
