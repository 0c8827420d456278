using System.Globalization;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Releases.Metadata;

/// <summary>The pictures of a page, as SVG: figures and a timeline.</summary>
internal static class PageCharts
{
    private const int MostMarks = 200;

    private static readonly int[] YearSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000];

    /// <summary>The number that a text is; 0 where it is none.</summary>
    public static double NumberOf(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>
    /// The first column of numbers that curators wrote, as bars: on a logarithmic scale where the largest is over a thousand times the
    /// smallest that is not 0. Nothing where fewer than three rows have one, or one is negative. Where a column refers to a table of
    /// units, bars compare the rows of one unit.
    /// </summary>
    public static void WriteFigures(HtmlText html, PageTable table)
    {
        var columns = table.Schema.Columns;
        var column = Enumerable.Range(0, columns.Count)
            .FirstOrDefault(c => columns[c] is { Derivation: null, Layout: { IsList: false, Type.IsNumeric: true } }
                && !table.Schema.PrimaryKey.Contains(c), -1);
        if (column < 0)
            return;
        double ValueOf(PageRow row) => NumberOf(row.Text(column));
        var rows = table.Rows.Where(r => !r.IsNull(column)).OrderByDescending(ValueOf).Take(MostMarks).ToArray();
        if (rows.Length < 3 || ValueOf(rows[^1]) < 0)
            return;
        var unit = UnitOf(table.Schema);
        double Least(IReadOnlyList<PageRow> of) => ValueOf(of.LastOrDefault(r => ValueOf(r) > 0, of[0]));
        var groups = rows.GroupBy(r => unit < 0 ? "" : r.Text(unit)).Select(g => g.ToArray()).OrderByDescending(g => g.Length).ToArray();
        var logs = groups.Where(g => ValueOf(g[0]) > 1000 * Least(g)).ToArray();
        html.Add($"<figure><figcaption>{columns[column].Name} of each row");
        if (unit >= 0)
            html.Add($" with its {columns[unit].Name}; bars compare rows of one unit");
        if (logs.Length > 0)
            html.Add($", on a logarithmic scale{(unit < 0 ? "" : " for " + string.Join(", ", logs.Select(g => g[0].Text(unit))))}");
        html.Add($"</figcaption><ol class=\"bars\">\n");
        foreach (var group in groups)
        {
            var (least, most, isLog) = (Least(group), ValueOf(group[0]), logs.Contains(group));
            foreach (var row in group)
            {
                var value = ValueOf(row);
                var share = value == 0 ? 0
                    : isLog ? 0.02 + (0.98 * Math.Log(value / least) / Math.Log(most / least)) : value / most;
                html.Add($"<li><a href=\"#{row.Id}\">{row.Label}</a> <b>{value:#,0.######}</b>");
                if (unit >= 0)
                    html.Add($" {row.Text(unit)}");
                if (unit < 0 || group.Length > 1)
                {
                    html.Add($"<svg width=\"100%\" height=\"8\" aria-hidden=\"true\">");
                    html.Add($"<rect width=\"{share * 100:0.##}%\" height=\"8\"/></svg>");
                }
                html.Add($"</li>\n");
            }
        }
        html.Add($"</ol></figure>\n");
    }

    /// <summary>The first column that refers to a table and whose name ends in <c>unit</c> or <c>unit_id</c>; -1 where none does.</summary>
    private static int UnitOf(TableSchema schema) => schema.ForeignKeys
        .Where(k => k.Columns is [var name]
            && (name.EndsWith("unit", StringComparison.Ordinal) || name.EndsWith("unit_id", StringComparison.Ordinal)))
        .Select(k => schema.IndexOf(k.Columns[0])).FirstOrDefault(-1);

    /// <summary>
    /// Every column of dates as a lane, and two that are the ends of a time as one. None where there are fewer than two dates.
    /// </summary>
    public static IReadOnlyList<Lane> LanesOf(IReadOnlyList<PageTable> tables)
    {
        var lanes = tables.Where(t => t.ParagraphText < 0).SelectMany(LanesOf).Where(l => l.Marks.Length > 0).ToArray();
        var marks = lanes.SelectMany(l => l.Marks).ToArray();
        return marks.Length > 0 && marks.Min(m => m.From) < marks.Max(m => m.To) ? lanes : [];
    }

    /// <summary>Lanes below each other, with marks that lead to rows. Nothing where there are none.</summary>
    public static void WriteTimeline(HtmlText html, IReadOnlyList<Lane> lanes)
    {
        if (lanes.Count == 0)
            return;
        var (first, last) = (lanes.Min(l => l.Marks.Min(m => m.From)), lanes.Max(l => l.Marks.Max(m => m.To)));
        double At(int day) => 2 + (96.0 * (day - first) / (last - first));
        html.Add($"<section><h2 id=\"page-timeline\">Timeline</h2>\n<p>Each mark leads to its row.</p>\n");
        foreach (var lane in lanes)
        {
            html.Add($"<figure><figcaption>{lane.Name}</figcaption>");
            html.Add($"<svg class=\"lane\" width=\"100%\" height=\"34\" role=\"group\" aria-label=\"{lane.Name}\">");
            foreach (var tick in TicksOf(DateOnly.FromDayNumber(first), DateOnly.FromDayNumber(last)))
            {
                html.Add($"<line class=\"tick\" x1=\"{At(tick.Day):0.##}%\" x2=\"{At(tick.Day):0.##}%\" y1=\"0\" y2=\"20\"/>");
                html.Add($"<text x=\"{At(tick.Day):0.##}%\" y=\"32\">{tick.Name}</text>");
            }
            foreach (var mark in lane.Marks)
            {
                html.Add($"<a href=\"#{mark.Id}\" aria-label=\"{mark.Title}\"><title>{mark.Title}</title>");
                if (mark.From != mark.To)
                    html.Add($"<line class=\"time\" x1=\"{At(mark.From):0.##}%\" x2=\"{At(mark.To):0.##}%\" y1=\"10\" y2=\"10\"/>");
                html.Add($"<circle cx=\"{At(mark.From):0.##}%\" cy=\"10\" r=\"5\"/></a>");
            }
            html.Add($"</svg></figure>\n");
        }
        html.Add($"</section>\n");
    }

    private static IEnumerable<Lane> LanesOf(PageTable table)
    {
        var columns = table.Schema.Columns;
        var dates = Enumerable.Range(0, columns.Count)
            .Where(c => !columns[c].Layout.IsList
                && (columns[c].Layout.Type == ColumnType.Date || columns[c].Layout.Type == ColumnType.DateTime)).ToList();
        string[][] ends = [["_start", "_end"], ["_earliest", "_latest"], ["_from", "_to"], ["_begin", "_end"]];
        while (dates.Count > 0)
        {
            var from = dates[0];
            var to = ends.Where(e => columns[from].Name.EndsWith(e[0], StringComparison.Ordinal))
                .Select(e => table.Schema.Find(columns[from].Name[..^e[0].Length] + e[1])).FirstOrDefault(dates.Contains, from);
            dates.RemoveAll(d => d == from || d == to);
            yield return new(
                $"{table.Schema.Title}: {columns[from].Name}{(from == to ? "" : " to " + columns[to].Name)}",
                [.. table.Rows.Select(row => MarkOf(row, from, to)).OfType<TimeMark>().Take(MostMarks)]);
        }
    }

    private static TimeMark? MarkOf(PageRow row, int from, int to)
    {
        var (first, last) = (DayOf(row.Text(from)), DayOf(row.Text(to)));
        if ((first ?? last) is not { } start)
            return null;
        var (begin, end) = (row.Text(from), row.Text(to));
        var time = begin == end ? begin : $"{(begin.Length == 0 ? "…" : begin)} to {(end.Length == 0 ? "…" : end)}";
        return new(start, last is { } day && day > start ? day : start, row.Id, $"{time}: {row.Label}");
    }

    private static int? DayOf(string text) =>
        text.Length >= 10
            && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.DayNumber : null;

    /// <summary>The beginnings of at most eight years, or of months where there are fewer than two of those.</summary>
    private static IEnumerable<Tick> TicksOf(DateOnly first, DateOnly last)
    {
        if (last.Year - first.Year < 2)
        {
            var months = ((last.Year - first.Year) * 12) + last.Month - first.Month;
            for (var month = new DateOnly(first.Year, first.Month, 1).AddMonths(first.Day > 1 ? 1 : 0); month <= last;
                month = month.AddMonths(1 + (months / 6)))
                yield return new(month.DayNumber, month.ToString("yyyy-MM", CultureInfo.InvariantCulture));
            yield break;
        }
        var step = YearSteps.First(s => (last.Year - first.Year) / s < 8);
        for (var year = (first.Year + step - 1) / step * step; year <= last.Year; year += step)
            if (year > 0 && new DateOnly(year, 1, 1) is var day && day >= first)
                yield return new(day.DayNumber, year.ToString(CultureInfo.InvariantCulture));
    }

    public sealed record Lane(string Name, TimeMark[] Marks);

    /// <param name="From">A day's number, as are those below.</param>
    public sealed record TimeMark(int From, int To, string Id, string Title);

    private sealed record Tick(int Day, string Name);
}
