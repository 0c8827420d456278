using System.Text.RegularExpressions;
using Dataset.Diagnostics;

namespace Dataset.Tests.Diagnostics;

/// <summary>A rule that no test breaks may be dropped unnoticed.</summary>
public sealed partial class EveryRuleTests
{
    [Fact]
    public void Every_rule_has_a_fixture_or_a_test_that_expects_it()
    {
        var fixtures = Directory.EnumerateDirectories(Repository.At("tests/fixtures/rules")).Select(f => Path.GetFileName(f)[..6]);
        var tests = new[] { "*.cs", "*.findings.txt" }
            .SelectMany(f => Directory.EnumerateFiles(Repository.At("tests/Dataset.Tests"), f, SearchOption.AllDirectories))
            .SelectMany(File.ReadLines).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .SelectMany(line => Id().Matches(line).Select(match => match.Value));
        // Those of Parquet files have their tests beside that library.
        var rules = Rules.All.Select(rule => rule.Id).Where(id => !id.StartsWith("PQ", StringComparison.Ordinal));
        Assert.Empty(rules.Except(fixtures).Except(tests));
    }

    [Fact]
    public void Ids_are_used_once_and_rules_are_said_in_full()
    {
        Assert.NotEmpty(Rules.All);
        Assert.Equal(Rules.All.Count, Rules.All.Select(rule => rule.Id).Distinct().Count());
        AssertEx.All(Rules.All, rule =>
        {
            Assert.NotEqual("", rule.Title);
            Assert.EndsWith(".", rule.Remedy, StringComparison.Ordinal);
        });
    }

    [GeneratedRegex("DS[0-9]{4}")]
    private static partial Regex Id();
}
