using System.Globalization;
using Dataset.Interop.Tests.Engines;

namespace Dataset.Interop.Tests.Clusters;

/// <summary>The sources of <c>tests/fixtures/minimal</c> with many notes, enough for several parts.</summary>
internal static class ManyNotes
{
    public const int Count = 40;

    /// <summary>Writes <c>seeds</c> and <c>schema</c> into a folder.</summary>
    public static void WriteTo(string folder)
    {
        var fixture = Path.Combine(EnginesFolder.RepositoryRoot, "tests", "fixtures", "minimal");
        foreach (var file in Directory.GetFiles(fixture, "*", SearchOption.AllDirectories))
        {
            var path = Path.Combine(folder, Path.GetRelativePath(fixture, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(file, path);
        }

        var notes = Path.Combine(folder, "seeds", "notes");
        for (var i = 1; i <= Count; i++)
        {
            var original = Path.Combine(fixture, "seeds", "notes", i % 3 == 0 ? "river" : "bridge");
            var copy = Path.Combine(notes, string.Create(CultureInfo.InvariantCulture, $"note-{i:000}"));
            File.Copy(original + ".yaml", copy + ".yaml");
            // Texts of several lengths, no two alike.
            var more = string.Concat(Enumerable.Range(
                1, i).Select(line => string.Create(CultureInfo.InvariantCulture, $"\n\nBen wrote line {line} of note {i}.")));
            File.WriteAllText(copy + ".txt", File.ReadAllText(original + ".txt").TrimEnd('\n') + more + "\n");
        }
    }
}
