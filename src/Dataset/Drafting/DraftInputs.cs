using System.IO.Enumeration;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Sources.Reading;
using Dataset.Text;

namespace Dataset.Drafting;

/// <summary>The files that texts and tables are drafted from, and what they are by their names and first bytes.</summary>
internal static class DraftInputs
{
    private static readonly string[] TextEndings = [".txt", ".text", ".md", ".markdown"];

    private static readonly string[] TableEndings =
    [
        ".csv", ".csv.gz", ".tsv", ".tsv.gz", ".xlsx", ".parquet", ".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz", ".json", ".yaml", ".yml",
    ];

    /// <summary>The files that are meant by paths, in order, and whether the user named each, or a folder that it is in.</summary>
    /// <exception cref="IOException">Nothing is at a path.</exception>
    public static IEnumerable<(string Path, bool IsNamed)> Expand(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (!Directory.Exists(path))
                yield return File.Exists(path) ? (path, true)
                    : throw Nearby.NotFound($"Expected a file or a folder at {path}", path);
            else
                foreach (var file in FilesIn(path).Order(StringComparer.Ordinal))
                    yield return (file, false);
        }
    }

    /// <summary>What is in a folder and below it, but for what programs keep there; links are not followed, as one may lead back.</summary>
    private static FileSystemEnumerable<string> FilesIn(string folder) => new(
        folder, (ref FileSystemEntry e) => e.ToSpecifiedFullPath(),
        new() { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = 0 })
    {
        ShouldIncludePredicate = (ref FileSystemEntry e) => (!e.IsDirectory || IsLink(ref e)) && e.FileName[0] is not ('.' or '~'),
        ShouldRecursePredicate = (ref FileSystemEntry e) => e.FileName[0] is not ('.' or '~') && !IsLink(ref e),
    };

    private static bool IsLink(ref FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    /// <summary>What is at a path; of a link that the user named, what it leads to.</summary>
    public static FileKind KindOf(string path, bool isNamed)
    {
        var kind = FileKinds.Of(path);
        if (kind != FileKind.Link || !isNamed)
            return kind;
        try
        {
            using var file = PlainFile.Open(path, followsLink: true);
            return FileKind.File;
        }
        catch (NotPlainFileException e)
        {
            return e.Kind;
        }
    }

    /// <summary>Whether a file holds a text by its name.</summary>
    public static bool IsText(string path) => TextEndings.Contains(EndingOf(path));

    /// <summary>Whether a file holds a table by its name.</summary>
    public static bool IsTable(string path) => TableEndings.Contains(EndingOf(path));

    /// <summary>The ending in small letters, with the one before <c>.gz</c>.</summary>
    public static string EndingOf(string path)
    {
        var name = Path.GetFileName(path).ToLowerInvariant();
        var ending = Path.GetExtension(name);
        return ending == ".gz" ? Path.GetExtension(name[..^3]) + ending : ending;
    }

    /// <summary>Whether a file may have its metadata in front.</summary>
    public static bool IsMarkdown(string path) => EndingOf(path) is ".md" or ".markdown";

    /// <summary>What a file is that its ending does not say, and what to do, after "it is"; null where the two agree.</summary>
    public static string? ProblemOfBeginning(string path)
    {
        var ending = EndingOf(path);
        Span<byte> bytes = stackalloc byte[FileContent.BeginningInBytes];
        using (var file = File.OpenRead(path))
            bytes = bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        if (FileContent.Of(bytes) is { } content)
            return (IsText(path) || IsTable(path)) && content.Ending != Path.GetExtension(ending)
                ? $"{content.What}. {content.Instead}" : null;
        return ending is not (".xlsx" or ".parquet") ? null
            : bytes is [(byte)'<', ..] ? "a page of HTML or XML. Open it with Excel or LibreOffice and save it as .xlsx."
            : !bytes.Contains((byte)0) ? "text. Let the name of a table end in .csv or .tsv, and that of a text in .txt."
            : "none, as its first bytes say. Save or copy it again.";
    }
}
