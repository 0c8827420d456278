using System.CommandLine;
using Dataset.Cli.Display;
using Dataset.Cli.Progress;
using Dataset.Diagnostics;
using Dataset.Verification;

namespace Dataset.Cli.Commands;

/// <summary><c>dataset verify</c>.</summary>
internal sealed class VerifyCommand : CheckingCommand
{
    private readonly Argument<string> release = CommonArguments.Required("RELEASE", "The release: a folder or a .zip.");

    private readonly Option<string?> key = new("--key")
    {
        HelpName = "PUB.pem",
        Description = "Check the signature with this public key (ECDSA P-256, PEM) of the publisher.",
    };

    public VerifyCommand(Terminal terminal)
        : base(terminal, "verify", "Checks a release as a stranger would: every file, every list, every row, offline.")
    {
        Add(release);
        Add(key);
        AddCommonOptions();
    }

    public override string Details =>
        "Each file is held against every list that names it, the lists against each other, and the rows of each table in one format against those in the others.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
        
    [
        ("dataset verify dist/my-dataset-1.0.0", "Check a release."),
        ("dataset verify dist/my-dataset-1.0.0 --key pub.pem", "Check also who made it."),
    ];

    protected override string FineMeans => "The release is sound.";

    protected override string FindingsMean => "The release is not sound; each finding names the file, and in tables the row and column.";

    protected override int Run(ParseResult line)
    {
        var findings = new DiagnosticList();
        var path = line.GetRequiredValue(release);
        VerifyOutcome outcome;
        using (var progress = ProgressDisplay.On(Terminal))
            outcome = ReleaseVerifier.Verify(path, new() { Jobs = Jobs(line), PublicKeyPath = line.GetValue(key) }, findings, progress, Terminal.Stop.Token);
        return Report(line, findings, string.Join(", ",
            $"{Printable.Line(path)} is sound: {Amount.Of(outcome.FileCount, "file")}",
            Amount.Of(outcome.SizeInBytes, "byte"),
            Amount.Of(outcome.TableCount, "table"),
            $"{Amount.Of(outcome.RowCount, "row")}, alike in every format."));
    }
}
