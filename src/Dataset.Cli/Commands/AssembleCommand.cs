using System.CommandLine;
using Dataset.Building;
using Dataset.Sharding;

namespace Dataset.Cli.Commands;

/// <summary><c>dataset assemble</c>.</summary>
internal sealed class AssembleCommand : CheckingCommand
{
    private readonly Argument<string[]> shards = CommonArguments.Several(
        "SHARD...", "The folder of each part, or one folder that holds them all.");

    private readonly Option<string> source = CommonOptions.Path(
        "--source", "SEEDS", "The sources that the parts were built from. Default: seeds.", "seeds");

    private readonly Option<string> output = ReleaseOptions.Output();
    private readonly Option<string?> sign = ReleaseOptions.Sign();
    private readonly Option<bool> replace = ReleaseOptions.Replace();

    public AssembleCommand(Terminal terminal)
        : base(terminal, "assemble", "Joins the parts that dataset shard built into one release, without copying their data.")
    {
        Add(shards);
        Add(source);
        Add(output);
        Add(sign);
        Add(replace);
        AddCommonOptions();
    }

    public override string Details =>
        "Every part must be there exactly once, unchanged, and built by this version of the tool from the present sources. All of this is "
            + "checked; the sources and the parts are hashed. The release is the one that 'dataset build --parts N' makes, byte for byte. "
            + "Its data files are hard links to the files of the parts, so parts and output must be on one file system. You may delete the "
            + "parts afterwards.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("dataset assemble shards", "Join the parts in shards/ into dist/."),
        ("dataset assemble /shared/shards --source my-seeds -o /shared/dist",
            "Join parts elsewhere, with the sources that they were built from."),
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
            Jobs = Jobs(line),
            SigningKeyPath = line.GetValue(sign),
            Replace = line.GetValue(replace),
        };
        BuildOutcome outcome;
        using (var progress = Progress(line))
            outcome = ReleaseAssembler.Assemble(line.GetRequiredValue(shards), options, findings, progress, Terminal.Stop.Token);
        return Report(
            line, findings, ReleaseOptions.Describe("Assembled", outcome), ReleaseOptions.Next(outcome), ReleaseOptions.Result(outcome));
    }
}
