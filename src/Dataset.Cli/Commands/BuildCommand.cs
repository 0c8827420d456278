using System.CommandLine;
using Dataset.Building;
using Dataset.Sources;

namespace Dataset.Cli.Commands;

/// <summary><c>dataset build</c>.</summary>
internal sealed class BuildCommand : CheckingCommand
{
    private readonly Argument<string> source = CommonArguments.Source();

    private readonly Option<string> output = ReleaseOptions.Output();
    private readonly Option<int> parts = new("--parts")
    {
        HelpName = "N",
        Description = "Cut the documents into N parts (1 to 99999), each with files of its own, as 'dataset assemble' joins them. Default: "
            + "1; then a table is cut only if it is too large.",
        DefaultValueFactory = _ => 1,
        CustomParser = result => (int)CommonOptions.WholeNumber(result, "--parts", 1, PartSelection.MaximumCount),
    };

    private readonly Option<string?> previous = new("--previous")
    {
        HelpName = "RELEASE",
        Description =
            "The previous release, a folder or a zip, where it is not in the folder of releases: the version and the changelog are held "
                + "against it.",
    };

    private readonly Option<string?> sign = ReleaseOptions.Sign();
    private readonly Option<bool> replace = ReleaseOptions.Replace();

    private readonly Option<bool> secondOpinion = new("--second-opinion")
    {
        Description =
            "Have other libraries read a release of more than 64 MB too: Parquet.Net, CsvHelper, System.Text.Json and NJsonSchema. "
                + "Smaller ones are always read by them.",
    };

    public BuildCommand(Terminal terminal)
        : base(terminal, "build", "Builds a release: sources in, checked JSON Lines, CSV and Parquet files of every table out.")
    {
        Add(source);
        Add(output);
        Add(parts);
        Add(previous);
        Add(sign);
        Add(replace);
        Add(secondOpinion);
        AddCommonOptions();
    }

    public override string Details =>
        "The release appears whole, as FOLDER/NAME-VERSION, or not at all. The same sources give the same bytes, on any machine. An "
            + "existing version is never changed: if it is the same, nothing is written; if it differs, the findings say how. If an "
            + "earlier build was killed while it published, that publication is completed or rolled back first.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("dataset build", "Build seeds/ into dist/."),
        ("dataset build other/seeds -o /tmp/try --format github", "Build other sources elsewhere, with findings for a GitHub workflow."),
    ];

    protected override string FineMeans => "The release exists; there may be warnings.";

    protected override string FindingsMean => "Findings of severity error; the output folder is as it was.";

    protected override int Run(ParseResult line)
    {
        var findings = Findings(line);
        var options = new BuildOptions
        {
            AsksForDatasheet = true,
            SourceFolder = line.GetRequiredValue(source),
            OutputFolder = line.GetRequiredValue(output),
            PartCount = line.GetValue(parts),
            Jobs = Jobs(line),
            PreviousReleasePath = line.GetValue(previous),
            GoesOnFromPrevious = line.GetValue(previous) is not null,
            SigningKeyPath = line.GetValue(sign),
            Replace = line.GetValue(replace),
            SecondOpinionUpToInBytes = line.GetValue(secondOpinion) ? long.MaxValue : BuildOptions.DefaultSecondOpinionUpToInBytes,
        };
        BuildOutcome outcome;
        using (var progress = Progress(line))
            outcome = ReleaseBuilder.Build(options, findings, progress, Terminal.Stop.Token);
        return Report(
            line, findings, ReleaseOptions.Describe("Built", outcome), ReleaseOptions.Next(outcome), ReleaseOptions.Result(outcome));
    }
}
