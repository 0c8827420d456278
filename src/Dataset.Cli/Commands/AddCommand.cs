using System.CommandLine;
using Dataset.Cli.Templates;
using Dataset.Diagnostics;
using Dataset.Drafting;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Text;

namespace Dataset.Cli.Commands;

/// <summary><c>dataset add</c>.</summary>
internal sealed class AddCommand : DatasetCommand
{
    private readonly Argument<string[]> files =
        CommonArguments.Several("FILE", "Texts and tables, or folders of them. Each is copied as it is.");

    private readonly Option<string> source = CommonArguments.SourceOption();

    public AddCommand(Terminal terminal)
        : base(terminal, "add", "Adds texts and tables to a dataset, with metadata to fill in and inferred schemas.")
    {
        Add(files);
        Add(source);
    }

    public override string Details =>
        "A text (.txt, .md) becomes a document of the first table that has a folder of them: under a name made from its own, with a YAML "
            + "file of every key that you write. A table (.csv, .tsv, .xlsx, .parquet, .json, .jsonl, .yaml) gets a schema inferred "
            + "from its values and an entry in dataset.yaml. What is inferred is a proposal; the build goes by what is written. No "
            + "file is overwritten but dataset.yaml, which gets the entries at the end of its tables.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("dataset add article.txt", "Add a text to seeds/, with metadata to fill in."),
        ("dataset add prices.csv offices.xlsx", "Add two tables."),
    ];

    protected override string FineMeans => "The files are added, and the sources can become a release.";

    protected override string? FindingsMean => "There are errors. Where files are listed, they are added all the same.";

    protected override int Run(ParseResult line)
    {
        var path = line.GetRequiredValue(source);
        var findings = new DiagnosticList();
        if (SourceFolder.Open(path, findings) is not { } folder)
        {
            Drafts.Report(Terminal, findings);
            Terminal.Say("Nothing was added: mend the dataset first.");
            return ExitStatus.Findings;
        }
        var draft = SourceDraft.OfMore(folder, line.GetRequiredValue(files));
        Drafts.SayNotes(Terminal, draft);
        if (draft.Files.Count == 0)
        {
            Terminal.Say("dataset: nothing was added.");
            return ExitStatus.Failed;
        }
        var added = new NewFiles(path);
        added.Write(draft.Files.Select(f => new NewFile(f.Path, f.Content, f.CopyOf)));
        if (draft.Descriptor is { } descriptor)
            added.Replace(Descriptor.FileName, descriptor.Span);
        else if (draft.Entries.Count > 0)
            Terminal.Say($"Write below tables: in {Descriptor.FileName}:\n{string.Join('\n', draft.Entries.Select(e => $"  {e}"))}");
        if (SourceFolder.Open(path, new DiagnosticList()) is { } now)
            added.Write(Drafts.EditorSchemas(now, now.Descriptor.SchemaFolder));
        Drafts.List(Terminal, path, added);
        var status = Drafts.Validate(Terminal, path);
        if (status == ExitStatus.Fine)
            Terminal.Say($"Next: dataset build{(path == NewDataset.Seeds ? "" : " " + Printable.ShellWord(path))}");
        return status;
    }
}
