using System.CommandLine;
using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Diagnostics.Reporting;
using Dataset.Releases;

namespace Dataset.Cli.Commands;

/// <summary>A command that reports findings, in any of the forms.</summary>
internal abstract class CheckingCommand : DatasetCommand
{
    private readonly Option<ReportFormat> format = CommonOptions.Format();
    private readonly Option<int> jobs = CommonOptions.Jobs();

    protected CheckingCommand(Terminal terminal, string name, string summary)
        : base(terminal, name, summary)
    {
    }

    protected override string FindingsMean => "Findings of severity error; each names its place and what to do.";

    /// <summary>Adds the options that all such commands have; called last, since <c>--help</c> keeps the order.</summary>
    protected void AddCommonOptions()
    {
        Add(jobs);
        Add(format);
    }

    /// <summary>The number of threads, at least 1.</summary>
    protected int Jobs(ParseResult line) => line.GetValue(jobs);

    /// <summary>Writes the findings to standard output, and the outcome to standard error.</summary>
    /// <param name="line">The command line, which says the form.</param>
    /// <param name="findings">What was found.</param>
    /// <param name="outcome">What was done, as a sentence; not said where there are errors.</param>
    /// <returns>The exit status.</returns>
    protected int Report(ParseResult line, DiagnosticList findings, string outcome)
    {
        Reporters.For(line.GetValue(format), Terminal.Colour).Write(new Report(Name, ToolIdentity.Current.Version, findings), Terminal.Out);
        var counts = Counts(findings);
        Terminal.Say(findings.HasErrors ? $"{counts}." : counts.Length > 0 ? $"{outcome} {counts}." : outcome);
        return findings.HasErrors ? ExitStatus.Findings : ExitStatus.Fine;
    }

    /// <summary><c>2 errors, 1 warning</c>; empty where there is neither.</summary>
    private static string Counts(DiagnosticList findings) => string.Join(", ", new[]
    {
        Count(findings.ErrorCount, "error"),
        Count(findings.WarningCount, "warning"),
    }.Where(c => c.Length > 0));

    /// <summary><c>1 row</c>, <c>1,204 rows</c>; empty for none.</summary>
    private static string Count(long count, string noun) =>
        count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");
}
