using System.Text;
using Dataset.Diagnostics;
using Dataset.Sources;

namespace Dataset.Drafting;

/// <summary>Adds tables to the text of <c>dataset.yaml</c>, and leaves all else in it as it is.</summary>
internal static class DescriptorText
{
    /// <summary>
    /// The text with the entries after that of the last table; null where that is neither of lines of its own nor in braces.
    /// </summary>
    /// <param name="utf8">The file, which is right.</param>
    /// <param name="entries">Each on one line, with a hyphen, without indentation.</param>
    public static ReadOnlyMemory<byte>? With(byte[] utf8, IReadOnlyList<string> entries)
    {
        if (Read(utf8) is not { } before)
            return null;
        var text = Encoding.UTF8.GetString(utf8);
        var lines = (text.EndsWith('\n') ? text : text + "\n").Split('\n').ToList();
        var last = before.Tables[^1].Location.Line - 1;
        var indent = IndentOf(lines[last]);
        if (indent == lines[last].Length || lines[last][indent] != '-')
            return Checked(InBrackets(text, lines.Take(last).Sum(l => l.Length + 1), before.Tables[^1].Location.Column - 1, entries));
        var end = last + 1;
        for (var i = end; i < lines.Count && (lines[i].Trim().Length == 0 || IndentOf(lines[i]) > indent); i++)
            if (lines[i].Trim().Length > 0)
                end = i + 1;
        lines.InsertRange(end, entries.Select(e => new string(' ', indent) + e + (lines[last].EndsWith('\r') ? "\r" : "")));
        return Checked(string.Join('\n', lines));

        ReadOnlyMemory<byte>? Checked(string? more)
        {
            if (more is null || Read(Encoding.UTF8.GetBytes(more))?.Tables.Count != before.Tables.Count + entries.Count)
                return null;
            return Encoding.UTF8.GetBytes(more);
        }
    }

    /// <summary>The text with entries behind one that is in a list in brackets; each on a line of its own where that one is.</summary>
    /// <param name="text">The file.</param>
    /// <param name="line">Where the line of that entry begins.</param>
    /// <param name="column">Where in it the entry begins.</param>
    /// <param name="entries">Each with a hyphen.</param>
    private static string? InBrackets(string text, int line, int column, IReadOnlyList<string> entries)
    {
        if (line + column >= text.Length || text[line + column] != '{')
            return null;
        var (at, depth) = (line + column, 0);
        for (; at < text.Length; at++)
        {
            if (text[at] is '"' or '\'')
                for (var quote = text[at++]; at < text.Length && text[at] != quote; at++)
                    at += quote == '"' && text[at] == '\\' ? 1 : 0;
            else if (text[at] == '#' && text[at - 1] is ' ' or '\n')
                at = text.IndexOf('\n', at) is var end and >= 0 ? end : text.Length;
            else if (text[at] is '{' or '[')
                depth++;
            else if (text[at] is '}' or ']' && --depth == 0)
                break;
        }
        if (at >= text.Length)
            return null;
        var before = text[line..(line + column)];
        var between = "," + (string.IsNullOrWhiteSpace(before) ? "\n" + before : " ");
        return text.Insert(at + 1, string.Concat(entries.Select(e => between + e[2..])));
    }

    private static Descriptor? Read(byte[] utf8) => DescriptorReader.Read(utf8, Descriptor.FileName, null, new DiagnosticList());

    private static int IndentOf(string line) => line.Length - line.TrimStart(' ').Length;
}
