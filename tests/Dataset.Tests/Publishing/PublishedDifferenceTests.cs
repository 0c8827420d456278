using System.Text.Json;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Tests.Cli;
using Dataset.Tests.Comparison;

namespace Dataset.Tests.Publishing;

/// <summary>
/// What changed from one published release to the next, as its <c>CHANGELOG.md</c> and <c>diff</c> tell it, applied to the old one gives
/// the new one.
/// </summary>
public sealed class PublishedDifferenceTests : IDisposable
{
    private readonly PublishedLine line = new PublishedLine().Built();

    public void Dispose() => line.Dispose();

    [Fact]
    public void Rows_that_came_went_and_changed()
    {
        line.Version("1.0.0", "2.0.0")
            .Edit("seeds/notes/bridge.yaml", "value: 12", "value: 13")
            .Edit("seeds/notes/bridge.yaml", "  - {claim_id: year-built, value: 1901, quote: built in 1901}\n", "")
            .Edit("seeds/people.yaml", "  names: [Ben]\n", "  names: [Ben]\n- person_id: cleo\n  names: [Cleo]\n").Built();
        AppliesFrom(
            "1.0.0", "2.0.0", "- changed: `note_id \"bridge\", claim_id \"crossing-time\"`: `value` `12` → `13`",
            "- gone: `note_id \"bridge\", claim_id \"year-built\"`", "- new: `person_id \"cleo\"`");
    }

    [Fact]
    public void A_column_that_came_and_one_that_changed_its_type()
    {
        line.Version("1.0.0", "2.0.0")
            .Edit(
                "schema/people.schema.json", "\"required\": [\"person_id\", \"names\"]",
                "\"required\": [\"person_id\", \"names\", \"born\"]")
            .Edit(
                "schema/people.schema.json", "\"x-names\": true}",
                "\"x-names\": true},\n    \"born\": {\"description\": \"The year.\", \"type\": [\"integer\", \"null\"]}")
            .Edit("seeds/people.yaml", "names: [Ada Stone, Ada]", "names: [Ada Stone, Ada]\n  born: 1990")
            .Edit("seeds/people.yaml", "names: [Ben]", "names: [Ben]\n  born: null").Built();
        AppliesFrom("1.0.0", "2.0.0", "- changed: `person_id \"ada\"`: `born` `1990`");
        line.Version("2.0.0", "3.0.0")
            .Edit("schema/people.schema.json", "[\"integer\", \"null\"]", "[\"string\", \"null\"]")
            .Edit("seeds/people.yaml", "born: 1990", "born: \"1990\"").Built();
        AppliesFrom("2.0.0", "3.0.0", "- changed: `person_id \"ada\"`: `born` `1990` → `\"1990\"`");
    }

    [Fact]
    public void A_table_that_went()
    {
        File.Delete(line.At("schema/mentions.schema.json"));
        line.Version("1.0.0", "2.0.0")
            .Edit("seeds/dataset.yaml", "  - {name: mentions,   from: mentions,   of: notes, entities: people}\n", "").Built();
        AppliesFrom("1.0.0", "2.0.0", "`mentions`");
    }

    private void AppliesFrom(string old, string now, params string[] logged)
    {
        var (before, after) = (line.At($"dist/minimal-{old}"), line.At($"dist/minimal-{now}"));
        var run = CommandRun.Of("diff", "--format", "json", before, after);
        Assert.True(run.Status == 0, run.Error);
        var applied = AppliedDifference.Of(run.Out, table => File.ReadAllLines($"{before}/data/{table}.jsonl"));
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(after + "/release.json"));
        var tables = manifest.RootElement.GetProperty("tables").EnumerateArray()
            .ToDictionary(t => t.GetProperty("name").GetString()!, t => t.GetProperty("contentDigest").GetString());
        Assert.Equal(
            tables.Keys.Order(StringComparer.Ordinal),
            applied.Where(t => t.Value is not null).Select(t => t.Key).Order(StringComparer.Ordinal));
        foreach (var (name, digest) in tables)
            Assert.Equal(digest, ContentDigest.Of([Digest.Of(applied[name]!)]).ToString());

        var log = File.ReadAllText(after + "/CHANGELOG.md");
        Assert.Contains(Digest.Of(File.ReadAllBytes(before + "/SHA256SUMS")).ToString(), log, StringComparison.Ordinal);
        AssertEx.All(logged, text => Assert.Contains(text, log, StringComparison.Ordinal));
        Assert.Equal(log, CommandRun.Of("diff", "--format", "markdown", before, after).Out);
    }
}
