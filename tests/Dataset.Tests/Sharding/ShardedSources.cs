using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Sharding;
using Dataset.Sources;

namespace Dataset.Tests.Sharding;

/// <summary>
/// Sources of as many notes as wanted, as a folder, JSON Lines or CSV, with everything that a part has to get right: lists, paragraphs,
/// mentions, references to records, from records to notes, from each note to one that may be in another part, and a second table of
/// documents.
/// </summary>
internal sealed class ShardedSources : IDisposable
{
    private readonly JsonObject[] notes;
    private readonly string notation;

    /// <param name="notation"><c>folder</c>, <c>jsonl</c>, <c>csv</c> or <c>dialect</c>, CSV with lines that are no records.</param>
    /// <param name="count">Of notes.</param>
    public ShardedSources(string notation, int count)
    {
        this.notation = notation;
        notes = [.. Enumerable.Range(0, count).Select(i => Note(i, count))];
        foreach (var name in new[] { "paragraphs", "claims", "mentions", "people" })
            Write($"schema/{name}.schema.json", File.ReadAllText(Repository.At($"tests/fixtures/minimal/schema/{name}.schema.json")));
        Write("schema/notes.schema.json", """
            {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Notes", "description": "d", "type": "object", "additionalProperties": false,
             "required": ["note_id", "title", "next", "people", "text"], "x-primaryKey": ["note_id"],
             "x-foreignKeys": [{"columns": ["people"], "table": "people", "references": ["person_id"]}, {"columns": ["next"], "table": "notes", "references": ["note_id"]}],
             "properties": {
               "note_id": {"description": "d", "type": "string", "x-derived": "document.key"},
               "title": {"description": "d", "type": "string"},
               "next": {"description": "d", "type": ["string", "null"]},
               "people": {"description": "d", "type": "array", "items": {"type": "string"}},
               "text": {"description": "d", "type": "string", "x-derived": "document.text"}}}
            """);
        Write("schema/visits.schema.json", """
            {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Visits", "description": "d", "type": "object", "additionalProperties": false,
             "required": ["visit_id", "note_id"], "x-primaryKey": ["visit_id"], "x-foreignKeys": [{"columns": ["note_id"], "table": "notes", "references": ["note_id"]}],
             "properties": {"visit_id": {"description": "d", "type": "integer"}, "note_id": {"description": "d", "type": "string"}}}
            """);
        Write("schema/letters.schema.json", """
            {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Letters", "description": "d", "type": "object", "additionalProperties": false,
             "required": ["letter_id", "note_id", "text"], "x-primaryKey": ["letter_id"], "x-foreignKeys": [{"columns": ["note_id"], "table": "notes", "references": ["note_id"]}],
             "properties": {
               "letter_id": {"description": "d", "type": "string", "x-derived": "document.key"},
               "note_id": {"description": "d", "type": "string"},
               "text": {"description": "d", "type": "string", "x-derived": "document.text"}}}
            """);
        Describe("1.0.0");
        Write("seeds/datasheet.md", string.Concat(Datasheet.Questions.Select(q => $"## {q}\n\nNo, nothing.\n")));
        Write(
            "seeds/letters.jsonl",
            string.Concat(Enumerable.Range(
                0, 5).Select(i => $"{{\"letter_id\":\"l{i}\",\"note_id\":\"{notes[^1]["note_id"]}\",\"text\":\"Letter {i}.\"}}\n")));
        Write("seeds/people.yaml", "- {person_id: ada, names: [Ada]}\n- {person_id: ben, names: [Ben]}\n");
        Write("seeds/visits.jsonl", string.Concat(notes.Select((n, i) => $"{{\"visit_id\":{i},\"note_id\":\"{n["note_id"]}\"}}\n")));
        WriteNotes();
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("dataset-shards-").FullName;

    public string Seeds => Folder + "/seeds";

    public string Shards => Folder + "/shards";

    /// <summary>The file or folder of the notes, in the source folder.</summary>
    public string NotesPath => notation == "folder" ? "notes" : notation == "dialect" ? "notes.csv" : $"notes.{notation}";

    /// <summary>Where batches and files are cut.</summary>
    public WritingLimits Limits { get; init; } = WritingLimits.Default;

    /// <summary>Threads.</summary>
    public int Jobs { get; set; } = 2;

    /// <summary>The notes as metadata, to be changed and written again.</summary>
    public IReadOnlyList<JsonObject> Notes => notes;

    public static string Name(int number, int count) => FormattableString.Invariant($"parted-1.0.0.part-{number:D5}-of-{count:D5}");

    public void Describe(string version, string? path = null) => Write("seeds/dataset.yaml", $$"""
        name: parted
        version: {{version}}
        released: 2026-01-01
        title: t
        description: d
        language: en
        licenses: [{name: CC0-1.0, title: t, covers: c}]
        creators: [{name: n}]
        tables:
          - {name: notes,      from: documents,  path: {{path ?? NotesPath}}{{(notation == "dialect" ? Dialect : "")}}}
          - {name: letters,    from: documents,  path: letters.jsonl}
          - {name: paragraphs, from: paragraphs, of: notes}
          - {name: claims,     from: list,       of: notes, field: claims}
          - {name: people,     from: records,    path: people.yaml}
          - {name: visits,     from: records,    path: visits.jsonl}
          - {name: mentions,   from: mentions,   of: notes, entities: people}
        """);

    private const string Dialect = ", csv: {skip: 1, comment: \"#\", skip_blank: true, ragged: true, ends: cr, delimiter: \";\"}";

    /// <summary>Writes the notes as they are now.</summary>
    /// <param name="inOrder">The same in another order; null as they are.</param>
    public void WriteNotes(IEnumerable<JsonObject>? inOrder = null)
    {
        inOrder ??= notes;
        if (notation == "jsonl")
            Write("seeds/notes.jsonl", string.Concat(inOrder.Select(n => n.ToJsonString() + "\n")));
        else if (notation == "csv")
            Write(
                "seeds/notes.csv",
                "note_id,title,next,people,text,claims\n" + string.Concat(inOrder.Select(n => string.Join(',', Cells(n)) + "\r\n")));
        else if (notation == "dialect")
            Write(
                "seeds/notes.csv",
                "A title with \"\r#\rnote_id;title;next;people;text;claims\r" + string.Concat(inOrder.Select(
                    (n, i) => string.Join(';', Cells(n)) + (i % 3 == 0 ? ";;\r\r# a \"comment\r" : "\r"))));
        else
            foreach (var note in notes)
            {
                var (text, metadata) = ((string)note["text"]!, (JsonObject)note.DeepClone());
                metadata.Remove("note_id");
                metadata.Remove("text");
                Write($"seeds/notes/{note["note_id"]}.txt", text);
                Write($"seeds/notes/{note["note_id"]}.json", metadata.ToJsonString());
            }
    }

    public void Write(string path, string text)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    /// <summary>Builds a part, which must have no errors.</summary>
    public ShardOutcome Shard(int number, int count, string? into = null)
    {
        var findings = new DiagnosticList();
        var outcome = ShardBuilder.Build(
            new()
            {
                SourceFolder = Seeds,
                OutputFolder = into ?? Shards,
                Part = PartSelection.Only(number, count),
                Jobs = Jobs,
                Limits = Limits,
            }, findings);
        Assert.Equal([], findings.Kept.Select(d => d.ToString()));
        return Assert.IsType<ShardOutcome>(outcome);
    }

    /// <summary>Builds all parts.</summary>
    public void ShardAll(int count)
    {
        for (var number = 1; number <= count; number++)
            Shard(number, count);
    }

    public (BuildOutcome Outcome, DiagnosticList Findings) Assemble(string output, params string[] shards)
    {
        var findings = new DiagnosticList();
        var outcome = ReleaseAssembler.Assemble(
            shards.Length == 0 ? [Shards] : shards,
            new() { SourceFolder = Seeds, OutputFolder = Folder + "/" + output, Jobs = Jobs, Limits = Limits }, findings);
        return (outcome, findings);
    }

    /// <summary>The findings in order, with paths below <see cref="Folder"/>.</summary>
    public string[] Show(DiagnosticList findings) =>
    [
        .. findings.Kept.Select(d => d.ToString().Replace(Folder + "/", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    public (BuildOutcome Outcome, DiagnosticList Findings) Build(string output, int parts)
    {
        var findings = new DiagnosticList();
        return (ReleaseBuilder.Build(
            new() { SourceFolder = Seeds, OutputFolder = Folder + "/" + output, PartCount = parts, Jobs = Jobs, Limits = Limits },
            findings), findings);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static JsonObject Note(int i, int count)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"n{i:D4}");
        // Quotation marks, commas and line feeds: what makes the cuts of CSV hard.
        var words = $"Note {i}, \"said\" Ada{(i % 3 == 0 ? " to Ben" : "")}.";
        var text = new StringBuilder($"Heading of {id}\n\n{words}\n");
        for (var p = 0; p < i % 5; p++)
            text.Append(CultureInfo.InvariantCulture, $"\n\"Paragraph\" {p},\nfor Ben \"\"\n");
        return new()
        {
            ["note_id"] = id,
            ["title"] = $"Title, \"{i}\"",
            ["next"] = i % 4 == 3 ? null : string.Create(CultureInfo.InvariantCulture, $"n{i * 7 % count:D4}"),
            ["people"] = new JsonArray([.. i % 2 == 0 ? ["ada"] : new JsonNode[] { "ada", "ben" }]),
            ["text"] = text.ToString(),
            ["claims"] = new JsonArray(
                [.. Enumerable.Range(0, i % 3).Select(c => new JsonObject { ["claim_id"] = $"c{c}", ["value"] = c, ["quote"] = words })]),
        };
    }

    private static IEnumerable<string> Cells(JsonObject note) => note.Select(m => m.Value switch
    {
        null => "",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Quoted((string)value!),
        var other => Quoted(other.ToJsonString()),
    });

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
