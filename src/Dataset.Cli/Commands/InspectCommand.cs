using System.CommandLine;
using System.Text;
using Dataset.Cli.Inspecting;
using Dataset.Diagnostics;
using Dataset.Diagnostics.Reporting;
using Dataset.Files;
using Dataset.Formats.Rows;
using Dataset.Inspection;
using Dataset.Parquet;
using Dataset.Parquet.Metadata;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Text;

namespace Dataset.Cli.Commands;

/// <summary><c>dataset inspect</c>.</summary>
internal sealed class InspectCommand : DatasetCommand
{
    private const int DefaultRows = 10;

    private readonly Argument<string> target = CommonArguments.Required(
        "PATH", $"A release (a folder or a .zip), a folder of sources with --schema, or a file: {string.Join(", ", TableFile.Endings)}.");

    private readonly Argument<string?> tableName = CommonArguments.Optional(
        "TABLE", "A table of a release, to show its first rows; or of sources, with --schema.");

    private readonly Option<int?> rows = new("--rows")
    {
        HelpName = "N",
        Description = "How many rows to show, from 1 to 1000000. Default: 10. With a .parquet file: show them without the layout.",
        CustomParser = result => (int)CommonOptions.WholeNumber(result, "--rows", 1, 1_000_000),
    };

    private readonly Option<bool> schema =
        new("--schema") { Description = "Show the schema instead of rows. With sources: the schema of the files that curators write." };

    private readonly Option<int?> width = new("--width")
    {
        HelpName = "N",
        Description = "The width of the output, from 20 to 100000 columns. Default: the width of the screen. Without a screen: every value "
            + "in full, separated by tabs.",
        CustomParser = result => (int)CommonOptions.WholeNumber(result, "--width", 20, 100_000),
    };

    public InspectCommand(Terminal terminal)
        : base(terminal, "inspect", "Shows a release, a table, or any JSON Lines, CSV or Parquet file.")
    {
        Add(target);
        Add(tableName);
        Add(rows);
        Add(schema);
        Add(width);
        Validators.Add(line =>
        {
            if (line.GetResult(schema) is not null && line.GetResult(rows) is not null)
                line.AddError("--rows and --schema cannot be combined: give one of them.");
        });
    }

    public override string Details =>
        "For a release: its tables, with sizes and digests. For a .parquet file of any writer: its schema, row groups, "
            + "pages, encodings, statistics and first rows, and which reader showed them. Nothing is verified; 'dataset verify' does that.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("dataset inspect dist/my-dataset-1.0.0", "List the tables and their sizes."),
        ("dataset inspect dist/my-dataset-1.0.0 claims --rows 3", "Show the first three rows of a table."),
        ("dataset inspect seeds --schema articles",
            "Print the JSON Schema of an article's metadata, for your editor."),
        ("dataset inspect some.parquet", "Show how any Parquet file is laid out."),
    ];

    protected override string FineMeans => "Shown.";

    protected override string FindingsMean => "The file is damaged, or is not what its name says; the finding names the place.";

    protected override int Run(ParseResult line)
    {
        var path = line.GetRequiredValue(target);
        try
        {
            if (IsSourceFolder(path))
                return ShowSourceSchema(line, path);
            if (Directory.Exists(path) || (!TableFile.IsOne(path) && ReleasePath.IsZip(path)))
                return ShowRelease(line, path);
            if (!File.Exists(path))
                throw Nearby.NotFound($"Expected a release, a folder of sources or a file at {path}", path);
            return TableFile.IsOne(path)
                ? ShowFile(line, path)
                : Misused(
                    $"Expected a folder, a .zip, or a file that ends in {string.Join(", ", TableFile.Endings)}, found "
                        + $"{Printable.Quoted(path)}.");
        }
        catch (MalformedTableException e)
        {
            return Found(e.ToDiagnostic());
        }
        catch (ParquetException e)
        {
            return Found(new Diagnostic(Rules.Of(e.Rule), new(path), e.Message));
        }
    }

    private static bool IsSourceFolder(string path) =>
        File.Exists(Path.Combine(path, Descriptor.FileName)) && !File.Exists(Path.Combine(path, ReleaseLayout.Manifest.Value));

    private int ShowSourceSchema(ParseResult line, string path)
    {
        var findings = new DiagnosticList();
        if (SourceFolder.Open(path, findings) is not { } folder)
            return Found([.. findings.Kept]);
        var tables = SourceSchema.Tables(folder).ToList();
        if (!line.GetValue(schema) || line.GetValue(tableName) is not { } name)
            return Misused(
                $"{Printable.Quoted(path)} is a folder of sources: add --schema and the name of a table: "
                    + $"{string.Join(", ", tables)}.");
        if (SourceSchema.Compose(folder, name) is not { } text)
            return Misused($"The table {Printable.Quoted(name)} has no files of its own. These have: {string.Join(", ", tables)}.");
        Terminal.Out.Write(Printable.Json(text));
        return ExitStatus.Fine;
    }

    private int ShowRelease(ParseResult line, string path)
    {
        var findings = new DiagnosticList();
        using var files = ReleaseFiles.Open(path, findings);
        if (!files.IsListed)
            return Found([.. findings.Kept]);
        // What else is in the folder is for 'verify' to report.
        findings = new();
        var bytes = files.ReadWhole(ReleaseLayout.Manifest, findings);
        if (bytes is null)
            return findings.HasErrors ? Found([.. findings.Kept]) : Misused(
                $"{Printable.Quoted(path)} is not a release: it has no {ReleaseLayout.Manifest}.");
        if (ManifestReader.Read(bytes, files.Display(ReleaseLayout.Manifest), findings) is not { } manifest)
            return Found([.. findings.Kept]);
        if (line.GetValue(tableName) is not { } name)
        {
            if (line.GetValue(schema) || line.GetValue(rows) is not null)
                return Misused(
                    $"{(line.GetValue(schema) ? "--schema" : "--rows")} needs a table: name one of "
                        + $"{string.Join(", ", manifest.Tables.Select(t => t.Name))}.");
            ReleaseReport.Write(Terminal, manifest, files, line.GetValue(width));
            return ExitStatus.Fine;
        }
        if (manifest.Tables.FirstOrDefault(t => t.Name == name) is not { } table)
        {
            var nearest = NearestName.Of(name, manifest.Tables.Select(t => t.Name));
            var hint = nearest is null ? $"It has {string.Join(", ", manifest.Tables.Select(t => t.Name))}." : $"Did you mean '{nearest}'?";
            return Misused($"The release has no table {Printable.Quoted(name)}. {hint}");
        }
        if (line.GetValue(schema))
            return ShowText(files, table);
        PreviewReport.Write(
            Terminal, ReleaseTable.Preview(files, table, line.GetValue(rows) ?? DefaultRows), table.RowCount, line.GetValue(width));
        return ExitStatus.Fine;
    }

    private int ShowText(ReleaseFiles files, ManifestTable table)
    {
        var findings = new DiagnosticList();
        if (files.ReadWhole(table.Schema, findings) is not { } json)
            return findings.HasErrors ? Found([.. findings.Kept]) : Misused($"The release has no {table.Schema}.");
        Terminal.Out.Write(Printable.Json(Encoding.UTF8.GetString(json)));
        return ExitStatus.Fine;
    }

    private int ShowFile(ParseResult line, string path)
    {
        if (line.GetValue(tableName) is { } table)
            return Misused($"{Printable.Quoted(path)} is one table: leave out {Printable.Quoted(table)}.");
        if (line.GetValue(schema) && !TableFile.IsParquet(path))
            return Misused(
                $"--schema works with a table of a release, with sources or with a .parquet file; {Printable.Quoted(path)} has no schema.");
        using var file = TableFile.Open(path);
        if (!TableFile.IsParquet(path))
        {
            PreviewReport.Write(Terminal, TableFile.Preview(file, path, line.GetValue(rows) ?? DefaultRows), null, line.GetValue(width));
            return ExitStatus.Fine;
        }
        var footer = ParquetFileReader.ReadFooter(file);
        if (line.GetValue(schema))
            ParquetReport.WriteSchema(Terminal, footer);
        else if (line.GetValue(rows) is { } count)
            PreviewReport.Write(Terminal, TableFile.Preview(file, path, count), footer.RowCount, line.GetValue(width));
        else
            return ShowLayout(line, path, file, footer);
        return ExitStatus.Fine;
    }

    private int ShowLayout(ParseResult line, string path, Stream file, ParquetFileMetadata footer)
    {
        ParquetReport.Write(Terminal, path, footer, file.Length, line.GetValue(width));
        try
        {
            ShowPages(line, file, footer);
        }
        catch (ParquetException e) when (ParquetRules.IsUnsupported(e.Rule))
        {
            // A file may be fine and yet beyond what this tool reads.
            Terminal.Say($"Its pages cannot be shown: {Printable.Line(e.Message)}.");
        }
        try
        {
            file.Position = 0;
            var preview = TableFile.Preview(file, path, DefaultRows);
            ParquetReport.Heading(Terminal, "First rows");
            PreviewReport.Write(Terminal, preview, footer.RowCount, line.GetValue(width));
        }
        catch (MalformedTableException e) when (e.Rule == Rules.ForeignParquetReadable)
        {
            Terminal.Say($"Its rows cannot be shown: {Printable.Line(e.Message)} {e.Rule.Remedy}");
        }
        return ExitStatus.Fine;
    }

    private void ShowPages(ParseResult line, Stream file, ParquetFileMetadata footer)
    {
        try
        {
            using var reader = ParquetFileReader.Open(file, new() { VerifyClaims = false });
            ParquetReport.WritePages(Terminal, footer, column => reader.ReadPages(0, column), line.GetValue(width));
        }
        catch (ParquetException e) when (ParquetRules.IsUnsupported(e.Rule))
        {
            ParquetReport.WritePages(
                Terminal, footer, column => ParquetFileReader.ReadPages(file, footer, 0, column), line.GetValue(width));
        }
    }

    private int Misused(string message)
    {
        Terminal.Say($"dataset: {message}");
        return ExitStatus.Usage;
    }

    private int Found(params Diagnostic[] diagnostics)
    {
        var findings = new DiagnosticList();
        foreach (var diagnostic in diagnostics)
            findings.Add(diagnostic);
        Reporters.For(ReportFormat.Text, Terminal.Style).Write(new(Name, ToolIdentity.Current.Version, findings), Terminal.Out);
        return ExitStatus.Findings;
    }
}
