using System.Globalization;
using System.IO.Enumeration;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Text;

namespace Dataset.Sources.Reading;

/// <summary>
/// Lists a folder of NAME.txt with NAME.yaml or NAME.json, or of NAME.md with both in one, and the folders in it. The names are all that is
/// held in memory, and nothing is opened.
/// </summary>
internal sealed class DocumentFolder(string path, string displayPath, DiagnosticList findings)
{
    public const string TextEnding = ".txt";
    public const string YamlEnding = ".yaml";
    public const string JsonEnding = ".json";
    public const string MarkdownEnding = ".md";

    private const string Allowed = "Expected NAME.txt, NAME.yaml, NAME.json and NAME.md alone in a folder of documents";

    [Flags]
    private enum Parts : byte
    {
        None = 0,
        Text = 1,
        Yaml = 2,
        Json = 4,
        Markdown = 8,
    }

    /// <summary>What a desktop keeps in a folder of its own accord.</summary>
    private static readonly string[] OfDesktops = ["Thumbs.db", "ehthumbs.db", "desktop.ini", "Icon\r"];

    private readonly Dictionary<string, string> textEndings = new(StringComparer.Ordinal);

    /// <summary>The folder of each document, below this one and with a slash at its end; empty for this one.</summary>
    private readonly Dictionary<string, string> folders = new(StringComparer.Ordinal);

    private readonly ConversionHints conversions = new();

    private readonly HashSet<string> doubtful = new(StringComparer.Ordinal);

    /// <summary>Whether nothing that may be a document was left out.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>The documents that are complete, by key in the order of UTF-8; what else is there is a finding.</summary>
    public IReadOnlyList<DocumentFiles> List()
    {
        var kind = FileKinds.Of(path);
        if (kind != FileKind.Folder)
        {
            var isNothing = kind == FileKind.Nothing;
            findings.Add(
                isNothing ? Rules.SourceIsThere : Rules.SourceIsFile, new Location(displayPath),
                $"Expected a folder of documents, found {(isNothing ? "nothing of that name" : kind.Describe())}.");
            IsWhole = false;
            return [];
        }
        var parts = new Dictionary<string, Parts>(StringComparer.Ordinal);
        try
        {
            foreach (var (folder, name, isFolder) in Entries().OrderBy(e => e.Folder + e.Name, Utf8Order.Comparer))
                AddEntry(folder, name, isFolder, parts);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            findings.Add(SourceLinks.Unlisted(displayPath, e));
            IsWhole = false;
            return [];
        }
        var keys = parts.Keys.ToArray();
        Array.Sort(keys, Utf8Order.Comparer);
        CheckNames(keys);
        var documents = new List<DocumentFiles>(keys.Length);
        foreach (var key in keys)
        {
            if (!doubtful.Contains(key) && IsComplete(key, parts[key]))
                documents.Add(new(key, folders[key], textEndings[key], (parts[key] & Parts.Yaml) != 0 ? YamlEnding
                    : (parts[key] & Parts.Json) != 0 ? JsonEnding : ""));
            else
                IsWhole = false;
        }
        if (keys.Length == 0)
            findings.Add(
                Rules.FolderHasDocuments, new Location(displayPath),
                "Expected NAME.txt and NAME.yaml, or NAME.md, for each document, found none.");
        return documents;
    }

    /// <summary>Everything here and in the folders below, whose names are left out where their content is not.</summary>
    private List<(string Folder, string Name, bool IsFolder)> Entries()
    {
        var (all, next) = (new List<(string, string, bool)>(), new Queue<string>([""]));
        while (next.TryDequeue(out var folder))
        {
            var entries = new FileSystemEnumerable<(string Name, bool IsFolder, bool IsLink)>(
                Path.Combine(path, folder),
                (ref FileSystemEntry entry) =>
                    (entry.FileName.ToString(), entry.IsDirectory, (entry.Attributes & FileAttributes.ReparsePoint) != 0),
                new EnumerationOptions
                {
                    AttributesToSkip = FileAttributes.None,
                    IgnoreInaccessible = false,
                    ReturnSpecialDirectories = false,
                });
            foreach (var (name, isFolder, isLink) in entries)
                if (isFolder && !isLink && !IsOfProgram(name) && ProblemOf(name) is null)
                    next.Enqueue($"{folder}{name}/");
                else
                    all.Add((folder, name, isFolder));
        }
        return all;
    }

    private void AddEntry(string folder, string file, bool isFolder, Dictionary<string, Parts> parts)
    {
        var name = folder + file;
        if (IsOfProgram(file))
        {
            findings.Add(
                Rules.NoHiddenFiles, At(name),
                $"{Allowed}, found {KindOf(name).Describe()} that a program keeps there for itself.");
            return;
        }
        var part = isFolder ? Parts.None
            : file.EndsWith(TextEnding, StringComparison.OrdinalIgnoreCase) ? Parts.Text
            : file.EndsWith(MarkdownEnding, StringComparison.OrdinalIgnoreCase) ? Parts.Markdown
            : file.EndsWith(YamlEnding, StringComparison.Ordinal) ? Parts.Yaml
            : file.EndsWith(JsonEnding, StringComparison.Ordinal) ? Parts.Json
            : Parts.None;
        var key = part == Parts.None ? "" : file[..file.LastIndexOf('.')];
        // A folder that is here has no name that every system takes, or is a link.
        if (key.Length == 0 && !(isFolder && !IsLink(name)))
        {
            if (IsSpecial(name))
                return;
            findings.Add(
                Rules.NoOtherFiles, At(name),
                $"{Allowed}, found {conversions.OfText(file, Path.Combine(path, folder)) ?? "another file."}");
            return;
        }
        if ((ProblemOf(file) ?? (isFolder ? null : ProblemOfKey(key))) is { } problem)
        {
            IsWhole = false;
            findings.Add(
                Rules.NameIsPortable, At(name),
                $"Expected a name that every system takes, found {Printable.Quoted(file)}, which {problem}.");
            return;
        }
        if (folders.TryGetValue(key, out var other) && other != folder)
        {
            if (doubtful.Add(key))
                findings.Add(
                    Rules.DocumentIsInOneFolder, At(name),
                    $"Expected files called {Printable.Quoted(key)} in one folder, since the name is the document's key, found one "
                        + $"here and one in {Printable.Quoted(Files.DisplayPath.Join(displayPath, other).TrimEnd('/'))}.");
            return;
        }
        folders[key] = folder;
        if (part is Parts.Text or Parts.Markdown && !textEndings.TryAdd(key, file[key.Length..]))
        {
            if ((parts[key] | part) == (Parts.Text | Parts.Markdown))
                findings.Add(
                    Rules.OneMetadataFile, At(name),
                    $"Expected one file with the text of {Printable.Quoted(key)}, found {Printable.Quoted(file)} beside "
                        + $"{Printable.Quoted(key + textEndings[key])}.");
            else
                findings.Add(
                    Rules.NamesDiffer, At(name),
                    $"Expected names that differ in more than case and normalisation, found {Printable.Quoted(file)} beside "
                        + $"{Printable.Quoted(key + textEndings[key])}.");
            doubtful.Add(key);
        }
        parts[key] = parts.GetValueOrDefault(key) | part;
    }

    /// <summary>
    /// What is wrong with a name. The replacement character stands for bytes that are no UTF-8: such a file could not even be opened by it.
    /// </summary>
    private static string? ProblemOf(string name) =>
        name.Contains('\uFFFD', StringComparison.Ordinal) ? "is not valid UTF-8" : PortableName.ProblemOf(name);

    private bool IsLink(string name) => KindOf(name) == FileKind.Link;

    /// <summary>
    /// Whether a name is one of those that editors and desktops give: hidden ones, Emacs' <c>#name#</c>, and the copy before, <c>name~</c>.
    /// </summary>
    private static bool IsOfProgram(string name) => name[0] == '.' || name[^1] == '~' || (name[0] == '#' && name[^1] == '#')
        || name.StartsWith("~$", StringComparison.Ordinal) || OfDesktops.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static string? ProblemOfKey(string key) => key[^1] switch
    {
        '.' => "has a dot before its ending",
        ' ' => "has a space before its ending",
        _ => null,
    };

    private void CheckNames(string[] keys)
    {
        var folded = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (folded.TryAdd(PortableName.Fold(key), key))
                continue;
            var other = folded[PortableName.Fold(key)];
            findings.Add(
                Rules.NamesDiffer, At(folders[key] + key + textEndings.GetValueOrDefault(key, TextEnding)),
                $"Expected names that differ in more than case and normalisation, found {Printable.Quoted(key)} beside "
                    + $"{Printable.Quoted(other)}.");
        }
    }

    private FileKind KindOf(string name) => FileKinds.OfEntry(Path.Combine(path, name));

    /// <summary>Whether a name stands for a link, a pipe or the like, which is a finding.</summary>
    private bool IsSpecial(string name)
    {
        var kind = KindOf(name);
        if (kind is not (FileKind.Link or FileKind.Pipe or FileKind.Socket or FileKind.Device))
            return false;
        findings.Add(Rules.SourceIsFile, At(name), $"Expected a file, found {kind.Describe()}.");
        return true;
    }

    private bool IsComplete(string key, Parts parts)
    {
        var stem = folders[key] + key;
        if ((parts & Parts.Markdown) != 0)
        {
            if ((parts & ~Parts.Markdown) == 0)
                return !IsSpecial(stem + textEndings[key]);
            findings.Add(
                Rules.OneMetadataFile, At(stem + ((parts & Parts.Yaml) != 0 ? YamlEnding : JsonEnding)),
                $"Expected the metadata of {Printable.Quoted(key + textEndings[key])} in the file itself, between two lines --- at its "
                    + $"head, found a file of metadata. Move it there, or call the text {Printable.Quoted(key + TextEnding)}.");
            return false;
        }
        if ((parts & Parts.Text) == 0)
        {
            foreach (var ending in (ReadOnlySpan<string>)[YamlEnding, JsonEnding])
            {
                if ((parts & (ending == YamlEnding ? Parts.Yaml : Parts.Json)) != 0 && !IsSpecial(stem + ending))
                    findings.Add(
                        Rules.MetadataHasText, At(stem + ending), $"Expected {Printable.Quoted(key + TextEnding)} beside it, found none.");
            }
            return false;
        }
        switch (parts & (Parts.Yaml | Parts.Json))
        {
            case Parts.None:
                if (!IsSpecial(stem + textEndings[key]))
                    findings.Add(
                        Rules.TextHasMetadata, At(stem + textEndings[key]),
                        $"Expected {Printable.Quoted(key + YamlEnding)} beside it, found none.");
                return false;
            case Parts.Yaml | Parts.Json:
                findings.Add(
                    Rules.OneMetadataFile, At(stem + JsonEnding),
                    $"Expected one file of metadata, found {Printable.Quoted(key + YamlEnding)} beside "
                        + $"{Printable.Quoted(key + JsonEnding)}.");
                return false;
            default:
                return true;
        }
    }

    /// <summary>The key of a document by the file of its text; null of a file that is none.</summary>
    public static string? KeyOf(RelativePath text) =>
        new[] { TextEnding, MarkdownEnding }.FirstOrDefault(e => text.Name.EndsWith(e, StringComparison.OrdinalIgnoreCase)) is { } ending
            && text.Value != $"{SourceFile.SourcePrefix}/{Datasheet.FileName}"
            ? text.Name[..^ending.Length] : null;

    private Location At(string name) => new(Files.DisplayPath.Join(displayPath, name));
}

/// <summary>The two files of a document in a folder, or the one.</summary>
/// <param name="Key">Their name without its ending.</param>
/// <param name="Folder">Below the folder of documents, with a slash at its end; empty where they are in that folder itself.</param>
/// <param name="TextEnding"><c>.txt</c> or <c>.md</c>, in whatever case.</param>
/// <param name="MetadataEnding"><c>.yaml</c> or <c>.json</c>; empty where the metadata is in the file of the text.</param>
internal readonly record struct DocumentFiles(string Key, string Folder, string TextEnding, string MetadataEnding)
{
    /// <summary>The path of the text below the folder of documents.</summary>
    public string Text => Folder + Key + TextEnding;

    /// <summary>The path of the metadata below the folder of documents.</summary>
    public string Metadata => HasFrontMatter ? Text : Folder + Key + MetadataEnding;

    /// <summary>Whether the metadata is in the file of the text.</summary>
    public bool HasFrontMatter => MetadataEnding.Length == 0;
}
