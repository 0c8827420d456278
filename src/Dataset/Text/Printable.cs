using System.Globalization;
using System.Text;

namespace Dataset.Text;

/// <summary>
/// Text from data made safe to print: a file name or a value must not move the cursor, colour the terminal or break a line.
/// </summary>
public static class Printable
{
    /// <summary>
    /// The text on one line, with control characters, bidirectional controls, separators and unpaired surrogates written <c>\u{HEX}</c>.
    /// </summary>
    public static string Line(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
            return text;
        var result = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
                result.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)text[i]:X4}}}");
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator)
                result.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X4}}}");
            else
                result.Append(rune.ToString());
            if (rune.Utf16SequenceLength == 2)
                i++;
        }
        return result.ToString();
    }

    /// <summary>The value in quotation marks, cut to about <paramref name="most"/> characters, for a message.</summary>
    public static string Quoted(string value, int most = 80)
    {
        if (value.Length > most)
        {
            var cut = char.IsHighSurrogate(value[most - 1]) ? most - 1 : most;
            value = string.Create(CultureInfo.InvariantCulture, $"{value.AsSpan(0, cut)}… ({value.Length} characters)");
        }
        return "\"" + Line(value) + "\"";
    }
}
