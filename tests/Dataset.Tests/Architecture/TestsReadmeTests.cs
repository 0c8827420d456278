using System.Text.RegularExpressions;

namespace Dataset.Tests.Architecture;

/// <summary>The table of <c>tests/README.md</c> names every folder of the tests and of the fixtures, and no other.</summary>
public sealed partial class TestsReadmeTests
{
    [Fact]
    public void The_table_names_the_folders()
    {
        var named = Row().Matches(File.ReadAllText(Repository.At("tests/README.md"))).Select(m => m.Groups[1].Value);
        Assert.Equal(
            Folders("tests").Where(name => name != "fixtures").Concat(Folders("tests/fixtures").Select(name => "fixtures/" + name))
                .Order(StringComparer.Ordinal),
            named.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Folders(string path) =>
        Directory.EnumerateDirectories(Repository.At(path)).Select(f => Path.GetFileName(f)!).Where(name => name is not ("bin" or "obj"));

    [GeneratedRegex(@"^\| \[?`([^`]+)/`", RegexOptions.Multiline)]
    private static partial Regex Row();
}
