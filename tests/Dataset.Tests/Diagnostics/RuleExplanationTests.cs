using System.Text;
using System.Text.RegularExpressions;
using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Tests.Cli;
using Dataset.Text;

namespace Dataset.Tests.Diagnostics;

/// <summary>What <c>dataset explain</c> and schema/README.md say of each rule.</summary>
public sealed partial class RuleExplanationTests
{
    private const int LongestExample = 160;

    [Fact]
    public void Every_rule_is_explained_in_words_that_its_title_and_remedy_do_not_say() => AssertEx.All(Rules.All, rule =>
    {
        var explanation = RuleExplanation.Of(rule.Id);
        Assert.True(explanation is not null, $"{rule.Id} is not in explanations.txt.");
        Assert.Same(rule, explanation.Rule);
        Assert.EndsWith(".", explanation.Why, StringComparison.Ordinal);
        Assert.NotEqual(rule.Title + ".", explanation.Why);
        Assert.NotEqual(rule.Remedy, explanation.Why);
    });

    [Fact]
    public void Examples_are_the_first_lines_of_the_fixtures_with_their_findings()
    {
        var examples = new StringBuilder();
        var last = "";
        foreach (var fixture in Directory.EnumerateDirectories(Repository.At("tests/fixtures/rules")).Order(StringComparer.Ordinal))
        {
            var id = Path.GetFileName(fixture)[..6];
            var finding = File.ReadLines(Path.Combine(fixture, "expected.txt")).Select(l => Finding().Match(l))
                .FirstOrDefault(m => m.Groups["id"].Value == id);
            if (id == last || finding is null)
                continue;
            last = id;
            var (path, line) = (finding.Groups["path"].Value, finding.Groups["line"].Value);
            var place = path + finding.Groups["place"].Value;
            examples.Append($"## {id}\nat: {place}\n");
            if (line.Length > 0 && Line(fixture, path, int.Parse(line, null)) is { Length: > 0 and <= LongestExample } bad)
                examples.Append($"bad: {Printable.Line(bad)}\n");
            examples.Append($"finding: {finding.Groups["message"].Value}\n");
        }
        Approved.Check("../../src/Dataset/Diagnostics/examples.txt", examples.ToString());
    }

    [Fact]
    public void Every_keyword_and_derivation_is_in_the_explanation_that_remedies_send_people_to()
    {
        AssertEx.All(
            SchemaKeywords.OfTable.Concat(SchemaKeywords.OfColumn), k => Assert.Contains($" {k}", RuleExplanation.Of("DS5002")!.Why));
        AssertEx.All(Derivation.All, d => Assert.Contains($" {d.Name}", RuleExplanation.Of("DS5025")!.Why));
    }

    [Fact]
    public void No_remedy_names_a_file_of_this_repository_that_users_do_not_have() =>
        AssertEx.All(Rules.All, rule => Assert.DoesNotContain("schema/README.md", rule.Remedy));

    [Theory]
    [InlineData("DS4201")]
    [InlineData("ds1020")]
    [InlineData("PQ1003")]
    public void A_rule_is_explained(string id)
    {
        var run = CommandRun.Of("explain", id);
        Assert.Equal((0, ""), (run.Status, run.Error));
        Approved.Check($"Diagnostics/explain-{id}.txt", run.Out);
    }

    [Fact]
    public void Without_a_rule_all_are_listed()
    {
        var run = CommandRun.Of("explain");
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Equal(Rules.All.Select(r => r.Id), run.Out.TrimEnd('\n').Split('\n').Select(l => l[..6]));
    }

    [Fact]
    public void A_rule_that_does_not_exist_is_wrong_usage() => Assert.Equal(
        (2, "", "dataset: there is no rule \"DS420\". Its id is in the finding, such as DS4201.\n"
            + "Try 'dataset explain' for the list of rules.\n"),
        (CommandRun.Of("explain", "DS420") is var run ? run.Status : 0, run.Out, run.Error));

    private static string Line(string fixture, string path, int line)
    {
        var file = Path.Combine(fixture, path);
        var bytes = File.ReadAllBytes(File.Exists(file) ? file : Repository.At("tests/fixtures/minimal/" + path));
        return Encoding.UTF8.GetString(bytes).Split('\n')[line - 1].TrimEnd('\r');
    }

    [GeneratedRegex(@"^(?<path>[^(:]+)(?<place>(\((?<line>\d+)(,\d+)?\))?): \w+ (?<id>\w+): (?<message>.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Finding();
}
