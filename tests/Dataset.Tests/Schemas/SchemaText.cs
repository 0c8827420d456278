using System.Text;
using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Schemas.Reading;

namespace Dataset.Tests.Schemas;

/// <summary>A small schema to change in one place.</summary>
internal static class SchemaText
{
    public const string Table = """
        {
          "$schema": "http://json-schema.org/draft-07/schema#",
          "title": "Things",
          "description": "One row for each thing.",
          "type": "object",
          "additionalProperties": false,
          "required": ["id", "size", "weight", "made", "tags", "done"],
          "x-primaryKey": ["id"],
          "x-foreignKeys": [{"columns": ["tags"], "table": "tags", "references": ["tag_id"]}],
          "properties": {
            "id": {"description": "Its name.", "type": "string", "pattern": "^[a-z]+$", "minLength": 2, "maxLength": 8},
            "size": {"description": "How big.", "type": "integer", "minimum": 0, "maximum": 10, "x-unit": "metre"},
            "weight": {"description": "How heavy. Null: not weighed.", "type": ["number", "null"], "exclusiveMinimum": 0.5},
            "made": {"description": "When.", "type": "string", "format": "date"},
            "tags": {"description": "Words for it.", "type": "array", "minItems": 1, "maxItems": 3, "uniqueItems": true, "items": {"$ref": "#/definitions/tag"}},
            "done": {"description": "Whether. Null: unknown.", "type": ["string", "null"], "enum": ["yes", "no", null]}
          },
          "definitions": {
            "tag": {"type": "string", "enum": ["red", "blue"]}
          }
        }
        """;

    /// <summary>The table's schema with one piece of text exchanged, and what is found in it.</summary>
    public static (TableSchema? Schema, IReadOnlyList<string> Findings) With(string from, string to)
    {
        var at = Table.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The schema does not have {from}");
        return Read(Table.Remove(at, from.Length).Insert(at, to));
    }

    public static (TableSchema? Schema, IReadOnlyList<string> Findings) Read(string json)
    {
        var findings = new DiagnosticList();
        var schema = SchemaFile.Read("things", Encoding.UTF8.GetBytes(json), "s.json", findings);
        Assert.Equal(findings.HasErrors, schema is null);
        return (schema, [.. findings.Kept.Select(d => d.ToString())]);
    }

    /// <summary>A schema of those columns, which must be without findings.</summary>
    /// <param name="columns">The inside of <c>properties</c>, without descriptions.</param>
    /// <param name="key">The primary key's columns.</param>
    public static TableSchema Of(IReadOnlyDictionary<string, string> columns, params string[] key)
    {
        var json = $$"""
            {"$schema": "http://json-schema.org/draft-07/schema#", "title": "T", "description": "D", "type": "object", "additionalProperties": false,
             "required": [{{string.Join(", ", columns.Keys.Select(k => $"\"{k}\""))}}], "x-primaryKey": [{{string.Join(", ", key.Select(k => $"\"{k}\""))}}],
             "properties": {
             {{string.Join(",\n", columns.Select(c => $"\"{c.Key}\": {{\"description\": \"D\", {c.Value}}}"))}}
             } }
            """;
        var (schema, findings) = Read(json);
        Assert.Empty(findings);
        return schema!;
    }
}
