using Dataset.Interop.Tests.Engines;

namespace Dataset.Interop.Tests.Releases;

/// <summary>Another validator than ours takes every JSON Schema of the repository.</summary>
public sealed class SchemasUnderAjv
{
    [EngineFact]
    public void Every_schema_of_the_repository_compiles()
    {
        var schemas = Directory.EnumerateFiles(
            Path.Combine(EnginesFolder.RepositoryRoot, "schema"), "*.schema.json", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateDirectories(Path.Combine(EnginesFolder.RepositoryRoot, "tests", "fixtures"))
                .Select(fixture => Path.Combine(fixture, "schema"))
                .Where(Directory.Exists)
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*.schema.json")))
            .Order(StringComparer.Ordinal)
            .ToArray();

        var results = EngineProcess.Run(Engine.Ajv, [.. schemas.Select(schema => EngineTask.Validate(schema))]);

        Assert.NotEmpty(results);
        AssertEx.All(results, result => result.Succeeded());
    }

    [EngineFact]
    public void A_schema_that_is_none_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["bad.schema.json"], """{"type": "integers"}""");
        Assert.NotNull(EngineProcess.Run(Engine.Ajv, [EngineTask.Validate(folder["bad.schema.json"])])[0].Error);
    }
}
