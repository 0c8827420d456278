using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Sources.Binding;
using Dataset.Sources.Reading;
using Dataset.Tests.Schemas;
using Dataset.Tests.Sources;
using Parquet;
using Parquet.Schema;

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

    /// <summary>Twice the rows take at most so much; a square takes four times as much, and pooled memory may come to a tenth.</summary>
    private const double Linear = 2.6;

    private static readonly string[] Texts = ["csv", "jsonl", "yaml", "xlsx"];
    private static readonly string[] All = [.. Texts, "parquet"];
    private static readonly string[] Digits = ["csv", "jsonl", "yaml"];
    private static readonly string[] Trees = ["jsonl", "yaml"];

    private const string Nameless = "a value in a column without a name";

    private const string Columns = """
        "id": {"description": "d", "type": "integer"},
        "number": {"description": "d", "type": "integer", "x-derived": "record.number"},
        "name": {"description": "d", "type": "string", "maxLength": 30, "minLength": 3},
        "kind": {"description": "d", "type": "string", "enum": ["alpha", "beta", "gamma", "delta"]},
        "phone": {"description": "d", "type": "string", "pattern": "^[0-9 ]+$"},
        "count": {"description": "d", "type": "integer", "minimum": 0, "maximum": 9999},
        "ratio": {"description": "d", "type": ["number", "null"]},
        "is_open": {"description": "d", "type": "boolean"},
        "day": {"description": "d", "type": "string", "format": "date"},
        "at": {"description": "d", "type": "string", "format": "date-time"},
        "other": {"description": "d", "type": "string"},
        "most": {"description": "d", "type": "integer"},
        "part": {"description": "d", "type": ["string", "null"], "maxLength": 30},
        "tags": {"description": "d", "type": "array", "minItems": 1, "maxItems": 3, "uniqueItems": true, "items":
          {"description": "d", "type": "string", "pattern": "^[a-z]+$"}}
        """;

    private const string Rules = """
        "x-foreignKeys": [{"columns": ["other"], "table": "others", "references": ["id"]}],
        "allOf": [{"anyOf": [{"properties": {"ratio": {"type": "number"}}}, {"properties": {"part": {"type": "string"}}}]}],
        "x-order": [["count", "most"]], "x-within": {"part": "name"},
        """;

    /// <summary>What is done to each row, the rule that it breaks then, and the formats in which it can.</summary>
    private static readonly Dictionary<string, (Action<JsonObject, int> Change, string[] Formats)> Kinds = new(StringComparer.Ordinal)
    {
        ["no integer"] = ((row, _) => row["count"] = "12x", Texts),
        ["below the minimum"] = ((row, _) => row["count"] = -5, All),
        ["above the maximum"] = ((row, _) => row["count"] = 10_000, All),
        ["not in the enumeration"] = ((row, i) => row["kind"] = $"alfa{i}", All),
        ["against the pattern"] = ((row, i) => row["phone"] = $"no {i}", All),
        ["too long"] = ((row, _) => row["name"] = new string('n', 31), All),
        ["too short"] = ((row, _) => row["name"] = "n", All),
        ["null"] = ((row, _) => row["kind"] = null, All),
        ["not in NFC"] = ((row, i) => row["name"] = $"e\u0301 {i}", All),
        ["an invisible character"] = ((row, i) => row["name"] = $"zero\u200Bwidth {i}", All),
        ["a bidirectional control"] = ((row, i) => row["name"] = $"\u202E {i}", All),
        ["a noncharacter"] = ((row, i) => row["name"] = $"\uFFFE {i}", Digits),
        ["a NUL"] = ((row, i) => row["name"] = $"\0 {i}", Trees),
        ["an empty text"] = ((row, _) => row["name"] = "", [.. Trees, "parquet"]),
        ["a control"] = ((row, i) => row["name"] = $"\u0001 {i}", Trees),
        ["begins with ="] = ((row, i) => row["name"] = $"={i}+1", All),
        ["a key twice"] = ((row, _) => row["id"] = 7, All),
        ["a key twice, out of order"] = ((row, i) => row["id"] = -i / 2, All),
        ["no reference"] = ((row, i) => row["other"] = $"o{i}", All),
        ["a word for null"] = ((row, _) => row["ratio"] = "NA", ["jsonl", "yaml", "xlsx"]),
        ["no number"] = ((row, i) => row["ratio"] = $"{i} m", Texts),
        ["not finite"] = ((row, _) => row["ratio"] = double.NaN, ["parquet"]),
        ["digits that a double has not"] = ((row, i) => row["ratio"] = 0.12345678901234567m + i, Digits),
        ["no integer of 64 bits"] = ((row, i) => row["count"] = 9_223_372_036_854_775_808m + i, Digits),
        ["no boolean"] = ((row, _) => row["is_open"] = "maybe", Texts),
        ["no date"] = ((row, _) => row["day"] = "2024-02-30", Texts),
        ["no time"] = ((row, _) => row["at"] = "2024-02-03 12h", Texts),
        ["an element against the pattern"] = ((row, i) => row["tags"] = Tags("a", $"B{i}"), All),
        ["an element twice"] = ((row, _) => row["tags"] = Tags("a", "b", "a"), All),
        ["an element not in NFC"] = ((row, _) => row["tags"] = Tags("e\u0301"), All),
        ["an empty element"] = ((row, _) => row["tags"] = Tags("a", ""), Texts),
        ["too few elements"] = ((row, _) => row["tags"] = Tags(), Texts),
        ["too many elements"] = ((row, _) => row["tags"] = Tags("a", "b", "c", "d"), All),
        ["against a condition"] = ((row, _) => row["ratio"] = null, All),
        ["two columns out of order"] = ((row, _) => row["most"] = -1, All),
        ["not within another column"] = ((row, i) => row["part"] = $"no {i}", All),
        ["no list"] = ((row, _) => row["tags"] = "a", Texts),
        ["a required key missing"] = ((row, _) => row.Remove("kind"), Trees),
        ["an unknown key"] = ((row, i) => row["kin"] = i, Trees),
        ["a derived key"] = ((row, i) => row["number"] = i, Trees),
        ["a mapping for a value"] = ((row, i) => row["kind"] = new JsonObject { ["a"] = i }, Trees),
    };

    /// <summary>As <see cref="Kinds"/>, of what is done to the text of each row.</summary>
    private static readonly Dictionary<string, (Func<string, string> Change, string[] Formats)> Lines = new(StringComparer.Ordinal)
    {
        ["a cell too many"] = (line => line + ",", ["csv"]),
        [Nameless] = (line => line + ",more", ["csv"]),
        ["a quotation mark in a cell"] = (line => "a" + line, ["csv"]),
        ["malformed"] = (line => line.Replace("}", ",}", StringComparison.Ordinal), ["jsonl"]),
        ["a blank line"] = (line => "\n" + line, ["jsonl"]),
        ["an unpaired surrogate"] = (line => line.Replace("Name", "\\ud800", StringComparison.Ordinal), ["jsonl"]),
        ["a key of a record twice"] = (line => line.Replace("}", ",\"id\":1}", StringComparison.Ordinal), Trees),
        ["no mapping"] = (line => line.Replace('{', '[').Replace('}', ']').Replace("\":", "\",", StringComparison.Ordinal), Trees),
        ["nested too deep"] =
            (line => line.Replace("\"o\"", new string('[', 70) + new string(']', 70), StringComparison.Ordinal), ["jsonl"]),
        ["a tag"] = (line => line.Replace("{", "!t {", StringComparison.Ordinal), ["yaml"]),
        ["an anchor"] = (line => line.Replace("{", "&t {", StringComparison.Ordinal), ["yaml"]),
        ["a merge key"] = (line => line.Replace("}", ", <<: 1}", StringComparison.Ordinal), ["yaml"]),
        ["a key that is no text"] = (line => line.Replace("}", ", 1: 1}", StringComparison.Ordinal), ["yaml"]),
        ["a comment that may be text"] = (line => line.Replace("\"part\":null", "\"part\":a #b\n ", StringComparison.Ordinal), ["yaml"]),
        ["null in capitals"] = (line => line.Replace("\"alpha\"", "NULL", StringComparison.Ordinal), ["yaml"]),
    };

    /// <summary>What is done to each row of CSV, with one finding for all rows.</summary>
    private static readonly Dictionary<string, Action<JsonObject, int>> Causes = new(StringComparer.Ordinal)
    {
        ["a decimal comma"] = (row, i) => row["ratio"] = $"{i},5",
        ["a day in another form"] = (row, _) => row["day"] = "13.02.2024",
        ["another word for true"] = (row, _) => row["is_open"] = "yes",
        ["an integer with a fraction"] = (row, i) => row["count"] = $"{i}.0",
        ["an instant as a count"] = (row, _) => row["at"] = "1700000000",
        ["a word for null in a number"] = (row, _) => row["ratio"] = "NA",
        ["a word for null in a text"] = (row, _) => row["name"] = "NULL",
    };

    /// <summary>What each document has, of the text below, and the rule that it breaks.</summary>
    private static readonly Dictionary<string, string> OfDocuments = new(StringComparer.Ordinal)
    {
        ["DS4101"] = ""","paragraphs":[{"begins":"Nowhere","hand":"h"}]""",
        ["DS4102"] = ""","paragraphs":[{"begins":"The","hand":"h"}]""",
        ["DS4103"] = ""","paragraphs":[{"begins":"The","number":9,"hand":"h"}]""",
        ["DS4104"] = ""","paragraphs":[{"begins":"One","number":1,"hand":"h"}]""",
        ["DS4105"] = ""","paragraphs":[{"begins":"One","hand":"h"},{"begins":"One and","hand":"i"}]""",
        ["DS4201"] = ""","claims":[{"quote":"nothing like it"}]""",
        ["DS4202"] = ""","claims":[{"quote":"one"}]""",
        ["DS4203"] = ""","claims":[{"quote":"One and","quote_paragraph":9}]""",
        ["DS4204"] = ""","claims":[{"quote":"One and","quote_paragraph":1}]""",
        ["DS4205"] = ""","claims":[{"quote_paragraph":1}]""",
    };

    public static TheoryData<string> OfEachDocument => [.. OfDocuments.Keys];

    public static TheoryData<string, string> InEachFormat =>
    [
        .. Causes.Keys.Select(k => new TheoryDataRow<string, string>(k, "csv")),
        .. Kinds.SelectMany(k => k.Value.Formats.Select(f => new TheoryDataRow<string, string>(k.Key, f))),
        .. Lines.SelectMany(k => k.Value.Formats.Select(f => new TheoryDataRow<string, string>(k.Key, f))),
    ];

    [Theory]
    [InlineData("colum_")]
    [InlineData("COLUMN ")]
    [InlineData("other")]
    [InlineData("other", false)]
    public void A_wrong_name_in_a_wide_header_costs_as_much_as_in_a_narrow_one(string name, bool hasKey = true)
    {
        Work(1500);
        Assert.InRange(Work(6000), 1, 5 * Work(1500));

        long Work(int count)
        {
            var columns = string.Join(
                ",\n",
                Enumerable.Range(0, count).Select(c => $$"""
                    "column_{{c}}": {"description": "D", "type": ["string", "null"]}
                    """));
            var required = string.Concat(Enumerable.Range(0, count).Select(c => $", \"column_{c}\""));
            var (schema, _) = SchemaText.Read($$"""
                {"$schema": "http://json-schema.org/draft-07/schema#", "title": "T", "description": "D", "type": "object",
                 "additionalProperties": false, "required": ["id"{{required}}], "x-primaryKey": ["id"], "properties": {"id": {"description": "D", "type": "string"},
                {{columns}}
                 } }
                """);
            string[] names = [.. hasKey ? ["id"] : Array.Empty<string>(), .. Enumerable.Range(0, count).Select(c => $"{name}{c}")];
            var (plan, findings) = (RecordPlan.OfRows(schema!, TableKind.Records), new DiagnosticList());
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Null(CsvHeader.OfNames(names, plan, new("t.csv", 1), findings));
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            // A header in which no name is near is one of something else.
            Assert.InRange(findings.ErrorCount, hasKey ? count : 1, hasKey ? 2 * count : 1);
            return allocated;
        }
    }

    [Theory]
    [MemberData(nameof(InEachFormat))]
    public async Task Memory_grows_with_the_findings_and_not_faster(string kind, string format)
    {
        var one = await Measure(kind, format, Least);
        var two = await Measure(kind, format, 2 * Least);
        var four = await Measure(kind, format, 4 * Least);
        Assert.True(two <= Linear * one && four <= Linear * two, $"{one} bytes, {two} and {four} of twice and four times as many rows");
    }

    [Theory]
    [MemberData(nameof(OfEachDocument))]
    public void Memory_grows_with_the_findings_of_documents_and_not_faster(string rule)
    {
        var (one, two, four) = (Measure(rule, Least), Measure(rule, 2 * Least), Measure(rule, 4 * Least));
        Assert.True(two <= Linear * one && four <= Linear * two, $"{one} bytes, {two} and {four} of 2 and 4 times as many documents");
    }

    private static long Measure(string rule, int count)
    {
        using var sources = new TempSources()
            .Table("notes", "from: documents, path: notes.jsonl", TempSources.NoteColumns)
            .Table("claims", "from: list, of: notes, field: claims", """
                "id": {"description": "d", "type": "string", "x-derived": "document.key"},
                "number": {"description": "d", "type": "integer", "x-derived": "row.number"},
                "quote": {"description": "d", "type": ["string", "null"], "x-quote": true},
                "quote_paragraph": {"description": "d", "type": ["integer", "null"], "x-derived": "quote.paragraph"}
                """, "id,number")
            .Table("paragraphs", "from: paragraphs, of: notes", TempSources.ParagraphColumns, "id,number_in_text");
        sources.Write("notes.jsonl", string.Concat(Enumerable.Range(0, count).Select(
            i => $$"""{"id":"d{{i:D4}}","title":"T","tags":[],"text":"The text {{i}}\n\nOne and one and one.\n\nThe end." """
                + OfDocuments[rule] + "}\n")));
        sources.Open(new DiagnosticList());
        return Validate(sources, new(), c => c.Rule.Id == rule && c.Count == count);
    }

    /// <summary>The bytes that a validation allocates, which counts findings so.</summary>
    private static long Validate(TempSources sources, DiagnosticList findings, Predicate<(Rule Rule, long Count)> isFound)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        SourceValidator.Validate(sources.Seeds, 1, findings);
        var bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.Contains(findings.CountsByRule, isFound);
        return bytes;
    }

    private static async Task<long> Measure(string kind, string format, int count)
    {
        var change = Kinds.GetValueOrDefault(kind).Change ?? Causes.GetValueOrDefault(kind);
        var rows = Enumerable.Range(0, count).Select(i =>
        {
            var row = Row(i);
            change?.Invoke(row, i);
            return row;
        }).ToArray();
        using var sources = new TempSources()
            .Table("others", "from: records, path: others.csv", "\"id\": {\"description\": \"d\", \"type\": \"string\"}")
            .Table("rows", $"from: records, path: rows.{format}", Columns);
        sources.Write("others.csv", "id\no\n");
        var schema = File.ReadAllText(sources.At("../schema/rows.schema.json"));
        sources.Write("../schema/rows.schema.json", schema.Replace(
            "\"properties\":", Rules + "\"properties\":", StringComparison.Ordinal));
        if (format == "parquet")
            sources.Write("rows.parquet", await Parquet(rows));
        else
            Write(sources, format, rows, Lines.GetValueOrDefault(kind).Change ?? (line => line));
        sources.Open(new DiagnosticList());
        var findings = new DiagnosticList();
        // Of rows with one key the first is sound.
        var least = Causes.ContainsKey(kind) ? 1 : kind.StartsWith("a key", StringComparison.Ordinal) ? (count / 2) - 1 : count;
        var bytes = Validate(sources, findings, c => c.Count >= least);
        Assert.DoesNotContain(findings.CountsByRule, c => c.Count > 2 * count);
        return bytes;
    }

    private static void Write(TempSources sources, string format, JsonObject[] rows, Func<string, string> change)
    {
        string[] names = [.. Row(0).Select(p => p.Key)];
        var path = "rows." + format;
        if (format == "xlsx")
            sources.Write(path, ExcelTests.Workbook(("Sheet1", [names, .. rows.Select(r => names.Select(n => Cell(r[n])).ToArray())])));
        else
            sources.Write(path, string.Concat(format == "csv"
                ? rows.Select(r => change(string.Join(',', names.Select(n => Quoted(Cell(r[n]))))) + "\n")
                    .Prepend(string.Join(',', names) + (change("") == Lines[Nameless].Change("") ? ",\n" : "\n"))
                : rows.Select(r => change((format == "yaml" ? "- " : "") + r.ToJsonString()) + "\n")));
    }

    /// <summary>The rows as Parquet, with values of the columns' types.</summary>
    private static async Task<byte[]> Parquet(JsonObject[] rows)
    {
        var element = new DataField<string>("element");
        var schema = new ParquetSchema(
            new DataField<long>("id"), new DataField<string>("name"), new DataField<string>("kind"), new DataField<string>("phone"),
            new DataField<long>("count"), new DataField<double?>("ratio"), new DataField<bool>("is_open"), new DataField<DateOnly>("day"),
            new DateTimeDataField("at", DateTimeFormat.DateAndTimeMicros, isAdjustedToUTC: true), new DataField<string>("other"),
            new DataField<long>("most"), new DataField<string>("part"), new ListField("tags", element));
        using var bytes = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(schema, bytes))
        {
            using var group = writer.CreateRowGroup();
            foreach (var field in schema.Fields.OfType<DataField>())
            {
                var cells = rows.Select(r => r[field.Name]).ToArray();
                await (field.ClrType switch
                {
                    var t when t == typeof(long) => group.WriteAsync<long>(field, cells.Select(c => (long)(int)c!).ToArray()),
                    var t when t == typeof(double) => group.WriteAsync<double>(field, cells.Select(Number).ToArray()),
                    var t when t == typeof(bool) => group.WriteAsync<bool>(field, cells.Select(c => (bool)c!).ToArray()),
                    var t when t == typeof(DateOnly) => group.WriteAsync<DateOnly>(
                        field, cells.Select(c => DateOnly.Parse((string)c!, CultureInfo.InvariantCulture)).ToArray()),
                    var t when t == typeof(DateTime) => group.WriteAsync<DateTime>(
                        field, cells.Select(c => DateTime.Parse((string)c!, CultureInfo.InvariantCulture).ToUniversalTime()).ToArray()),
                    _ => group.WriteAsync(field, cells.Select(c => (string?)c).ToArray()!),
                });
            }
            var lists = rows.Select(r => r["tags"]!.AsArray()).ToArray();
            await group.WriteAsync(
                element, lists.SelectMany(l => l.Select(e => (string)e!)).ToArray(),
                lists.SelectMany(l => l.Select((_, i) => i == 0 ? 0 : 1)).ToArray().AsMemory());
        }
        return bytes.ToArray();
    }

    private static double? Number(JsonNode? value) =>
        value is null ? null : value.AsValue().TryGetValue<int>(out var whole) ? whole : value.GetValue<double>();

    private static object? Cell(JsonNode? value) => value switch
    {
        null => null,
        JsonArray list => list.ToJsonString(),
        _ when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ when value.AsValue().TryGetValue<int>(out var whole) => whole,
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
        ["most"] = 10_000,
        ["part"] = null,
        ["tags"] = Tags("one", "two"),
    };
}
