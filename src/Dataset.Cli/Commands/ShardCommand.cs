using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Dataset.Cli.Display;
using Dataset.Diagnostics.Reporting;
using Dataset.Files;
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
        Description = "Which part of how many, such as 3/16. All parts of a release have the same N.",
        Required = true,
        CustomParser = Part,
    };

    private readonly Option<string> output = CommonOptions.Path(
        "--output", "FOLDER", "The folder of parts. Default: shards.", "shards", "-o");

    public ShardCommand(Terminal terminal)
        : base(terminal, "shard", "Builds one part of a release, on any machine that has the sources.")
    {
        Add(source);
        Add(part);
        Add(output);
        AddCommonOptions();
    }

    public override string Details =>
        "Part I holds the rows of its share of the documents. Part 1 also holds the tables of records. Every machine makes the same cuts: "
            + "a folder by its number of documents, JSON Lines and CSV by size at the end of a record. A compressed file cannot be cut. "
            + "The part appears as a whole, as FOLDER/NAME-VERSION.part-00003-of-00016, or not at all. Several runs may write into one "
            + "folder at the same time. Building the same part again gives the same bytes. Use any engine that runs a command on many "
            + "machines, such as Slurm, Dask, Spark or Kubernetes; then join the parts with 'dataset assemble'.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("dataset shard seeds --part 3/16 -o /shared/shards", "Build the third of sixteen parts."),
        ("dataset shard --part 1/4",
            "Build the first of four parts of seeds/ into shards/. The others may be built at the same time."),
    ];

    protected override string FineMeans => "The part exists; there may be warnings.";

    protected override string FindingsMean => "Findings of severity error; the output folder is as it was.";

    protected override int Run(ParseResult line)
    {
        var findings = Findings(line);
        var options = new ShardOptions
        {
            SourceFolder = line.GetRequiredValue(source),
            OutputFolder = line.GetRequiredValue(output),
            Part = line.GetRequiredValue(part),
            Jobs = Jobs(line),
        };
        ShardOutcome? outcome;
        using (var progress = Progress(line))
            outcome = ShardBuilder.Build(options, findings, progress, Terminal.Stop.Token);
        return Report(
            line, findings, outcome is null ? null : Describe(outcome),
            $"the other parts; once all are there, dataset assemble {Printable.ShellWord(options.OutputFolder)}"
                + (options.SourceFolder == "seeds" ? "" : $" --source {Printable.ShellWord(options.SourceFolder)}"),
            result: outcome is null ? null : new(outcome.Path)
            {
                Outcome = outcome.Placing == FolderPlacing.Same ? "unchanged" : "built",
                Name = outcome.Manifest.Name,
                Version = outcome.Manifest.Version.ToString(),
                Digest = Digest.Of(File.ReadAllBytes(Path.Join(outcome.Path, ShardManifest.FileName.Value))).ToString(),
                Tables = [.. outcome.Manifest.Tables.Select(t => new ReportTable(t.Name, t.RowCount, null))],
            });
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
            FolderPlacing.Same => $"{path} exists already, byte for byte the same; nothing was written.",
            FolderPlacing.Replaced => $"Built {path}, which replaced another part of that name: {content}.",
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
