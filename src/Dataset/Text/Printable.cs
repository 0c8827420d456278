using System.Globalization;
using System.Text;

namespace Dataset.Text;

/// <summary>
/// Text from data made safe to print: a file name or a value must not move the cursor, colour the terminal or break a line.
/// </summary>
public static class Printable
{
    /// <summary><c>1 cell</c>, <c>12 cells</c>.</summary>
    public static string Count(long count, string noun) => FormattableString.Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>No name, digest or path that a person writes is longer.</summary>
    private const int LongestWord = 300;

    private const int ShownOfWord = 80;
    private const int LongestMessage = 8_000;

    /// <summary>
    /// The text on one line, with control characters, bidirectional controls, separators and unpaired surrogates written <c>\u{HEX}</c>.
    /// </summary>
    public static string Line(string text) => Escape(text, rune => !IsUnseen(rune), InBraces);

    /// <summary>
    /// JSON text with the same characters written as JSON escapes them, so that it means what it meant; line feeds between values stay.
    /// </summary>
    public static string Json(string json) => Escape(
        json, rune => rune.Value == '\n' || !IsUnseen(rune),
        units => string.Concat(units.Select(u => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)u:x4}"))));

    /// <summary>The value in quotation marks, cut to about <paramref name="most"/> characters, for a message.</summary>
    public static string Quoted(string value, int most = ShownOfWord) => "\"" + Line(Beginning(value, most)) + "\"";

    /// <summary>
    /// A message in which every run of characters without a space, such as a number, a key or a path, is cut where it is longer than
    /// anybody reads,
    /// and the message as a whole too: what is wrong with a megabyte takes no megabyte to say.
    /// </summary>
    public static string Shortened(string message)
    {
        if (message.Length <= LongestWord)
            return message;
        var result = new StringBuilder();
        foreach (var range in message.AsSpan().Split(' '))
        {
            if (range.Start.Value > 0)
                result.Append(' ');
            result.Append(range.End.Value - range.Start.Value <= LongestWord ? message[range] : Beginning(message[range], ShownOfWord));
            if (result.Length > LongestMessage)
                return Beginning(result.ToString(), LongestMessage);
        }
        return result.ToString();
    }

    /// <summary>A path or name as one word of a POSIX shell (XCU 2.2.2), for a line that people copy.</summary>
    public static string ShellWord(string word)
    {
        // What begins with a hyphen would be an option.
        var path = word.StartsWith('-') ? "./" + word : word;
        return path.Length > 0 && path.All(c => char.IsAsciiLetterOrDigit(c) || "-_./+,:@%=".Contains(c, StringComparison.Ordinal))
            ? path
            : $"'{Line(path).Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    /// <summary>How many others come after one that is told, as a sentence to append; empty where there are none.</summary>
    internal static string AndMore(int others) => others switch
    {
        0 => "",
        1 => " After it comes one more.",
        _ => string.Create(CultureInfo.InvariantCulture, $" After it come {others:N0} more."),
    };

    /// <summary>The text, or of a longer one the beginning and its length.</summary>
    public static string Beginning(string text, int most = ShownOfWord)
    {
        if (text.Length <= most)
            return text;
        var cut = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, cut)}… ({text.Length} characters)");
    }

    /// <summary>Some values in quotation marks, and how many more there are: <c>"a", "b" and 3 more</c>.</summary>
    public static string List(IReadOnlyCollection<string> values, int most = 12) =>
        string.Join(", ", values.Take(most).Select(v => Quoted(v)))
        + (values.Count > most ? string.Create(CultureInfo.InvariantCulture, $" and {values.Count - most} more") : "");

    /// <summary>
    /// The text for a document that people read: only what no text may have (<see cref="CodePoints.IsPlain"/>) is written <c>\u{HEX}</c>.
    /// </summary>
    internal static string Plain(string text) => Escape(text, rune => CodePoints.IsPlain(rune.Value), InBraces);

    private static string InBraces(string units) => string.Create(
        CultureInfo.InvariantCulture, $"\\u{{{(Rune.TryGetRuneAt(units, 0, out var rune) ? rune.Value : units[0]):X4}}}");

    /// <param name="text">The text.</param>
    /// <param name="isKept">Asked of each code point that is not printable ASCII.</param>
    /// <param name="written">How the units of another one, or an unpaired surrogate, are written.</param>
    private static string Escape(string text, Func<Rune, bool> isKept, Func<string, string> written)
    {
        StringBuilder? result = null;
        var copied = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is >= ' ' and <= '~')
                continue;
            var isWhole = Rune.TryGetRuneAt(text, i, out var rune);
            var length = isWhole ? rune.Utf16SequenceLength : 1;
            if (!isWhole || !isKept(rune))
            {
                (result ??= new(text.Length + 64)).Append(text, copied, i - copied).Append(written(text.Substring(i, length)));
                copied = i + length;
            }
            i += length - 1;
        }
        return result is null ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    private static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
