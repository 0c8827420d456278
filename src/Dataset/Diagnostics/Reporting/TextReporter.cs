using System.Globalization;
using Dataset.Text;

namespace Dataset.Diagnostics.Reporting;

/// <summary>
/// A line a finding, <c>path(line,column): error DS2001: message</c>; below it the line of the source with the place marked, and below the
/// first finding of each rule the remedy, where the message does not say it: told once, it stays readable when some rows share a fault.
/// Where more than <see cref="Report.MostOfKind"/> rows do, the first one is told and the others are counted.
/// </summary>
internal sealed class TextReporter(ReportStyle style) : IReporter
{
    private const string Indent = "    ";
    private const int WidthOfExcerpts = 120;
    private const string Plain = "\e[0m";

    public void Write(Report report, TextWriter output)
    {
        if (report.CountsOnly)
        {
            WriteCounts(report, output);
            return;
        }
        var told = new HashSet<string>(StringComparer.Ordinal);
        using var lines = new SourceLines();
        foreach (var (finding, count) in report.ListedByKind)
        {
            WriteWrapped(output, Line(finding));
            WriteExcerpt(output, finding, lines);
            if (count > 1)
                WriteNote(output, Count(finding, count));
            if (!finding.Rule.IsRemedyInMessage && told.Add(finding.Rule.Id))
                WriteNote(output, Printable.Line(finding.Rule.Remedy));
        }
        if (report.OmittedByKind is { } omitted)
            WriteWrapped(output, $"({omitted})");
    }

    private static string Count(Diagnostic first, long count) => string.Create(
        CultureInfo.InvariantCulture,
        $"× {count:N0}{(first.Subject.Length == 0 ? "" : " in " + Printable.Quoted(first.Subject))}, first here; --all lists them.");

    private string Line(Diagnostic finding)
    {
        var word = finding.Rule.Severity == Severity.Error ? "error" : "warning";
        return $"{Shade("\e[1m", Printable.Line(finding.Location.ToString()))}: {Shade(ShadeOf(finding), $"{word} {finding.Rule.Id}")}: "
            + Printable.Line(finding.Message);
    }

    private void WriteExcerpt(TextWriter output, Diagnostic finding, SourceLines lines)
    {
        var (path, number, column) = (finding.Location.Path, finding.Location.Line, finding.Location.Column);
        if (lines.At(finding.Location) is not { } line)
            return;
        var gutter = string.Create(CultureInfo.InvariantCulture, $"{number,5} | ");
        var at = lines.IndexOf(line, column);
        var length = column == 0 ? 0 : SourceLines.LengthAt(line, at, path);
        var (text, marks) = SourceExcerpt.Of(line, column, length, Math.Max(20, (style.Width ?? WidthOfExcerpts) - gutter.Length), at);
        if (text.Length == 0 && marks is null)
            return;
        output.Write($"{Shade("\e[2m", gutter)}{text}\n");
        if (marks is not null)
            output.Write($"{Shade("\e[2m", new string(' ', gutter.Length - 2) + "| ")}{Shade(ShadeOf(finding), marks)}\n");
    }

    private static void WriteCounts(Report report, TextWriter output)
    {
        foreach (var (rule, count) in report.Counted.OrderByDescending(c => c.Count).ThenBy(c => c.Rule.Id, StringComparer.Ordinal))
            output.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{count,10:N0} {(rule.Severity == Severity.Error ? "error" : "warning"),7} {rule.Id}  {Printable.Line(rule.Title)}\n"));
    }

    private void WriteNote(TextWriter output, string note)
    {
        foreach (var line in DisplayWidth.Wrap(note, style.Width, Indent, Indent))
            output.Write($"{Indent}{Shade("\e[2m", line[Indent.Length..])}\n");
    }

    private void WriteWrapped(TextWriter output, string text)
    {
        foreach (var line in DisplayWidth.Wrap(text, style.Width, "", Indent))
            output.Write(line + "\n");
    }

    private static string ShadeOf(Diagnostic finding) => finding.Rule.Severity == Severity.Error ? "\e[31m" : "\e[33m";

    private string Shade(string colour, string text) => style.Colour ? colour + text + Plain : text;
}
