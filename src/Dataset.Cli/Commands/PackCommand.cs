using System.CommandLine;
using Dataset.Cli.Display;
using Dataset.Files;
using Dataset.Publishing;
using Dataset.Releases;
using Dataset.Text;

namespace Dataset.Cli.Commands;

/// <summary><c>dataset pack</c>.</summary>
internal sealed class PackCommand : CheckingCommand
{
    private readonly Argument<string> release = CommonArguments.Required("RELEASE", "The release: a folder.");

    private readonly Option<string> output = CommonOptions.Path(
        "--output", "FOLDER", "The folder that is made, or replaced where an earlier pack made it. Default: assets.", "assets", "-o");

    private readonly Option<string?> url = new("--url")
    {
        HelpName = "BASE",
        Description =
            "The address of the folder that the files will be downloaded from, for datapackage.json and croissant.json. Default: url in "
                + "dataset.yaml, or none.",
    };

    private readonly Option<bool> store = new("--store") { Description = "Do not compress the zip." };

    public PackCommand(Terminal terminal)
        : base(terminal, "pack", "Packs a release for download: its files beside each other, and a zip of all.")
    {
        Add(release);
        Add(output);
        Add(url);
        Add(store);
        AddCommonOptions();
        url.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(t => t.Value.Length > 0 && !PackOptions.IsUrl(t.Value)) is { } given)
                result.AddError($"--url takes {PackOptions.UrlForm}, not '{given.Value}'.");
        });
    }

    public override string Details =>
        "The release is verified first, as 'dataset verify' does; one that is not sound is not packed. Places for downloads know no "
            + "folders, so data/claims.parquet becomes claims.parquet: a second name of the same file where the disk allows it, so do not "
            + "edit it. datapackage.json, croissant.json, index.html and SHA256SUMS are written for these names. What speaks of the "
            + "release's folder is in the zip alone. NOTES.md has the digests, and a line for each program that reads the data: it is the "
            + "text of a release on GitHub. The same release gives the same bytes, on any machine; the folder is replaced as a whole or "
            + "not at all.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("dataset pack dist/my-dataset-1.0.0", "Make assets/, with my-dataset-1.0.0.zip and each file of the release."),
        ("dataset pack dist/my-dataset-1.0.0 -o upload --url https://example.org/files", "Make it elsewhere, with whole addresses."),
    ];

    protected override string FineMeans => "The folder exists.";

    protected override string FindingsMean => "The release is not sound; nothing was written.";

    protected override int Run(ParseResult line)
    {
        var findings = Findings(line);
        PackedRelease? packed;
        using (var progress = Progress(line))
        {
            var options = new PackOptions
            {
                ReleasePath = line.GetRequiredValue(release),
                OutputFolder = line.GetRequiredValue(output),
                Url = line.GetValue(url),
                IsStored = line.GetValue(store),
                Jobs = Jobs(line),
            };
            packed = ReleasePacker.Pack(options, findings, progress, Terminal.Stop.Token);
        }
        return Report(
            line, findings, packed is null ? null : Describe(packed),
            packed is null ? null : $"upload what is in {Printable.ShellWord(packed.Path)}; NOTES.md is the text to go with it.",
            result: packed is null ? null
                : ReleaseOptions.Result(packed.Placing == FolderPlacing.Same ? "unchanged" : "packed", packed.Path, packed.Manifest) with
                {
                    Digest = Digest.Of(File.ReadAllBytes(ReleaseLayout.Checksums.Below(packed.Path))).ToString(),
                });
    }

    private static string Describe(PackedRelease packed)
    {
        var path = Printable.Line(packed.Path);
        return packed.Placing == FolderPlacing.Same
            ? $"{path} exists already, byte for byte the same; nothing was written."
            : $"Packed {path}: {Amount.Of(packed.FileCount, "file")}, of which {packed.ZipName} has "
                + $"{Amount.Of(new FileInfo(packed.Zip).Length, "byte")}.";
    }
}
