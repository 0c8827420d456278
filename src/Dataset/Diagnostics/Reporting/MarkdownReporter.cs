using System.Globalization;
using System.Text;
using Dataset.Text;

namespace Dataset.Diagnostics.Reporting;

/// <summary>A page of Markdown: what was made or checked, and a table of findings, each kind once.</summary>
internal sealed class MarkdownReporter(ReportStyle style) : IReporter
{
    /// <summary>GitHub takes 1 MiB of a step, more than people read.</summary>
    private const int MostRows = 100;

    public void Write(Report report, TextWriter output)
    {
        output.Write($"### {Report.ToolName} {Text(report.Command)}\n\n");
        if (report.Result is { } result)
            WriteResult(result, output);
        var findings = report.ListedByKind;
        if (findings.Count == 0)
        {
            output.Write("No findings.\n\n");
            return;
        }
        output.Write("| | rule | where | finding | how many |\n| --- | --- | --- | --- | ---: |\n");
        foreach (var (finding, count) in findings.Take(MostRows))
        {
            var place = finding.Location with { Path = RepositoryPath.Of(finding.Location.Path, style.Root) };
            output.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"| {(finding.Rule.Severity == Severity.Error ? "error" : "warning")} | {finding.Rule.Id} | {Text(place.ToString())} | "
                    + $"{Text(finding.Message)} | {count:N0} |\n"));
        }
        if (findings.Count > MostRows)
            output.Write(string.Create(CultureInfo.InvariantCulture, $"\n{findings.Count - MostRows:N0} more are in the log.\n"));
        output.Write('\n');
    }

    private static void WriteResult(ReportResult result, TextWriter output)
    {
        output.Write($"{Text(result.Path)} ({Text(result.Outcome)})");
        output.Write(result.Digest is { } digest ? $": {Text(digest)}\n\n" : "\n\n");
        if (result.Tables.Count == 0)
            return;
        output.Write("| table | rows | digest |\n| --- | ---: | --- |\n");
        foreach (var table in result.Tables)
            output.Write(string.Create(
                CultureInfo.InvariantCulture, $"| {Text(table.Name)} | {table.Rows:N0} | {Text(table.Digest ?? "")} |\n"));
        output.Write('\n');
    }

    /// <summary>Text that means nothing else in Markdown: each ASCII character that might is escaped (CommonMark 2.4).</summary>
    private static string Text(string text)
    {
        var result = new StringBuilder();
        foreach (var c in Printable.Line(text))
        {
            if ("\\`*_{}[]<>()#|!~&$@".Contains(c, StringComparison.Ordinal))
                result.Append('\\');
            result.Append(c);
        }
        return result.ToString();
    }
}
