using System.Text;
using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Schemas.Reading;

namespace Dataset.Tests.Schemas;

public class SchemaChecksTests
{
    private static readonly (string Name, TableKind Kind)[] Tables =
    [
        ("notes", TableKind.Documents), ("paragraphs", TableKind.Paragraphs), ("claims", TableKind.List), ("people", TableKind.Records),
        ("mentions", TableKind.Mentions),
    ];

    [Fact]
    public void The_smallest_dataset_is_sound() => Assert.Empty(FindingsIn("notes", "title", "title"));

    [Theory]
    [InlineData("notes", "document.sha256", "document.sha1", "\"document.sha1\"")]
    [InlineData("notes", "document.sha256", "paragraph.text", "\"paragraph.text\"")]
    [InlineData("people", "\"minItems\"", "\"x-derived\": \"row.number\", \"minItems\"", "\"row.number\"")]
    [InlineData("claims", "quote.start", "value.start", "\"value.start\"")]
    [InlineData(
        "claims", "\"integer\", \"minimum\": 1, \"x-derived\": \"row.number\"", "\"string\", \"x-derived\": \"row.number\"",
        "\"string\", \"x-derived\": \"row")]
    [InlineData(
        "claims", "[\"integer\", \"null\"]", "\"integer\"",
        "\"integer\", \"minimum\": 0, \"x-unit\": \"code point\", \"x-derived\": \"quote.textStart\"")]
    [InlineData("claims", "quote.end", "quote.start", "\"quote.start\"#2")]
    [InlineData(
        "claims", "\"x-primaryKey\": [\"note_id\", \"claim_id\"]", "\"x-primaryKey\": [\"claim_id\", \"note_id\"]",
        "[\"claim_id\", \"note_id\"]")]
    [InlineData("people", "\"pattern\"", "\"x-quote\": true, \"pattern\"", "true, \"pattern\"")]
    [InlineData("claims", "\"type\": \"integer\"}", "\"type\": \"integer\", \"x-quote\": true}", "true}")]
    [InlineData("notes", "\"uniqueItems\"", "\"x-names\": true, \"uniqueItems\"", "true, \"uniqueItems\"")]
    [InlineData("people", ", \"x-names\": true", "", "{|\"person_id\"#3")]
    [InlineData("paragraphs", ", \"x-derived\": \"paragraph.line\"", "", "\"integer\"#2")]
    [InlineData("mentions", ", \"x-derived\": \"mention.name\"", "", "\"name\"#2")]
    [InlineData("paragraphs", "\"body\", ", "", "[\"headline\"")]
    [InlineData("notes", "\"table\": \"people\"", "\"table\": \"persons\"", "\"persons\"")]
    [InlineData("notes", "\"references\": [\"person_id\"]", "\"references\": [\"names\"]", "[\"names\"]")]
    [InlineData(
        "mentions", "\"columns\": [\"note_id\", \"paragraph_number\"]", "\"columns\": [\"note_id\", \"name\"]",
        "[\"note_id\", \"name\"]")]
    public void Each_problem_has_its_rule_and_place(string table, string from, string to, string at)
    {
        var findings = FindingsIn(table, from, to);
        Assert.StartsWith($"{table}.json{PlaceOf(Changed(table, from, to), at)}: ", Assert.Single(findings), StringComparison.Ordinal);
        Approved.Findings(findings, $"{table}: {from} | {to}");
    }

    [Fact]
    public void Names_that_metadata_uses_are_not_columns()
    {
        var schema = SchemaText.Of(
            new Dictionary<string, string>
            {
                ["id"] = "\"type\": \"string\"",
                ["paragraphs"] = "\"type\": \"string\"",
                ["claims"] = "\"type\": \"string\"",
                ["begins"] = "\"type\": [\"string\", \"null\"]",
            },
            "id");
        var findings = new DiagnosticList();
        SchemaChecks.CheckMetadataNames(schema, ["claims"], "s.json", findings);
        Approved.Findings(findings.Kept.Select(d => d.ToString()));
    }

    [Fact]
    public void A_document_is_known_by_its_key_and_annotations_keep_their_own_names()
    {
        var schema = SchemaText.Of(
            new Dictionary<string, string>
            {
                ["id"] = "\"type\": \"string\", \"x-derived\": \"document.key\"",
                ["title"] = "\"type\": \"string\"",
                ["begins"] = "\"type\": [\"string\", \"null\"]",
            },
            "id", "title");
        var findings = new DiagnosticList();
        SchemaChecks.CheckAgainst(schema, TableKind.Documents, "s.json", findings);
        SchemaChecks.CheckAgainst(schema, TableKind.Paragraphs, "s.json", findings);
        Approved.Findings(findings.Kept.Select(d => d.ToString()));
    }

    private static List<string> FindingsIn(string table, string from, string to)
    {
        var findings = new DiagnosticList();
        var schemas = Tables
            .Select(
                t =>
                    SchemaFile.Read(
                        t.Name, Encoding.UTF8.GetBytes(t.Name == table ? Changed(table, from, to) : TextOf(t.Name)), t.Name + ".json",
                        findings)!)
            .ToList();
        Assert.Empty(findings.Kept);
        foreach (var (schema, kind) in schemas.Zip(Tables.Select(t => t.Kind)))
            SchemaChecks.CheckAgainst(schema, kind, schema.Name + ".json", findings);
        SchemaChecks.CheckReferences(schemas, s => s.Name + ".json", findings);
        SchemaChecks.CheckEntities(schemas[3], "people.json", findings);
        SchemaChecks.CheckMetadataNames(schemas[0], ["claims"], "notes.json", findings);
        return [.. findings.Kept.Select(d => d.ToString())];
    }

    private static string TextOf(string table) => File.ReadAllText(Repository.At($"tests/fixtures/minimal/schema/{table}.schema.json"));

    private static string Changed(string table, string from, string to)
    {
        var text = TextOf(table);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{table} does not have {from}");
        return text.Remove(at, from.Length).Insert(at, to);
    }

    /// <summary>
    /// The place of a piece of text; <c>#2</c> after it stands for its second occurrence; what comes before a bar goes up to it.
    /// </summary>
    private static string PlaceOf(string text, string piece)
    {
        var back = piece.Split('|') is [var before, _] ? before : "";
        piece = piece[(back.Length == 0 ? 0 : back.Length + 1)..];
        var times = piece.Length > 2 && piece[^2] == '#' ? piece[^1] - '0' : 1;
        if (times > 1)
            piece = piece[..^2];
        var at = -1;
        for (; times > 0; times--)
            at = text.IndexOf(piece, at + 1, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The schema does not have {piece}");
        if (back.Length > 0)
            at = text.LastIndexOf(back, at, StringComparison.Ordinal);
        var line = text.AsSpan(0, at).Count('\n') + 1;
        return $"({line},{at - text.LastIndexOf('\n', at)})";
    }
}
