using System.CommandLine;
using Dataset.Cli.Templates;
using Dataset.Text;

namespace Dataset.Cli.Commands;

/// <summary><c>dataset init</c>.</summary>
internal sealed class InitCommand : DatasetCommand
{
    private readonly Argument<string> folder = CommonArguments.Required("DIR", "The folder to write into: new, or empty.");

    public InitCommand(Terminal terminal)
        : base(terminal, "init", "Writes a small working dataset to start from.") => Add(folder);

    public override string Details =>
        "One article with its metadata, the schemas of three tables, and a README that explains the next steps. It validates, builds and "
            + "verifies as it is.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
        [("dataset init my-dataset", "Write the example; then 'cd my-dataset' and 'dataset build'.")];

    protected override string FineMeans => "The files are written.";

    protected override string? FindingsMean => null;

    protected override int Run(ParseResult line)
    {
        var path = line.GetRequiredValue(folder);
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
        {
            Terminal.Say(
                $"dataset: {Printable.Quoted(path)} is {(File.Exists(path) ? "a file" : "a folder that is not empty")}. Choose a new "
                    + "name.");
            return ExitStatus.Failed;
        }
        foreach (var file in StarterDataset.Write(path, DateOnly.FromDateTime(Terminal.Clock.GetUtcNow().UtcDateTime)))
            Terminal.Out.Write($"{Printable.Line(Path.Combine(path, file).Replace('\\', '/'))}\n");
        Terminal.Say($"Next: cd {Printable.ShellWord(path)} && dataset build");
        return ExitStatus.Fine;
    }
}
