using System.CommandLine;
using Dataset.Cli.Display;
using Dataset.Cli.Progress;
using Dataset.Diagnostics;
using Dataset.Manifests;
using Dataset.Releases;

namespace Dataset.Cli.Commands;

/// <summary><c>dataset build</c>.</summary>
internal sealed class BuildCommand : CheckingCommand
{
    private readonly Argument<string> source = CommonArguments.Source();

    private readonly Option<string> output = CommonOptions.Path(
        "--output", "FOLDER", "The folder that releases stand in. Default: dist.", "dist", "-o");

    private readonly Option<string?> sign = new("--sign")
    {
        HelpName = "KEY.pem",
        Description = "Sign the provenance with this private key (ECDSA P-256, PEM): provenance.sigstore.json.",
    };

    private readonly Option<bool> replace = new("--replace")
    {
        Description = "Replace a release of this version that stands there and differs: for one that nobody has yet.",
    };

    public BuildCommand(Terminal terminal)
        : base(terminal, "build", "Builds a release: sources in, checked JSON Lines, CSV and Parquet files of every table out.")
    {
        Add(source);
        Add(output);
        Add(sign);
        Add(replace);
        AddCommonOptions();
    }

    public override string Details =>
        "The release appears whole, as FOLDER/NAME-VERSION, or not at all. The same sources give the same bytes, on any machine. A version that stands is never changed: where it is the same, nothing is written; where it differs, the findings say what does.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("dataset build", "Build seeds/ into dist/."),
        ("dataset build other/seeds -o /tmp/try --format github", "Build other sources elsewhere, with findings for a GitHub workflow."),
    ];

    protected override string FineMeans => "The release stands; there may be warnings.";

    protected override string FindingsMean => "Findings of severity error; the output folder is as it was.";

    protected override int Run(ParseResult line)
    {
        var findings = new DiagnosticList();
        var options = new BuildOptions
        {
            SourceFolder = line.GetRequiredValue(source),
            OutputFolder = line.GetRequiredValue(output),
            Jobs = Jobs(line),
            SigningKeyPath = line.GetValue(sign),
            Replace = line.GetValue(replace),
        };
        BuildOutcome outcome;
        using (var progress = ProgressDisplay.On(Terminal))
            outcome = ReleaseBuilder.Build(options, findings, progress, Terminal.Stop.Token);
        return Report(line, findings, outcome switch
        {
            BuildOutcome.Built built => $"Built {Printable.Line(built.Path)}: {Describe(built.Manifest)}.",
            BuildOutcome.AlreadyThere there => $"{Printable.Line(there.Path)} stands already, byte for byte the same; {Mended(there)}.",
            _ => null,
        });
    }

    private static string Mended(BuildOutcome.AlreadyThere there) => (there.ChainMended, there.ZipMended) switch
    {
        (false, false) => "nothing was written",
        (true, false) => "releases.json did not list it and now does",
        (false, true) => "only its zip, which was missing or another, was written",
        (true, true) => "its zip, which was missing or another, was written, and releases.json did not list it and now does",
    };

    private static string Describe(Manifest manifest) => string.Join(", ",
        Amount.Of(manifest.Tables.Count, "table"),
        Amount.Of(manifest.Tables.Sum(t => t.RowCount), "row"),
        Amount.Of(manifest.Files.Count, "file"),
        Amount.Of(manifest.Files.Sum(f => f.SizeInBytes), "byte"));
}
