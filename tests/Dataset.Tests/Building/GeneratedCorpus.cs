using System.Globalization;
using System.Text;

namespace Dataset.Tests.Building;

/// <summary>
/// Source folders with any number of made-up notes in one file of JSON Lines, and the paragraphs of them as a second table.
/// </summary>
internal sealed class GeneratedCorpus : IDisposable
{
    private const string Descriptor = """
        name: corpus
        version: 1.0.0
        released: 2026-01-01
        title: Corpus
        description: Made-up notes.
        language: en
        licenses: [{name: CC0-1.0, title: CC0, covers: Everything.}]
        creators: [{name: Nobody}]
        tables:
          - {name: notes, from: documents, path: notes.jsonl}
          - {name: paragraphs, from: paragraphs, of: notes}
        """;

    private const string Notes = """
        {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Notes", "description": "One row for each note.", "type": "object",
        "additionalProperties": false, "required": ["id", "rating", "tags", "text"], "x-primaryKey": ["id"],
        "properties": {
          "id": {"type": "string", "description": "The key.", "x-derived": "document.key"},
          "rating": {"type": ["number", "null"], "description": "Null: not rated."},
          "tags": {"type": "array", "description": "Tags.", "items": {"type": "string"}},
          "text": {"type": "string", "description": "The text.", "x-derived": "document.text"}
        }}
        """;

    private const string Paragraphs = """
        {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Paragraphs", "description": "One row for each paragraph.", "type": "object",
        "additionalProperties": false, "required": ["note_id", "number", "text"], "x-primaryKey": ["note_id", "number"],
        "x-foreignKeys": [{"columns": ["note_id"], "table": "notes", "references": ["id"]}],
        "properties": {
          "note_id": {"type": "string", "description": "The note.", "x-derived": "document.key"},
          "number": {"type": "integer", "description": "1 for the first.", "x-derived": "paragraph.number"},
          "text": {"type": "string", "description": "The text.", "x-derived": "paragraph.text"}
        }}
        """;

    private static readonly string[] Words =
        ("river bridge market teacher garden winter letter morning window harbour council street theatre journey silence kitchen station "
            + "picture").Split(' ');

    private readonly string root = Directory.CreateTempSubdirectory("dataset-corpus-").FullName;

    public string Folder(string name) => Path.Combine(root, name);

    /// <summary>Writes notes until the file has so many bytes; the same each time.</summary>
    /// <param name="name">Of the folder.</param>
    /// <param name="size">Of the file.</param>
    /// <param name="isReversed">Whether each key comes before the one that it should follow.</param>
    /// <returns>The source folder.</returns>
    public string Write(string name, long size, bool isReversed = false)
    {
        var seeds = Directory.CreateDirectory(Path.Combine(root, name, "seeds")).FullName;
        var schema = Directory.CreateDirectory(Path.Combine(root, name, "schema")).FullName;
        File.WriteAllText(Path.Combine(seeds, "dataset.yaml"), Descriptor);
        File.WriteAllText(Path.Combine(schema, "notes.schema.json"), Notes);
        File.WriteAllText(Path.Combine(schema, "paragraphs.schema.json"), Paragraphs);
        using var file = new StreamWriter(Path.Combine(seeds, "notes.jsonl"), append: false, new UTF8Encoding(false), 1 << 20);
        var (line, random) = (new StringBuilder(), 1UL);
        for (var written = 0L; written < size; written += line.Length)
        {
            line.Clear();
            WriteNote(line, isReversed ? size - written : written, ref random);
            file.Write(line);
        }
        return seeds;
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static void WriteNote(StringBuilder line, long number, ref ulong random)
    {
        // Keys ascend because the numbers do; every value is there in most rows, and null or empty in some.
        var rating = Next(ref random, 9) is > 0 and var points ? (points / 4.0).ToString(CultureInfo.InvariantCulture) : "null";
        var tags = string.Join(',', Enumerable.Range(0, Next(ref random, 4)).Select(i => $"\"tag {i}\""));
        line.Append(CultureInfo.InvariantCulture, $"{{\"id\":\"n{number:D12}\",\"rating\":{rating},\"tags\":[{tags}],\"text\":\"");
        for (var paragraphs = 1 + Next(ref random, 4); paragraphs > 0; paragraphs--)
        {
            for (var words = 40 + Next(ref random, 200); words > 0; words--)
                line.Append(Words[Next(ref random, Words.Length)]).Append(words > 1 ? " " : ".");
            line.Append(paragraphs > 1 ? "\\n\\n" : "");
        }
        line.Append("\"}\n");
    }

    /// <summary>The next number below a bound, by the generator of Knuth's MMIX.</summary>
    private static int Next(ref ulong random, int below)
    {
        random = random * 6364136223846793005 + 1442695040888963407;
        return (int)((random >> 33) % (ulong)below);
    }
}
