using System.CommandLine;
using System.CommandLine.Parsing;
using Dataset.Cli.Display;
using Dataset.Inspection;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Sources;
using Dataset.Text;
using Dataset.Verification;

namespace Dataset.Cli.Commands;

/// <summary><c>dataset verify</c>.</summary>
internal sealed class VerifyCommand : CheckingCommand
{
    private readonly Argument<string> release = CommonArguments.Required(
        "RELEASE", "The release: a folder or a .zip. With --release, one file of it.");

    private readonly Option<string?> manifest = new("--release")
    {
        HelpName = "release.json",
        Description =
            "Check one file: that it is the one that this manifest lists, by its path or, as 'dataset pack' lays files out, its name.",
    };

    private readonly Option<string?> key = new("--key")
    {
        HelpName = "PUB.pem",
        Description = "Check the signature with the publisher's public key (ECDSA P-256, PEM).",
    };

    private readonly Option<string?> name = new("--name")
    {
        HelpName = "NAME",
        Description = "The dataset that you want. A release of another dataset by the same publisher is an error.",
    };

    private readonly Option<ReleaseVersion?> atLeast = new("--at-least")
    {
        HelpName = "VERSION",
        Description = "The newest version that you know of. An older release is an error.",
        CustomParser = Version,
    };

    private readonly Option<string?> source = new("--source")
    {
        HelpName = "SEEDS",
        Description =
            "Also build again from this source folder and compare every byte. Of an edition: a folder with the texts, under any names. Or "
                + "one source file, whose SHA-256 the release must list.",
    };

    private readonly Option<bool> secondOpinion = new("--second-opinion")
    {
        Description = "Also read every file with Parquet.Net, CsvHelper and System.Text.Json, compare every cell, and judge every record "
            + "by NJsonSchema. The last line says what they read.",
    };

    private readonly Option<string?> previous = new("--previous")
    {
        HelpName = "RELEASE",
        Description = "With --source: the previous release, which the changelog compares with. Default: the one beside the release.",
    };

    public VerifyCommand(Terminal terminal)
        : base(terminal, "verify", "Checks a release offline, as a stranger would: every file, every list, every row.")
    {
        Add(release);
        Add(key);
        Add(name);
        Add(atLeast);
        Add(source);
        Add(previous);
        Add(secondOpinion);
        Add(manifest);
        AddCommonOptions();
        Validators.Add(line =>
        {
            if (line.GetResult(previous) is not null && line.GetResult(source) is null)
                line.AddError("--previous is used only with --source: give both.");
            if (line.GetResult(manifest) is null)
            {
                if (line.GetResult(release)?.Tokens is [var one] && File.Exists(one.Value) && !ReleasePath.IsZip(one.Value))
                    line.AddError($"{Printable.Quoted(one.Value)} is one file: say which release it is of with --release release.json.");
                return;
            }
            foreach (var option in new Option[] { key, name, atLeast, source, previous, secondOpinion })
                if (line.GetResult(option) is { Implicit: false })
                    line.AddError($"{option.Name} is of a whole release, and --release checks one file: leave one of them out.");
            if (line.GetResult(manifest)?.Tokens is [var list] && ReleasePath.IsZip(list.Value))
                line.AddError($"--release takes a release.json, and {Printable.Quoted(list.Value)} is a zip: 'dataset verify "
                    + $"{Printable.ShellWord(list.Value)}' checks all of it.");
            if (line.GetResult(release)?.Tokens is [var file] && Directory.Exists(file.Value))
                line.AddError($"--release checks one file, and {Printable.Quoted(file.Value)} is a folder: leave --release out.");
        });
    }

    public override string Details =>
        "Each file is compared with every list that names it, the lists with each other, and each table's rows across the three formats. "
            + "If there is a releases.json beside the release, it must list this release. A zip that is deflated "
            + "is unpacked into the temporary folder. With --source, the release is built again in the "
            + "temporary folder, which needs as much space as the release; of an edition, the full tables are made of it and the texts, "
            + "and compared with the digests of the full release. Differences are named by file, table, key and column.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("dataset verify dist/my-dataset-1.0.0", "Check a release."),
        ("dataset verify dist/my-dataset-1.0.0 --key pub.pem --name my-dataset", "Also check who signed it, and that it is this dataset."),
        ("dataset verify dist/my-dataset-1.0.0 --source seeds", "Also check that the sources give these bytes."),
        ("dataset verify dist/my-dataset-1.0.0 --source seeds/articles/one.txt", "Check one article without the others."),
        ("dataset verify claims.parquet --release release.json", "Check one downloaded file."),
    ];

    protected override string FineMeans => "The release is sound.";

    protected override string FindingsMean => "The release is not sound; each finding names the file, and in tables the row and column.";

    protected override int Run(ParseResult line)
    {
        var findings = Findings(line);
        var path = line.GetRequiredValue(release);
        if (line.GetValue(manifest) is { } list)
        {
            var file = SingleFileVerifier.Verify(
                path, Directory.Exists(list) ? Path.Combine(list, ReleaseLayout.Manifest.Value) : list, findings, Terminal.Stop.Token);
            return Report(
                line, findings, file is null ? null : Verdict(path, file),
                result: file is null ? null : new(path)
                {
                    Outcome = "sound",
                    Name = file.Manifest.Name,
                    Version = file.Manifest.Version.ToString(),
                    Digest = file.Digest.ToString(),
                });
        }
        var from = line.GetValue(source);
        VerifyOutcome outcome;
        using (var progress = Progress(line))
        {
            var options = new VerifyOptions
            {
                Jobs = Jobs(line),
                PublicKeyPath = line.GetValue(key),
                DatasetName = line.GetValue(name),
                AtLeast = line.GetValue(atLeast),
                PreviousReleasePath = line.GetValue(previous),
                SecondOpinionUpToInBytes = line.GetValue(secondOpinion) ? long.MaxValue : 0,
            };
            outcome = ReleaseVerifier.Verify(path, options, findings, progress, Terminal.Stop.Token);
            if (from is not null && outcome.Manifest is { } manifest)
                SourceComparison.Compare(path, manifest, from, options, findings, progress, Terminal.Stop.Token);
        }
        return Report(
            line, findings, Verdict(path, outcome) + Compared(from, outcome.Manifest) + Alike(outcome.SecondOpinions),
            $"dataset inspect {Printable.ShellWord(path)}",
            result: outcome.Manifest is not { } checkedOne ? null : ReleaseOptions.Result("sound", path, checkedOne) with
            {
                SecondOpinions = outcome.SecondOpinions is { } others
                    ? new(others.FileCount, others.CellCount, others.RecordCount, [.. others.Readers, others.Judge]) : null,
            });
    }

    private static string Verdict(string path, VerifiedFile file) =>
        $"{Printable.Line(path)} is {file.Path} of {file.Manifest.Name}-{file.Manifest.Version}: "
            + $"{Amount.Of(file.SizeInBytes, "byte")} with {file.Digest}, as {file.List} says.";

    /// <summary>Names the release by its manifest, not only by its path, and the key that signed it.</summary>
    private static string Verdict(string path, VerifyOutcome outcome) => string.Join(", ",
        $"{Printable.Line(path)} is sound: {Printable.Line($"{outcome.Manifest?.Name}-{outcome.Manifest?.Version}")}",
        outcome.SigningKey is { } key ? $"signed with the key {key}" : "no signature checked",
        Amount.Of(outcome.FileCount, "file"),
        Amount.Of(outcome.SizeInBytes, "byte"),
        Amount.Of(outcome.TableCount, "table"),
        $"{Amount.Of(outcome.RowCount, "row")}, the same in every format.");

    private static string Alike(SecondOpinions? others) => others is null ? ""
        : $"\nRead alike by {string.Join(", ", others.Readers.SkipLast(1))} and {others.Readers[^1]}: "
            + $"{Amount.Of(others.CellCount, "cell")} in {Amount.Of(others.FileCount, "file")}. {others.Judge} accepts "
            + $"{(others.RecordCount == 1 ? "the one record" : $"all {Amount.Of(others.RecordCount, "record")}")}.";

    private static ReleaseVersion? Version(ArgumentResult result)
    {
        if (ReleaseVersion.TryParse(result.Tokens[^1].Value, out var version))
            return version;
        result.AddError($"--at-least takes a version such as 1.0.0, not '{result.Tokens[^1].Value}'.");
        return null;
    }

    private static string Compared(string? from, Manifest? manifest) => from is null ? "" : File.Exists(from)
        ? $" {Printable.Line(from)} is one of its sources."
        : manifest?.IsEdition == true ? $" With the texts in {Printable.Line(from)} it gives the full tables."
        : $" Building again from {Printable.Line(from)} gives the same bytes.";
}
