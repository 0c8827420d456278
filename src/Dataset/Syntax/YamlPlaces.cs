using System.Buffers;
using Dataset.Diagnostics;
using YamlDotNet.Core;

namespace Dataset.Syntax;

/// <summary>Turns the parser's marks, whose columns count UTF-16 units, into places whose columns count code points.</summary>
internal sealed class YamlPlaces(string text, string displayPath)
{
    private static readonly SearchValues<char> Surrogates = SearchValues.Create([.. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    private readonly List<int>? lineStarts = text.AsSpan().ContainsAny(Surrogates) ? LineStarts(text) : null;

    public Location Of(Mark mark)
    {
        var (line, column) = ((int)mark.Line, (int)mark.Column);
        // The parser's marks at the end of the text may lie one line beyond it.
        if (lineStarts is null || line > lineStarts.Count)
            return new Location(displayPath, line, column);
        var start = lineStarts[line - 1];
        var pairs = 0;
        for (var i = start; i < Math.Min(start + column - 1, text.Length); i++)
        {
            if (char.IsLowSurrogate(text[i]))
                pairs++;
        }
        return new Location(displayPath, line, column - pairs);
    }

    private static List<int> LineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var end = text.IndexOf('\n', StringComparison.Ordinal); end >= 0; end = text.IndexOf('\n', end + 1))
            starts.Add(end + 1);
        return starts;
    }
}
