using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace Dataset.Text;

/// <summary>Sets of code points, and counts of them in UTF-8.</summary>
/// <remarks>
/// The sets here are closed or as good as closed by Unicode's stability policy, so they are the same in every version: nothing here asks
/// the runtime, whose tables change with its version.
/// </remarks>
internal static class CodePoints
{
    /// <summary>U+FEFF: the byte-order mark, and inside a text the zero-width no-break space.</summary>
    public const int ByteOrderMark = 0xFEFF;

    /// <summary>U+FFFD: what programs write for what they cannot decode.</summary>
    public const int Replacement = 0xFFFD;

    /// <summary>
    /// The property White_Space: tab to carriage return, space, U+0085, U+00A0, U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F,
    /// U+3000.
    /// </summary>
    public static bool IsWhiteSpace(int codePoint) => codePoint switch
    {
        < 0x80 => codePoint is 0x20 or (>= 0x09 and <= 0x0D),
        0x85 or 0xA0 or 0x1680 or (>= 0x2000 and <= 0x200A) or 0x2028 or 0x2029 or 0x202F or 0x205F or 0x3000 => true,
        _ => false,
    };

    /// <summary>The 66 code points that will never be characters: U+FDD0 to U+FDEF and the last two of each plane.</summary>
    public static bool IsNoncharacter(int codePoint) => codePoint is >= 0xFDD0 and <= 0xFDEF || (codePoint & 0xFFFE) == 0xFFFE;

    /// <summary>The property Bidi_Control: invisible characters that change the order in which text is shown (UAX #9).</summary>
    public static bool IsBidirectionalControl(int codePoint) =>
        codePoint is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    /// <summary>
    /// A control (general category Cc) that is no white space: C0 without tab to carriage return, DEL, and C1 without U+0085.
    /// </summary>
    public static bool IsStrayControl(int codePoint) =>
        codePoint is < 0x09 or (>= 0x0E and <= 0x1F) or (>= 0x7F and <= 0x9F and not 0x85);

    /// <summary>A control (general category Cc) other than tab and line feed, which alone may be in a text that people write.</summary>
    public static bool IsUnwantedControl(int codePoint) => codePoint is not ('\t' or '\n') and (< 0x20 or (>= 0x7F and <= 0x9F));

    /// <summary>Whether a text may have it: no unwanted control, no bidirectional control, no noncharacter.</summary>
    public static bool IsPlain(int codePoint) => !IsUnwantedControl(codePoint) && !IsBidirectionalControl(codePoint)
        && !IsNoncharacter(codePoint);

    /// <summary>
    /// An invisible character that joins or parts words unseen, or means nothing by itself: soft hyphen, zero-width space, word joiner and
    /// the invisible operators of mathematics, deprecated format characters, byte-order mark, interlinear annotation. Not the joiner and
    /// non-joiner, which Persian, the scripts of India and emoji are spelt with.
    /// </summary>
    public static bool IsUnseen(int codePoint) =>
        codePoint is 0xAD or 0x200B or (>= 0x2060 and <= 0x2064) or (>= 0x206A and <= 0x206F) or ByteOrderMark or (>= 0xFFF9 and <= 0xFFFB);

    /// <summary>The number of code points in UTF-8 that is known to be valid.</summary>
    public static int Count(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        var i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            // Continuation bytes are 80 to BF, as signed bytes -128 to -65; every other byte begins a code point.
            var last = Vector256.Create((sbyte)-65);
            for (; i <= utf8.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
                count += BitOperations.PopCount(
                    Vector256.GreaterThan(Vector256.Create(utf8[i..]).AsSByte(), last).ExtractMostSignificantBits());
        }
        for (; i < utf8.Length; i++)
            count += (sbyte)utf8[i] > -65 ? 1 : 0;
        return count;
    }

    /// <summary>
    /// The code point for people: <c>U+201C “ (left double quotation mark)</c>; the character and the name only where they help.
    /// </summary>
    public static string Describe(int codePoint)
    {
        var hex = string.Create(CultureInfo.InvariantCulture, $"U+{codePoint:X4}");
        var name = CodePointNames.Find(codePoint);
        var isVisible = Rune.IsValid(codePoint) && Rune.GetUnicodeCategory(new Rune(codePoint)) is not
            (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark);
        return (isVisible, name) switch
        {
            (true, null) => $"{hex} {new Rune(codePoint)}",
            (true, _) => $"{hex} {new Rune(codePoint)} ({name})",
            (false, null) => hex,
            _ => $"{hex} ({name})",
        };
    }
}

/// <summary>What a scan of a text has to know of a code point; most have none of these.</summary>
[Flags]
internal enum CodePointTraits : byte
{
    None = 0,

    /// <summary>Its canonical combining class is not 0.</summary>
    Reorders = 1,

    /// <summary>It is never part of text in NFC (NFC_Quick_Check=No).</summary>
    Expands = 2,

    /// <summary>It may compose with what comes before it (NFC_Quick_Check=Maybe).</summary>
    ComposesBackward = 4,

    /// <summary>It has a canonical decomposition; Hangul syllables, whose decomposition is arithmetic, are not marked.</summary>
    Decomposes = 8,

    WhiteSpace = 16,

    /// <summary>U+00A0 and U+202F.</summary>
    NoBreakSpace = 32,

    /// <summary>
    /// A text that contains it has a finding: noncharacters, bidirectional controls, stray controls, what is unseen, U+FFFD.
    /// </summary>
    Noted = 64,

    /// <summary>Text without any such code point is in NFC.</summary>
    MayNotBeNfc = Reorders | Expands | ComposesBackward,
}

/// <summary>What belongs to a word, for the ends of names and words in running text.</summary>
/// <remarks>
/// Letters, digits and marks are those of the runtime's own Unicode tables (version 16 in .NET 10), which come with it and are the same
/// on every machine; a later version would add scripts that are encoded by then, and take none away.
/// </remarks>
internal static class WordCharacters
{
    /// <summary>Whether it is a letter, digit or mark.</summary>
    public static bool IsWordCharacter(int codePoint) => codePoint < 0x80
        ? char.IsAsciiLetterOrDigit((char)codePoint)
        : Rune.IsValid(codePoint) && Rune.GetUnicodeCategory(new Rune(codePoint)) is
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>
    /// Whether it is of a script that is written without spaces between words: Han, Kana, Thai, Lao, Tibetan, Myanmar, Khmer.
    /// </summary>
    public static bool IsUnspaced(int codePoint) => codePoint is
        (>= 0x0E00 and <= 0x0FFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) or (>= 0x3005 and <= 0x3007) or (>= 0x3021
            and <= 0x30FF)
        or (>= 0x31F0 and <= 0x31FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFF66 and <= 0xFF9F) or (>= 0x1AFF0 and <= 0x1B16F) or (>= 0x20000 and <= 0x3FFFD);

    /// <summary>Whether a word can't end, or begin, between two characters: both are of one word.</summary>
    public static bool AreJoined(int before, int after) =>
        IsWordCharacter(before) && IsWordCharacter(after) && !IsUnspaced(before) && !IsUnspaced(after);
}
