using System.Buffers;
using System.Globalization;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Text;

namespace Dataset.Syntax;

/// <summary>Reads scalars in their five styles (YAML 1.2.2, sections 7.3 and 8.1).</summary>
internal sealed class YamlScalars(YamlText text)
{
    private static readonly SearchValues<char> DoubleStops = SearchValues.Create("\"\\\n");
    private static readonly SearchValues<char> SingleStops = SearchValues.Create("'\n");

    private readonly StringBuilder value = new();

    /// <summary>Whether a plain scalar can begin here.</summary>
    public bool IsPlainStart(bool inFlow) => text.Peek() switch
    {
        '-' or '?' or ':' => !text.IsBlank(1) && !(inFlow && IsFlowIndicator(text.Peek(1))),
        ',' or '[' or ']' or '{' or '}' or '#' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' => false,
        var c => c is not (' ' or '\n' or '\0'),
    };

    /// <summary>What a plain scalar has of the line, without spaces at its end.</summary>
    public ReadOnlySpan<char> PlainLine(bool inFlow)
    {
        var all = text.Text.AsSpan(text.At);
        var length = 0;
        while (all[length] != '\n' && !EndsPlain(all, length, inFlow))
            length++;
        text.Skip(length);
        var line = all[..length].TrimEnd(' ');
        if (all[length] == '#' && !line.IsEmpty && all[length + 1] is not (' ' or '\n' or '#'))
            text.Warn(
                Rules.CommentIsMeant,
                $"Expected a text with ' #' in it to be in quotation marks, found {Printable.Quoted(line.ToString(), 40)} and a comment, "
                    + $"{Printable.Quoted(text.Text[text.At..text.EndOfLine(text.At)], 40)}, which is no part of the value.");
        return line;
    }

    /// <summary>The lines of a plain scalar after its first, folded into it.</summary>
    /// <param name="first">Its first line.</param>
    /// <param name="indent">Where what it belongs to begins: its lines are further in.</param>
    /// <param name="inFlow">Whether brackets are around it.</param>
    public string PlainRest(ReadOnlySpan<char> first, int indent, bool inFlow)
    {
        if (!TryContinue(indent, inFlow, out var breaks))
            return first.ToString();
        value.Clear().Append(first);
        do
        {
            Fold(breaks);
            value.Append(PlainLine(inFlow));
            if (!inFlow && text.Peek() == ':')
                throw text.Fail("Expected a text without ': ' in it, or in quotation marks, found one that reads like a second mapping.");
        }
        while (TryContinue(indent, inFlow, out breaks));
        return value.ToString();
    }

    /// <summary>A scalar in single or double quotation marks.</summary>
    /// <param name="indent">Where what it belongs to begins: its lines are further in.</param>
    public string Quoted(int indent)
    {
        var start = text.Here();
        var mark = text.Peek();
        var stops = mark == '"' ? DoubleStops : SingleStops;
        text.Skip();
        value.Clear();
        // What an escape stands for is no space to be cut off at the end of a line.
        var kept = 0;
        while (true)
        {
            var rest = text.Text.AsSpan(text.At);
            var run = rest.IndexOfAny(stops);
            value.Append(run < 0 ? rest : rest[..run]);
            text.Skip(run < 0 ? rest.Length : run);
            if (text.IsEnd)
                throw Broken(start, "Expected a quotation mark that ends the text, found the end of the file.");
            if (text.Peek() == '\n')
            {
                while (value.Length > kept && value[^1] == ' ')
                    value.Length--;
                Fold(Breaks(indent, start));
            }
            else if (text.Peek() == '\\')
            {
                Escape(indent, start);
                kept = value.Length;
            }
            else if (mark == '\'' && text.Peek(1) == '\'')
            {
                value.Append('\'');
                text.Skip(2);
            }
            else
            {
                text.Skip();
                return value.ToString();
            }
        }
    }

    /// <summary>A scalar after <c>|</c> or <c>&gt;</c>.</summary>
    /// <param name="indent">Where what it belongs to begins: its lines are further in.</param>
    public string Block(int indent)
    {
        var isFolded = text.Peek() == '>';
        text.Skip();
        var (chomping, own) = ('\0', -1);
        while (text.Peek() is '+' or '-' or (>= '1' and <= '9'))
        {
            if (text.Peek() is '+' or '-' ? chomping != '\0' : own >= 0)
                break;
            if (text.Peek() is '+' or '-')
                chomping = text.Peek();
            else
                own = Math.Max(0, indent) + (text.Peek() - '0');
            text.Skip();
        }
        text.ExpectLineEnd(isFolded ? "'>'" : "'|'");
        text.NextLine();
        var lines = BlockLines(own >= 0 ? own : DetectedIndent(indent));
        var content = lines.FindLastIndex(l => l.Length > 0) + 1;
        value.Clear();
        AppendLines(lines[..content], isFolded);
        if (content > 0 && chomping != '-')
            value.Append('\n');
        if (chomping == '+')
            value.Append('\n', lines.Count - content);
        return value.ToString();
    }

    /// <summary>
    /// The indent of a block scalar's first line that is not empty, where it belongs to the scalar; else that of the longest line.
    /// </summary>
    private int DetectedIndent(int indent)
    {
        var longest = 0;
        for (var start = text.At; start < text.Text.Length; start = text.EndOfLine(start) + 1)
        {
            var line = text.Text.AsSpan(start, text.EndOfLine(start) - start);
            var own = line.IndexOfAnyExcept(' ');
            if (own < 0)
            {
                longest = Math.Max(longest, line.Length);
                continue;
            }
            if (own <= indent || text.IsMarkerAt(start))
                break;
            if (longest > own)
                throw text.Fail("Expected empty lines with no more spaces than the first line of the text after them, found more.");
            return own;
        }
        return Math.Max(longest, indent + 1);
    }

    /// <summary>The lines of a block scalar without their indent; what only has spaces up to there is empty.</summary>
    private List<string> BlockLines(int indent)
    {
        var lines = new List<string>();
        while (!text.IsEnd && !(indent == 0 && text.IsMarker()))
        {
            var end = text.EndOfLine(text.At);
            var line = text.Text.AsSpan(text.At, end - text.At);
            var own = line.IndexOfAnyExcept(' ');
            if (own >= 0 && own < indent)
                break;
            lines.Add(line.Length <= indent ? "" : line[indent..].ToString());
            text.Skip(line.Length);
            text.NextLine();
        }
        return lines;
    }

    private void AppendLines(List<string> lines, bool isFolded)
    {
        // Between two lines of text one end of line is a space; lines that begin with a space keep all around them.
        var (empty, isFirst, wasIndented) = (0, true, false);
        foreach (var line in lines)
        {
            if (line.Length == 0)
            {
                empty++;
                continue;
            }
            var isIndented = line[0] == ' ';
            var keepsEnd = !isFolded || isIndented || wasIndented;
            if (!isFirst && !keepsEnd && empty == 0)
                value.Append(' ');
            value.Append('\n', empty + (!isFirst && keepsEnd ? 1 : 0)).Append(line);
            (empty, isFirst, wasIndented) = (0, false, isIndented);
        }
    }

    private static bool EndsPlain(ReadOnlySpan<char> lines, int at, bool inFlow)
    {
        var c = lines[at];
        if (c == '#')
            return at > 0 && lines[at - 1] == ' ';
        if (c == ':')
            return lines[at + 1] is ' ' or '\n' || (inFlow && IsFlowIndicator(lines[at + 1]));
        return inFlow && IsFlowIndicator(c);
    }

    /// <summary>Goes to the next line of a plain scalar, over empty ones, where there is one.</summary>
    private bool TryContinue(int indent, bool inFlow, out int breaks)
    {
        breaks = 0;
        if (text.Peek() != '\n')
            return false;
        var (at, start) = (text.At, text.At);
        while (at < text.Text.Length && text.Text[at] == '\n')
        {
            breaks++;
            start = at + 1;
            at = start;
            while (at < text.Text.Length && text.Text[at] == ' ')
                at++;
        }
        if (at == text.Text.Length || at - start <= indent || text.Text[at] == '#' || text.IsMarkerAt(start))
            return false;
        if (inFlow && EndsPlain(text.Text.AsSpan(at), 0, true))
            return false;
        for (var i = 0; i < breaks; i++)
        {
            text.SkipSpaces();
            text.NextLine();
        }
        text.SkipSpaces();
        return true;
    }

    /// <summary>Goes to the next line of a quoted scalar that is not empty; how many ends of lines are before it.</summary>
    private int Breaks(int indent, Location start)
    {
        var breaks = 0;
        while (text.Peek() == '\n')
        {
            breaks++;
            text.NextLine();
            if (text.IsMarker())
                throw Broken(start, "Expected a quotation mark that ends the text, found the end of the document.");
            text.SkipSpaces();
        }
        if (text.Column <= indent && !text.IsEnd)
        {
            throw text.Fail(
                $"Expected a line of the text in quotation marks of {start} to be indented more than what it belongs to, found one that is "
                    + "not.");
        }
        return breaks;
    }

    private void Fold(int breaks)
    {
        if (breaks == 1)
            value.Append(' ');
        else
            value.Append('\n', breaks - 1);
    }

    private void Escape(int indent, Location start)
    {
        var escape = text.Peek(1);
        if (escape == '\n')
        {
            text.Skip();
            value.Append('\n', Breaks(indent, start) - 1);
            return;
        }
        var simple = escape switch
        {
            '0' => '\0',
            'a' => '\a',
            'b' => '\b',
            't' => '\t',
            'n' => '\n',
            'v' => '\v',
            'f' => '\f',
            'r' => '\r',
            'e' => '\u001B',
            ' ' or '"' or '/' or '\\' => escape,
            'N' => '\u0085',
            '_' => '\u00A0',
            'L' => '\u2028',
            'P' => '\u2029',
            _ => '\uFFFF',
        };
        if (simple != '\uFFFF')
        {
            value.Append(simple);
            text.Skip(2);
            return;
        }
        if (!TryHex(out var codePoint))
        {
            throw Broken(
                start,
                "Expected an escape such as \\n, \\\" or \\u00E9, found a backslash before another character (a backslash itself is "
                    + "\\\\).");
        }
        if (codePoint is >= 0xDC00 and <= 0xDFFF
            || (codePoint is >= 0xD800 and <= 0xDBFF && !(text.Peek() == '\\' && TryHex(out var low) && TryPair(ref codePoint, low))))
            throw Broken(start, "Expected escaped surrogates in pairs, found one alone, which stands for no character.");
        value.Append(char.ConvertFromUtf32(codePoint));
    }

    private static bool TryPair(ref int high, int low)
    {
        if (low is < 0xDC00 or > 0xDFFF)
            return false;
        high = char.ConvertToUtf32((char)high, (char)low);
        return true;
    }

    /// <summary>Reads an escape of hexadecimal digits and goes past it.</summary>
    private bool TryHex(out int codePoint)
    {
        codePoint = 0;
        var digits = text.Peek(1) switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits == 0 || text.At + 2 + digits > text.Text.Length
            || !int.TryParse(
                text.Text.AsSpan(text.At + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out codePoint)
            || codePoint is < 0 or > 0x10FFFF)
            return false;
        text.Skip(2 + digits);
        return true;
    }

    private static YamlException Broken(Location start, string message) => new(Rules.YamlIsWellFormed, start, message);

    private static bool IsFlowIndicator(char c) => c is ',' or '[' or ']' or '{' or '}';
}
