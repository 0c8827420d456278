using System.Buffers;
using System.Text;
using Dataset.Files;
using Dataset.Text;

namespace Dataset.Diagnostics.Reporting;

/// <summary>
/// Lines of the text files that findings are in, as far as they can be had cheaply: files are read forward, and not far. Asked in report
/// order, it reads each file once.
/// </summary>
internal sealed class SourceLines : IDisposable
{
    private const long Farthest = 64L << 20;
    private const int LongestLine = 1 << 20;

    private static readonly string[] Endings =
        [".txt", ".md", ".yaml", ".yml", ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".cff", ".html"];

    private readonly char[] buffer = new char[1 << 14];
    private string? path;
    private StreamReader? reader;
    private int start;
    private int end;
    private long read;
    private int line;
    private string? text;
    private (string? Line, int Column, int Index) last;
    private bool endsInReturn;

    /// <summary>The line of a place; null where there is none, or it is not to be had.</summary>
    public string? At(in Location place)
    {
        if (place.Line == 0)
            return null;
        if (place.Path != path || place.Line < line)
            Open(place.Path);
        try
        {
            while (reader is not null && line < place.Line)
                ReadLine();
        }
        catch (IOException)
        {
            Close();
        }
        return line == place.Line ? text : null;
    }

    /// <summary>
    /// The index of a column of a line; of a line with many findings each step costs what lies between it and the one before.
    /// </summary>
    public int IndexOf(string ofLine, int column)
    {
        var (from, start) = ReferenceEquals(ofLine, last.Line) && column >= last.Column ? (last.Index, last.Column) : (0, 1);
        last = (ofLine, Math.Max(1, column), IndexOf(ofLine, column, from, start));
        return last.Index;
    }

    /// <summary>What is at a place of a line: how many code points are meant by a finding there; at least 1.</summary>
    /// <param name="line">The line.</param>
    /// <param name="from">The index of its column.</param>
    /// <param name="path">The file, whose ending tells the notation.</param>
    public static int LengthAt(string line, int from, string path)
    {
        if (from >= line.Length)
            return 1;
        var rest = line.AsSpan(from);
        var ending = Path.GetExtension(path);
        var length = ending switch
        {
            ".txt" or ".md" => 1,
            _ when rest[0] is '"' or '\'' => Quoted(rest),
            ".csv" or ".tsv" => rest.IndexOfAny(",;\t|"),
            _ when rest[0] is '[' or '{' => Bracketed(rest),
            ".json" or ".jsonl" or ".ndjson" => rest.IndexOfAny(",]}: "),
            _ => Plain(rest, isFlow: line.AsSpan(0, from).IndexOfAny('[', '{') >= 0),
        };
        var token = (length < 0 ? rest : rest[..Math.Max(1, length)]).TrimEnd();
        return token.IsEmpty ? 1 : token.ToString().EnumerateRunes().Count();
    }

    private static int IndexOf(string line, int column, int index, int from)
    {
        for (; column > from && index < line.Length; column--)
            index += char.IsHighSurrogate(line[index]) && index + 1 < line.Length && char.IsLowSurrogate(line[index + 1]) ? 2 : 1;
        return index;
    }

    public void Dispose() => reader?.Dispose();

    private static int Quoted(ReadOnlySpan<char> rest)
    {
        for (var i = 1; i < rest.Length; i++)
        {
            if (rest[i] == '\\' && rest[0] == '"')
                i++;
            else if (rest[i] == rest[0] && i + 1 < rest.Length && rest[i + 1] == rest[0])
                i++;
            else if (rest[i] == rest[0])
                return i + 1;
        }
        return -1;
    }

    private static int Bracketed(ReadOnlySpan<char> rest)
    {
        var depth = 0;
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] is '"' && Quoted(rest[i..]) is > 0 and var length)
                i += length - 1;
            else if (rest[i] is '[' or '{')
                depth++;
            else if (rest[i] is ']' or '}' && --depth == 0)
                return i + 1;
        }
        return 1;
    }

    private static int Plain(ReadOnlySpan<char> rest, bool isFlow)
    {
        var length = isFlow ? rest.IndexOfAny(",]}") : -1;
        foreach (var mark in new[] { ": ", " #" })
            if ((length < 0 ? rest : rest[..length]).IndexOf(mark) is >= 0 and var at)
                length = at;
        return length < 0 && rest.EndsWith(":") ? rest.Length - 1 : length;
    }

    private void Open(string next)
    {
        Close();
        path = next;
        if (!Endings.Contains(Path.GetExtension(next).ToLowerInvariant()))
            return;
        try
        {
            reader = new(new FileStream(PlainFile.Open(next, followsLink: true), FileAccess.Read), Encoding.UTF8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Below a zip, or gone: the finding is told without its line.
        }
    }

    private void Close()
    {
        reader?.Dispose();
        (reader, start, end, read, line, text, endsInReturn) = (null, 0, 0, 0, 0, null, false);
    }

    private void ReadLine()
    {
        var builder = new StringBuilder();
        while (true)
        {
            if (start == end && !Fill())
            {
                var last = builder.Length > 0 ? builder.ToString() : null;
                var number = line + 1;
                Close();
                // A line before the end is read from the start again.
                (text, line) = last is null ? (null, int.MaxValue) : (last, number);
                return;
            }
            if (endsInReturn && buffer[start] == '\n')
                start++;
            endsInReturn = false;
            var rest = buffer.AsSpan(start, end - start);
            var at = rest.IndexOfAny('\n', '\r');
            var length = at < 0 ? rest.Length : at;
            if (builder.Length + length <= LongestLine)
                builder.Append(rest[..length]);
            start += at < 0 ? length : at + 1;
            if (at < 0)
                continue;
            endsInReturn = rest[at] == '\r';
            (text, line) = (builder.ToString(), line + 1);
            return;
        }
    }

    private bool Fill()
    {
        (start, end) = (0, read > Farthest ? 0 : reader!.Read(buffer));
        read += end;
        return end > 0;
    }
}

/// <summary>A line of a source as a person sees it, with a mark below what a finding is about.</summary>
internal static class SourceExcerpt
{
    /// <summary>Of a long line so many widths on each side of the mark are looked at; characters may be as narrow as nothing.</summary>
    private const int WidthsLookedAt = 4;

    /// <summary>Of what is before the mark no more is shown where a line is too long.</summary>
    private const int ShownBefore = 3;

    /// <summary>The line and the line of marks below it, within a width.</summary>
    /// <param name="line">The line.</param>
    /// <param name="column">1-based, in code points; 0 for none, and then there are no marks.</param>
    /// <param name="length">How many code points are marked.</param>
    /// <param name="width">The columns that may be used, at least 20.</param>
    /// <param name="at">The index of the column.</param>
    public static (string Text, string? Marks) Of(string line, int column, int length, int width, int at)
    {
        var (hasBefore, hasAfter) = (false, false);
        if (line.Length > 4 * WidthsLookedAt * width)
        {
            var (first, end) = (Boundary(line, at - (WidthsLookedAt * width)), Boundary(line, at + (WidthsLookedAt * width)));
            (hasBefore, hasAfter) = (first > 0, end < line.Length);
            column = column == 0 ? 0 : 1 + line[first..at].EnumerateRunes().Count();
            line = line[first..end];
        }
        var shown = new List<(string Text, int Width)>();
        foreach (var rune in line.EnumerateRunes())
        {
            var text = rune.Value == '\t' ? " " : Printable.Line(rune.ToString());
            shown.Add((text, DisplayWidth.Of(text)));
        }
        var marked = Math.Min(Math.Max(0, column - 1), shown.Count);
        // What is drawn above or below another character is marked with it.
        for (; marked > 0 && marked < shown.Count && shown[marked].Width == 0; length++)
            marked--;
        var (from, total) = (0, shown.Sum(s => s.Width));
        if (total > width)
            for (var before = shown.Take(marked).Sum(s => s.Width); from < marked && before > width / ShownBefore; from++)
                before -= shown[from].Width;
        hasBefore |= from > 0;
        var (to, used) = (from, hasBefore ? 1 : 0);
        while (to < shown.Count && used + shown[to].Width < width)
            used += shown[to++].Width;
        if (to == shown.Count - 1 && !hasAfter && used + shown[to].Width <= width)
            to++;
        hasAfter |= to < shown.Count;
        var body = (hasBefore ? "…" : "") + string.Concat(shown.Take(from..to).Select(s => s.Text)) + (hasAfter ? "…" : "");
        if (column == 0)
            return (body.TrimEnd(), null);
        var indent = (hasBefore ? 1 : 0) + shown.Take(from..Math.Min(marked, to)).Sum(s => s.Width);
        var marks = shown.Take(Math.Min(marked, to)..Math.Min(marked + length, to)).Sum(s => s.Width);
        return (body.TrimEnd(), new string(' ', indent) + new string('^', Math.Max(1, marks)));
    }

    /// <summary>The index, or the one before it that no pair of surrogates lies across.</summary>
    private static int Boundary(string line, int index) =>
        index <= 0 ? 0 : index >= line.Length ? line.Length : char.IsLowSurrogate(line[index]) ? index - 1 : index;
}
