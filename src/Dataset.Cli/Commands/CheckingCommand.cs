using System.CommandLine;
using Dataset.Cli.Display;
using Dataset.Cli.Progress;
using Dataset.Diagnostics;
using Dataset.Diagnostics.Reporting;
using Dataset.Releases;

namespace Dataset.Cli.Commands;

/// <summary>A command that reports findings, in any of the forms.</summary>
internal abstract class CheckingCommand : DatasetCommand
{
    /// <summary>The most findings that <c>--max-findings</c> takes, and that <c>--all</c> lists without it.</summary>
    private const int MostFindings = 1_000_000;

    private readonly Option<int> jobs = CommonOptions.Jobs();
    private readonly Option<ReportFormat> format = CommonOptions.Format();

    private readonly Option<bool> all = new("--all")
    {
        Description = "List every finding. Without it, a fault that is in more than ten places is listed once, with its number.",
    };

    private readonly Option<int?> most = new("--max-findings")
    {
        HelpName = "N",
        Description = "List at most N findings, errors before warnings. Default: 10000, and with --all 1000000.",
        CustomParser = result => (int)CommonOptions.WholeNumber(result, "--max-findings", 1, MostFindings),
    };

    private readonly Option<bool> statistics = new("--statistics") { Description = "Count the findings of each rule; list none." };

    private readonly Option<bool> quiet =
        new("--quiet", "-q") { Description = "List errors alone (with --strict warnings too), and say nothing else." };

    private readonly Option<bool> strict =
        new("--strict") { Description = "Warnings fail too: the exit status is 1, and nothing is made." };

    protected CheckingCommand(Terminal terminal, string name, string summary)
        : base(terminal, name, summary)
    {
    }

    protected override string FindingsMean => "There are errors; each finding names its place and what to do.";

    /// <summary>Adds the options of all such commands. Call it last: <c>--help</c> keeps the order.</summary>
    protected void AddCommonOptions()
    {
        foreach (var option in new Option[] { jobs, format, all, most, statistics, quiet, strict })
            Add(option);
        Validators.Add(line =>
        {
            if (line.GetValue(statistics) && line.GetResult(format) is { Implicit: false } && line.GetValue(format) != ReportFormat.Text)
                line.AddError("--statistics is of the form text; json has the counts among its members.");
        });
    }

    /// <summary>The number of threads, at least 1.</summary>
    protected int Jobs(ParseResult line) => line.GetValue(jobs);

    /// <summary>A list for findings, which keeps as many as are to be listed.</summary>
    protected DiagnosticList Findings(ParseResult line) =>
        new(Math.Max(DiagnosticList.Limit, line.GetValue(most) ?? (line.GetValue(all) ? MostFindings : 0)))
        {
            IsStrict = line.GetValue(strict),
        };

    /// <summary>Shows progress; null where nothing is to be shown.</summary>
    protected ProgressDisplay? Progress(ParseResult line) => line.GetValue(quiet) ? null : ProgressDisplay.On(Terminal);

    /// <summary>Writes the findings to standard output, and the outcome to standard error.</summary>
    /// <param name="line">The command line, which says the form.</param>
    /// <param name="findings">What was found.</param>
    /// <param name="outcome">What was done, as a sentence; null where nothing was. Left out where there are errors.</param>
    /// <param name="next">The command that people run next, for those at a screen.</param>
    /// <param name="result">The same for programs.</param>
    /// <returns>The exit status.</returns>
    protected int Report(
        ParseResult line, DiagnosticList findings, string? outcome, string? next = null, ReportResult? result = null)
    {
        var isFine = outcome is not null && !findings.HasErrors;
        var counts = Counts(findings);
        var isStrict = findings.IsStrict && findings.ErrorCount == 0 && findings.WarningCount > 0;
        var summary = string.Join(' ', new[]
        {
            isFine ? outcome : null, counts.Length > 0 ? $"{counts}{(isStrict ? ", and --strict allows none" : "")}." : null,
        }.OfType<string>());
        try
        {
            Write(line, new Report(Name, ToolIdentity.Current.Version, findings)
            {
                ListsAll = line.GetValue(all),
                Most = line.GetValue(most) ?? int.MaxValue,
                // Warnings that fail are not left out.
                ErrorsOnly = line.GetValue(quiet) && !findings.IsStrict,
                CountsOnly = line.GetValue(statistics),
                Result = isFine ? result : null,
            });
            Terminal.Out.Flush();
        }
        catch (IOException)
        {
            // The work is done, and a published release stays published: say at least that much.
            Terminal.Error.Write($"{summary}\n");
            Terminal.Error.Flush();
            throw;
        }
        if (!line.GetValue(quiet))
        {
            Terminal.Say(summary);
            if (isFine && next is not null && Terminal.ErrorIsScreen)
                Terminal.Say($"Next: {next}");
        }
        return isFine ? ExitStatus.Fine : ExitStatus.Findings;
    }

    private void Write(ParseResult line, Report report)
    {
        var form = line.GetValue(format);
        var style = Terminal.Style with
        {
            Root = Terminal.Variable(form == ReportFormat.GitLab ? "CI_PROJECT_DIR" : "GITHUB_WORKSPACE"),
        };
        Reporters.For(form, style).Write(report, Terminal.Out);
        // GitHub shows what each step of a job appends to this file on the page of the run.
        if (form != ReportFormat.GitHub || Terminal.Variable("GITHUB_STEP_SUMMARY") is not { Length: > 0 } path)
            return;
        using var summary = new StreamWriter(path, append: true);
        Reporters.Summary(style).Write(report, summary);
    }

    /// <summary><c>2 errors, 1 warning</c>; empty where there is neither.</summary>
    private static string Counts(DiagnosticList findings) => string.Join(", ", new[]
    {
        findings.ErrorCount > 0 ? Amount.Of(findings.ErrorCount, "error") : "",
        findings.WarningCount > 0 ? Amount.Of(findings.WarningCount, "warning") : "",
    }.Where(c => c.Length > 0));
}
