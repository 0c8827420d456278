using System.CommandLine;

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
