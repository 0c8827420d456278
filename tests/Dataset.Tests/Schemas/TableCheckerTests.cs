using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Schemas.Checking;
using Dataset.Tables;

namespace Dataset.Tests.Schemas;

public class TableCheckerTests
{
    [Theory]
    [InlineData("\"type\": \"string\"", null, "t[0].c: error DS2101: Expected a value in c, found null.")]
    [InlineData("\"type\": \"integer\"", null, "t[0].c: error DS2101: Expected a value in c, found null.")]
    [InlineData("\"type\": \"boolean\"", null, "t[0].c: error DS2101: Expected a value in c, found null.")]
    [InlineData("\"type\": \"string\", \"format\": \"date\"", null, "t[0].c: error DS2101: Expected a value in c, found null.")]
    [InlineData(
        "\"type\": \"string\", \"enum\": [\"a\"], \"minLength\": 1, \"pattern\": \"x\"", null,
        "t[0].c: error DS2101: Expected a value in c, found null.")]
    [InlineData(
        "\"type\": \"string\", \"enum\": [\"headline\", \"body\"]", "boddy",
        "t[0].c: error DS2102: Expected one of \"headline\", \"body\" in c, found \"boddy\". Perhaps \"body\" is meant.")]
    [InlineData(
        "\"type\": [\"string\", \"null\"], \"enum\": [\"2020-01-01T00:00:00Z\", null]", "2020",
        "t[0].c: error DS2102: Expected \"2020-01-01T00:00:00Z\" in c, found \"2020\".")]
    [InlineData(
        "\"type\": \"string\", \"enum\": [\"0\",\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"A\",\"B\",\"C\",\"D\"]", "zz",
        "t[0].c: error DS2102: Expected one of \"0\", \"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\", \"9\", \"A\", \"B\" and 2 "
            + "more in c, found \"zz\".")]
    [InlineData(
        "\"type\": \"string\", \"pattern\": \"^abc$\"", "abc\n",
        "t[0].c: error DS2103: Expected a text that matches \"^abc$\" in c, found \"abc\\u{000A}\".")]
    [InlineData(
        "\"type\": [\"string\", \"null\"], \"pattern\": \"^\\\\d$\"", "٣",
        "t[0].c: error DS2103: Expected a text that matches \"^\\d$\" in c, found \"٣\".")]
    [InlineData(
        "\"type\": \"string\", \"pattern\": \"^(a+)+$\"", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
        "t[0].c: error DS2103: Expected a text that matches \"^(a+)+$\" in c, found "
            + "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\".")]
    [InlineData(
        "\"type\": \"string\", \"minLength\": 2", "😀", "t[0].c: error DS2104: Expected at least 2 characters in c, found 1: \"😀\".")]
    [InlineData(
        "\"type\": [\"string\", \"null\"], \"maxLength\": 1", "a😀",
        "t[0].c: error DS2105: Expected at most 1 character in c, found 2: \"a😀\".")]
    [InlineData(
        "\"type\": \"string\", \"maxLength\": 1, \"pattern\": \"b\"", "aa",
        "t[0].c: error DS2103: Expected a text that matches \"b\" in c, found \"aa\".|t[0].c: error DS2105: Expected at most 1 character "
            + "in c, found 2: \"aa\".")]
    [InlineData("\"type\": \"integer\", \"minimum\": 1", 0, "t[0].c: error DS2106: Expected at least 1 in c, found 0.")]
    [InlineData(
        "\"type\": [\"integer\", \"null\"], \"exclusiveMaximum\": 9223372036854775807", long.MaxValue,
        "t[0].c: error DS2107: Expected less than 9223372036854775807 in c, found 9223372036854775807.")]
    [InlineData(
        "\"type\": \"number\", \"maximum\": 0.3", 0.1 + 0.2, "t[0].c: error DS2107: Expected at most 0.3 in c, found 0.30000000000000004.")]
    [InlineData(
        "\"type\": \"number\", \"minimum\": 0, \"exclusiveMinimum\": 0.5", -1e300,
        "t[0].c: error DS2106: Expected at least 0 and more than 0.5 in c, found -1e+300.")]
    [InlineData("\"type\": \"array\", \"items\": {\"type\": \"string\"}", null, "t[0].c: error DS2101: Expected a value in c, found null.")]
    [InlineData(
        "\"type\": \"array\", \"minItems\": 2, \"items\": {\"type\": \"string\"}", new object?[] { "a" },
        "t[0].c: error DS2108: Expected at least 2 elements in c, found 1 element.")]
    [InlineData(
        "\"type\": [\"array\", \"null\"], \"minItems\": 1, \"items\": {\"type\": \"string\"}", new object?[0],
        "t[0].c: error DS2108: Expected at least 1 element in c, found an empty list.")]
    [InlineData(
        "\"type\": \"array\", \"maxItems\": 1, \"items\": {\"type\": \"string\"}", new object?[] { "a", "a" },
        "t[0].c: error DS2109: Expected at most 1 element in c, found 2 elements.")]
    [InlineData(
        "\"type\": \"array\", \"uniqueItems\": true, \"items\": {\"type\": \"string\"}", new object?[] { "a", "b", "a" },
        "t[0].c[2]: error DS2110: Expected each element of c once, found \"a\" again.")]
    [InlineData(
        "\"type\": [\"array\", \"null\"], \"items\": {\"type\": \"string\", \"minLength\": 2, \"pattern\": \"^b\"}",
        new object?[] { "ba", "a", null },
        "t[0].c[1]: error DS2103: Expected a text that matches \"^b\" in each element of c, found \"a\".|t[0].c[1]: error DS2104: Expected "
            + "at least 2 characters in each element of c, found 1: \"a\".|t[0].c[2]: error DS2101: Expected a value in each element of c, "
            + "found null.")]
    public void Each_constraint_has_its_rule_and_message(string column, object? value, string expected) =>
        Assert.Equal(expected.Split('|'), FindingsIn(column, value));

    [Theory]
    [InlineData("\"type\": [\"string\", \"null\"], \"enum\": [\"a\", null], \"minLength\": 1", null)]
    [InlineData("\"type\": [\"number\", \"null\"], \"minimum\": 1", null)]
    [InlineData("\"type\": [\"array\", \"null\"], \"minItems\": 1, \"items\": {\"type\": \"string\"}", null)]
    [InlineData(
        "\"type\": \"array\", \"uniqueItems\": true, \"items\": {\"type\": [\"string\", \"null\"], \"minLength\": 2}",
        new object?[] { "ab", null })]
    [InlineData("\"type\": \"string\", \"enum\": [\"a\"], \"maxLength\": 1, \"minLength\": 1, \"pattern\": \"^a$\"", "a")]
    [InlineData("\"type\": \"integer\", \"minimum\": -9223372036854775808, \"maximum\": 9223372036854775807", long.MinValue)]
    public void Values_that_keep_their_constraints_are_no_findings(string column, object? value) => Assert.Empty(FindingsIn(column, value));

    [Fact]
    public void Only_the_rows_asked_for_are_checked()
    {
        var schema = Schema("\"type\": \"integer\", \"maximum\": 5");
        using var batch = BatchOf.Rows(schema, [.. Enumerable.Range(0, 10).Select(i => new object?[] { $"k{i}", i })]);
        var locator = new CellLocator();
        new TableChecker(schema).Check(batch, 4, 4, "t", locator, new DiagnosticList());
        Assert.Equal([(6, "c"), (7, "c")], locator.Asked);
    }

    [Fact]
    public void Long_lists_are_searched_for_repeated_elements_too()
    {
        var schema = Schema("\"type\": \"array\", \"uniqueItems\": true, \"items\": {\"type\": \"integer\"}");
        object?[] numbers = [.. Enumerable.Range(0, 1000).Select(i => (object?)(i * 7919 % 1000))];
        using var batch = BatchOf.Rows(schema, ["a", numbers], ["b", (object?[])[.. numbers, 500]]);
        var findings = new DiagnosticList();
        new TableChecker(schema).Check(batch, 0, 2, "t", new CellLocator(), findings);
        Assert.Equal(
            "t[1].c[1000]: error DS2110: Expected each element of c once, found 500 again.", Assert.Single(findings.Kept).ToString());
    }

    [Fact]
    public void Nothing_is_allocated_where_nothing_is_wrong()
    {
        var schema = SchemaText.Of(
            new Dictionary<string, string>
            {
                ["id"] = "\"type\": \"string\", \"pattern\": \"^[a-z0-9-]+$\", \"maxLength\": 20",
                ["kind"] = "\"type\": [\"string\", \"null\"], \"enum\": [\"a\", \"b\", null]",
                ["size"] = "\"type\": \"integer\", \"minimum\": 0",
                ["tags"] = "\"type\": \"array\", \"uniqueItems\": true, \"items\": {\"type\": \"string\", \"minLength\": 1}",
            },
            "id");
        object?[] tags = [.. Enumerable.Range(0, 20).Select(i => $"tag {i}")];
        using var batch = BatchOf.Rows(
            schema, [.. Enumerable.Range(0, 500).Select(i => new object?[] { $"row-{i}", i % 3 == 0 ? null : "a", i, tags })]);
        var checker = new TableChecker(schema);
        var (locator, findings) = (new CellLocator(), new DiagnosticList());
        checker.Check(batch, 0, 500, "t", locator, findings);
        var before = GC.GetAllocatedBytesForCurrentThread();
        checker.Check(batch, 0, 500, "t", locator, findings);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Empty(findings.Kept);
    }

    private static List<string> FindingsIn(string column, object? value)
    {
        var schema = Schema(column);
        using var batch = BatchOf.Rows(schema, ["k", value]);
        var findings = new DiagnosticList();
        new TableChecker(schema).Check(batch, 0, 1, "t", new CellLocator(), findings);
        return [.. findings.Kept.Select(d => d.ToString())];
    }

    private static TableSchema Schema(string column) => SchemaText.Of(
        new Dictionary<string, string> { ["k"] = "\"type\": \"string\"", ["c"] = column }, "k");
}
