using System.Text.Json.Nodes;

namespace Dataset.Tests.Verification;

/// <summary>Sources of a dataset with a column for each derivation there is, some of which can be left out.</summary>
internal static class DerivedSources
{
    private static readonly (string Table, string Derivation)[] Columns =
    [
        ("notes", "document.key"), ("notes", "document.file"), ("notes", "document.path"), ("notes", "document.sha256"),
        ("notes", "document.bytes"),
        ("notes", "document.text"), ("notes", "document.fullText"), ("notes", "document.characters"), ("notes", "document.words"),
        ("notes", "document.paragraphs"), ("notes", "motto.prefix"), ("notes", "motto.suffix"), ("notes", "motto.paragraph"),
        ("notes", "motto.start"), ("notes", "motto.end"), ("notes", "motto.textStart"),
        ("notes", "motto.textEnd"),
        ("paragraphs", "document.key"), ("paragraphs", "paragraph.number"), ("paragraphs", "paragraph.role"),
        ("paragraphs", "paragraph.text"), ("paragraphs", "paragraph.characters"), ("paragraphs", "paragraph.words"),
        ("paragraphs", "paragraph.line"), ("paragraphs", "paragraph.byteStart"), ("paragraphs", "paragraph.byteEnd"),
        ("paragraphs", "paragraph.textStart"), ("paragraphs", "paragraph.textEnd"),
        ("claims", "document.key"), ("claims", "row.number"), ("claims", "quote.paragraph"), ("claims", "quote.start"),
        ("claims", "quote.end"), ("claims", "quote.textStart"), ("claims", "quote.textEnd"),
        ("claims", "quote.prefix"), ("claims", "quote.suffix"), ("mentions", "mention.id"),
        ("mentions", "document.key"), ("mentions", "mention.number"), ("mentions", "mention.entity"), ("mentions", "mention.name"),
        ("mentions", "mention.paragraph"), ("mentions", "mention.start"), ("mentions", "mention.end"), ("mentions", "mention.textStart"),
        ("mentions", "mention.textEnd"),
        ("events", "record.number"),
    ];

    /// <summary>The name of the column of a derivation.</summary>
    public static string ColumnOf(string derivation) => string.Concat(derivation.Select(c => c == '.' ? "_" : char.IsUpper(c)
        ? "_" + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>The files of the sources.</summary>
    /// <param name="without">Tables, and <c>TABLE DERIVATION</c>, that are left out.</param>
    public static Dictionary<string, string> With(params string[] without)
    {
        string[] tables = [.. new[] { "notes", "paragraphs", "claims", "people", "mentions", "events" }.Except(without)];
        var origins = new Dictionary<string, string>
        {
            ["notes"] = "documents, path: notes",
            ["paragraphs"] = "paragraphs, of: notes",
            ["claims"] = "list, of: notes, field: claims",
            ["people"] = "records, path: people.yaml",
            ["mentions"] = "mentions, of: notes, entities: people",
            ["events"] = "records, path: events.csv",
        };
        var files = new Dictionary<string, string>
        {
            ["seeds/dataset.yaml"] = $$"""
                name: derived
                version: 1.0.0
                released: 2026-01-01
                title: Derived
                description: A column for each derivation.
                language: en
                licenses: [{name: CC0-1.0, title: CC0, covers: Everything.}]
                creators: [{name: The authors}]
                tables:
                {{string.Join("\n", tables.Select(t => $"  - {{name: {t}, from: {origins[t]}}}"))}}

                """,
            ["seeds/notes/a.txt"] = "\uFEFFThe bridge\r\n\r\n  Ada Stone crossed\u00A0the bridge,\r\nas e\u0301coles do.\r\n\r\n"
                + "Ben saw Ada.\n",
            ["seeds/notes/a.yaml"] = """
                motto: Ben saw Ada
                paragraphs: [{begins: The bridge, role: headline}]
                claims: [{quote: The bridge}, {quote: "écoles do"}, {quote: Ada, quote_paragraph: 3}, {quote: null}]

                """,
            ["seeds/notes/b.txt"] = "One line with Ada Stone 😀 and Ben.\n\nThe end",
            ["seeds/notes/b.yaml"] = "claims: [{quote: 'Stone 😀 and'}, {quote: end}]\n"
                + "paragraphs: [{begins: The end, role: boilerplate}]\n",
            ["seeds/notes/c.txt"] = "Nothing.",
            ["seeds/notes/c.yaml"] = "{}\n",
            ["seeds/people.yaml"] = "- {person_id: ada, names: [Ada Stone, Ada]}\n- {person_id: ben, names: [Ben]}\n",
            ["seeds/events.csv"] = "said\nfirst\nsecond\nthird\n",
        };
        foreach (var table in tables)
            files[$"schema/{table}.schema.json"] = SchemaOf(table, without);
        if (!tables.Contains("claims"))
            foreach (var (path, text) in files.Where(f => f.Key.EndsWith(".yaml", StringComparison.Ordinal)).ToArray())
                files[path] = text.StartsWith("{}", StringComparison.Ordinal) ? text
                    : string.Concat(text.Split('\n').Where(l => !l.Contains("claims:", StringComparison.Ordinal)).Select(l => l + "\n"));
        if (!tables.Contains("people"))
            files.Remove("seeds/people.yaml");
        return files;
    }

    private static string SchemaOf(string table, string[] without)
    {
        var derived = Columns.Where(c => c.Table == table && !without.Contains($"{c.Table} {c.Derivation}"))
            .Select(c => c.Derivation).ToArray();
        var properties = new JsonObject();
        foreach (var derivation in derived)
            properties[ColumnOf(derivation)] = Column(IsText(derivation), derivation);
        foreach (var quote in table switch { "notes" => ["motto"], "claims" => ["quote"], _ => Array.Empty<string>() })
        {
            properties[quote] = Column(true);
            properties[quote]!["x-quote"] = true;
        }
        if (table == "people")
        {
            properties["person_id"] = new JsonObject { ["description"] = "D.", ["type"] = "string" };
            properties["names"] = JsonNode.Parse(
                """{"description": "D.", "type": "array", "x-names": true, "items": {"type": "string"}}""");
        }
        if (table == "events")
            properties["said"] = Column(true);
        string[] key = table switch
        {
            "notes" => [ColumnOf("document.key")],
            "people" => ["person_id"],
            "events" => [ColumnOf("record.number")],
            _ => ["document_key", .. derived.Where(d => d is "paragraph.number" or "row.number" or "mention.number").Select(ColumnOf)],
        };
        if (key.Length == 1 && table == "mentions")
            key = [key[0], ColumnOf("mention.paragraph"), ColumnOf("mention.start")];
        if (key.Length == 1 && table == "paragraphs")
            key = [key[0], ColumnOf("paragraph.byteStart")];
        foreach (var column in key)
            properties[column]!["type"] = properties[column]!["type"] is JsonArray types ? types[0]!.GetValue<string>() : "string";
        return new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = table,
            ["description"] = "D.",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray([.. properties.Select(p => (JsonNode)p.Key)]),
            ["x-primaryKey"] = new JsonArray([.. key.Select(k => (JsonNode)k)]),
            ["properties"] = properties,
        }.ToJsonString();
    }

    private static bool IsText(string derivation) => derivation is "document.key" or "document.file" or "document.sha256" or "document.text"
        or "document.path" or "document.fullText" or "paragraph.role" or "paragraph.text" or "mention.id" or "mention.entity"
        or "mention.name" or "quote.prefix" or "quote.suffix" or "motto.prefix" or "motto.suffix";

    private static JsonObject Column(bool isText, string? derivation = null)
    {
        var column = new JsonObject { ["description"] = "D.", ["type"] = new JsonArray(isText ? "string" : "integer", "null") };
        if (derivation is not null)
            column["x-derived"] = derivation;
        if (derivation == "paragraph.role")
        {
            column["type"] = "string";
            column["enum"] = new JsonArray("body", "headline", "caption", "boilerplate");
        }
        return column;
    }
}
