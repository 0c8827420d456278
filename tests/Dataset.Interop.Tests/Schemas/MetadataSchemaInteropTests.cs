using Dataset.Diagnostics;
using Dataset.Interop.Tests.Engines;
using Dataset.Schemas;
using Dataset.Schemas.Reading;
using Dataset.Sources;
using Dataset.Sources.Reading;

namespace Dataset.Interop.Tests.Schemas;

/// <summary>The composed schema of a document's metadata is one that ajv, the validator of most editors, takes.</summary>
public sealed class MetadataSchemaInteropTests
{
    [EngineFact]
    public void Ajv_takes_the_composed_schemas_and_tells_good_metadata_from_bad()
    {
        var findings = new DiagnosticList();
        var sources = SourceFolder.Open(Path.Combine(EnginesFolder.RepositoryRoot, "tests/fixtures/minimal/seeds"), findings)!;
        Assert.Empty(findings.Kept);
        var notes = sources.Tables.Single(t => t.Name == "notes");
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            folder["metadata.schema.json"],
            MetadataSchema.Compose(
                notes.Schema, [.. notes.Lists.Select(l => new MetadataList(l.Source.Field!, l.Schema))], notes.Paragraphs?.Schema));
        File.WriteAllText(
            folder["records.schema.json"], MetadataSchema.ComposeRecords(sources.Tables.Single(t => t.Name == "people").Schema));
        File.WriteAllText(
            folder["metadata.jsonl"],
            """
            {"title": "T", "written": "2020-05-01", "finished": true, "people": ["ada"], "claims": [{"claim_id": "a", "value": 1, "quote": "q", "quote_paragraph": 2}], "paragraphs": [{"begins": "x", "role": null}]}
            {"title": "T", "written": "2020-02-30", "finished": true, "people": []}
            {"title": "T", "written": "2020-05-01", "finished": true, "people": [], "text": "derived"}

            """);
        File.WriteAllText(folder["records.json"], """[{"person_id": "ada", "names": ["Ada"]}]""");
        var results = EngineProcess.Run(
            Engine.Ajv,
            [
                EngineTask.Validate(folder["metadata.schema.json"], lines: folder["metadata.jsonl"]),
                EngineTask.Validate(folder["records.schema.json"], document: folder["records.json"]),
            ]);
        Assert.Equal(
            ["line 2: data/written must match format \"date\"", "line 3: data must NOT have additional properties"],
            results[0].Succeeded().Findings);
        Assert.Empty(results[1].Succeeded().Findings);
    }
}
