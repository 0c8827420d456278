using System.Text;
using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Schemas.Checking;
using Newtonsoft.Json.Linq;
using NJsonSchema;

namespace Dataset.Tests.Schemas;

/// <summary>What a row keeps between its columns: the compiled checker, the judge and NJsonSchema with the file as it is agree.</summary>
public class RowRuleTests
{
    private const string Conditions = """
        "allOf": [
          {"description": "A figure has a unit.",
           "anyOf": [{"properties": {"value": {"type": "null"}}}, {"properties": {"unit": {"type": "string"}}}]},
          {"anyOf": [
            {"properties": {"unit": {"enum": ["day", "2020-01-01T00:00:00Z", null]}}},
            {"properties": {"days": {"type": "null"}, "tags": {"type": "array"}, "sure": {"type": "boolean"}}}]}
        ],
        """;

    private static readonly object?[][] Rows =
    [
        .. from value in (object?[])[null, 1.5]
           from unit in (object?[])[null, "day", "year", "2020-01-01T00:00:00Z", "2020-01-01T00:00:00.0Z"]
           from day in (object?[])[null, new DateOnly(2020, 1, 1)]
           from tags in (object?[])[null, Array.Empty<object?>()]
           from sure in (object?[])[null, false]
           select new[] { "k", value, unit, day, tags, sure },
    ];

    [Fact]
    public async Task Checker_judge_and_plain_NJsonSchema_agree_on_conditions()
    {
        var schema = Schema(
            Conditions,
            ("value", "\"type\": [\"number\", \"null\"]"), ("unit", "\"type\": [\"string\", \"null\"]"),
            ("days", "\"type\": [\"string\", \"null\"], \"format\": \"date\""),
            ("tags", "\"type\": [\"array\", \"null\"], \"items\": {\"type\": \"string\"}"), ("sure", "\"type\": [\"boolean\", \"null\"]"));
        var broken = Compare(schema, Rows);
        var plain = await JsonSchema.FromJsonAsync(Encoding.UTF8.GetString(schema.Json.Span));
        using var batch = BatchOf.Rows(schema, Rows);
        for (var row = 0; row < Rows.Length; row++)
        {
            // NJsonSchema takes the text of an instant for a date.
            if (Rows[row][2] is string { Length: > 4 })
                continue;
            var record = new JObject(schema.Columns.Select((c, i) => new JProperty(c.Name, JudgeValue.OfRow(batch.Columns[i], row))));
            Assert.Equal(plain.Validate(record).Count == 0, broken[row] == 0);
        }
        Assert.Equal((44, 36), (broken.Count(b => b == 0), broken.Count(b => b == 1)));
    }

    [Fact]
    public void Checker_and_judge_agree_on_the_order_of_numbers_and_days()
    {
        var schema = Schema(
            "\"x-order\": [[\"low\", \"high\"], [\"first\", \"last\"]],",
            ("low", "\"type\": [\"number\", \"null\"]"), ("high", "\"type\": [\"number\", \"null\"]"),
            ("first", "\"type\": [\"string\", \"null\"], \"format\": \"date\""),
            ("last", "\"type\": [\"string\", \"null\"], \"format\": \"date\""));
        object?[] numbers = [null, -1e300, 0.1, 0.1 + 0.2, 0.3, 1e16];
        object?[] days = [null, new DateOnly(1, 1, 1), new DateOnly(999, 12, 31), new DateOnly(2024, 2, 29)];
        object?[][] rows =
        [
            .. from low in numbers from high in numbers select new[] { "k", low, high, null, null },
            .. from first in days from last in days select new[] { "k", null, null, first, last },
        ];
        Assert.Equal(10 + 3, Compare(schema, rows).Sum());
    }

    [Fact]
    public void Checker_and_judge_agree_on_texts_within_others()
    {
        var schema = Schema(
            "\"x-within\": {\"words\": \"quote\"},",
            ("words", "\"type\": [\"string\", \"null\"], \"maxLength\": 9"), ("quote", "\"type\": [\"string\", \"null\"]"));
        object?[] texts = [null, "a", "A", "é", "e", "aé", "😀", "xaéy😀"];
        var broken = Compare(schema, [.. from words in texts from quote in texts select new[] { "k", words, quote }]);
        Assert.Equal(0, broken.Take(texts.Length).Sum());
        Assert.Equal(43, broken.Sum());
    }

    [Fact]
    public void A_finding_leads_to_the_last_column_and_says_what_was_found()
    {
        var schema = Schema(
            "\"x-order\": [[\"low\", \"high\"]],", ("low", "\"type\": \"integer\""), ("high", "\"type\": [\"integer\", \"null\"]"));
        using var batch = BatchOf.Rows(schema, ["a", 2, 1], ["b", 2, null], ["c", 3, 1]);
        var findings = new DiagnosticList();
        new TableChecker(schema).Check(batch, 1, 2, "t", new CellLocator(), findings);
        Approved.Findings(findings.Kept.Select(d => d.ToString()));
    }

    [Fact]
    public void What_could_not_be_taken_breaks_no_condition()
    {
        var schema = Schema(
            "\"allOf\": [{\"anyOf\": [{\"properties\": {\"unit\": {\"type\": \"string\"}}}]}],",
            ("unit", "\"type\": [\"string\", \"null\"]"));
        using var batch = BatchOf.Rows(schema, ["a", null]);
        batch.Refuse(1, 0);
        var findings = new DiagnosticList();
        new TableChecker(schema).Check(batch, 0, 1, "t", new CellLocator(), findings);
        Assert.Empty(findings.Kept);
    }

    [Fact]
    public void A_schema_has_at_most_1000_conditions()
    {
        var pairs = string.Join(", ", Enumerable.Repeat("[\"size\", \"most\"]", 1001));
        var (_, findings) = SchemaText.With(
            "\"properties\": {",
            $"\"x-order\": [{pairs}], \"properties\": {{\"most\": {{\"description\": \"Most.\", \"type\": \"integer\"}},");
        Approved.Findings(findings);
    }

    /// <summary>How many rules each row breaks, on which checker and judge agree.</summary>
    private static List<int> Compare(TableSchema schema, object?[][] rows)
    {
        using var batch = BatchOf.Rows(schema, rows);
        var checker = new TableChecker(schema);
        var broken = new List<int>();
        for (var row = 0; row < rows.Length; row++)
        {
            Assert.Equal(checker.Judge.Broken(batch, row), checker.Broken(batch, row));
            Assert.Equal(checker.Judge.Accepts(batch, row), checker.Broken(batch, row).Count == 0);
            broken.Add(checker.Broken(batch, row).Count);
        }
        return broken;
    }

    private static TableSchema Schema(string rules, params (string Name, string Column)[] columns)
    {
        var plain = SchemaText.Of(
            columns.Prepend(("k", "\"type\": \"string\"")).ToDictionary(c => c.Item1, c => c.Item2), "k");
        var (schema, findings) = SchemaText.Read(
            Encoding.UTF8.GetString(plain.Json.Span).Replace("\"x-primaryKey\"", rules + " \"x-primaryKey\"", StringComparison.Ordinal));
        Assert.Empty(findings);
        return schema!;
    }
}
