using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Tests.Cli;

namespace Dataset.Tests.RuleFixtures;

/// <summary>
/// Each folder of tests/fixtures/rules is laid over tests/fixtures/minimal and must give exactly the findings of its expected.txt.
/// </summary>
public sealed class SourceRuleTests
{
    public static TheoryData<string> Fixtures =>
        [.. Directory.EnumerateDirectories(Repository.At("tests/fixtures/rules")).Select(d => Path.GetFileName(d)!)
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_bad_fixture_gives_exactly_its_findings(string fixture)
    {
        var folder = Repository.At("tests/fixtures/rules/" + fixture);
        var expected = File.ReadAllText(Path.Combine(folder, "expected.txt"));
        using var overlay = new OverlaidSources(Repository.At("tests/fixtures/minimal"), folder);
        var findings = new DiagnosticList();
        SourceValidator.Validate(Path.Combine(overlay.Path, "seeds"), 2, findings);
        var found = string.Concat(
            findings.Sorted().Select(d => d.ToString().Replace(overlay.Path + "/", "", StringComparison.Ordinal) + "\n"));
        if (Environment.GetEnvironmentVariable("DATASET_APPROVE") == "1")
            File.WriteAllText(Path.Combine(folder, "expected.txt"), found);
        else
            Assert.Equal(expected, found);
        Assert.Contains(fixture[..6], found, StringComparison.Ordinal);
    }

    /// <summary>
    /// A quote, a reference and a list, each wrong in another table: whatever else is mistyped, that is one finding more, and those of the
    /// tables that do not depend on it are still there.
    /// </summary>
    [Theory]
    [InlineData("seeds/dataset.yaml", "name: minimal", "nmae: minimal")]
    [InlineData("seeds/dataset.yaml", "language: en", "lnaguage: en")]
    [InlineData("seeds/dataset.yaml", "schema: ../schema", "shcema: ../schema")]
    [InlineData("seeds/dataset.yaml", "\ntables:", "\ntbales:")]
    [InlineData("seeds/dataset.yaml", "  - name: CC0-1.0", "  - nmae: CC0-1.0")]
    [InlineData("seeds/dataset.yaml", "name: people, ", "naem: people, ")]
    [InlineData("seeds/dataset.yaml", "name: people, ", "name: People, ")]
    [InlineData("seeds/dataset.yaml", "from: records", "form: records")]
    [InlineData("seeds/dataset.yaml", "from: records", "from: record")]
    [InlineData("seeds/dataset.yaml", "path: people.yaml", "paht: people.yaml")]
    [InlineData("seeds/dataset.yaml", "path: people.yaml", "path: folk.yaml")]
    [InlineData("seeds/dataset.yaml", "name: notes, ", "nmae: notes, ")]
    [InlineData("seeds/dataset.yaml", "from: documents", "from: document")]
    [InlineData("seeds/dataset.yaml", "path: notes", "path: [notes]")]
    [InlineData("seeds/dataset.yaml", "list,       of: notes", "list,       fo: notes")]
    [InlineData("seeds/dataset.yaml", "list,       of: notes", "list,       of: note")]
    [InlineData("seeds/dataset.yaml", "from: list, ", "from: lists, ")]
    [InlineData("seeds/dataset.yaml", ", field: claims", ", feild: claims")]
    [InlineData("seeds/dataset.yaml", ", field: claims", "")]
    [InlineData("seeds/dataset.yaml", "{name: claims,     from: list,       of: notes, field: claims}", "claims")]
    [InlineData("seeds/dataset.yaml", "entities: people", "entites: people")]
    [InlineData("seeds/notes/bridge.yaml", "title: The", "tilte: The")]
    [InlineData("seeds/notes/bridge.yaml", "claims:", "cliams:")]
    [InlineData("seeds/notes/bridge.yaml", "value: 12,", "vlaue: 12,")]
    [InlineData("seeds/notes/bridge.yaml", "begins:", "begin:")]
    [InlineData("seeds/people.yaml", "person_id: ben", "persn_id: ben")]
    [InlineData("schema/people.schema.json", "}\n  }\n}\n", "}\n  }\n")]
    [InlineData("schema/people.schema.json", "\"$schema\"", "\"$shcema\"")]
    [InlineData("schema/people.schema.json", "\"title\": \"People\"", "\"titel\": \"People\"")]
    [InlineData("schema/people.schema.json", "\"type\": \"object\"", "\"tpye\": \"object\"")]
    [InlineData("schema/people.schema.json", "\"required\"", "\"requierd\"")]
    [InlineData("schema/people.schema.json", "\"required\": [\"person_id\", \"names\"]", "\"required\": [\"person_id\", \"nmaes\"]")]
    [InlineData("schema/people.schema.json", "\"x-primaryKey\"", "\"x-primarykey\"")]
    [InlineData("schema/people.schema.json", "\"x-primaryKey\": [\"person_id\"]", "\"x-primaryKey\": [\"id\"]")]
    [InlineData("schema/people.schema.json", "\"properties\"", "\"proprties\"")]
    [InlineData("schema/people.schema.json", "\"items\"", "\"itmes\"")]
    [InlineData("schema/people.schema.json", "\"description\": \"The names", "\"descripton\": \"The names")]
    [InlineData("schema/claims.schema.json", "\"minLength\"", "\"minimumLength\"")]
    [InlineData("schema/claims.schema.json", "\"table\": \"notes\"", "\"table\": \"note\"")]
    [InlineData("schema/claims.schema.json", "\"columns\": [\"note_id\"], ", "\"colums\": [\"note_id\"], ")]
    [InlineData("schema/notes.schema.json", "\"$ref\"", "\"$rfe\"")]
    [InlineData("schema/notes.schema.json", "\"definitions\"", "\"defintions\"")]
    public void One_mistake_is_one_finding_and_hides_none_of_other_tables(string file, string old, string mistake)
    {
        using var sources = new SourcesForCommands();
        sources.Change("seeds/notes/bridge.yaml", "in 12 minutes", "in 13 minutes");
        sources.Change("seeds/notes/river.yaml", "[ada, ben]", "[ada, eve]");
        sources.Change("seeds/people.yaml", "names: [Ben]", "names: [Ben, Ben]");
        sources.Change(file, old, mistake);
        var findings = new DiagnosticList();
        SourceValidator.Validate(sources.Seeds, 2, findings);
        Approved.Findings(
            findings.Sorted().Select(d => d.ToString().Replace(sources.Folder + "/", "", StringComparison.Ordinal)),
            $"{file}: {old} -> {mistake}");
    }

    [Fact]
    public void The_dataset_under_the_fixtures_has_no_findings()
    {
        var findings = new DiagnosticList();
        SourceValidator.Validate(Repository.At("tests/fixtures/minimal/seeds"), 2, findings);
        Assert.Empty(findings.Kept);
    }
}
