using Dataset.Building;
using Dataset.Diagnostics;

namespace Dataset.Tests.Verification;

/// <summary>A small release that was built from sources, loaded to be changed and sealed anew.</summary>
internal static class BuiltForTests
{
    /// <summary>Builds sources.</summary>
    /// <param name="files">The files, by path: <c>seeds/…</c> and <c>schema/…</c>.</param>
    public static TestRelease Of(IEnumerable<KeyValuePair<string, string>> files)
    {
        var folder = Directory.CreateTempSubdirectory("dataset-derived-").FullName;
        try
        {
            foreach (var (path, text) in files)
            {
                var file = Path.Combine(folder, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, text);
            }
            return Of(Path.Combine(folder, "seeds"), Path.Combine(folder, "dist"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static TestRelease Of(string seeds, string output)
    {
        var findings = new DiagnosticList();
        ReleaseBuilder.Build(new() { SourceFolder = seeds, OutputFolder = output }, findings);
        Assert.Empty(findings.Kept);
        return TestRelease.Load(Assert.Single(Directory.GetDirectories(output)));
    }
}
