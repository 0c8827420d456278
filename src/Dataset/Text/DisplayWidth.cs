using System.Text;

namespace Dataset.Text;

/// <summary>How many columns of a screen characters take, as far as a caret below a line must know.</summary>
internal static class DisplayWidth
{
    /// <summary>2 for what East Asian scripts and emoji draw wide (UAX #11), 0 for marks above others, and 1.</summary>
    public static int Of(Rune rune) => rune.Value switch
    {
        < 0x300 => 1,
        (>= 0x300 and <= 0x36F) or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x20D0 and <= 0x20FF) or 0x3099 or 0x309A or (>= 0xFE00 and <= 0xFE0F)
            or (>= 0xFE20 and <= 0xFE2F) => 0,
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF)
            or (>= 0x20000 and <= 0x3FFFD) => 2,
        _ => 1,
    };

    /// <summary>The columns of a text on one line.</summary>
    public static int Of(string text)
    {
        if (Ascii.IsValid(text))
            return text.Length;
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += Of(rune);
        return width;
    }

    /// <summary>Breaks a text at spaces to the width of the screen; a word that is longer than that stays whole.</summary>
    /// <param name="text">One line, which may have colours.</param>
    /// <param name="width">Of the screen; null where there is none, and the text stays one line.</param>
    /// <param name="indent">Of the first line.</param>
    /// <param name="next">Of those after it.</param>
    public static IEnumerable<string> Wrap(string text, int? width, string indent, string next)
    {
        if (width is null)
        {
            yield return indent + text;
            yield break;
        }
        var (line, used, isFirst) = (indent, indent.Length, true);
        foreach (var word in text.Split(' '))
        {
            // Colours take no room.
            var length = Of(word) - WidthOfColours(word);
            if (!isFirst && used + 1 + length > width)
            {
                yield return line;
                (line, used, isFirst) = (next, next.Length, true);
            }
            line += isFirst ? word : " " + word;
            used += length + (isFirst ? 0 : 1);
            isFirst = false;
        }
        yield return line;
    }

    private static int WidthOfColours(string word)
    {
        var width = 0;
        for (var at = word.IndexOf('\e', StringComparison.Ordinal); at >= 0; at = word.IndexOf('\e', at + 1))
            width += word.IndexOf('m', at) - at + 1;
        return width;
    }
}
