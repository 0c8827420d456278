using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Schemas.Checking;
using Dataset.Tables;

namespace Dataset.Tests.Schemas;

public class TableCheckerTests
{
    [Theory]
    [InlineData("\"type\": \"string\"", null)]
    [InlineData("\"type\": \"integer\"", null)]
    [InlineData("\"type\": \"boolean\"", null)]
    [InlineData("\"type\": \"string\", \"format\": \"date\"", null)]
    [InlineData("\"type\": \"string\", \"enum\": [\"a\"], \"minLength\": 1, \"pattern\": \"x\"", null)]
    [InlineData("\"type\": \"string\", \"enum\": [\"headline\", \"body\"]", "boddy")]
    [InlineData("\"type\": [\"string\", \"null\"], \"enum\": [\"2020-01-01T00:00:00Z\", null]", "2020")]
    [InlineData(
        "\"type\": \"string\", \"enum\": [\"0\",\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"A\",\"B\",\"C\",\"D\"]", "zz")]
    [InlineData("\"type\": \"string\", \"pattern\": \"^abc$\"", "abc\n")]
    [InlineData("\"type\": [\"string\", \"null\"], \"pattern\": \"^\\\\d$\"", "٣")]
    [InlineData("\"type\": \"string\", \"pattern\": \"^(a+)+$\"", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")]
    [InlineData("\"type\": \"string\", \"minLength\": 2", "😀")]
    [InlineData("\"type\": [\"string\", \"null\"], \"maxLength\": 1", "a😀")]
    [InlineData("\"type\": \"string\", \"maxLength\": 1, \"pattern\": \"b\"", "aa")]
    [InlineData("\"type\": \"integer\", \"minimum\": 1", 0)]
    [InlineData("\"type\": [\"integer\", \"null\"], \"exclusiveMaximum\": 9223372036854775807", long.MaxValue)]
    [InlineData("\"type\": \"number\", \"maximum\": 0.3", 0.1 + 0.2)]
    [InlineData("\"type\": \"number\", \"minimum\": 0, \"exclusiveMinimum\": 0.5", -1e300)]
    [InlineData("\"type\": \"array\", \"items\": {\"type\": \"string\"}", null)]
    [InlineData("\"type\": \"array\", \"minItems\": 2, \"items\": {\"type\": \"string\"}", new object?[] { "a" })]
    [InlineData("\"type\": [\"array\", \"null\"], \"minItems\": 1, \"items\": {\"type\": \"string\"}", new object?[0])]
    [InlineData("\"type\": \"array\", \"maxItems\": 1, \"items\": {\"type\": \"string\"}", new object?[] { "a", "a" })]
    [InlineData("\"type\": \"array\", \"uniqueItems\": true, \"items\": {\"type\": \"string\"}", new object?[] { "a", "b", "a" })]
    [InlineData(
        "\"type\": [\"array\", \"null\"], \"items\": {\"type\": \"string\", \"minLength\": 2, \"pattern\": \"^b\"}",
        new object?[] { "ba", "a", null })]
    public void Each_constraint_has_its_rule_and_message(string column, object? value) =>
        Approved.Findings(FindingsIn(column, value), FormattableString.Invariant($"{column} | {value ?? "null"}"));

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
        Approved.Findings(findings.Kept.Select(d => d.ToString()));
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

    [Theory]
    [InlineData("\"pattern\": \"^b\", \"minLength\": 2")]
    [InlineData("\"enum\": [\"bb\"]")]
    [InlineData("\"maxLength\": 2")]
    public void The_elements_of_a_long_list_have_the_findings_of_a_short_one(string constraints)
    {
        var column = $"\"type\": \"array\", \"items\": {{\"type\": \"string\", {constraints}}}";
        object?[] wrong = ["a", null, "ccc"];
        var found = FindingsIn(column, wrong);
        Assert.InRange(found.Count, 2, 5);
        Assert.Equal(found.Select(Message), FindingsIn(column, (object?[])[.. wrong, .. Enumerable.Repeat("bb", 5000)]).Select(Message));
        Assert.Equal(
            found.Select(Message).Order(StringComparer.Ordinal),
            FindingsIn(column, (object?[])[.. Enumerable.Repeat("bb", 5000), .. wrong]).Select(Message).Order(StringComparer.Ordinal));

        static string Message(string finding) => finding[finding.IndexOf(": ", StringComparison.Ordinal)..];
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
