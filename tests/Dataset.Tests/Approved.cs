namespace Dataset.Tests;

/// <summary>
/// Texts that a person has read and approved, kept as files beside the tests. A test fails where what it made differs; run once with
/// <c>DATASET_APPROVE=1</c> the tests write the files again, and the difference is read and committed.
/// </summary>
internal static class Approved
{
    /// <param name="path">The file, below the folder of this project, with <c>/</c> between names.</param>
    /// <param name="found">What the test made.</param>
    public static void Check(string path, string found)
    {
        var file = Repository.At("tests/Dataset.Tests/" + path);
        if (Environment.GetEnvironmentVariable("DATASET_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, found);
            return;
        }
        Assert.True(File.Exists(file), $"There is no {path}: run the tests once with DATASET_APPROVE=1, and read what they write.");
        Assert.Equal(File.ReadAllText(file), found);
    }
}
