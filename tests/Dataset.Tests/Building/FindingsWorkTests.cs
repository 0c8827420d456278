using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Tests.Sources;

namespace Dataset.Tests.Building;

/// <summary>
/// Rows may all be wrong in the same way, so a finding takes memory in proportion to their number: twice as many of them is twice as much
/// on the way, for every rule that a row can break, in each format.
/// </summary>
/// <remarks>Alone, because what other tests allocate at the same time is counted too.</remarks>
[CollectionDefinition(nameof(FindingsWorkTests), DisableParallelization = true)]
[Collection(nameof(FindingsWorkTests))]
public class FindingsWorkTests
{
    private const int Least = 100;

    private static readonly string[] Texts = ["csv", "jsonl", "yaml", "xlsx"];
    private static readonly string[] Trees = ["jsonl", "yaml"];

    private const string Columns = """
        "id": {"description": "d", "type": "integer"},
        "name": {"description": "d", "type": "string", "maxLength": 30, "minLength": 3},
        "kind": {"description": "d", "type": "string", "enum": ["alpha", "beta", "gamma", "delta"]},
        "phone": {"description": "d", "type": "string", "pattern": "^[0-9 ]+$"},
        "count": {"description": "d", "type": "integer", "minimum": 0, "maximum": 9999},
        "ratio": {"description": "d", "type": ["number", "null"]},
        "is_open": {"description": "d", "type": "boolean"},
        "day": {"description": "d", "type": "string", "format": "date"},
        "at": {"description": "d", "type": "string", "format": "date-time"},
        "other": {"description": "d", "type": "string"},
        "tags": {"description": "d", "type": "array", "maxItems": 3, "uniqueItems": true, "items":
          {"description": "d", "type": "string", "pattern": "^[a-z]+$"}}
        """;

    /// <summary>What is done to each row, the rule that it breaks then, and the formats in which it can.</summary>
    private static readonly Dictionary<string, (Action<JsonObject, int> Change, string[] Formats)> Kinds = new(StringComparer.Ordinal)
    {
        ["no integer"] = ((row, _) => row["count"] = "12x", Texts),
        ["below the minimum"] = ((row, _) => row["count"] = -5, Texts),
        ["above the maximum"] = ((row, _) => row["count"] = 10_000, Texts),
        ["not in the enumeration"] = ((row, i) => row["kind"] = $"alfa{i}", Texts),
        ["against the pattern"] = ((row, i) => row["phone"] = $"no {i}", Texts),
        ["too long"] = ((row, _) => row["name"] = new string('n', 31), Texts),
        ["too short"] = ((row, _) => row["name"] = "n", Texts),
        ["null"] = ((row, _) => row["kind"] = null, Texts),
        ["not in NFC"] = ((row, i) => row["name"] = $"e\u0301 {i}", Texts),
        ["an invisible character"] = ((row, i) => row["name"] = $"zero\u200Bwidth {i}", Texts),
        ["a control"] = ((row, i) => row["name"] = $"\u0001 {i}", Trees),
        ["begins with ="] = ((row, i) => row["name"] = $"={i}+1", Texts),
        ["a key twice"] = ((row, _) => row["id"] = 7, Texts),
        ["a key twice, out of order"] = ((row, i) => row["id"] = -i / 2, Texts),
        ["no reference"] = ((row, i) => row["other"] = $"o{i}", Texts),
        ["a word for null"] = ((row, _) => row["ratio"] = "NA", ["jsonl", "yaml", "xlsx"]),
        ["no number"] = ((row, i) => row["ratio"] = $"{i} m", Texts),
        ["no boolean"] = ((row, _) => row["is_open"] = "maybe", Texts),
        ["no date"] = ((row, _) => row["day"] = "2024-02-30", Texts),
        ["no time"] = ((row, _) => row["at"] = "2024-02-03 12h", Texts),
        ["an element against the pattern"] = ((row, i) => row["tags"] = Tags("a", $"B{i}"), Texts),
        ["an element twice"] = ((row, _) => row["tags"] = Tags("a", "b", "a"), Texts),
        ["an element not in NFC"] = ((row, _) => row["tags"] = Tags("e\u0301"), Texts),
        ["an empty element"] = ((row, _) => row["tags"] = Tags("a", ""), Texts),
        ["too many elements"] = ((row, _) => row["tags"] = Tags("a", "b", "c", "d"), Texts),
        ["no list"] = ((row, _) => row["tags"] = "a", Texts),
        ["a required key missing"] = ((row, _) => row.Remove("kind"), Trees),
        ["an unknown key"] = ((row, i) => row["kin"] = i, Trees),
        ["a mapping for a value"] = ((row, i) => row["kind"] = new JsonObject { ["a"] = i }, Trees),
    };

    public static TheoryData<string, string> All =>
        [.. Kinds.SelectMany(k => k.Value.Formats.Select(f => new TheoryDataRow<string, string>(k.Key, f)))];

    [Theory]
    [MemberData(nameof(All))]
    public void Memory_grows_with_the_findings_and_not_faster(string kind, string format)
    {
        var (one, two, four) = (Measure(kind, format, Least), Measure(kind, format, 2 * Least), Measure(kind, format, 4 * Least));
        Assert.True(two <= 2.2 * one && four <= 2.2 * two, $"{one} bytes, {two} and {four} of twice and four times as many rows");
    }

    private static long Measure(string kind, string format, int count)
    {
        var change = Kinds[kind].Change;
        var rows = Enumerable.Range(0, count).Select(i =>
        {
            var row = Row(i);
            change(row, i);
            return row;
        }).ToArray();
        using var sources = new TempSources()
            .Table("others", "from: records, path: others.csv", "\"id\": {\"description\": \"d\", \"type\": \"string\"}")
            .Table("rows", $"from: records, path: rows.{format}", Columns);
        sources.Write("others.csv", "id\no\n");
        var schema = File.ReadAllText(sources.At("../schema/rows.schema.json"));
        sources.Write("../schema/rows.schema.json", schema.Replace(
            "\"properties\":",
            "\"x-foreignKeys\": [{\"columns\": [\"other\"], \"table\": \"others\", \"references\": [\"id\"]}], \"properties\":",
            StringComparison.Ordinal));
        Write(sources, format, rows);
        sources.Open(new DiagnosticList());
        var findings = new DiagnosticList();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        SourceValidator.Validate(sources.Seeds, 1, findings);
        var bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
        // Of rows with one key the first is sound.
        var least = kind.StartsWith("a key", StringComparison.Ordinal) ? (count / 2) - 1 : count;
        Assert.Contains(findings.CountsByRule, c => c.Count >= least);
        Assert.DoesNotContain(findings.CountsByRule, c => c.Count > 2 * count);
        return bytes;
    }

    private static void Write(TempSources sources, string format, JsonObject[] rows)
    {
        string[] names = [.. Row(0).Select(p => p.Key)];
        var path = "rows." + format;
        if (format == "xlsx")
            sources.Write(path, ExcelTests.Workbook(("Sheet1", [names, .. rows.Select(r => names.Select(n => Cell(r[n])).ToArray())])));
        else
            sources.Write(path, string.Concat(format == "csv"
                ? rows.Select(r => string.Join(',', names.Select(n => Quoted(Cell(r[n])))) + "\n").Prepend(string.Join(',', names) + "\n")
                : rows.Select(r => (format == "yaml" ? "- " : "") + r.ToJsonString() + "\n")));
    }

    private static object? Cell(JsonNode? value) => value switch
    {
        null => null,
        JsonArray list => list.ToJsonString(),
        _ when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ when value.GetValueKind() == JsonValueKind.Number => value.GetValue<int>(),
        _ => value.ToJsonString(),
    };

    private static string Quoted(object? cell) => cell is null ? ""
        : $"\"{Convert.ToString(cell, CultureInfo.InvariantCulture)!.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static JsonArray Tags(params string[] tags) => [.. tags.Select(t => JsonValue.Create(t))];

    private static JsonObject Row(int i) => new()
    {
        ["id"] = i,
        ["name"] = $"Name {i}",
        ["kind"] = "alpha",
        ["phone"] = "47 11",
        ["count"] = i,
        ["ratio"] = i,
        ["is_open"] = true,
        ["day"] = "2024-02-03",
        ["at"] = "2024-02-03T12:00:00Z",
        ["other"] = "o",
        ["tags"] = Tags("one", "two"),
    };
}
