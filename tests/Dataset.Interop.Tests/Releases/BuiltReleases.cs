using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Interop.Tests.Engines;
using Dataset.Sharding;
using Dataset.Sources;

namespace Dataset.Interop.Tests.Releases;

/// <summary>Releases built here from the sources of the repository, as anyone who downloads them reads them.</summary>
public sealed class BuiltReleases
{
    [EngineFact(withPandas: true)]
    public void Every_engine_reads_every_table_alike()
    {
        using var folder = new TemporaryFolder();
        string[] releases =
        [
            Build("seeds", folder["seeds"], WritingLimits.Default),
            Build("tests/fixtures/minimal/seeds", folder["minimal"], WritingLimits.Default),
            Build("tests/fixtures/second/seeds", folder["second"], WritingLimits.Default),
            // Many row groups, and tables of many parts.
            Build("seeds", folder["parts"], new() { BatchRows = 7, PartSizeInBytes = 4_000 }),
            // Documents cut into parts, some of which have none.
            Build("tests/fixtures/minimal/seeds", folder["cut"], WritingLimits.Default, 5),
            Build("tests/fixtures/second/seeds", folder["cut-too"], WritingLimits.Default, 3),
        ];

        Assert.Contains(ReleaseTable.AllOf(releases[3]), table => table.Stem.Contains("-00002-of-", StringComparison.Ordinal));
        Assert.Empty(ReleaseInterop.ProblemsOf(releases));
        Assert.Empty(ReadmeInterop.ProblemsOf(releases));
    }

    [EngineFact]
    public void Ajv_takes_what_a_part_says_of_itself()
    {
        using var folder = new TemporaryFolder();
        var documents = Enumerable.Range(1, 4).Select(number => ShardBuilder.Build(
            new()
            {
                SourceFolder = Path.Combine(EnginesFolder.RepositoryRoot, "tests/fixtures/minimal/seeds"),
                OutputFolder = folder.Path,
                Part = PartSelection.Only(number, 4),
            },
            new DiagnosticList())!.Path + "/shard.json").ToArray();
        var schema = Path.Combine(EnginesFolder.RepositoryRoot, "schema", "shard.schema.json");
        var results = EngineProcess.Run(Engine.Ajv, [.. documents.Select(document => EngineTask.Validate(schema, document: document))]);
        AssertEx.All(results, result => Assert.Empty(result.Succeeded().Findings));

        // And not everything.
        File.WriteAllText(
            documents[0], File.ReadAllText(documents[0]).Replace("\"parts\": 4", "\"parts\": \"4\"", StringComparison.Ordinal));
        Assert.NotEmpty(EngineProcess.Run(Engine.Ajv, [EngineTask.Validate(schema, document: documents[0])])[0].Findings);
    }

    private static string Build(string sources, string output, WritingLimits limits, int parts = 1)
    {
        var options = new BuildOptions
        {
            SourceFolder = Path.Combine(EnginesFolder.RepositoryRoot, sources),
            OutputFolder = output,
            Limits = limits,
            PartCount = parts,
        };
        var built = Assert.IsType<BuildOutcome.Built>(ReleaseBuilder.Build(options, new DiagnosticList()));
        return Path.Combine(output, Path.GetFileName(built.Path));
    }
}
