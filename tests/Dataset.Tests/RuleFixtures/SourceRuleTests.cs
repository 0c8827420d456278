using Dataset.Building;
using Dataset.Diagnostics;

namespace Dataset.Tests.RuleFixtures;

/// <summary>
/// Each folder of tests/fixtures/rules is laid over tests/fixtures/minimal and must give exactly the findings of its expected.txt.
/// </summary>
public sealed class SourceRuleTests
{
    public static TheoryData<string> Fixtures =>
        [.. Directory.EnumerateDirectories(Repository.At("tests/fixtures/rules")).Select(d => Path.GetFileName(d)!)
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_bad_fixture_gives_exactly_its_findings(string fixture)
    {
        var folder = Repository.At("tests/fixtures/rules/" + fixture);
        var expected = File.ReadAllText(Path.Combine(folder, "expected.txt"));
        using var overlay = new OverlaidSources(Repository.At("tests/fixtures/minimal"), folder);
        var findings = new DiagnosticList();
        SourceValidator.Validate(Path.Combine(overlay.Path, "seeds"), 2, findings);
        var found = string.Concat(
            findings.Sorted().Select(d => d.ToString().Replace(overlay.Path + "/", "", StringComparison.Ordinal) + "\n"));
        if (Environment.GetEnvironmentVariable("DATASET_APPROVE") == "1")
            File.WriteAllText(Path.Combine(folder, "expected.txt"), found);
        else
            Assert.Equal(expected, found);
        Assert.Contains(fixture[..6], found, StringComparison.Ordinal);
    }

    [Fact]
    public void The_dataset_under_the_fixtures_has_no_findings()
    {
        var findings = new DiagnosticList();
        SourceValidator.Validate(Repository.At("tests/fixtures/minimal/seeds"), 2, findings);
        Assert.Empty(findings.Kept);
    }
}
