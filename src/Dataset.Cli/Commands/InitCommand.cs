using System.CommandLine;
using Dataset.Cli.Templates;
using Dataset.Diagnostics;
using Dataset.Drafting;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Text;

namespace Dataset.Cli.Commands;

/// <summary><c>dataset init</c>.</summary>
internal sealed class InitCommand : DatasetCommand
{
    private readonly Argument<string> folder = CommonArguments.Required("DIR", "The folder to write into.");

    private readonly Option<string[]> from = new("--from")
    {
        HelpName = "PATH",
        Description = "Texts and tables to begin with: files, or folders of them. Each is copied as it is.",
        AllowMultipleArgumentsPerToken = true,
    };

    public InitCommand(Terminal terminal)
        : base(terminal, "init", "Writes a dataset to start from: an example, or one of your own files.")
    {
        Add(folder);
        Add(from);
    }

    public override string Details =>
        "Without --from: one article with its metadata, the schemas of three tables, and a README that explains the next steps. It "
            + "validates, builds and verifies as it is. With --from: your texts (.txt, .md) with metadata to fill in, and your tables "
            + "(.csv, .tsv, .xlsx, .parquet, .json, .jsonl, .yaml) with schemas inferred from their values: types, nulls, keys, "
            + "references, lists of few values, and how the file is written. What is inferred is a proposal; the build goes by what "
            + "is written. Files that exist are left alone.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("dataset init my-dataset", "Write the example; then 'cd my-dataset' and 'dataset build'."),
        ("dataset init my-dataset --from texts prices.csv", "Make a dataset of the files in texts/ and of a table."),
    ];

    protected override string FineMeans => "The files are written.";

    protected override string? FindingsMean => "The files are written, and have errors that keep them from becoming a release.";

    protected override int Run(ParseResult line)
    {
        var path = line.GetRequiredValue(folder);
        if (File.Exists(path))
        {
            var found = new FileInfo(path).LinkTarget is null ? "a file" : "a link that leads to no folder";
            Terminal.Say($"dataset: {Printable.Quoted(path)} is {found}. Choose another name.");
            return ExitStatus.Failed;
        }
        var (seeds, today) = (Path.Combine(path, NewDataset.Seeds), DateOnly.FromDateTime(Terminal.Clock.GetUtcNow().UtcDateTime));
        var isThere = File.Exists(Path.Combine(seeds, Descriptor.FileName));
        var given = line.GetValue(from) ?? [];
        if (isThere && given.Length > 0)
        {
            Terminal.Say($"dataset: {Printable.Quoted(path)} has a dataset already. Add to it with 'dataset add'.");
            return ExitStatus.Failed;
        }
        SourceDraft? draft = null;
        if (given.Length > 0)
        {
            draft = SourceDraft.OfNew(given, file => IsOwn(file, path));
            Drafts.SayNotes(Terminal, draft);
            if (draft.Entries.Count == 0)
            {
                Terminal.Say("dataset: there is no text and no table to begin with: nothing was written.");
                return ExitStatus.Failed;
            }
        }
        var files = new NewFiles(path);
        files.Write(
            (isThere ? [] : draft is null ? NewDataset.Example(path, today) : NewDataset.Of(draft, path, today))
                .Concat(NewDataset.Surroundings()));
        // What is wrong with a dataset that exists is for validate to say.
        if (SourceFolder.Open(seeds, new DiagnosticList()) is { } sources)
            files.Write(Drafts.EditorSchemas(sources, "schema"));
        Drafts.List(Terminal, path, files);
        if (!isThere)
            SayName(path);
        var status = draft is null ? ExitStatus.Fine : Drafts.Validate(Terminal, seeds);
        if (status == ExitStatus.Fine)
            Terminal.Say($"Next: {(path is "." or "./" ? "" : $"cd {Printable.ShellWord(path)} && ")}dataset build");
        return status;
    }

    /// <summary>Says what the dataset is called where its folder has another name.</summary>
    private void SayName(string path)
    {
        var (name, ofFolder) = NewDataset.NameOf(path);
        if (name != ofFolder)
            Terminal.Say(
                $"The dataset is called {name}, as names of releases have lower-case letters, digits and hyphens; to change that, edit "
                    + $"name in {Printable.Line(Path.Combine(path, NewDataset.Seeds, Descriptor.FileName))}.");
    }

    /// <summary>Whether a file is of the dataset itself, or of a release, where its folder is among those that it is made from.</summary>
    private static bool IsOwn(string file, string folder)
    {
        var below = Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar);
        return below[0] is "seeds" or "schema" or "dist" || below is ["README.md"];
    }
}
