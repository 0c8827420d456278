using System.Globalization;
using System.Text;

namespace Dataset.Unicode;

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
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>Whether it is of a script that is written without spaces between words: Han, Kana, Thai, Lao, Tibetan, Myanmar, Khmer.</summary>
    public static bool IsUnspaced(int codePoint) => codePoint is
        (>= 0x0E00 and <= 0x0FFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) or (>= 0x3005 and <= 0x3007) or (>= 0x3021 and <= 0x30FF)
        or (>= 0x31F0 and <= 0x31FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFF66 and <= 0xFF9F) or (>= 0x1AFF0 and <= 0x1B16F) or (>= 0x20000 and <= 0x3FFFD);

    /// <summary>Whether a word can't end, or begin, between two characters: both are of one word.</summary>
    public static bool AreJoined(int before, int after) =>
        IsWordCharacter(before) && IsWordCharacter(after) && !IsUnspaced(before) && !IsUnspaced(after);
}
