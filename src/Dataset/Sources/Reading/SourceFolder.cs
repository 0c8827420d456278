using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Schemas;
using Dataset.Schemas.Reading;
using Dataset.Text;

namespace Dataset.Sources.Reading;

/// <summary>
/// A source folder whose descriptor and schemas have been read and fit together; documents and records have not been read yet.
/// </summary>
public sealed class SourceFolder
{
    private SourceFolder(
        string path, Descriptor descriptor, IReadOnlyList<SourceTable> tables, IReadOnlyList<SourceFile> files,
        IReadOnlyList<DatasheetAnswer> datasheet) =>
        (Path, Descriptor, Tables, Files, Datasheet) = (path, descriptor, tables, files, datasheet);

    /// <summary>Whether nothing is wrong with the descriptor and the schemas, so that a release may be made of the sources.</summary>
    internal bool IsWhole { get; private init; }

    /// <summary>As the user called it.</summary>
    public string Path { get; }

    /// <summary>What <c>dataset.yaml</c> says.</summary>
    public Descriptor Descriptor { get; }

    /// <summary>The folder of the schemas, from the same place as <see cref="Path"/>.</summary>
    public string Schemas => System.IO.Path.Combine(Path, Descriptor.SchemaFolder);

    /// <summary>The answers of <c>datasheet.md</c>; none where there is no such file.</summary>
    public IReadOnlyList<DatasheetAnswer> Datasheet { get; }

    /// <summary>Every table in the descriptor's order.</summary>
    internal IReadOnlyList<SourceTable> Tables { get; }

    /// <summary>The descriptor, the datasheet and the schemas.</summary>
    internal IReadOnlyList<SourceFile> Files { get; }

    /// <summary>So many folders above the one that was named are searched for sources.</summary>
    private const int MostAbove = 5;

    /// <summary>Where sources are, in a folder above or beside one: people may be elsewhere than they think. Or how to begin.</summary>
    private static string HowToGoOn(string path)
    {
        var isRelative = !System.IO.Path.IsPathRooted(path);
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        // Of a name that leads to nothing, one beside it that is near is told already.
        var isTold = !Directory.Exists(path) && NearestName.Of(System.IO.Path.GetFileName(full), ["seeds"]) is not null;
        var at = full;
        for (var i = 0; i < MostAbove && System.IO.Path.GetDirectoryName(at) is { } above; i++, at = above)
            foreach (var folder in isTold && i == 0 ? [above] : new[] { above, System.IO.Path.Combine(above, "seeds") })
                if (File.Exists(System.IO.Path.Combine(folder, Descriptor.FileName)))
                    return $"{(isRelative ? System.IO.Path.GetRelativePath(".", folder) : folder)} is a source folder.";
        return "'dataset init DIR' makes a dataset, of your own files with --from.";
    }

    /// <summary>Reads the descriptor and the schemas.</summary>
    /// <returns>Null, with findings, where they are not right.</returns>
    /// <exception cref="IOException">There is no such folder, it has no descriptor, or a file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static SourceFolder? Open(string path, DiagnosticList findings) =>
        OpenSound(path, findings) is { IsWhole: true } folder ? folder : null;

    /// <summary>
    /// Reads the descriptor and the schemas, and takes the tables with nothing wrong: a fault in one does not hide those in the sources of
    /// the others.
    /// </summary>
    /// <returns>Null, with findings, where no table is left.</returns>
    /// <exception cref="IOException">There is no such folder, it has no descriptor, or a file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    internal static SourceFolder? OpenSound(string path, DiagnosticList findings)
    {
        var descriptorPath = System.IO.Path.Combine(path, Descriptor.FileName);
        if (!Directory.Exists(path))
            throw Nearby.NotFound($"Expected a source folder at {path}", path, HowToGoOn(path));
        if (FileKinds.Of(descriptorPath) == FileKind.Nothing)
            throw new FileNotFoundException(
                $"Expected {Descriptor.FileName} in the source folder {path}, found none. "
                    + (File.Exists(System.IO.Path.Combine(path, "release.json"))
                        ? "It is a release: 'dataset verify' checks one."
                        : HowToGoOn(path)));
        if (ReadDescriptor(path, findings, out var bytes, out var isSound) is not { } descriptor)
            return null;
        var before = findings.ErrorCount;
        var files = new List<SourceFile>
        {
            new(RelativePath.Parse($"{SourceFile.SourcePrefix}/{Descriptor.FileName}"), bytes!.Length, Digest.Of(bytes)),
        };
        var datasheet = ReadDatasheet(path, files, findings);
        var tables = LoadTables(path, descriptor, files, findings);
        if (isSound)
        {
            WarnOfUnused(path, descriptor, findings);
            StrayFiles.Find(
                path, [descriptor.SchemaFolder, .. descriptor.Tables.Where(t => t.Path is not null).Select(t => t.Path!.Value)], findings);
        }
        TakeSound(descriptor, tables);
        var agreement = new DiagnosticList();
        CheckAgreement(path, descriptor, tables, agreement);
        findings.AddRange(agreement);
        if (agreement.HasErrors)
        {
            var places = agreement.Kept.Where(f => f.Rule.Severity == Severity.Error).Select(f => f.Location.Path).ToHashSet();
            tables.RemoveAll(t => places.Contains(SchemaPath(path, descriptor, t.Name)));
            TakeSound(descriptor, tables);
            Join(tables);
        }
        if (isSound && findings.ErrorCount == before)
            EditionChecks.Run(descriptor, tables, findings);
        return tables.Count == 0 ? null
            : new(path, descriptor, tables, files, datasheet) { IsWhole = isSound && findings.ErrorCount == before };
    }

    /// <summary>Leaves out what depends on tables that are not there.</summary>
    private static void TakeSound(Descriptor descriptor, List<SourceTable> tables)
    {
        var all = descriptor.Tables.Concat(descriptor.UnsoundTables).ToArray();
        var named = all.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        var documents = all.Where(t => t.Kind == TableKind.Documents).Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        bool IsLost(string? name) => name is not null && tables.All(t => t.Name != name);
        while (tables.RemoveAll(t => IsLost(t.Source.Of) || IsLost(t.Source.Entities)
            // Cells of a delimited file belong to keys by the header, which names those of every table.
            || (t.Source.Csv is not null || t.Source.Path?.Name.Contains(".csv", StringComparison.Ordinal) == true)
                && LostOf(t).Any()) > 0)
        {
            // Until nothing more depends on what was left out.
        }
        foreach (var table in tables)
        {
            // A table whose name is wrong may be any.
            table.Schema = table.Schema.WithoutReferencesTo(n => IsLost(n) && (named.Contains(n) || named.Contains("")));
            foreach (var lost in LostOf(table))
                table.LostKeys.Add(
                    lost.Kind == TableKind.Paragraphs ? SchemaChecks.ParagraphsKey : lost.Field ?? SourceTable.AnyKey);
        }

        // Of which documents, and under which key, may be what is wrong with a table.
        IEnumerable<TableSource> LostOf(SourceTable table) => all.Where(t => IsLost(t.Name) && (t.Of == table.Name
            || (t.Kind is TableKind.List or TableKind.Paragraphs && table.Source.Kind == TableKind.Documents
                && (t.Of is null || !documents.Contains(t.Of)))));
    }

    /// <summary>Gives each table of documents those whose rows come from them.</summary>
    private static void Join(List<SourceTable> tables)
    {
        foreach (var table in tables)
        {
            var of = tables.Where(t => t.Source.Of == table.Name).ToArray();
            table.Lists = [.. of.Where(t => t.Source.Kind == TableKind.List)];
            table.Paragraphs = Array.Find(of, t => t.Source.Kind == TableKind.Paragraphs);
            table.Mentions = Array.Find(of, t => t.Source.Kind == TableKind.Mentions);
        }
    }

    /// <summary>Reads the descriptor alone.</summary>
    /// <returns>Null, with findings, where it is not right.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static Descriptor? ReadDescriptor(string path, DiagnosticList findings) =>
        ReadDescriptor(path, findings, out _, out var isSound) is { } descriptor && isSound ? descriptor : null;

    private static Descriptor? ReadDescriptor(string path, DiagnosticList findings, out byte[]? bytes, out bool isSound)
    {
        isSound = false;
        var displayPath = DisplayPath.Join(path, Descriptor.FileName);
        bytes = WholeFile.ReadMetadata(System.IO.Path.Combine(path, Descriptor.FileName), displayPath, SourceLimits.Default, findings);
        return bytes is null
            ? null
            : DescriptorReader.ReadSound(
                bytes, displayPath, Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH"), findings, out isSound);
    }

    private static IReadOnlyList<DatasheetAnswer> ReadDatasheet(string path, List<SourceFile> files, DiagnosticList findings)
    {
        var file = System.IO.Path.Combine(path, Sources.Datasheet.FileName);
        var displayPath = DisplayPath.Join(path, Sources.Datasheet.FileName);
        if (FileKinds.Of(file) == FileKind.Nothing
            || WholeFile.ReadMetadata(file, displayPath, SourceLimits.Default, findings) is not { } bytes)
            return [];
        files.Add(new(RelativePath.Parse($"{SourceFile.SourcePrefix}/{Sources.Datasheet.FileName}"), bytes.Length, Digest.Of(bytes)));
        return Sources.Datasheet.Read(bytes, displayPath, findings);
    }

    internal SourceTable Table(string name) => Tables.First(t => t.Name == name);

    /// <summary>What the build withholds of the tables; null in the full release.</summary>
    internal ReleaseEdition? Edition { get; private init; }

    /// <summary>The same sources for an edition: its name, and schemas that say what is withheld.</summary>
    internal SourceFolder For(Edition edition)
    {
        var withheld = edition.Withhold.Select(w => new WithheldColumns(
            w.Table, w.Columns, w.Unless is null ? null : new(DocumentsOf(Table(w.Table))!, w.Unless))).ToArray();
        var descriptor = Descriptor with
        {
            Name = edition.Name,
            Title = edition.Title ?? $"{Descriptor.Title} ({edition.Name})",
            Description = edition.Description?.Trim() ?? Descriptor.Description,
            Placeholders = [],
        };
        return new(Path, descriptor, [.. Tables.Select(Of)], Files, Datasheet) { Edition = new(Descriptor.Name, withheld) };

        SourceTable Of(SourceTable table) => Array.Find(withheld, w => w.Table == table.Name) is not { } own ? table : new()
        {
            Source = table.Source,
            Schema = SchemaFile.Read(table.Name, own.Apply(table.Schema.Json), "", new())!,
        };
    }

    /// <summary>The table of documents that a table is, or is made of; null of records.</summary>
    internal static string? DocumentsOf(SourceTable table) => table.Source.Kind == TableKind.Documents ? table.Name : table.Source.Of;

    /// <summary>The path of a file of the source folder in findings.</summary>
    public string Display(string below) => DisplayPath.Join(Path, below);

    private static List<SourceTable> LoadTables(string path, Descriptor descriptor, List<SourceFile> files, DiagnosticList findings)
    {
        var tables = new List<SourceTable>();
        if (SourceLinks.AreOn(path, descriptor.SchemaFolder + "/", findings))
            return tables;
        foreach (var source in descriptor.Tables)
        {
            var name = source.Name + SchemaFile.Ending;
            var schemaPath = System.IO.Path.Combine(path, descriptor.SchemaFolder, name);
            var displayPath = SchemaPath(path, descriptor, source.Name);
            // Where it cannot be said, because the folder may not be read, opening the file says why.
            if (FileKinds.Of(schemaPath) == FileKind.Nothing)
                findings.Add(Rules.TableHasSchema, new Location(displayPath), "Expected the table's schema, found no file of that name.");
            else if (WholeFile.ReadMetadata(schemaPath, displayPath, SourceLimits.Default, findings) is { } json
                && SchemaFile.Read(source.Name, json, displayPath, findings) is { } schema)
                Add(source, schema, name, json);
        }
        return tables;

        void Add(TableSource source, TableSchema schema, string name, byte[] json)
        {
            files.Add(new(RelativePath.Parse($"{SourceFile.SchemaPrefix}/{name}"), json.Length, Digest.Of(json)));
            tables.Add(new() { Source = source, Schema = schema });
        }
    }

    /// <summary>Warns of schemas that no table has: a name that was mistyped.</summary>
    private static void WarnOfUnused(string path, Descriptor descriptor, DiagnosticList findings)
    {
        var folder = System.IO.Path.Combine(path, descriptor.SchemaFolder);
        if (!Directory.Exists(folder))
            return;
        foreach (var file in Directory.EnumerateFiles(folder, "*" + SchemaFile.Ending).Select(f => System.IO.Path.GetFileName(f))
            .Order(Utf8Order.Comparer))
        {
            var table = file[..^SchemaFile.Ending.Length];
            if (!BuiltInSchemas.Names.Contains(file) && descriptor.Tables.All(t => t.Name != table))
                findings.Add(
                    Rules.SchemaHasTable, new Location(SchemaPath(path, descriptor, table)),
                    $"Expected the schema of a table of {Descriptor.FileName}, found that of {Printable.Quoted(table)}, which it does not "
                        + "name"
                    + (NearestName.Of(table, descriptor.Tables.Select(t => t.Name)) is { } near ? $"; is {near} meant?" : "."));
        }
    }

    private static void CheckAgreement(string path, Descriptor descriptor, List<SourceTable> tables, DiagnosticList findings)
    {
        Join(tables);
        foreach (var table in tables)
        {
            foreach (var language in descriptor.Languages ?? [descriptor.Language])
                WarnOfWords(table.Schema, language, SchemaPath(path, descriptor, table.Name), findings);
            SchemaChecks.CheckAgainst(table.Schema, table.Source.Kind, SchemaPath(path, descriptor, table.Name), findings);
            SourceNames.Check(table, SchemaPath(path, descriptor, table.Name), findings);
            if (table.Source.Kind == TableKind.Documents)
                SchemaChecks.CheckMetadataNames(
                    table.Schema, [.. table.Lists.Select(l => l.Source.Field!)], SchemaPath(path, descriptor, table.Name), findings);
            if (table.Source.Kind == TableKind.Documents && SourceForm.Of(
                table.Source.Path!, TableKind.Documents)!.Value.Notation != SourceNotation.Folder
                && table.Schema.ColumnOf(Derivation.DocumentText) is null)
            {
                findings.Add(
                    Rules.RecordHasText, new Location(SchemaPath(path, descriptor, table.Name)),
                    $"Expected a column derived from document.text, as each record of {table.Source.Path} holds a text with its metadata, "
                        + "found none.");
            }
            if (table.Source.Entities is { } entities)
                SchemaChecks.CheckEntities(tables.First(t => t.Name == entities).Schema, SchemaPath(path, descriptor, entities), findings);
        }
        SchemaChecks.CheckReferences([.. tables.Select(t => t.Schema)], t => SchemaPath(path, descriptor, t.Name), findings);
    }

    /// <summary>Warns of counts of words in languages that are written without spaces between them.</summary>
    private static void WarnOfWords(TableSchema schema, string language, string displayPath, DiagnosticList findings)
    {
        if (language.Split('-')[0] is not ("zh" or "ja" or "th" or "lo" or "km" or "my" or "bo" or "yue" or "wuu" or "nan"))
            return;
        foreach (var column in schema.Columns.Where(c => c.Derivation?.Name.EndsWith(".words", StringComparison.Ordinal) == true))
            findings.Add(
                Rules.WordsArePartedBySpaces, new SchemaPlaces(schema, displayPath).OfColumn(column.Name, "x-derived"),
                $"Expected no count of words where the language is {Printable.Quoted(language)}, found {Printable.Quoted(column.Name)}.");
    }

    private static string SchemaPath(string path, Descriptor descriptor, string table) =>
        DisplayPath.Join(path, $"{descriptor.SchemaFolder}/{table}{SchemaFile.Ending}");
}

/// <summary>
/// Finds what is in a source folder and belongs to no table: nothing reads it, which its author may not know.
/// </summary>
internal static class StrayFiles
{
    private const string ReadMe = "README.md";

    /// <summary>Adds a warning for each.</summary>
    /// <param name="source">The source folder.</param>
    /// <param name="used">The files and folders that the descriptor names; what is in those folders is not looked at.</param>
    /// <param name="findings">Takes the findings.</param>
    public static void Find(string source, IReadOnlyCollection<string> used, DiagnosticList findings) =>
        Find(source, "", used.Concat([Descriptor.FileName, Datasheet.FileName, ReadMe]).ToHashSet(StringComparer.Ordinal), findings);

    private static void Find(string source, string folder, HashSet<string> used, DiagnosticList findings)
    {
        foreach (var entry in SourceLinks.Entries(Path.Combine(source, folder), DisplayPath.Join(source, folder), findings))
        {
            var path = folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}";
            if (used.Contains(path))
                continue;
            if (used.Any(u => u.StartsWith(path + "/", StringComparison.Ordinal)))
            {
                // Of anything but a folder on the way to a table's file, reading that file tells.
                if (FileKinds.Of(entry.FullName) == FileKind.Folder)
                    Find(source, path, used, findings);
                continue;
            }
            findings.Add(
                Rules.FileBelongsToTable, new Location(DisplayPath.Join(source, path)),
                $"Expected only what {Descriptor.FileName} names, found {FileKinds.OfEntry(entry.FullName).Describe()} that it does not "
                    + "name.");
        }
    }
}

/// <summary>The way to a source: folders that are no links, and that can be listed.</summary>
internal static class SourceLinks
{
    /// <summary>
    /// Whether a folder on the way to a path is a link, which is a finding: what it leads to is no part of the source folder. What is
    /// at the path itself is for its opener to check; the source folder may be a link.
    /// </summary>
    /// <param name="folder">The source folder.</param>
    /// <param name="below">The path below it, with <c>/</c> between names.</param>
    /// <param name="findings">Takes the finding.</param>
    public static bool AreOn(string folder, string below, DiagnosticList findings)
    {
        for (var end = below.IndexOf('/', StringComparison.Ordinal); end >= 0; end = below.IndexOf('/', end + 1))
        {
            var path = below[..end];
            if (path.EndsWith("..", StringComparison.Ordinal) || FileKinds.Of(Path.Combine(folder, path)) != FileKind.Link)
                continue;
            findings.Add(Rules.SourceIsFile, new Location(DisplayPath.Join(folder, path)), "Expected a folder, found a link.");
            return true;
        }
        return false;
    }

    /// <summary>As the other, of a folder that is open.</summary>
    public static bool AreOn(SourceFolder folder, string below, DiagnosticList findings) => AreOn(folder.Path, below, findings);

    /// <summary>What a folder holds; nothing, with a finding, where it cannot be listed.</summary>
    public static IReadOnlyList<FileSystemInfo> Entries(string path, string displayPath, DiagnosticList findings)
    {
        try
        {
            return new DirectoryInfo(path).GetFileSystemInfos();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            findings.Add(Unlisted(displayPath, e));
            return [];
        }
    }

    /// <summary>Says that a folder cannot be listed.</summary>
    public static Diagnostic Unlisted(string displayPath, Exception problem) => new(
        Rules.SourceIsFile, new Location(displayPath),
        $"Expected a folder that can be listed, found one that {(problem is UnauthorizedAccessException ? "may not be" : "cannot be")}.");
}

/// <summary>How much there is to read, for progress alone: files may change until they are read.</summary>
internal static class SourceSize
{
    /// <summary>
    /// The bytes of every document and record; null where a file is compressed, so that it is unknown, or cannot be looked at.
    /// </summary>
    /// <param name="folder">The sources.</param>
    /// <param name="parts">Where one part of the documents is read, about its share is counted; null for everything.</param>
    public static long? Of(SourceFolder folder, PartSelection? parts = null)
    {
        var (total, share) = (0L, parts is { IsPartial: true } ? parts.Count : 1);
        foreach (var source in folder.Tables.Select(t => t.Source))
        {
            if (source.Path is not { } path)
                continue;
            if (source.IsReadWhole || SizeOf(path.Below(folder.Path)) is not { } size)
                return null;
            total += source.Kind == TableKind.Documents ? size / share : size;
        }
        return total;
    }

    private static long? SizeOf(string path)
    {
        try
        {
            return Directory.Exists(path)
                ? new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length)
                : File.Exists(path) ? new FileInfo(path).Length : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its reader reports it.
            return null;
        }
    }
}
