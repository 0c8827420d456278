using System.Globalization;
using System.Text;

namespace Dataset.Benchmarks.Scale;

/// <summary>
/// Seconds and memory over articles, both axes logarithmic, as SVG: a straight line of slope 1 is linear, a level one constant.
/// </summary>
internal static class ScalePlot
{
    private const int Width = 380;
    private const int Height = 260;
    private const int Margin = 50;
    private const int Gap = 70;
    private const int LegendLine = 18;

    private static readonly string[] Colors = ["#c0392b", "#e67e22", "#2980b9", "#16a085", "#7f8c8d"];

    /// <summary>Draws a panel for time and one for memory, and names the lines below.</summary>
    public static string Draw(IReadOnlyList<ScaleResult> results)
    {
        var programs = results.Select(r => r.Program).Distinct().ToArray();
        var svg = new StringBuilder();
        var (width, height) = (2 * (Margin + Width) + Gap, 2 * Margin + Height + LegendLine * programs.Length);
        Line(
            svg,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"12\">");
        Line(svg, $"<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>");
        Panel(svg, results, programs, Margin, "seconds", r => r.Measurement.Seconds);
        Panel(svg, results, programs, Margin + Width + Gap, "most memory, MB", r => r.Measurement.PeakInBytes / 1e6);
        for (var i = 0; i < programs.Length; i++)
        {
            var y = 2 * Margin + Height + LegendLine * i;
            Line(
                svg,
                $"<line x1=\"{Margin}\" x2=\"{Margin + 24}\" y1=\"{y - 4}\" y2=\"{y - 4}\" stroke=\"{Color(i)}\" stroke-width=\"2\"/>");
            Line(svg, $"<text x=\"{Margin + 32}\" y=\"{y}\">{programs[i].Replace("*", "", StringComparison.Ordinal)}</text>");
        }
        Line(svg, $"</svg>");
        return svg.ToString();
    }

    private static void Panel(
        StringBuilder svg, IReadOnlyList<ScaleResult> results, string[] programs, int left, string title, Func<ScaleResult, double> value)
    {
        var (xs, ys) = (Decades(results.Select(r => (double)r.Articles)), Decades(results.Select(value)));
        Line(svg, $"<text x=\"{left}\" y=\"{Margin - 16}\" font-weight=\"bold\">{title}</text>");
        for (var d = ys.First; d <= ys.Last; d++)
        {
            var y = Y(Math.Pow(10, d));
            Line(svg, $"<line x1=\"{left}\" x2=\"{left + Width}\" y1=\"{y:F1}\" y2=\"{y:F1}\" stroke=\"#ddd\"/>");
            Line(svg, $"<text x=\"{left - 6}\" y=\"{y + 4:F1}\" text-anchor=\"end\">{Math.Pow(10, d):#,0.##}</text>");
        }
        for (var d = xs.First; d <= xs.Last; d++)
        {
            var x = X(Math.Pow(10, d));
            Line(svg, $"<line x1=\"{x:F1}\" x2=\"{x:F1}\" y1=\"{Margin}\" y2=\"{Margin + Height}\" stroke=\"#ddd\"/>");
            Line(svg, $"<text x=\"{x:F1}\" y=\"{Margin + Height + 18}\" text-anchor=\"middle\">{Math.Pow(10, d):#,0}</text>");
        }
        for (var i = 0; i < programs.Length; i++)
        {
            var points = results.Where(r => r.Program == programs[i]).OrderBy(r => r.Articles)
                .Select(r => (X: X(r.Articles), Y: Y(value(r)))).ToArray();
            var path = string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:F1},{p.Y:F1}")));
            Line(svg, $"<polyline points=\"{path}\" fill=\"none\" stroke=\"{Color(i)}\" stroke-width=\"2\"/>");
            foreach (var (x, y) in points)
                Line(svg, $"<circle cx=\"{x:F1}\" cy=\"{y:F1}\" r=\"3\" fill=\"{Color(i)}\"/>");
        }

        double X(double articles) => left + Width * (Math.Log10(articles) - xs.First) / (xs.Last - xs.First);
        double Y(double at) => Margin + Height * (ys.Last - Math.Log10(at)) / (ys.Last - ys.First);
    }

    /// <summary>The powers of ten around some values, at least two.</summary>
    private static (int First, int Last) Decades(IEnumerable<double> values)
    {
        var logs = values.Select(Math.Log10).ToArray();
        var first = (int)Math.Floor(logs.Min());
        return (first, Math.Max(first + 1, (int)Math.Ceiling(logs.Max())));
    }

    private static string Color(int program) => Colors[program % Colors.Length];

    private static void Line(StringBuilder svg, FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture))
        .Append('\n');
}
