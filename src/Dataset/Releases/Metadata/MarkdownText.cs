using System.Text;
using Dataset.Text;

namespace Dataset.Releases.Metadata;

/// <summary>
/// Text that people wrote into metadata, made safe inside Markdown (CommonMark 0.31, with the tables and strikethrough of GFM): it
/// shows as it was written, and nothing in it becomes a link, a heading, HTML or the end of a cell. Only code between backquotes is left to
/// be code, in which nothing else is markup. What is no markup in its place, such as the underscore of <c>note_id</c>, stays without a
/// backslash.
/// </summary>
internal static class MarkdownText
{
    /// <summary>What follows the ampersand of the longest one in HTML, and some more: that has 31 letters and a semicolon.</summary>
    private const int LongestReference = 40;

    private const string HexadecimalDigits = "0123456789ABCDEF";

    private static readonly string[] Schemes = ["https://", "http://", "mailto:"];

    /// <summary>The text on one line: a heading, an entry of a list, or a part of one.</summary>
    public static string Line(string text) => Line(text, isCell: false);

    /// <summary>The text on one line: a cell of a table, in which a bar is escaped even in code.</summary>
    public static string Cell(string text) => Line(text, isCell: true);

    /// <summary>
    /// Paragraphs as they are parted by blank lines; each line without white space at its ends, nor blank lines at those of the whole.
    /// </summary>
    public static string Paragraphs(string text) => string.Join('\n', text.Trim().Split('\n').Select(Line));

    /// <summary>A code span: its text on one line, in which nothing is markup.</summary>
    public static string Code(string text)
    {
        var line = OneLine(text);
        var longest = 0;
        for (var i = 0; i < line.Length; i++)
            if (line[i] == '`' && (i == 0 || line[i - 1] != '`'))
                longest = Math.Max(longest, RunAt(line, i));
        var fence = new string('`', longest + 1);
        return longest == 0 ? $"{fence}{line}{fence}" : $"{fence} {line} {fence}";
    }

    /// <summary>A code span in a cell of a table, in which a bar is escaped even there.</summary>
    public static string CellCode(string text) => Code(text).Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>A link; where the address is none that a browser may safely open, the text and the address as code.</summary>
    /// <param name="text">What is shown.</param>
    /// <param name="url">Where it leads, or null.</param>
    public static string Link(string text, string? url) => url switch
    {
        null => Line(text),
        _ when IsSafe(url) => $"[{Line(text)}]({Address(url)})",
        _ => $"{Line(text)} ({Code(url)})",
    };

    /// <summary>An address that shows itself.</summary>
    public static string Link(string url) => IsSafe(url) ? $"<{Address(url)}>" : Code(url);

    /// <summary>An address between angle brackets, or in the parentheses of a link: what would end it there is percent-encoded.</summary>
    public static string Address(string url)
    {
        var result = new StringBuilder(url.Length);
        for (var i = 0; i < url.Length; i++)
        {
            var rune = Rune.TryGetRuneAt(url, i, out var whole) ? whole : Rune.ReplacementChar;
            if (rune.Value is '<' or '>' or '(' or ')' or '\\' or '`' or '|' or '"'
                || CodePoints.IsWhiteSpace(rune.Value) || !CodePoints.IsPlain(rune.Value))
                AppendEscaped(rune, result);
            else
                result.Append(rune.Value == '&' && IsReference(url.AsSpan(i + 1)) ? "&amp;" : rune.ToString());
            i += rune.Utf16SequenceLength - 1;
        }
        return result.ToString();
    }

    private static void AppendEscaped(Rune rune, StringBuilder result)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var b in utf8[..rune.EncodeToUtf8(utf8)])
            result.Append('%').Append(HexadecimalDigits[b >> 4]).Append(HexadecimalDigits[b & 15]);
    }

    public static bool IsSafe(string url) => Schemes.Any(s => url.StartsWith(s, StringComparison.OrdinalIgnoreCase));

    /// <summary>The text without line ends; what is no plain character is written <c>\u{HEX}</c>.</summary>
    private static string OneLine(string text) => Printable.Plain(text.Trim().ReplaceLineEndings(" "));

    private static string Line(string text, bool isCell)
    {
        var line = OneLine(text);
        var result = new StringBuilder(line.Length + 8);
        var block = BlockMarkAt(line);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '`')
            {
                i += AppendCode(line, i, isCell, result) - 1;
                continue;
            }
            if (i == block || IsMarkup(line, i))
                result.Append('\\');
            result.Append(line[i]);
        }
        return result.ToString();
    }

    private static bool IsMarkup(string line, int at) => line[at] switch
    {
        '\\' or '*' or '[' or ']' or '<' or '~' or '|' => true,
        // Within a word no underscore is emphasis.
        '_' => at == 0 || at == line.Length - 1 || !char.IsLetterOrDigit(line[at - 1]) || !char.IsLetterOrDigit(line[at + 1]),
        // The last ones of a heading are taken for its closing.
        '#' => at == line.Length - 1,
        '&' => IsReference(line.AsSpan(at + 1)),
        _ => false,
    };

    /// <summary>Whether what follows an ampersand makes a character reference of it.</summary>
    private static bool IsReference(ReadOnlySpan<char> rest)
    {
        // No name is longer, and looking further would never end in a text of ampersands.
        var end = rest[..Math.Min(rest.Length, LongestReference)].IndexOf(';');
        if (end <= 0)
            return false;
        foreach (var c in rest[..end].TrimStart('#'))
            if (!char.IsAsciiLetterOrDigit(c))
                return false;
        return true;
    }

    /// <summary>
    /// Where the mark is by which a line would begin a heading, a quotation, an entry of a list or a line across; -1 where there is
    /// none.
    /// </summary>
    private static int BlockMarkAt(string line)
    {
        if (line.Length == 0)
            return -1;
        if (line[0] is '#' or '>' or '=' or '+' or '-')
            return 0;
        var digits = line.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return digits > 0 && line[digits] is '.' or ')' && (digits + 1 == line.Length || line[digits + 1] == ' ') ? digits : -1;
    }

    /// <summary>Appends a code span, or backquotes that begin none; how many characters that took.</summary>
    private static int AppendCode(string line, int at, bool isCell, StringBuilder result)
    {
        var fence = RunAt(line, at);
        for (var end = line.IndexOf('`', at + fence); end >= 0; end = line.IndexOf('`', end))
        {
            var run = RunAt(line, end);
            end += run;
            if (run == fence)
            {
                result.Append(isCell ? line[at..end].Replace("|", "\\|", StringComparison.Ordinal) : line[at..end]);
                return end - at;
            }
            if (end == line.Length)
                break;
        }
        result.Insert(result.Length, "\\`", fence);
        return fence;
    }

    private static int RunAt(string line, int at)
    {
        var run = line.AsSpan(at).IndexOfAnyExcept('`');
        return run < 0 ? line.Length - at : run;
    }
}
