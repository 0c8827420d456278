using Dataset.Sources;
using Dataset.Tests.Publishing;

namespace Dataset.Tests.Cli;

/// <summary>A copy of a small dataset in a folder of its own, to build, break and watch.</summary>
internal sealed class SourcesForCommands : IDisposable
{
    public SourcesForCommands()
    {
        var original = Repository.At("tests/fixtures/minimal");
        foreach (var file in Directory.GetFiles(original, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Folder, Path.GetRelativePath(original, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        // So that nothing is to be warned of.
        File.WriteAllText(
            Path.Combine(Seeds, Datasheet.FileName), string.Concat(Datasheet.Questions.Select(q => $"## {q}\n\nNo, nothing.\n")));
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("dataset-test-").FullName;

    public string Seeds => Folder + "/seeds";

    public string Dist => Folder + "/dist";

    /// <summary>The release that <c>build</c> makes of it.</summary>
    public string Release => Dist + "/minimal-1.0.0";

    /// <summary>Packs the release, which is built, and gives the path of its zip.</summary>
    public string Packed() => PackedZip.Of(Release, Dist);

    /// <summary>Replaces text in a file; it must be there.</summary>
    public void Change(string file, string old, string changed)
    {
        var path = Path.Combine(Folder, file);
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, changed, StringComparison.Ordinal));
    }

    /// <summary>Every file and folder with its bytes, to hold one state against another.</summary>
    public static IEnumerable<string> Snapshot(string folder) => !Directory.Exists(folder) ? [] : Directory
        .EnumerateFileSystemEntries(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        .Order(StringComparer.Ordinal)
        .Select(
            e => Path.GetRelativePath(folder, e)
                + (File.Exists(e) ? " " + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(e))) : "/"));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
