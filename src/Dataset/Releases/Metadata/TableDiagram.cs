using System.Text;
using Dataset.Diagnostics;
using Dataset.Files;

namespace Dataset.Releases.Metadata;

/// <summary>
/// The tables as boxes with their keys, and a line from each to those that it refers to, which are further left: <c>tables.svg</c>, which
/// the README shows (SVG 2), and the same in the page.
/// </summary>
internal static class TableDiagram
{
    private const int Width = 190;
    private const int Gap = 90;
    private const int LineHeight = 17;

    /// <summary>The page's colours, light and dark.</summary>
    private const string Style = """
        <style>
        text { font: 12px system-ui, "Segoe UI", Roboto, Arial, sans-serif; fill: #1b1b1b; }
        .name { font-weight: bold; font-size: 13px; }
        .box { fill: #f5f6f7; stroke: #55595f; }
        .key { fill: none; stroke: #3f7fb8; stroke-width: 1.5; }
        @media (prefers-color-scheme: dark) { text { fill: #e8e8e8; } .box { fill: #202428; stroke: #a9b0b8; } .key { stroke: #6aa5dc; } }
        </style>

        """;

    public static MetadataFile File { get; } = new(RelativePath.Parse("tables.svg"), Rules.DiagramAgrees, release =>
    {
        var svg = new HtmlText();
        Write(svg, release, isFile: true);
        return Encoding.UTF8.GetBytes(svg.ToString());
    });

    /// <param name="html">Takes the picture.</param>
    /// <param name="release">The tables.</param>
    /// <param name="isFile">Whether it is a file, which needs a namespace and colours of its own.</param>
    public static void Write(HtmlText html, DescribedRelease release, bool isFile)
    {
        var tables = release.Tables;
        var names = tables.Select(t => t.Name).ToArray();
        var levels = Levels(tables, names);
        var columns = levels.Distinct().Order().ToArray();
        var (x, y, bottoms) = (new int[tables.Count], new int[tables.Count], new int[columns.Length]);
        int Height(int i) => 26 + (tables[i].Schema.PrimaryKey.Count * LineHeight) + 6;
        for (var i = 0; i < tables.Count; i++)
        {
            var column = Array.IndexOf(columns, levels[i]);
            (x[i], y[i]) = (1 + (column * (Width + Gap)), 1 + bottoms[column]);
            bottoms[column] += Height(i) + 16;
        }
        var (width, height) = ((columns.Length * (Width + Gap)) - Gap + 2, bottoms.Max());
        html.AddRaw(isFile ? "<svg xmlns=\"http://www.w3.org/2000/svg\" " : "<svg ");
        html.Add($"width=\"{width}\" height=\"{height}\" ");
        html.Add($"viewBox=\"0 0 {width} {height}\" role=\"img\" ");
        html.Add($"aria-label=\"The tables with their keys, and which refer to which\">\n");
        if (isFile)
            html.AddRaw(Style);
        for (var i = 0; i < tables.Count; i++)
            foreach (var name in tables[i].Schema.ForeignKeys.Select(k => k.Table).Distinct())
                if (Array.IndexOf(names, name) is >= 0 and var to && to != i)
                {
                    var (x1, y1, x2, y2) = (x[i], y[i] + 14, x[to] + Width, y[to] + 14);
                    html.Add($"<path class=\"key\" d=\"M{x1} {y1}C{x1 - 45} {y1} {x2 + 45} {y2} {x2} {y2}\"/>");
                }
        for (var i = 0; i < tables.Count; i++)
        {
            html.Add($"<rect class=\"box\" x=\"{x[i]}\" y=\"{y[i]}\" width=\"{Width}\" height=\"{Height(i)}\" rx=\"4\"/>");
            html.Add($"<text class=\"name\" x=\"{x[i] + 10}\" y=\"{y[i] + 19}\">{Short(names[i])}</text>");
            var baseline = y[i] + 22;
            foreach (var key in tables[i].Schema.PrimaryKey)
                html.Add($"<text x=\"{x[i] + 10}\" y=\"{baseline += LineHeight}\">{Short(tables[i].Schema.Columns[key].Name)}</text>");
            html.Add($"\n");
        }
        html.Add($"</svg>\n");
    }

    /// <summary>How many references a table is away from one that refers to none.</summary>
    private static int[] Levels(IReadOnlyList<DescribedTable> tables, string[] names)
    {
        var levels = new int[tables.Count];
        // As often as there are tables: those that refer to each other in a circle do not go on for ever.
        for (var round = 0; round < tables.Count; round++)
            for (var i = 0; i < tables.Count; i++)
                foreach (var key in tables[i].Schema.ForeignKeys)
                    if (Array.IndexOf(names, key.Table) is >= 0 and var to && to != i && levels[to] < tables.Count)
                        levels[i] = Math.Max(levels[i], levels[to] + 1);
        return levels;
    }

    private static string Short(string name) => name.Length > 26 ? name[..25] + "…" : name;
}
