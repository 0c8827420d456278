using System.Globalization;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Schemas.Reading;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Text;

namespace Dataset.Drafting;

/// <summary>
/// Files that make texts and tables the sources of a dataset: copies of them, byte for byte, with metadata to begin with and schemas
/// inferred from their values. It proposes; a build goes by what is written then.
/// </summary>
public sealed class SourceDraft
{
    /// <summary>The folder of schemas for editors, below that of the tables' schemas.</summary>
    public const string EditorFolder = "editor";

    private const string Texts = "articles";
    private const string Paragraphs = "paragraphs";
    private const long LargestTableInBytes = 1L << 30;
    private const int MostListed = 5;

    private readonly ConversionHints conversions = new();
    private readonly List<DraftFile> files = [];
    private readonly List<string> notes = [];
    private readonly List<TableDraft> tables = [];
    private readonly List<string> entries = [];
    private readonly DraftNames names = new('_');
    private readonly DraftNames keys = new('-');
    private readonly string schemaFolder;

    /// <summary>Of a dataset that exists: its source folder; else null.</summary>
    private readonly string? folder;

    /// <summary>The files that are sources already or become one, by their size, with what messages call them.</summary>
    private readonly Dictionary<long, SameSize> known = [];

    private SourceDraft(string schemaFolder, string? folder) => (this.schemaFolder, this.folder) = (schemaFolder, folder);

    /// <summary>The files to write; paths are below the source folder, those of schemas begin with <c>..</c>.</summary>
    public IReadOnlyList<DraftFile> Files => files;

    /// <summary>What a person should know or look at, a sentence or two each, with the file that it is about.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>The entries of new tables in <c>dataset.yaml</c>, a line each, without indentation.</summary>
    public IReadOnlyList<string> Entries => entries;

    /// <summary>
    /// Of a dataset that exists: <c>dataset.yaml</c> with the new tables; null where there are none, or where its tables are written so
    /// that a person has to add them.
    /// </summary>
    public ReadOnlyMemory<byte>? Descriptor { get; private set; }

    /// <summary>A name for a dataset, made from what a folder is called; null where that has no letter or digit of ASCII.</summary>
    public static string? NameOf(string text) =>
        new DraftNames('-').Make(text, "-", mayBeginWithDigit: true).Trim('-') is { Length: > 0 } name ? name : null;

    /// <summary>Drafts the sources of a new dataset.</summary>
    /// <param name="paths">Files, and folders with files in them and below.</param>
    /// <param name="isLeftOut">Whether a file is no source, such as one of the dataset itself.</param>
    /// <exception cref="IOException">A file is not there or cannot be read.</exception>
    public static SourceDraft OfNew(IEnumerable<string> paths, Func<string, bool> isLeftOut)
    {
        var draft = new SourceDraft("../schema", null);
        var all = DraftInputs.Expand(paths).Where(p => !isLeftOut(p.Path)).ToList();
        if (all.Exists(p => DraftInputs.IsText(p.Path)))
        {
            draft.names.Take(Texts);
            draft.names.Take(Paragraphs);
            var schema = FrontMatterDraft.Extend(
                Resource("articles.schema.json"),
                [
                    .. all.Where(p => DraftInputs.IsText(p.Path) && DraftInputs.KindOf(p.Path, p.IsNamed) == FileKind.File)
                        .Select(p => p.Path)
                        .Where(p => !DraftInputs.IsMarkdown(p) || FrontMatterDraft.ProblemOf(File.ReadAllBytes(p), p) is null),
                ],
                (path, problem) =>
                {
                    draft.Note(path, $"It was left out. {problem}");
                    all.RemoveAll(p => p.Path == path);
                });
            draft.AddAll(all, new(Texts, Texts, SchemaFile.Read(Texts, schema, Texts, new DiagnosticList())!));
            if (draft.files.Exists(f => f.Path.StartsWith($"{Texts}/", StringComparison.Ordinal)))
            {
                draft.files.Add(new($"../schema/{Texts}{SchemaFile.Ending}", schema, null));
                draft.files.Add(new($"../schema/{Paragraphs}{SchemaFile.Ending}", Resource("paragraphs.schema.json"), null));
                draft.entries.InsertRange(0, [
                    $"- {{name: {Texts}, from: documents, path: {Texts}}}", $"- {{name: {Paragraphs}, from: paragraphs, of: {Texts}}}",
                ]);
            }
        }
        else
        {
            draft.AddAll(all, null);
        }
        return draft;
    }

    /// <summary>Drafts what is added to the sources of a dataset.</summary>
    /// <param name="folder">The sources.</param>
    /// <param name="paths">Files, and folders with files in them and below.</param>
    /// <exception cref="IOException">A file is not there or cannot be read.</exception>
    public static SourceDraft OfMore(SourceFolder folder, IEnumerable<string> paths)
    {
        var draft = new SourceDraft(folder.Descriptor.SchemaFolder, folder.Path);
        foreach (var table in folder.Tables)
            draft.names.Take(table.Name);
        var documents = folder.Tables.FirstOrDefault(t => t.Source.Kind == TableKind.Documents
            && SourceForm.Of(t.Source.Path!, t.Source.Kind)?.Notation == SourceNotation.Folder);
        if (documents is not null && Directory.Exists(documents.Source.Path!.Below(folder.Path)))
            foreach (var file in Directory.EnumerateFiles(
                documents.Source.Path!.Below(folder.Path), "*", new EnumerationOptions { RecurseSubdirectories = true }))
            {
                draft.keys.Take(Path.GetFileNameWithoutExtension(file));
                draft.Know(file, $"{Path.GetRelativePath(folder.Path, file).Replace('\\', '/')}, which is a source already");
            }
        foreach (var table in folder.Tables)
            if (table.Source.Path is { } source && source.Below(folder.Path) is var place && File.Exists(place))
                draft.Know(place, $"{source.Value}, which is a source already");
        draft.AddAll(
            [.. DraftInputs.Expand(paths)], documents is null ? null : new(documents.Name, documents.Source.Path!.Value, documents.Schema));
        if (draft.entries.Count > 0)
            draft.Descriptor = DescriptorText.With(
                File.ReadAllBytes(Path.Combine(folder.Path, Sources.Descriptor.FileName)), draft.entries);
        return draft;
    }

    private void AddAll(List<(string Path, bool IsNamed)> paths, DocumentsTable? documents)
    {
        foreach (var (path, isNamed) in paths)
        {
            if (Path.GetFileName(path) is "Thumbs.db" or "desktop.ini")
                continue;
            var (isText, isTable) = (DraftInputs.IsText(path), DraftInputs.IsTable(path));
            if (DraftInputs.KindOf(path, isNamed) is var kind and not FileKind.File)
                Note(path, $"It was left out: it is {kind.Describe()}.");
            else if (DraftInputs.ProblemOfBeginning(path) is { } problem)
                Note(path, $"It was left out: it is {problem}");
            else if (!isText && !isTable)
                Note(path, "It was left out: it is "
                    + (conversions.OfText(path) ?? conversions.OfTable(path) ?? "neither a text nor a table."));
            else if (FindSame(path) is { } same)
                Note(path, $"It was left out: it has the same bytes as {Printable.Line(same)}.");
            else if (isText)
                AddText(path, documents);
            else
                AddTable(path);
        }
        foreach (var table in tables)
            table.ChooseKey(tables);
        foreach (var table in tables)
            table.FindReferences(tables);
        foreach (var table in tables)
        {
            files.Add(new($"{schemaFolder}/{table.Name}{SchemaFile.Ending}", table.Schema(), null));
            table.Dispose();
        }
    }

    private void Know(string path, string name)
    {
        var size = new FileInfo(path).Length;
        if (!known.TryGetValue(size, out var files))
            known.Add(size, files = new([], []));
        files.Unread.Add((path, name));
    }

    /// <summary>The source that has the same bytes; null where there is none, and of a file without a byte.</summary>
    private string? FindSame(string path)
    {
        var size = new FileInfo(path).Length;
        if (size == 0 || !known.TryGetValue(size, out var files))
            return null;
        foreach (var (unread, name) in files.Unread)
            files.Names.TryAdd(DigestOf(unread), name);
        files.Unread.Clear();
        return files.Names.GetValueOrDefault(DigestOf(path));
    }

    private static Digest DigestOf(string path)
    {
        using var file = File.OpenRead(path);
        return Digest.Of(file);
    }

    private void AddText(string path, DocumentsTable? documents)
    {
        if (documents is null)
        {
            Note(
                path,
                "It was left out: dataset.yaml has no folder of documents to put it in. 'dataset init NEW --from' with the texts and "
                    + "the tables makes a dataset with one.");
            return;
        }
        var received = File.ReadAllBytes(path);
        if (received.Length > LineBuffer.MaximumLineInBytes)
        {
            Note(path, string.Create(
                CultureInfo.InvariantCulture,
                $"It was left out: it has {received.Length:N0} bytes, and a text has at most {LineBuffer.MaximumLineInBytes:N0}. Make "
                    + $"several of it, or make it a table of records, a line each."));
            return;
        }
        if (DraftInputs.IsMarkdown(path) && FrontMatterDraft.ProblemOf(received, path) is { } fault)
        {
            notes.Add(
                $"{fault.Location}: It was left out, as the metadata at its head cannot be read. {fault.Message} Mend it, or let the "
                    + "name end in .txt to have all of it as text.");
            return;
        }
        var isMarkdown = DraftInputs.IsMarkdown(path) && FrontMatterDraft.IsIn(received);
        var encoding = isMarkdown ? FrontMatter.EncodingOf(received) : EncodingGuess.Of(received);
        var bytes = encoding is null ? received : SourceBytes.Decode(received, encoding) ?? received;
        if (TextDraft.ProblemOf(bytes) is { } problem)
        {
            Note(path, $"It was left out. {problem}");
            return;
        }
        if (encoding is not null && !isMarkdown && encoding != "utf-16")
            Note(
                path,
                $"It is not UTF-8, and read as {encoding}. Look whether letters with accents are right; else change \"encoding\" in its "
                    + "metadata.");
        if (!isMarkdown && TextDraft.DescribeAsTable(bytes) is { } table)
            Note(
                path,
                $"It looks like a table, as {table}. If it is one, let the name end in .csv, or in .tsv where tabs divide its cells.");
        Know(path, path);
        var key = keys.Make(Path.GetFileNameWithoutExtension(path), "text", mayBeginWithDigit: true);
        var stem = $"{documents.Path}/{key}";
        if (isMarkdown)
        {
            files.Add(new(stem + DocumentFolder.MarkdownEnding, null, path));
            return;
        }
        files.Add(new(stem + DocumentFolder.TextEnding, null, path));
        var up = string.Concat(documents.Path.Split('/').Select(_ => "../"));
        files.Add(new(
            stem + DocumentFolder.YamlEnding,
            Encoding.UTF8.GetBytes(
                $"# yaml-language-server: $schema={up}{schemaFolder}/{EditorFolder}/{documents.Name}.json\n"
                    + TextDraft.Metadata(bytes, Path.GetFileName(path), Digest.Of(received), encoding, documents.Schema)),
            null));
    }

    private void AddTable(string path)
    {
        var ending = DraftInputs.EndingOf(path);
        var stem = Path.GetFileName(path)[..^ending.Length];
        if (ending == ".xlsx")
        {
            AddWorkbook(path, stem);
            return;
        }
        var name = NameFor(path, stem, ending);
        var notation = SourceForm.Of(RelativePath.Parse(name + ending), TableKind.Records)!.Value.Notation;
        if (Add(path, name + ending, name, table => notation == SourceNotation.Parquet
            ? ParquetSurvey.Fill(table, path)
            : Read(path, ending, table) is { } bytes && (notation == SourceNotation.Csv
                ? CsvSurvey.Fill(table, bytes, SourceForm.DelimiterOf(RelativePath.Parse(name + ending)))
                : TreeSurvey.Fill(table, bytes, notation))) is { } notes)
            Note(path, $"It was left out. {string.Join(' ', notes)}");
    }

    /// <summary>Adds a table of each sheet with rows that Excel shows.</summary>
    private void AddWorkbook(string path, string stem)
    {
        var name = NameFor(path, stem, ".xlsx");
        var all = ExcelSurvey.SheetsOf(path, out var hidden, out var problemOfRest);
        var sheets = all.Where(s => s.HasRows || !all.Any(a => a.HasRows)).ToList();
        var problems = new List<string>();
        foreach (var sheet in sheets)
        {
            var table = sheets.Count == 1 ? name : names.Make($"{name} {sheet.Name}", "table");
            var read = sheet with { IsNamed = sheet.IsNamed || sheets.Count > 1 };
            if (Add(path, $"{name}.xlsx", table, t => ExcelSurvey.Fill(t, path, read)) is { } notes)
                problems.Add(
                    $"{(sheets.Count == 1 ? "It" : $"The sheet {Printable.Quoted(sheet.Name!)}")} was left out. {string.Join(' ', notes)}");
        }
        if (sheets.Count == 0)
            problems.Add("It was left out. Its sheets are empty.");
        problems.AddRange(
            all.Except(sheets).Select(s => $"The sheet {Printable.Quoted(s.Name!)} was left out: it has a row of names alone."));
        if (problemOfRest is not null)
            problems.Add(problemOfRest);
        problems.ForEach(p => Note(path, p));
        if (hidden.Count > 0)
            Note(path, $"Hidden sheets were left out: {Printable.List(hidden, MostListed)}. Show one in Excel to have it.");
    }

    /// <summary>A name for the table of a file, and for its copy.</summary>
    private string NameFor(string path, string stem, string ending)
    {
        var name = names.Make(stem, "table");
        // Another file of that name belongs to no table; it is left alone.
        while (folder is not null && Path.Combine(folder, name + ending) is var place && File.Exists(place)
            && Path.GetFullPath(place) != Path.GetFullPath(path))
            name = names.Make(name, "table");
        return name;
    }

    /// <summary>Adds a table, and its file with the first of its tables; where there is none, what is to be said of that.</summary>
    /// <param name="path">The file.</param>
    /// <param name="copy">What it is called among the sources.</param>
    /// <param name="name">Of the table.</param>
    /// <param name="fill">Drafts it, and says whether there is one.</param>
    private List<string>? Add(string path, string copy, string name, Func<TableDraft, bool> fill)
    {
        var table = new TableDraft(
            name, Path.GetFileName(path), SourceForm.Of(RelativePath.Parse(copy), TableKind.Records)!.Value.Notation);
        var isTable = fill(table);
        if (isTable && table.Schema().Length is > SchemaFile.MaximumInBytes and var size)
        {
            table.Notes.Clear();
            table.Notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"It has {table.Columns.Count:N0} columns, whose schema would have {size:N0} bytes of at most "
                    + $"{SchemaFile.MaximumInBytes:N0}. Where they are values of one kind, write each on a line of its own."));
            isTable = false;
        }
        if (!isTable)
        {
            table.Dispose();
            return table.Notes;
        }
        foreach (var note in table.Notes.Concat(table.TextNotes()))
            Note(path, note);
        // The tables of a workbook come one after the other.
        if (files is not [.., var last] || last.Path != copy)
        {
            Know(path, path);
            files.Add(new(copy, null, path));
        }
        tables.Add(table);
        entries.Add(table.Entry(copy));
        return null;
    }

    private static byte[]? Read(string path, string ending, TableDraft table)
    {
        if (new FileInfo(path).Length > LargestTableInBytes)
        {
            table.Notes.Add("It is too large to be looked at as a whole: write its schema, and name the file in dataset.yaml.");
            return null;
        }
        if (!ending.EndsWith(".gz", StringComparison.Ordinal))
            return File.ReadAllBytes(path);
        using var file = File.OpenRead(path);
        using var stream = new WholeGzip(file);
        using var bytes = new MemoryStream();
        try
        {
            stream.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (InvalidDataException e)
        {
            table.Notes.Add($"It cannot be decompressed: {e.Message}.");
            return null;
        }
    }

    private void Note(string path, string note)
    {
        note = $"{Printable.Line(path)}: {note.TrimEnd()}";
        // What is to be said of a workbook may be so of each of its sheets.
        if (notes is not [.., var last] || last != note)
            notes.Add(note);
    }

    private static byte[] Resource(string name)
    {
        using var stream = typeof(SourceDraft).Assembly.GetManifestResourceStream($"Dataset.Drafting.{name}")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Known files of one size: those that were read have their digests, as none is read twice.</summary>
    private sealed record SameSize(List<(string Path, string Name)> Unread, Dictionary<Digest, string> Names);

    private sealed record DocumentsTable(string Name, string Path, TableSchema Schema);
}

/// <summary>A file to write.</summary>
/// <param name="Path">Below the source folder, with <c>/</c> between names; that of a schema begins with <c>..</c>.</param>
/// <param name="Content">What it holds; null where it is a copy.</param>
/// <param name="CopyOf">The file that it is a copy of, byte for byte; null where it has <paramref name="Content"/>.</param>
public sealed record DraftFile(string Path, ReadOnlyMemory<byte>? Content, string? CopyOf);
