using System.CommandLine;
using Dataset.Cli.Progress;
using Dataset.Comparison;
using Dataset.Diagnostics;
using Dataset.Diagnostics.Reporting;
using Dataset.Releases;

namespace Dataset.Cli.Commands;

/// <summary><c>dataset diff</c>.</summary>
internal sealed class DiffCommand : DatasetCommand
{
    private readonly Argument<string> old = CommonArguments.Required("OLD", "The older release: a folder or a .zip.");

    private readonly Argument<string> now = CommonArguments.Required("NEW", "The newer release.");

    private readonly Option<string> format = CommonOptions.Choose(new("--format")
    {
        HelpName = "FORM",
        Description = "text (the default): each row that differs, then a summary. json: every change, enough to turn the tables of OLD "
            + "into those of NEW. markdown: as in CHANGELOG.md.",
        DefaultValueFactory = _ => "text",
    }, ("text", "text"), ("json", "json"), ("markdown", "markdown"));

    private readonly Option<bool> stat = new("--stat") { Description = "Count the rows that differ in each table, and list none." };

    public DiffCommand(Terminal terminal)
        : base(terminal, "diff", "Compares two releases, and says which version the changes ask for.")
    {
        Add(old);
        Add(now);
        Add(format);
        Add(stat);
        Validators.Add(line =>
        {
            if (line.GetValue(stat) && line.GetResult(format) is { Implicit: false } && line.GetValue(format) != "text")
                line.AddError("--stat is of the form text.");
        });
    }

    public override string Details =>
        "Rows are matched by their primary key and streamed, so tables may be larger than memory. The files that are compared must match "
            + "SHA256SUMS; 'dataset verify' checks the rest. schema/README.md explains the version policy.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("dataset diff dist/my-dataset-1.0.0 dist/my-dataset-1.1.0", "Show what changed, and whether 1.1.0 is high enough."),
        ("dataset diff --stat dist/my-dataset-1.0.0 dist/my-dataset-1.1.0", "Count what changed in each table."),
        ("dataset diff --format json dist/my-dataset-1.0.0 dist/my-dataset-1.1.0", "The same for a program."),
    ];

    protected override string FineMeans => "The releases were compared, whether they differ or not.";

    protected override string FindingsMean => "A release is damaged or is not a release. The output is incomplete.";

    protected override int Run(ParseResult line)
    {
        var findings = new DiagnosticList();
        var form = line.GetRequiredValue(format);
        var log = form == "markdown" ? new ChangeLog() : null;
        IChangeVisitor visitor = log ?? (form == "json" ? new DifferenceJson(Terminal.Out)
            : (IChangeVisitor)new DifferenceText(Terminal.Out, line.GetValue(stat), Terminal.Style.Width));
        ReleaseDifference? difference;
        using (var progress = ProgressDisplay.On(Terminal))
            difference = ReleaseDiff.Compare(
                line.GetRequiredValue(old), line.GetRequiredValue(now), visitor, findings, progress, Terminal.Stop.Token);
        if (difference is not null && log is not null)
            Terminal.Out.Write(log.ToString());
        // Not among the differences, which a program may be reading.
        Terminal.Out.Flush();
        Reporters.For(ReportFormat.Text).Write(new(Name, ToolIdentity.Current.Version, findings), Terminal.Error);
        return difference is null ? ExitStatus.Findings : ExitStatus.Fine;
    }
}
