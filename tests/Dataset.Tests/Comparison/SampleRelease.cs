using System.Collections.Immutable;
using System.Text;
using Dataset.Comparison;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Releases;
using Dataset.Sources;

namespace Dataset.Tests.Comparison;

/// <summary>
/// A small release to be changed in one place and compared. Only what comparing reads is real: <c>release.json</c>,
/// <c>SHA256SUMS</c>, schemas and JSON Lines.
/// </summary>
internal sealed record SampleRelease
{
    public const string NotesSchema = """
        {
          "$schema": "http://json-schema.org/draft-07/schema#",
          "title": "Notes",
          "description": "One row for each note.",
          "type": "object",
          "additionalProperties": false,
          "required": ["note_id", "kind", "lines", "share", "quote", "tags", "person_id"],
          "x-primaryKey": ["note_id"],
          "x-foreignKeys": [{"columns": ["person_id"], "table": "people", "references": ["person_id"]}],
          "allOf": [{"anyOf": [{"properties": {"tags": {"type": "array"}}}]}],
          "properties": {
            "note_id": {"description": "The note's name.", "type": "string", "x-derived": "document.key"},
            "kind": {"description": "Its kind.", "type": "string", "enum": ["short", "long"]},
            "lines": {"description": "Its length.", "type": "integer", "minimum": 1, "maximum": 99, "x-unit": "line"},
            "share": {"description": "Its share.", "type": ["number", "null"], "exclusiveMinimum": 0},
            "quote": {"description": "Words of it.", "type": "string", "minLength": 1, "maxLength": 40, "pattern": "^[A-Z]", "x-quote": true},
            "tags": {"description": "Its tags.", "type": "array", "items": {"type": "string"}, "minItems": 0, "maxItems": 9, "uniqueItems": true},
            "person_id": {"description": "Who wrote it.", "type": ["string", "null"]}
          }
        }
        """;

    public const string PeopleSchema = """
        {
          "$schema": "http://json-schema.org/draft-07/schema#",
          "title": "People",
          "description": "One row for each person.",
          "type": "object",
          "additionalProperties": false,
          "required": ["person_id", "year", "names"],
          "x-primaryKey": ["person_id", "year"],
          "properties": {
            "person_id": {"description": "The person's name.", "type": "string"},
            "year": {"description": "A year.", "type": "integer"},
            "names": {"description": "Names.", "type": "array", "items": {"type": ["string", "null"]}, "x-names": true}
          }
        }
        """;

    public static SampleTable Notes { get; } = new("notes", NotesSchema,
    [[
        """{"note_id":"bridge","kind":"short","lines":3,"share":0.5,"quote":"A bridge","tags":["a","b"],"person_id":"mina"}""",
        """{"note_id":"river","kind":"long","lines":12,"share":null,"quote":"The river","tags":[],"person_id":null}""",
        """{"note_id":"ärmel","kind":"long","lines":1,"share":2,"quote":"Q","tags":["c"],"person_id":"mina"}""",
    ]]);

    public static SampleTable People { get; } = new("people", PeopleSchema,
    [[
        """{"person_id":"mina","year":1990,"names":["Mina",null]}""",
        """{"person_id":"mina","year":2001,"names":[]}""",
    ]]);

    public string Name { get; init; } = "sample";

    public string Version { get; init; } = "1.0.0";

    public string Title { get; init; } = "A sample";

    public string Description { get; init; } = "What is in it.";

    public string Language { get; init; } = "en";

    public string? Homepage { get; init; }

    public ImmutableList<string> Keywords { get; init; } = ["sample"];

    public ImmutableList<License> Licenses { get; init; } = [new("CC0-1.0", "CC0", "https://example.org/cc0", "Everything.")];

    public ImmutableList<Creator> Creators { get; init; } = [new("Somebody", null)];

    public string Recipe { get; init; } = "text-1";

    /// <summary>Not the present one, whose recipes are known.</summary>
    public string ToolVersion { get; init; } = "0.9.0";

    public ImmutableDictionary<string, string> Sources { get; init; } = ImmutableDictionary<string, string>.Empty.Add(
        "seeds/dataset.yaml", "any").Add("seeds/bridge.txt", "one");

    public ImmutableList<SampleTable> Tables { get; init; } = [Notes, People];

    public SampleRelease Table(SampleTable table) => this with { Tables = Tables.Replace(Tables.Single(t => t.Name == table.Name), table) };

    /// <summary>Writes the release.</summary>
    /// <param name="parent">The folder that it is made in.</param>
    /// <returns>Its path.</returns>
    public string Write(string parent)
    {
        var folder = Path.Combine(parent, $"{Name}-{Version}");
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        Directory.CreateDirectory(Path.Combine(folder, "schema"));
        var files = new List<ReleaseFile>();
        ReleaseFile Add(RelativePath path, byte[] bytes)
        {
            File.WriteAllBytes(path.Below(folder), bytes);
            files.Add(new(path, bytes.Length, Digest.Of(bytes)));
            return files[^1];
        }
        var sources = Sources.SetItem("seeds/dataset.yaml", Version);
        var tables = Tables.Select(t => Write(t, Add)).ToArray();
        var manifest = new Manifest
        {
            Name = Name,
            Version = ReleaseVersion.TryParse(Version, out var version) ? version : throw new FormatException(Version),
            Released = new(2026, 1, 2),
            Title = Title,
            Description = Description,
            Language = Language,
            Homepage = Homepage,
            Keywords = Keywords,
            Licenses = Licenses,
            Creators = Creators,
            Recipe = Recipe,
            RecipeSteps = [.. global::Dataset.Normalization.Recipe.Find(Recipe)?.Steps.Select(s => s.Name) ?? ["one"]],
            Tool = new("dataset", ToolVersion),
            Tables = tables,
            Files = [.. files.OrderBy(f => f.Path)],
            Sources = [
                .. sources.Select(
                    s => new ReleaseFile(RelativePath.Parse(s.Key), s.Value.Length, Digest.Of(Encoding.UTF8.GetBytes(s.Value))))
                        .OrderBy(f => f.Path),
            ],
        };
        Add(ReleaseLayout.Manifest, ManifestForm.Write(manifest));
        File.WriteAllBytes(ReleaseLayout.Checksums.Below(folder), ChecksumList.Write(files));
        return folder;
    }

    /// <summary>The release, opened.</summary>
    public ComparedRelease Open(string parent)
    {
        var findings = new DiagnosticList();
        var release = ComparedRelease.Open(Write(parent), findings);
        Assert.Empty(findings.Kept.Select(f => f.ToString()));
        return release!;
    }

    private static ManifestTable Write(SampleTable table, Func<RelativePath, byte[], ReleaseFile> add)
    {
        var schema = ReleaseLayout.SchemaOf(table.Name);
        add(schema, Encoding.UTF8.GetBytes(table.SchemaJson));
        var parts = new List<ManifestPart>();
        var digests = new List<Digest>();
        foreach (var lines in table.Parts)
        {
            RelativePath Path(ITableFormat format) => ReleaseLayout.DataFile(table.Name, parts.Count, table.Parts.Count, format.Extension);
            digests.Add(add(Path(TableFormats.JsonLines), Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n")))).Digest);
            parts.Add(new(lines.Count, [.. TableFormats.All.Select(Path)]));
        }
        return new(table.Name, table.Schema.Title, schema, table.Parts.Sum(p => p.Count), ContentDigest.Of(digests), parts);
    }
}
