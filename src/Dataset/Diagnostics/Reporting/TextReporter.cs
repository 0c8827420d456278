using Dataset.Text;

namespace Dataset.Diagnostics.Reporting;

/// <summary>
/// A line a finding, <c>path(line,column): error DS2001: message</c>, and below the first finding of each rule the remedy, indented:
/// told once, it stays readable when a hundred rows share a fault.
/// </summary>
/// <param name="colour">Whether to set off severities and remedies with the colours of a terminal (ECMA-48, SGR).</param>
internal sealed class TextReporter(bool colour) : IReporter
{
    private const string Red = "\e[31m";
    private const string Yellow = "\e[33m";
    private const string Faint = "\e[2m";
    private const string Plain = "\e[0m";

    public void Write(Report report, TextWriter output)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var finding in report.Findings.Sorted())
        {
            WriteLine(finding, output);
            if (told.Add(finding.Rule.Id))
                output.Write($"    {(colour ? Faint : "")}{Printable.Line(finding.Rule.Remedy)}{(colour ? Plain : "")}\n");
        }
        if (report.Omitted is { } omitted)
            output.Write($"({omitted})\n");
    }

    private void WriteLine(Diagnostic finding, TextWriter output)
    {
        if (!colour)
        {
            output.Write($"{finding}\n");
            return;
        }
        var (word, shade) = finding.Rule.Severity == Severity.Error ? ("error", Red) : ("warning", Yellow);
        output.Write(
            $"{Printable.Line(finding.Location.ToString())}: {shade}{word} {finding.Rule.Id}{Plain}: {Printable.Line(finding.Message)}\n");
    }
}
