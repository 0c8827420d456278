using System.Globalization;
using System.Text;
using Dataset.Text;

namespace Dataset.Diagnostics.Reporting;

/// <summary>
/// Workflow commands of GitHub Actions, <c>::error file=…,line=…,col=…,title=…::message</c>: annotations beside the lines that they
/// name. GitHub shows ten errors and ten warnings of a step, so a systematic fault is told once.
/// </summary>
internal sealed class GitHubReporter(ReportStyle style) : IReporter
{
    public void Write(Report report, TextWriter output)
    {
        foreach (var (finding, count) in report.ListedByKind)
        {
            var line = new StringBuilder(finding.Rule.Severity == Severity.Error ? "::error file=" : "::warning file=");
            line.Append(Property(RepositoryPath.Of(finding.Location.Path, style.Root)));
            if (finding.Location.Line > 0)
                line.Append(CultureInfo.InvariantCulture, $",line={finding.Location.Line}");
            if (finding.Location is { Line: > 0, Column: > 0 })
                line.Append(CultureInfo.InvariantCulture, $",col={finding.Location.Column}");
            line.Append(CultureInfo.InvariantCulture, $",title={Property($"{finding.Rule.Id}: {finding.Rule.Title}")}::");
            var others = count > 1 ? string.Create(CultureInfo.InvariantCulture, $" There are {count:N0} of this kind.") : "";
            line.Append(Data($"{Printable.Line(finding.Message)}{others}"));
            if (!finding.Rule.IsRemedyInMessage)
                line.Append(Data($"\n{Printable.Line(finding.Rule.Remedy)}"));
            output.Write($"{line}\n");
        }
        if (report.OmittedByKind is { } omitted)
            output.Write($"::notice title={Report.ToolName}::{omitted}\n");
    }

    /// <summary>Escapes what ends a command or its data.</summary>
    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    /// <summary>Escapes also what ends a property.</summary>
    private static string Property(string text) => Data(Printable.Line(text))
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
