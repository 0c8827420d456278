using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Dataset.Text;

/// <summary>
/// The encoding that a text may have which is not UTF-8, for people to confirm: nothing is ever read by a guess. What decides is how often
/// letters are beside letters of their script, as in words.
/// </summary>
internal static class EncodingGuess
{
    /// <summary>No more of a text is looked at.</summary>
    private const int Sample = 1 << 16;

    private const string Western = "äöüÄÖÜßéèêàâçñíóúáîôåæøãõëïœÉÀÇÅØ";
    private const string Eastern = "áéíóúýčďěňřšťůžąćęłńśźżőűöüČŘŠŽŁŚŻ";
    private const string Punctuation = "\u2018\u2019\u201C\u201D\u201E\u201A\u2013\u2014\u2026«»€£§°·¡¿\u00A0©®№、。，「」！？・ー：；（）《》";

    /// <summary>Of two that fit alike, the first is named.</summary>
    private static readonly string[] Candidates =
    [
        "windows-1252", "windows-1250", "iso-8859-2", "windows-1251", "koi8-r", "ibm866", "windows-1253", "windows-1255", "windows-1256",
        "macintosh", "ibm850", "shift_jis", "euc-jp", "euc-kr", "gb18030", "big5", "windows-874",
    ];

    /// <summary>A name of <see cref="TextEncodings.Names"/>; null where the text is UTF-8, or none is likely.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..])
            return null;
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            return "utf-16";
        if (WideOf(bytes[..Math.Min(bytes.Length, Sample)]) is { } wide)
            return wide;
        if (Utf8.IsValid(bytes) || bytes.Contains((byte)0))
            return null;
        var (best, most) = ((string?)null, 0.0);
        foreach (var name in Candidates)
            if (SourceBytes.Decode(bytes, name) is { } utf8 && ScoreOf(Encoding.UTF8.GetString(utf8, 0, Math.Min(utf8.Length, Sample)))
                is var score && score > most)
                (best, most) = (name, score);
        return best;
    }

    /// <summary>UTF-16 without a byte-order mark: every other byte of most texts is 0.</summary>
    private static string? WideOf(ReadOnlySpan<byte> bytes)
    {
        Span<int> zeros = [0, 0];
        for (var i = 0; i < bytes.Length; i++)
            if (bytes[i] == 0)
                zeros[i & 1]++;
        return bytes.Length < 4 || bytes.Length % 2 != 0 ? null
            : zeros[1] * 4 > bytes.Length && zeros[0] * 10 < zeros[1] ? "utf-16le"
            : zeros[0] * 4 > bytes.Length && zeros[1] * 10 < zeros[0] ? "utf-16be"
            : null;
    }

    /// <summary>From -1 to 1 and a little more: how much what is not ASCII looks like writing.</summary>
    private static double ScoreOf(string text)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < text.Length; i++)
            if (text[i] >= 0x80)
            {
                sum += ScoreOf(i == 0 ? ' ' : text[i - 1], text[i], i + 1 == text.Length ? ' ' : text[i + 1]);
                count++;
            }
        return count == 0 ? 0 : sum / count;
    }

    private static double ScoreOf(char before, char c, char after)
    {
        if (Punctuation.Contains(c))
            return 0.6;
        if (ScriptOf(c) is not { } script)
            return char.IsControl(c) || char.IsLetter(before) && char.IsLetter(after) ? -1 : -0.5;
        if ((char.IsUpper(c) && char.IsLower(before))
            || (script is not Script.Latin && (char.IsAsciiLetter(before) || char.IsAsciiLetter(after))))
            return -1;
        return script switch
        {
            Script.Latin when before >= 0x80 && after >= 0x80 && char.IsLetter(before) && char.IsLetter(after) => -0.5,
            Script.Latin => Western.Contains(c) || Eastern.Contains(c) ? 1 : 0.6,
            Script.Kana => 1.1,
            // Nearly every byte is a letter in it.
            Script.Thai => 0.9,
            Script.HalfKana => -0.5,
            Script.Hangul => ScriptOf(before) is Script.Han || ScriptOf(after) is Script.Han ? 0 : 1,
            Script.Han => ScriptOf(before) is Script.Hangul || ScriptOf(after) is Script.Hangul ? -0.5 : IsCommon(c) ? 1 : 0.2,
            _ => ScriptOf(before) == script || ScriptOf(after) == script ? 1 : 0,
        };
    }

    /// <summary>Whether a Chinese character is one of those that are taught first: level 1 of GB 2312, or of Big5.</summary>
    private static bool IsCommon(char c)
    {
        Span<byte> bytes = stackalloc byte[4];
        return Gb.GetBytes([c], bytes) == 2 && bytes[0] is >= 0xB0 and <= 0xD7 && bytes[1] >= 0xA1
            || Big5.GetBytes([c], bytes) == 2 && bytes[0] is >= 0xA4 and <= 0xC6;
    }

    private static readonly Encoding Gb = TextEncodings.Find("gb18030")!;
    private static readonly Encoding Big5 = TextEncodings.Find("big5")!;

    private static Script? ScriptOf(char c) => c switch
    {
        >= '\u0370' and <= '\u03FF' => Script.Greek,
        >= '\u0400' and <= '\u052F' => Script.Cyrillic,
        >= '\u0590' and <= '\u05FF' => Script.Hebrew,
        >= '\u0600' and <= '\u06FF' => Script.Arabic,
        >= '\u0E00' and <= '\u0E7F' => Script.Thai,
        >= '\u3040' and <= '\u30FF' => Script.Kana,
        >= '\uFF61' and <= '\uFF9F' => Script.HalfKana,
        >= '\uAC00' and <= '\uD7A3' => Script.Hangul,
        >= '\u3400' and <= '\u9FFF' => Script.Han,
        _ when char.GetUnicodeCategory(c) is UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter && c < '\u0250' =>
            Script.Latin,
        _ => null,
    };

    private enum Script
    {
        Latin, Greek, Cyrillic, Hebrew, Arabic, Thai, Kana, HalfKana, Hangul, Han,
    }
}
