using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Dataset.Cli.Display;
using Dataset.Cli.Progress;
using Dataset.Diagnostics;
using Dataset.Publishing;
using Dataset.Sharding;
using Dataset.Sources;
using Dataset.Text;

namespace Dataset.Cli.Commands;

/// <summary><c>dataset shard</c>.</summary>
internal sealed class ShardCommand : CheckingCommand
{
    private readonly Argument<string> source = CommonArguments.Source();

    private readonly Option<PartSelection> part = new("--part")
    {
        HelpName = "I/N",
        Description = "Which part, from 1, of how many: 3/16. The same N for all parts of a release.",
        Required = true,
        CustomParser = Part,
    };

    private readonly Option<string> output = CommonOptions.Path(
        "--output", "FOLDER", "The folder that parts stand in. Default: shards.", "shards", "-o");

    public ShardCommand(Terminal terminal)
        : base(terminal, "shard", "Builds one part of a release, on any machine that has the sources; dataset assemble joins the parts.")
    {
        Add(source);
        Add(part);
        Add(output);
        AddCommonOptions();
    }

    public override string Details =>
        "Part I holds the rows of its range of the documents; the first part holds the tables of records too. A folder of documents is cut "
            + "by their count, JSON Lines and CSV by bytes at the ends of records, alike on every machine; what is compressed cannot be "
            + "cut. The part appears whole, as FOLDER/NAME-VERSION.part-00003-of-00016, or not at all; several runs may write into one "
            + "folder at once, and the same part built twice is the same, byte for byte. Any engine that runs a command on many machines "
            + "runs it: Slurm, Dask, Spark, Kubernetes, or a loop in a shell.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("dataset shard seeds --part 3/16 -o /shared/shards", "Build the third of sixteen parts."),
        ("dataset shard --part 1/4",
            "Build the first of four parts of seeds/ into shards/; 2/4 to 4/4 may be built at the same time, here or elsewhere."),
    ];

    protected override string FineMeans => "The part stands; there may be warnings.";

    protected override string FindingsMean => "Findings of severity error; the output folder is as it was.";

    protected override int Run(ParseResult line)
    {
        var findings = new DiagnosticList();
        var options = new ShardOptions
        {
            SourceFolder = line.GetRequiredValue(source),
            OutputFolder = line.GetRequiredValue(output),
            Part = line.GetRequiredValue(part),
            Jobs = Jobs(line),
        };
        ShardOutcome? outcome;
        using (var progress = ProgressDisplay.On(Terminal))
            outcome = ShardBuilder.Build(options, findings, progress, Terminal.Stop.Token);
        return Report(line, findings, outcome is null ? null : Describe(outcome));
    }

    private static string Describe(ShardOutcome outcome)
    {
        var (path, shard) = (Printable.Line(outcome.Path), outcome.Manifest);
        var content = string.Join(", ",
            Amount.Of(shard.Tables.Count, "table"),
            Amount.Of(shard.Tables.Sum(t => t.RowCount), "row"),
            Amount.Of(shard.Files.Count, "file"),
            Amount.Of(shard.Files.Sum(f => f.SizeInBytes), "byte"));
        return outcome.Placing switch
        {
            ShardPlacing.Same => $"{path} stands already, byte for byte the same; nothing was written.",
            ShardPlacing.Replaced => $"Built {path} in the place of another that stood there: {content}.",
            _ => $"Built {path}: {content}.",
        };
    }

    private static PartSelection Part(ArgumentResult result)
    {
        var text = result.Tokens[^1].Value;
        if (text.Split('/') is [var first, var second] && TryCount(first, out var number) && TryCount(second, out var count)
            && number <= count)
            return PartSelection.Only(number, count);
        result.AddError(
            $"--part takes a part and how many there are, such as 3/16, with at most "
                + $"{PartSelection.MaximumCount.ToString(CultureInfo.InvariantCulture)}, not '{text}'.");
        return PartSelection.Whole;
    }

    private static bool TryCount(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value is >= 1 and <= PartSelection.MaximumCount;
}
