using Dataset.Diagnostics;
using Dataset.Files;

namespace Dataset.Sources.Reading;

/// <summary>Finds what stands in a source folder and belongs to no table: nothing reads it, which whoever put it there may not know.</summary>
internal static class StrayFiles
{
    private const string ReadMe = "README.md";

    /// <summary>Adds a warning for each.</summary>
    /// <param name="source">The source folder.</param>
    /// <param name="used">The files and folders that the descriptor names; what is in those folders is not looked at.</param>
    /// <param name="findings">Takes the findings.</param>
    public static void Find(string source, IReadOnlyCollection<string> used, DiagnosticList findings) =>
        Find(source, "", used.Append(Descriptor.FileName).Append(ReadMe).ToHashSet(StringComparer.Ordinal), findings);

    private static void Find(string source, string folder, HashSet<string> used, DiagnosticList findings)
    {
        foreach (var entry in new DirectoryInfo(Path.Combine(source, folder)).EnumerateFileSystemInfos())
        {
            var path = folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}";
            if (used.Contains(path))
                continue;
            if (used.Any(u => u.StartsWith(path + "/", StringComparison.Ordinal)) && FileKinds.Of(entry.FullName) == FileKind.Folder)
            {
                Find(source, path, used, findings);
                continue;
            }
            findings.Add(
                Rules.FileBelongsToTable, new Location(DisplayPath.Join(source, path)),
                $"Expected only what {Descriptor.FileName} names, found {FileKinds.OfEntry(entry.FullName).Describe()} that it does not name.");
        }
    }
}
