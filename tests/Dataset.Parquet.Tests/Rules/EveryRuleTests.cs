using System.Reflection;
using System.Text.RegularExpressions;

namespace Dataset.Parquet.Tests.Rules;

public class EveryRuleTests
{
    [Fact]
    public void Every_rule_has_a_test_named_after_it()
    {
        var tested = typeof(EveryRuleTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Select(method => Regex.Match(method.Name, "^PQ[0-9]{4}"))
            .Where(match => match.Success)
            .Select(match => match.Value)
            .ToHashSet(StringComparer.Ordinal);
        Assert.Equal(ParquetRules.All.Select(rule => rule.Id), tested.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Ids_are_used_once_and_rules_are_sentences()
    {
        Assert.Equal(ParquetRules.All.Count, ParquetRules.All.Select(rule => rule.Id).Distinct().Count());
        AssertEx.All(ParquetRules.All, rule =>
        {
            Assert.EndsWith(".", rule.Title, StringComparison.Ordinal);
            Assert.EndsWith(".", rule.Remedy, StringComparison.Ordinal);
        });
    }
}
