using System.CommandLine;
using Dataset.Cli.Display;
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
    /// <param name="outcome">What was done, as a sentence; null where nothing was. Not said where there are errors.</param>
    /// <returns>The exit status.</returns>
    protected int Report(ParseResult line, DiagnosticList findings, string? outcome)
    {
        var isFine = outcome is not null && !findings.HasErrors;
        var counts = Counts(findings);
        var summary = string.Join(' ', new[] { isFine ? outcome : null, counts.Length > 0 ? counts + "." : null }.OfType<string>());
        try
        {
            Reporters.For(line.GetValue(format), Terminal.Colour)
                .Write(new Report(Name, ToolIdentity.Current.Version, findings), Terminal.Out);
            Terminal.Out.Flush();
        }
        catch (IOException)
        {
            // What was done is done, and a release that was published stands: whoever cannot read the findings is told so much.
            Terminal.Error.Write($"{summary}\n");
            Terminal.Error.Flush();
            throw;
        }
        Terminal.Say(summary);
        return isFine ? ExitStatus.Fine : ExitStatus.Findings;
    }

    /// <summary><c>2 errors, 1 warning</c>; empty where there is neither.</summary>
    private static string Counts(DiagnosticList findings) => string.Join(", ", new[]
    {
        findings.ErrorCount > 0 ? Amount.Of(findings.ErrorCount, "error") : "",
        findings.WarningCount > 0 ? Amount.Of(findings.WarningCount, "warning") : "",
    }.Where(c => c.Length > 0));
}
