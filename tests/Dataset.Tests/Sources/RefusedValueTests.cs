using System.Globalization;
using System.Text;
using System.Text.Json;
using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Sources;
using Dataset.Tables;

namespace Dataset.Tests.Sources;

/// <summary>A value that could not be taken has its finding, and no other rule judges the null in its place: in every format.</summary>
public class RefusedValueTests
{
    private const string People = """
        "id": {"description": "d", "type": "integer"},
        "name": {"description": "d", "type": "string", "minLength": 1, "pattern": "^[a-z]+$"}
        """;

    private const string Posts = """
        "id": {"description": "d", "type": "integer"},
        "author": {"description": "d", "type": "integer", "minimum": 1},
        "readers": {"description": "d", "type": "array", "items": {"type": "integer"}, "minItems": 2, "uniqueItems": true}
        """;

    private const string PostKeys = """
        {"columns": ["author"], "table": "people", "references": ["id"]}, {"columns": ["readers"], "table": "people", "references": ["id"]}
        """;

    public static TheoryData<string> Formats => ["csv", "jsonl", "json", "yaml", "xlsx"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_key_is_in_no_order_and_no_pair(string format)
    {
        using var sources = new TempSources();
        Table(sources, "people", format, People, ["id", "name"], [1, "a"], ["x", "b"], ["x", "c"], [2, "d"], ["y", "e"], [3, "f"]);
        Assert.Equal("DS2001 3", Run(sources));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Keys_around_it_are_held_against_each_other(string format)
    {
        using var sources = new TempSources();
        Table(sources, "people", format, People, ["id", "name"], [1, "a"], [2, "b"], ["x", "c"], [2, "d"]);
        Assert.Equal("DS2001 1, DS3001 1", Run(sources));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_reference_leads_nowhere_and_a_key_may_be_the_one_referred_to(string format)
    {
        using var sources = new TempSources();
        Table(sources, "people", format, People, ["id", "name"], [1, "a"], ["x", "b"], [3, "c"]);
        Table(
            sources, "posts", format, Posts, ["id", "author", "readers"],
            [1, 2, new object[] { 1, 3 }], [2, "y", new object[] { 1, 2 }], [3, 1, new object[] { "x", 1 }]);
        Assert.Equal("DS2001 3", Run(sources));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_reference_beside_it_is_judged(string format)
    {
        using var sources = new TempSources();
        Table(sources, "people", format, People, ["id", "name"], [1, "a"], [3, "c"]);
        Table(
            sources, "posts", format, Posts, ["id", "author", "readers"],
            [1, 2, new object[] { 1, 3 }], [2, "y", new object[] { 1, 2 }], ["z", 9, new object[] { "x", 1 }]);
        Assert.Equal("DS2001 3, DS3003 3", Run(sources));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void An_element_is_counted_and_differs_from_all_others(string format)
    {
        using var sources = new TempSources();
        Table(sources, "people", format, People, ["id", "name"], [1, "a"]);
        Table(
            sources, "posts", format, Posts, ["id", "author", "readers"],
            [1, 1, new object[] { "x", "x" }], [2, 1, new object[] { "x", 1, "y" }], [3, 1, "any"], [4, 1, new object[] { 1, "x", 1 }]);
        Assert.Equal("DS2001 6, DS2110 1", Run(sources));
    }

    [Theory]
    [InlineData("- id: 1\n  name: &n a\n- id: 2\n  name: *n\n", "DS1121 2")]
    [InlineData("- &r\n  id: 1\n  name: a\n- *r\n- {<<: *r, id: 3}\n", "DS1121 3, DS1123 1")]
    [InlineData("- {id: 1, *k : a}\n- id: 2\n  ? [name]\n  : b\n", "DS1121 1, DS1127 1")]
    [InlineData("- {id: *a, name: a}\n- {id: *a, name: b}\n- {id: !t 1, name: c}\n", "DS1121 2, DS1122 1")]
    [InlineData("*all\n", "DS1121 1")]
    public void What_an_alias_stands_for_is_not_judged(string people, string expected)
    {
        using var sources = new TempSources();
        sources.Table("people", "from: records, path: people.yaml", People).Write("people.yaml", people);
        Table(sources, "posts", "jsonl", Posts, ["id", "author", "readers"], [1, 1, new object[] { 1, 2 }]);
        Assert.Equal(expected, Run(sources));
    }

    [Fact]
    public void Aliases_in_a_list_are_elements_of_it()
    {
        using var sources = new TempSources();
        sources.Table("people", "from: records, path: people.jsonl", People).Write("people.jsonl", "{\"id\":1,\"name\":\"a\"}\n");
        sources.Table("posts", "from: records, path: posts.yaml", Posts);
        Refer(sources, "posts", PostKeys);
        sources.Write("posts.yaml", "- {id: 1, author: *a, readers: [*a, *a]}\n- id: 2\n  author: 1\n  readers:\n  - *a\n  - 1\n");
        Assert.Equal("DS1121 4", Run(sources));
    }

    [Theory]
    [InlineData("claims: none\n", "DS2015 1")]
    [InlineData("claims: *c\n", "DS1121 1")]
    [InlineData("claims: [5]\n", "DS2014 1")]
    [InlineData("claims: []\n", "DS3003 1")]
    public void Rows_of_a_list_that_is_none_may_be_those_referred_to(string claims, string expected)
    {
        using var sources = new TempSources();
        sources.Table("notes", "from: documents, path: notes", """
            "id": {"description": "d", "type": "string", "x-derived": "document.key"},
            "text": {"description": "d", "type": "string", "x-derived": "document.text"}
            """);
        sources.Table("claims", "from: list, of: notes, field: claims", """
            "id": {"description": "d", "type": "string", "x-derived": "document.key"},
            "name": {"description": "d", "type": "string"}
            """, "id,name");
        sources.Table("links", "from: records, path: links.jsonl", """
            "id": {"description": "d", "type": "integer"},
            "note": {"description": "d", "type": "string"},
            "claim": {"description": "d", "type": "string"}
            """);
        Refer(sources, "links", """{"columns": ["note", "claim"], "table": "claims", "references": ["id", "name"]}""");
        sources.Write("notes/a.txt", "One.\n").Write("notes/a.yaml", claims)
            .Write("links.jsonl", "{\"id\":1,\"note\":\"a\",\"claim\":\"c\"}\n");
        Assert.Equal(expected, Run(sources));
    }

    private static void Table(TempSources sources, string name, string format, string columns, string[] keys, params object[][] rows)
    {
        sources.Table(name, $"from: records, path: {name}.{format}", columns);
        if (name == "posts")
            Refer(sources, name, PostKeys);
        var path = $"{name}.{format}";
        if (format == "xlsx")
            sources.Write(path, ExcelTests.Workbook((name, [keys, .. rows.Select(Shown)])));
        else
            sources.Write(path, TextOf(format, keys, rows));
    }

    private static object?[] Shown(object[] row) => [.. row.Select(v => v is object[]? Json(v) : v)];

    private static void Refer(TempSources sources, string table, string keys)
    {
        var schema = $"../schema/{table}.schema.json";
        var text = File.ReadAllText(sources.At(schema));
        sources.Write(schema, text.Replace("\"properties\"", $"\"x-foreignKeys\": [{keys}], \"properties\"", StringComparison.Ordinal));
    }

    private static string TextOf(string format, string[] keys, object[][] rows)
    {
        var text = new StringBuilder(format == "csv" ? string.Join(',', keys) + "\n" : format == "json" ? "[\n" : "");
        foreach (var (index, row) in rows.Index())
        {
            text.Append(format switch
            {
                "csv" => string.Join(',', row.Select(Cell)),
                "yaml" => "- {" + string.Join(", ", keys.Zip(row, (k, v) => $"{k}: {Json(v)}")) + "}",
                _ => "{" + string.Join(", ", keys.Zip(row, (k, v) => $"\"{k}\": {Json(v)}")) + "}",
            });
            text.Append(format == "json" && index < rows.Length - 1 ? ",\n" : "\n");
        }
        return text.Append(format == "json" ? "]\n" : "").ToString();
    }

    private static string Cell(object value) =>
        value is object[]? "\"" + Json(value).Replace("\"", "\"\"", StringComparison.Ordinal) + "\""
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static string Json(object value) => JsonSerializer.Serialize(value);

    /// <summary>How often each rule is broken.</summary>
    private static string Run(TempSources sources)
    {
        var findings = new DiagnosticList();
        var meter = new WorkMeter(null);
        meter.Begin("checking", 0);
        if (sources.Open(findings) is { } folder)
        {
            using var pipeline = new SourcePipeline(folder, PartSelection.Whole, _ => null, new(1, default), findings, meter);
            pipeline.Run();
        }
        return string.Join(", ", findings.CountsByRule.Select(c => FormattableString.Invariant($"{c.Rule.Id} {c.Count}")));
    }
}
