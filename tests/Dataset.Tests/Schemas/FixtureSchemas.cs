using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Schemas.Reading;

namespace Dataset.Tests.Schemas;

/// <summary>The schemas of tests/fixtures/minimal.</summary>
internal static class FixtureSchemas
{
    public static TableSchema Read(string table)
    {
        var findings = new DiagnosticList();
        var schema = SchemaFile.Load(Repository.At($"tests/fixtures/minimal/schema/{table}.schema.json"), table, findings);
        Assert.Empty(findings.Kept);
        return schema!;
    }
}
