using System.CommandLine;
using Dataset.Cli.Display;
using Dataset.Cli.Progress;
using Dataset.Diagnostics;
using Dataset.Publishing;
using Dataset.Text;

namespace Dataset.Cli.Commands;

/// <summary><c>dataset pack</c>.</summary>
internal sealed class PackCommand : CheckingCommand
{
    private readonly Argument<string> release = CommonArguments.Required("RELEASE", "The release: a folder.");

    private readonly Option<string> output = CommonOptions.Path(
        "--output", "FOLDER", "The folder that takes what is made. Default: assets.", "assets", "-o");

    public PackCommand(Terminal terminal)
        : base(terminal, "pack", "Packs a release for download: a zip of its folder.")
    {
        Add(release);
        Add(output);
        AddCommonOptions();
    }

    public override string Details =>
        "The release is verified first, as 'dataset verify' does; one that is not sound is not packed. The same release gives the same "
            + "bytes, on any machine. The zip is stored, not compressed, and all commands that take a release read it without unpacking. A "
            + "zip of that name is replaced, whole or not at all.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("dataset pack dist/my-dataset-1.0.0", "Make assets/my-dataset-1.0.0.zip."),
        ("dataset pack dist/my-dataset-1.0.0 -o /tmp/upload", "Make it elsewhere."),
    ];

    protected override string FineMeans => "The zip exists.";

    protected override string FindingsMean => "The release is not sound; nothing was written.";

    protected override int Run(ParseResult line)
    {
        var findings = new DiagnosticList();
        PackedRelease? packed;
        using (var progress = ProgressDisplay.On(Terminal))
            packed = ReleasePacker.Pack(
                line.GetRequiredValue(release), line.GetRequiredValue(output), Jobs(line), findings, progress, Terminal.Stop.Token);
        return Report(line, findings, packed is null ? null : string.Join(", ",
            $"Packed {Printable.Line(packed.Path)}: {Amount.Of(packed.FileCount, "file")}",
            $"{Amount.Of(packed.SizeInBytes, "byte")}."));
    }
}
