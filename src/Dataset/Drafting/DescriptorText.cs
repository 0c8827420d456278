using System.Text;
using Dataset.Diagnostics;
using Dataset.Sources;

namespace Dataset.Drafting;

/// <summary>Adds tables to the text of <c>dataset.yaml</c>, and leaves all else in it as it is.</summary>
internal static class DescriptorText
{
    /// <summary>
    /// The text with the entries after that of the last table; null where its tables are not written a line or more each.
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
            return null;
        var end = last + 1;
        for (var i = end; i < lines.Count && (lines[i].Trim().Length == 0 || IndentOf(lines[i]) > indent); i++)
            if (lines[i].Trim().Length > 0)
                end = i + 1;
        lines.InsertRange(end, entries.Select(e => new string(' ', indent) + e + (lines[last].EndsWith('\r') ? "\r" : "")));
        var more = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        if (Read(more)?.Tables.Count != before.Tables.Count + entries.Count)
            return null;
        return more;
    }

    private static Descriptor? Read(byte[] utf8) => DescriptorReader.Read(utf8, Descriptor.FileName, null, new DiagnosticList());

    private static int IndentOf(string line) => line.Length - line.TrimStart(' ').Length;
}
