namespace Dataset.Tests.RuleFixtures;

/// <summary>A copy of a good dataset in a temporary folder, with a fixture's files over it.</summary>
internal sealed class OverlaidSources : IDisposable
{
    private static readonly string[] OfTheFixture = ["expected.txt", "remove.txt", "README.md"];

    public OverlaidSources(string good, string fixture)
    {
        Copy(good, Path);
        Copy(fixture, Path);
        foreach (var name in OfTheFixture)
            File.Delete(System.IO.Path.Combine(Path, name));
        var remove = System.IO.Path.Combine(fixture, "remove.txt");
        if (!File.Exists(remove))
            return;
        foreach (var line in File.ReadAllLines(remove).Where(l => l.Length > 0))
        {
            var path = System.IO.Path.Combine(Path, line);
            if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);
            else
                File.Delete(path);
        }
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("dataset-rule-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(
            from, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }))
        {
            var target = System.IO.Path.Combine(to, System.IO.Path.GetRelativePath(from, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
