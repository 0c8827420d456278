using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats.Rows;
using Dataset.Text;

namespace Dataset.Releases.Reading;

/// <summary>
/// A release as a folder. Nothing in it is followed or opened before it is known to be a file: a link could lead anywhere, a folder
/// that loops never ends, and opening a pipe waits for ever.
/// </summary>
internal sealed class ReleaseFolder : ReleaseFiles
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };
    private readonly string folder;

    /// <summary>
    /// Lists a folder, whatever it holds; <see cref="ReleaseFiles.Open(string, DiagnosticList)"/> looks first whether that is a release.
    /// </summary>
    /// <param name="path">The folder; it may itself be reached by a link.</param>
    /// <param name="findings">Takes a finding for each thing in it that is no file or has no portable path.</param>
    /// <exception cref="IOException">There is no such folder, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public ReleaseFolder(string path, DiagnosticList findings) : base(DisplayOf(path))
    {
        if (!Directory.Exists(path))
            throw Nearby.NotFound($"Expected a release at {path}, a folder or a zip", path);
        folder = Path.GetFullPath(path);
        var entries = new List<ReleaseEntry>();
        List(folder, null, entries, findings);
        SetEntries(entries.Where(e => !HubLeftovers.IsOne(e.Path.Value)));
        Leftovers = [.. entries.Select(e => e.Path).Where(p => HubLeftovers.IsOne(p.Value)).Order()];
    }

    public override Stream Open(RelativePath path)
    {
        try
        {
            var file = PlainFile.OpenBelow(folder, path);
            var size = RandomAccess.GetLength(file);
            var listed = Find(path)?.SizeInBytes ?? size;
            if (size == listed)
                return new FileWindow(file, 0, size, ownsFile: true);
            file.Dispose();
            throw Changed(
                path, Rules.ReleaseFileUnchanged,
                FormattableString.Invariant($"{listed} bytes, as when the release was listed, found {size}"));
        }
        catch (NotPlainFileException e)
        {
            throw Changed(path, Rules.ReleaseHoldsFiles, $"a file, as when the release was listed, found {e.Kind.Describe()}");
        }
        catch (Exception e) when (Find(path) is not null && e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Changed(path, Rules.ReleaseFileThere, "the file that was there when the release was listed, found none");
        }
    }

    private MalformedTableException Changed(RelativePath path, Rule rule, string expected) => new(
        rule, new(Display(path)), $"Expected {expected}.");

    private static string DisplayOf(string path)
    {
        var display = path.Replace(Path.DirectorySeparatorChar, '/');
        return display.Length > 1 ? display.TrimEnd('/') : display;
    }

    /// <summary>Lists a folder; false where there is nothing in it.</summary>
    private bool List(string at, RelativePath? parent, List<ReleaseEntry> entries, DiagnosticList findings)
    {
        var any = false;
        foreach (var item in new DirectoryInfo(at).EnumerateFileSystemInfos("*", Everything).OrderBy(i => i.Name, Utf8Order.Comparer))
        {
            any = true;
            var name = parent is null ? item.Name : $"{parent}/{item.Name}";
            var location = new Location($"{DisplayPath}/{name}");
            if (!RelativePath.TryParse(name, out var path, out var problem))
            {
                findings.Add(Rules.ReleasePaths, location, $"Expected a name that every system takes, found one that {problem}.");
                continue;
            }
            var kind = FileKinds.OfEntry(item.FullName);
            if (kind == FileKind.File)
                entries.Add(new(path, ((FileInfo)item).Length));
            else if (kind != FileKind.Folder)
                findings.Add(Rules.ReleaseHoldsFiles, location, $"Expected a file, found {kind.Describe()}.");
            else if (!List(item.FullName, path, entries, findings) && !HubLeftovers.IsOne(name + "/"))
                findings.Add(Rules.ReleaseHoldsFiles, location, "Expected a folder with files in it, found an empty one.");
        }
        return any;
    }
}

/// <summary>What the programs of the Hugging Face Hub leave in a folder: no part of the release, and no harm.</summary>
internal static class HubLeftovers
{
    /// <summary>Whether a path below a release is of them; a folder's ends in <c>/</c>.</summary>
    public static bool IsOne(string path) =>
        path is ".gitattributes" or ".cache/" || path.StartsWith(".cache/huggingface/", StringComparison.Ordinal);
}
