using System.Globalization;
using System.Text;
using Spectre.Console.Rendering;

namespace Dataset.Cli.Display;

/// <summary>Text in the columns of a screen, in which a full-width character takes two and a combining one none.</summary>
internal static class CellText
{
    private const string Ellipsis = "…";

    public static int WidthOf(string text) => Ascii.IsValid(text) ? text.Length : new Segment(text).CellCount();

    /// <summary>The text, or as much of its beginning as fits with an ellipsis; never half of a character that a reader sees.</summary>
    public static string Cut(string text, int width)
    {
        if (text.Length <= width / 2 || WidthOf(text) <= width)
            return text;
        var (length, used) = (0, 1);
        while (length < text.Length)
        {
            var element = StringInfo.GetNextTextElementLength(text, length);
            used += WidthOf(text.Substring(length, element));
            if (used > width)
                break;
            length += element;
        }
        return text[..length] + Ellipsis;
    }

    /// <summary>The text with spaces to a width; wider text stays as it is.</summary>
    public static string Pad(string text, int width, bool alignEnd)
    {
        var spaces = new string(' ', Math.Max(0, width - WidthOf(text)));
        return alignEnd ? spaces + text : text + spaces;
    }
}
