using Dataset.Releases;
using Dataset.Releases.Metadata;

namespace Dataset.Tests.Verification;

/// <summary>Sound releases, small enough to be broken in every way.</summary>
internal static class TestReleases
{
    /// <summary>One table of two rows and two columns.</summary>
    public static TestRelease Tiny() => TestRelease.Of(new TestTable(
        "t",
        """
        {"$schema": "http://json-schema.org/draft-07/schema#", "title": "T", "description": "D.", "type": "object",
         "additionalProperties": false, "required": ["id", "n"], "x-primaryKey": ["id"], "properties": {
         "id": {"description": "I.", "type": "string"}, "n": {"description": "N.", "type": ["integer", "null"]}}}
        """,
        """
        {"id":"a","n":1}
        {"id":"b","n":null}

        """));

    /// <summary>
    /// The same as another version of the tool made it, without metadata files: small enough to be damaged at every bit.
    /// </summary>
    public static TestRelease TinyOfAnotherTool()
    {
        var release = Tiny();
        foreach (var path in MetadataFile.All.Select(f => f.Path).Append(ReleaseLayout.ChangeLog))
            release.Files.Remove(path.Value);
        release.Manifest = release.Manifest with { Tool = new("dataset", "0.0.1") };
        release.Seal(describes: false);
        return release;
    }

    /// <summary>Two tables, one of them in two parts, with every type of column, lists, nulls, and references between them.</summary>
    public static TestRelease Small() => TestRelease.Of(People, Notes);

    public static TestTable People { get; } = new(
        "people",
        """
        {
          "$schema": "http://json-schema.org/draft-07/schema#",
          "title": "People", "description": "One row for each person.", "type": "object", "additionalProperties": false, "required": ["person_id", "names"],
          "x-primaryKey": ["person_id"],
          "properties": {
            "person_id": {"description": "A short name.", "type": "string", "pattern": "^[a-z]+$"},
            "names": {"description": "Names.", "type": "array", "minItems": 1, "items": {"type": "string", "minLength": 1}}
          }
        }
        """,
        """
        {"person_id":"ada","names":["Ada","Ada L."]}
        {"person_id":"bo","names":["Bo"]}

        """);

    public static TestTable Notes { get; } = new(
        "notes",
        """
        {
          "$schema": "http://json-schema.org/draft-07/schema#",
          "title": "Notes", "description": "One row for each note.", "type": "object", "additionalProperties": false,
          "required": ["person_id", "number", "written", "checked_at", "rating", "finished", "people", "text"],
          "x-primaryKey": ["person_id", "number"],
          "x-foreignKeys": [
            {"columns": ["person_id"], "table": "people", "references": ["person_id"]},
            {"columns": ["people"], "table": "people", "references": ["person_id"]}
          ],
          "properties": {
            "person_id": {"description": "Who wrote it.", "type": "string"},
            "number": {"description": "From 1.", "type": "integer", "minimum": 1},
            "written": {"description": "The day.", "type": "string", "format": "date"},
            "checked_at": {"description": "When. Null: never.", "type": ["string", "null"], "format": "date-time"},
            "rating": {"description": "How good. Null: not rated.", "type": ["number", "null"], "minimum": 0, "maximum": 1},
            "finished": {"description": "Whether.", "type": "boolean"},
            "people": {"description": "Who is in it.", "type": "array", "items": {"type": "string"}},
            "text": {"description": "The text.", "type": "string"}
          }
        }
        """,
        """
        {"person_id":"ada","number":1,"written":"2026-01-02","checked_at":"2026-01-03T04:05:06.789000Z","rating":0.5,"finished":true,"people":["bo"],"text":"One, \"two\"\nthree."}
        {"person_id":"ada","number":2,"written":"1500-01-02","checked_at":null,"rating":null,"finished":false,"people":[],"text":"A bridge over the river."}

        """,
        """
        {"person_id":"bo","number":1,"written":"2026-01-02","checked_at":null,"rating":1,"finished":true,"people":["ada","bo"],"text":"世界 =1+1"}

        """);
}
