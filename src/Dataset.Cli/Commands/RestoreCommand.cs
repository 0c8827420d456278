using System.CommandLine;
using Dataset.Building;
using Dataset.Text;

namespace Dataset.Cli.Commands;

/// <summary><c>dataset restore</c>.</summary>
internal sealed class RestoreCommand : CheckingCommand
{
    private readonly Argument<string> release = CommonArguments.Required("RELEASE", "The edition: a folder or a .zip.");

    private readonly Option<string> source = new("--source")
    {
        HelpName = "TEXTS",
        Description = "The folder that holds the texts, under any names: each is known by its SHA-256.",
        Required = true,
    };

    private readonly Option<string> output = CommonOptions.Path(
        "--output", "FOLDER", "The folder in which the full release is made. Default: restored.", "restored", "-o");

    private readonly Option<string?> previous = new("--previous")
    {
        HelpName = "RELEASE",
        Description =
            "The full release before the one that is restored, which its changelog compares with. Default: the one beside RELEASE.",
    };

    public RestoreCommand(Terminal terminal)
        : base(terminal, "restore", "Restores the full release from an edition and the texts that it withholds.")
    {
        Add(release);
        Add(source);
        Add(output);
        Add(previous);
        AddCommonOptions();
    }

    public override string Details =>
        "The edition is verified first. Then what it withholds is taken from the texts again, and every file of the full release is "
            + "written and compared with the digest that the edition carries of it: the release is the one that was published, byte for "
            + "byte, or there are findings and nothing is written. A signature is no part of it: copy provenance.sigstore.json from where "
            + "the full release was published, if you have it. To prove the texts without writing anything, use 'dataset verify --source'.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("dataset restore open-1.0.0 --source texts", "Make restored/full-1.0.0 of the edition and the texts."),
        ("dataset restore open-1.1.0 --source texts --previous restored/full-1.0.0", "Restore the next version."),
    ];

    protected override string FineMeans => "The full release exists.";

    protected override string FindingsMean => "The edition is not sound, or a text is missing or another one; nothing was written.";

    protected override int Run(ParseResult line)
    {
        var findings = Findings(line);
        RestoredRelease? restored;
        using (var progress = Progress(line))
        {
            var options = new RestoreOptions
            {
                ReleasePath = line.GetRequiredValue(release),
                TextsFolder = line.GetRequiredValue(source),
                OutputFolder = line.GetRequiredValue(output),
                PreviousReleasePath = line.GetValue(previous),
                Jobs = Jobs(line),
            };
            restored = ReleaseRestorer.Restore(options, findings, progress, Terminal.Stop.Token);
        }
        return Report(
            line, findings, restored is null ? null : Describe(restored),
            restored is null ? null : $"dataset verify {Printable.ShellWord(restored.Path)}",
            restored is null ? null : ReleaseOptions.Result(restored.IsNew ? "restored" : "unchanged", restored.Path, restored.Manifest));
    }

    private static string Describe(RestoredRelease restored) => restored.IsNew
        ? $"Restored {Printable.Line(restored.Path)}: the full release, byte for byte as it was published."
        : $"{Printable.Line(restored.Path)} already exists, byte for byte the same; nothing was written.";
}
