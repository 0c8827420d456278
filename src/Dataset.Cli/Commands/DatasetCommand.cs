using System.CommandLine;
using Dataset.Cli.Display;
using Dataset.Diagnostics;
using Dataset.Diagnostics.Reporting;
using Dataset.Releases;

namespace Dataset.Cli.Commands;

/// <summary>
/// A command: it parses, calls one library method, prints, and returns an exit status. A new one derives from this, adds its arguments and
/// options in its constructor, says its <see cref="Examples"/>, and takes its place in <see cref="CommandLine.Root"/>.
/// </summary>
internal abstract class DatasetCommand : Command
{
    protected DatasetCommand(Terminal terminal, string name, string summary)
        : base(name, summary)
    {
        Terminal = terminal;
        SetAction(Run);
    }

    /// <summary>What <c>--help</c> says after the summary; may be empty.</summary>
    public virtual string Details => "";

    /// <summary>Lines to try, each with what it does; at least one.</summary>
    public abstract IReadOnlyList<(string Line, string Meaning)> Examples { get; }

    /// <summary>What each exit status of this command means.</summary>
    public virtual IReadOnlyList<(int Status, string Meaning)> ExitStatuses =>
    [
        (ExitStatus.Fine, FineMeans),
        .. FindingsMean is null ? [] : new[] { (ExitStatus.Findings, FindingsMean) },
        (ExitStatus.Usage, "The command line is wrong."),
        (ExitStatus.Failed, "Could not run: a file could not be read or written, or the disk is full."),
        (ExitStatus.Interrupted, "Stopped by Ctrl-C (143: by SIGTERM)."),
    ];

    protected Terminal Terminal { get; }

    /// <summary>What status 0 means.</summary>
    protected abstract string FineMeans { get; }

    /// <summary>What status 1 means; null for a command that reports no findings.</summary>
    protected abstract string? FindingsMean { get; }

    /// <summary>Does the work.</summary>
    /// <returns>An <see cref="ExitStatus"/>.</returns>
    protected abstract int Run(ParseResult line);
}

/// <summary>A command that reports findings, in any of the forms.</summary>
internal abstract class CheckingCommand : DatasetCommand
{
    private readonly Option<ReportFormat> format = CommonOptions.Format();
    private readonly Option<int> jobs = CommonOptions.Jobs();

    protected CheckingCommand(Terminal terminal, string name, string summary)
        : base(terminal, name, summary)
    {
    }

    protected override string FindingsMean => "There are errors; each finding names its place and what to do.";

    /// <summary>Adds the options of all such commands. Call it last: <c>--help</c> keeps the order.</summary>
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
    /// <param name="outcome">What was done, as a sentence; null where nothing was. Left out where there are errors.</param>
    /// <param name="next">The command that people run next, for those at a screen.</param>
    /// <returns>The exit status.</returns>
    protected int Report(ParseResult line, DiagnosticList findings, string? outcome, string? next = null)
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
            // The work is done, and a published release stays published: say at least that much.
            Terminal.Error.Write($"{summary}\n");
            Terminal.Error.Flush();
            throw;
        }
        Terminal.Say(summary);
        if (isFine && next is not null && Terminal.ErrorIsScreen)
            Terminal.Say($"Next: {next}");
        return isFine ? ExitStatus.Fine : ExitStatus.Findings;
    }

    /// <summary><c>2 errors, 1 warning</c>; empty where there is neither.</summary>
    private static string Counts(DiagnosticList findings) => string.Join(", ", new[]
    {
        findings.ErrorCount > 0 ? Amount.Of(findings.ErrorCount, "error") : "",
        findings.WarningCount > 0 ? Amount.Of(findings.WarningCount, "warning") : "",
    }.Where(c => c.Length > 0));
}
