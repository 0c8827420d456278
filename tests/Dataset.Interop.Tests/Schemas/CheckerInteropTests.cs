using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dataset.Interop.Tests.Engines;
using Json.Schema;

namespace Dataset.Interop.Tests.Schemas;

/// <summary>The library's checker and ajv, with JavaScript's own regular expressions, come to the same verdict on every value.</summary>
public sealed class CheckerInteropTests
{
    /// <summary>ajv's script gives at most 20 findings for a file.</summary>
    private const int MostValues = 20;

    private static readonly string[] Texts =
    [
        "a", "abc", "abc\n", "Abc", "a-b", "12", "٣", "é", "e\u0301", "😀", "a😀", "\u00a0", "\ufeff", "\u0085", "\u2028", "\n", "_", " ",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "-]\\^",
    ];

    private static readonly string[] TextKeywords =
    [
        "\"minLength\": 2", "\"maxLength\": 1", "\"minLength\": 1, \"maxLength\": 2", "\"enum\": [\"a\", \"é\", \"😀\", \"12\"]",
        .. new[]
        {
            "^abc$", "^[a-z0-9]+(-[a-z0-9]+)*$", @"^\d+$", @"^\D$", @"^\w+$", @"\W", @"^\s$", @"^\S+$", "^.$", "^.{2}$", "^[^a]$",
            "^(a+)+$", "^(?:a|ab)(?:c|)$",
            "^[😀-😂]$", @"^\u{1F600}$", @"^\ud83d\ude00$", @"^[\b\-\]\\^]+$", "a|^b", "^$", "", "[]", "^[^]$", "^(?<x>a)", "b{1,2}?c",
            @"^[\s\S]$", @"^\x61", @"[^\x00-\x7f]", "a.{20}",
        }.Select(p => $"\"pattern\": {JsonValue.Create(p)!.ToJsonString()}").Where(k => k != "\"pattern\": \"\""),
    ];

    [EngineFact]
    public void Checker_and_ajv_agree()
    {
        using var folder = new TemporaryFolder();
        var columns = Columns().ToArray();
        var tasks = columns.Select((column, i) =>
        {
            Assert.InRange(column.Values.Count, 1, MostValues);
            File.WriteAllBytes(folder[$"{i}.schema.json"], column.Schema.Json.ToArray());
            File.WriteAllText(folder[$"{i}.jsonl"], string.Concat(column.Lines));
            return EngineTask.Validate(folder[$"{i}.schema.json"], lines: folder[$"{i}.jsonl"]);
        }).ToArray();
        foreach (var (result, column) in EngineProcess.Run(Engine.Ajv, tasks).Zip(columns))
        {
            var refused = result.Succeeded().Findings.Select(
                f => int.Parse(f.AsSpan()["line ".Length..f.IndexOf(':', StringComparison.Ordinal)], CultureInfo.InvariantCulture));
            Assert.True(
                refused.SequenceEqual(column.Refused()),
                $"{column}: ajv refuses {string.Join(", ", result.Findings)}, the checker {string.Join(", ", column.Refused())}");
        }
    }

    /// <summary>
    /// But for patterns, which JsonSchema.Net gives to .NET's expressions, and for texts of which it counts the letters and not the code
    /// points: ajv judges those.
    /// </summary>
    [Fact]
    public void Checker_and_JsonSchema_Net_agree()
    {
        var differences = new List<string>();
        foreach (var column in Columns().Where(c => !c.Keywords.Contains("\"pattern\"", StringComparison.Ordinal)))
        {
            var schema = JsonSchema.FromText(Encoding.UTF8.GetString(column.Schema.Json.Span));
            var refused = column.Lines.Index().Where(l =>
            {
                using var line = JsonDocument.Parse(l.Item);
                return !schema.Evaluate(line.RootElement).IsValid;
            }).Select(l => l.Index + 1).Where(IsCounted).ToArray();
            var ours = column.Refused().Where(IsCounted).ToArray();
            if (!refused.SequenceEqual(ours))
                differences.Add($"{column}: JsonSchema.Net refuses {string.Join(", ", refused)}, the checker {string.Join(", ", ours)}");

            bool IsCounted(int line) => column.Values[line - 1]?.GetValueKind() != JsonValueKind.String
                || (string)column.Values[line - 1]! is var text
                    && new StringInfo(text).LengthInTextElements == text.EnumerateRunes().Count();
        }
        Assert.Equal([], differences);
    }

    private static IEnumerable<CheckedColumn> Columns() =>
        TextKeywords.Select(k => new CheckedColumn("\"type\": \"string\", " + k, [.. Texts.Select(t => (JsonNode?)t)]))
            .Concat(Numbers()).Concat(Lists());

    private static IEnumerable<CheckedColumn> Numbers()
    {
        JsonNode?[] numbers = [
            0.1, 0.30000000000000004, 0.3, 0.29999999999999993, 1e300, -1e300, 5e-324, 0.0, -5e-324, 1e-12, 123456789012345.0,
            123456789012345.02, null,
        ];
        foreach (var bound in new[] { "0.3", "0", "0.1", "0.000000000001", "123456789012345" })
        {
            foreach (var keyword in new[] { "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum" })
                yield return new CheckedColumn($"\"type\": [\"number\", \"null\"], \"{keyword}\": {bound}", numbers);
        }
        // JavaScript's integers are exact up to 2^53.
        JsonNode?[] integers = [-9007199254740991, -1, 0, 1, 2, 9007199254740991, null];
        foreach (var keywords in new[]
        {
            "\"minimum\": 1", "\"exclusiveMinimum\": -1, \"maximum\": 1", "\"exclusiveMaximum\": 9007199254740991",
        })
            yield return new CheckedColumn("\"type\": \"integer\", " + keywords, integers);
    }

    private static IEnumerable<CheckedColumn> Lists()
    {
        JsonNode?[] lists =
        [
            null, new JsonArray(), new JsonArray("a"), new JsonArray("a", "b"), new JsonArray("a", "a"), new JsonArray("a", null),
            new JsonArray(null, null), new JsonArray("ab", "B"), new JsonArray("a", "b", "c"),
        ];
        foreach (var keywords in new[]
        {
            "\"minItems\": 1", "\"maxItems\": 2", "\"uniqueItems\": true", "\"minItems\": 2, \"maxItems\": 2, \"uniqueItems\": true",
        })
        {
            yield return new CheckedColumn(
                $"\"type\": \"array\", {keywords}, \"items\": {{\"type\": \"string\", \"pattern\": \"^[a-z]$\"}}", lists);
            yield return new CheckedColumn(
                $"\"type\": [\"array\", \"null\"], {keywords}, \"items\": {{\"type\": [\"string\", \"null\"]}}", lists);
        }
    }
}
