using System.Reflection;
using System.Text.RegularExpressions;

namespace Dataset.Tests.Architecture;

/// <summary>Every promise in <c>src/SECURITY.md</c> names tests, and those tests exist.</summary>
public sealed partial class ThreatModelTests
{
    private static readonly string[] Liars = ["publisher", "mirror", "curator", "schema author", "neighbour"];

    [Fact]
    public void Every_line_names_tests_that_exist()
    {
        var tests = typeof(ThreatModelTests).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
                .Where(m => m.GetCustomAttributes().Any(a => a is FactAttribute)).Select(m => $"{t.Name}.{m.Name}"))
            .ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(Rows());
        foreach (var row in Rows())
        {
            var cells = row.Trim('|', ' ').Split(" | ");
            Assert.Equal(3, cells.Length);
            Assert.Contains(cells[0], Liars);
            var named = TestName().Matches(cells[2]).Select(m => m.Groups[1].Value).ToList();
            Assert.NotEmpty(named);
            Assert.Equal(cells[2], string.Join(", ", named.Select(n => $"`{n}`")));
            Assert.DoesNotContain(named, n => !tests.Contains(n));
        }
    }

    [Fact]
    public void Everyone_who_may_lie_is_spoken_of() => AssertEx.All(
        Liars, liar => Assert.Contains(Rows(), r => r.StartsWith($"| {liar} | ", StringComparison.Ordinal)));

    [Fact]
    public void Each_section_about_commands_says_what_it_does_not_promise()
    {
        var sections = Text().Split("\n## ").Where(s => s.StartsWith('`')).ToList();
        Assert.NotEmpty(sections);
        AssertEx.All(sections, s => Assert.Contains("**Not promised", s, StringComparison.Ordinal));
    }

    private static string Text() => File.ReadAllText(Repository.At("src/SECURITY.md"));

    private static List<string> Rows() =>
        [.. Text().Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal) && l.Contains('`', StringComparison.Ordinal))];

    [GeneratedRegex("`([A-Za-z]+\\.[A-Za-z0-9_]+)`")]
    private static partial Regex TestName();
}
