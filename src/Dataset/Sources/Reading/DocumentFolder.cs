using System.IO.Enumeration;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Text;

namespace Dataset.Sources.Reading;

/// <summary>
/// Lists a folder of NAME.txt with NAME.yaml or NAME.json. The names are all that is held in memory, and nothing is opened.
/// </summary>
internal sealed class DocumentFolder(string path, string displayPath, DiagnosticList findings)
{
    public const string TextEnding = ".txt";
    public const string YamlEnding = ".yaml";
    public const string JsonEnding = ".json";

    [Flags]
    private enum Parts : byte
    {
        None = 0,
        Text = 1,
        Yaml = 2,
        Json = 4,
    }

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
            foreach (var (name, isFolder) in Entries())
                AddEntry(name, isFolder, parts);
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
            if (IsComplete(key, parts[key]))
                documents.Add(new(key, (parts[key] & Parts.Yaml) != 0 ? YamlEnding : JsonEnding));
            else
                IsWhole = false;
        }
        if (keys.Length == 0)
            findings.Add(
                Rules.FolderHasDocuments, new Location(displayPath), "Expected NAME.txt and NAME.yaml for each document, found none.");
        return documents;
    }

    private FileSystemEnumerable<(string Name, bool IsFolder)> Entries() =>
        new(path, (ref FileSystemEntry entry) => (entry.FileName.ToString(), entry.IsDirectory),
            new EnumerationOptions
            {
                AttributesToSkip = FileAttributes.None,
                IgnoreInaccessible = false,
                ReturnSpecialDirectories = false,
            });

    private void AddEntry(string name, bool isFolder, Dictionary<string, Parts> parts)
    {
        if (IsOfProgram(name))
        {
            findings.Add(
                Rules.NoHiddenFiles, At(name),
                $"Expected NAME.txt, NAME.yaml and NAME.json alone in a folder of documents, found "
                    + $"{KindOf(name).Describe()} that a program keeps there for itself.");
            return;
        }
        var part = isFolder ? Parts.None
            : name.EndsWith(TextEnding, StringComparison.Ordinal) ? Parts.Text
            : name.EndsWith(YamlEnding, StringComparison.Ordinal) ? Parts.Yaml
            : name.EndsWith(JsonEnding, StringComparison.Ordinal) ? Parts.Json
            : Parts.None;
        var key = part == Parts.None ? "" : name[..name.LastIndexOf('.')];
        if (key.Length == 0)
        {
            if (IsSpecial(name))
                return;
            findings.Add(
                Rules.NoOtherFiles, At(name),
                $"Expected NAME.txt, NAME.yaml and NAME.json alone in a folder of documents, found "
                    + $"{(isFolder ? "a folder" : "another file")}.");
            return;
        }
        // The replacement character stands for bytes that are no UTF-8: such a file could not even be opened by its name.
        var problem = name.Contains('\uFFFD', StringComparison.Ordinal)
            ? "is not valid UTF-8"
            : PortableName.ProblemOf(name) ?? ProblemOfKey(key);
        if (problem is not null)
        {
            IsWhole = false;
            findings.Add(
                Rules.NameIsPortable, At(name),
                $"Expected a name that every system takes, found {Printable.Quoted(name)}, which {problem}.");
            return;
        }
        parts[key] = parts.GetValueOrDefault(key) | part;
    }

    /// <summary>
    /// Whether a name is one of those that editors and desktops give: hidden ones, Emacs' <c>#name#</c>, and the copy before, <c>name~</c>.
    /// </summary>
    private static bool IsOfProgram(string name) => name[0] == '.' || name[^1] == '~' || (name[0] == '#' && name[^1] == '#');

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
                Rules.NamesDiffer, At(key + TextEnding),
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
        if ((parts & Parts.Text) == 0)
        {
            foreach (var ending in (ReadOnlySpan<string>)[YamlEnding, JsonEnding])
            {
                if ((parts & (ending == YamlEnding ? Parts.Yaml : Parts.Json)) != 0 && !IsSpecial(key + ending))
                    findings.Add(
                        Rules.MetadataHasText, At(key + ending), $"Expected {Printable.Quoted(key + TextEnding)} beside it, found none.");
            }
            return false;
        }
        switch (parts & (Parts.Yaml | Parts.Json))
        {
            case Parts.None:
                if (!IsSpecial(key + TextEnding))
                    findings.Add(
                        Rules.TextHasMetadata, At(key + TextEnding),
                        $"Expected {Printable.Quoted(key + YamlEnding)} beside it, found none.");
                return false;
            case Parts.Yaml | Parts.Json:
                findings.Add(
                    Rules.OneMetadataFile, At(key + JsonEnding),
                    $"Expected one file of metadata, found {Printable.Quoted(key + YamlEnding)} beside "
                        + $"{Printable.Quoted(key + JsonEnding)}.");
                return false;
            default:
                return true;
        }
    }

    private Location At(string name) => new(Files.DisplayPath.Join(displayPath, name));
}

/// <summary>The two files of a document in a folder.</summary>
/// <param name="Key">Their name without its ending.</param>
/// <param name="MetadataEnding"><c>.yaml</c> or <c>.json</c>.</param>
internal readonly record struct DocumentFiles(string Key, string MetadataEnding);
