using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Releases.Metadata;
using Dataset.Syntax;
using Dataset.Tests.Cli;
using Dataset.Tests.Publishing;
using Dataset.Tests.Verification;

namespace Dataset.Tests.Releases.Metadata;

/// <summary>Every metadata file says what <c>release.json</c> and the data say, and what says another thing is found.</summary>
public sealed class MetadataFileTests
{
    private static readonly TestRelease Small = TestReleases.Small();
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Who, how cited, paid by whom, about what and how made: in each file whose standard has a place for it.</summary>
    [Fact]
    public void Where_a_dataset_comes_from_is_in_every_file_with_a_place_for_it()
    {
        using var line = new PublishedLine()
            .Edit("seeds/dataset.yaml", "language: en\n", """
                language: [en, pt-BR]
                contact: mail@example.org
                doi: 10.5281/zenodo.1
                citation: "Ada (2026): Two notes."
                funding: [Grant 1]
                coverage: {time: 1901/.., places: [The river]}
                method: Copied by hand.

                """)
            .Edit("seeds/dataset.yaml", "- name: The authors of this project", "- {name: Ada, orcid: 0000-0002-1825-0097}")
            .Built();
        Assert.Empty(line.Verify("dist/minimal-1.0.0"));
        Assert.Equal(0, CommandRun.Of("verify", line.At("dist/minimal-1.0.0"), "--source", line.At("seeds")).Status);
        string Of(string file) => File.ReadAllText(line.At("dist/minimal-1.0.0/" + file));
        const string orcid = "https://orcid.org/0000-0002-1825-0097";
        const string doi = "https://doi.org/10.5281/zenodo.1";
        foreach (var (file, parts) in new (string, string[])[]
        {
            ("release.json", [
                "\"languages\": [", "\"contact\": \"mail@example.org\"", "\"doi\": \"10.5281/zenodo.1\"", "\"orcid\": \"0000-",
            ]),
            ("schema/release.schema.json", ["\"coverage\": {", "\"orcid\": {"]),
            ("datapackage.json", [$"\"id\": \"{doi}\"", $"\"path\": \"{orcid}\""]),
            ("CITATION.cff", [$"    orcid: \"{orcid}\"\n", "doi: \"10.5281/zenodo.1\"\n", "    email: \"mail@example.org\"\n"]),
            ("bag-info.txt", ["Contact-Email: mail@example.org\n"]),
            ("index.html", [">Whom to ask</a>", "<h3 id=\"page-ask\">Whom to ask</h3>\n<p>mail@example.org</p>"]),
            ("README.md", [
                "language:\n  - \"en\"\n  - \"pt\"\n", "`en`, `pt-BR`", doi, orcid,
                "## Whom to ask\n\nContact: mail@example.org\n", "## Citing it\n\nAda",
                "- Grant 1\n",
                "- Time: 1901/..\n- Places: The river\n", "## How it was collected\n\nCopied by hand.\n", "doi = {10.5281/zenodo.1}",
            ]),
        })
            AssertEx.All(parts, part => Assert.Contains(part, Of(file), StringComparison.Ordinal));
        var croissant = JsonNode.Parse(Of("croissant.json"))!;
        Assert.Equal(doi, croissant["identifier"]!.GetValue<string>());
        Assert.Equal("""["en","pt-BR"]""", croissant["inLanguage"]!.ToJsonString());
        Assert.Equal($$"""[{"@type":"sc:Person","name":"Ada","sameAs":"{{orcid}}"}]""", croissant["creator"]!.ToJsonString());
        Assert.Equal("""[{"@type":"sc:Grant","name":"Grant 1"}]""", croissant["funding"]!.ToJsonString());
        Assert.Equal("""[{"@type":"sc:Place","name":"The river"}]""", croissant["spatialCoverage"]!.ToJsonString());
        Assert.Equal("1901/..", croissant["temporalCoverage"]!.GetValue<string>());
        Assert.Equal("Copied by hand.", croissant["rai:dataCollection"]!.GetValue<string>());
        var graph = JsonNode.Parse(Of("ro-crate-metadata.json"))!["@graph"]!.AsArray();
        var root = graph.First(n => n!["@id"]!.GetValue<string>() == "./")!;
        Assert.Equal($$"""[{"@id":"{{orcid}}"}]""", root["author"]!.ToJsonString());
        Assert.Equal("mail@example.org", graph.Single(n => n!["@id"]!.GetValue<string>() == "#contact")!["email"]!.GetValue<string>());
        Assert.Equal("#contact", graph.Single(n => n!["@id"]!.GetValue<string>() == orcid)!["contactPoint"]!["@id"]!.GetValue<string>());
        foreach (var id in new[] { orcid, doi, "#funding-1", "#place-1" })
            Assert.Single(graph, n => n!["@id"]!.GetValue<string>() == id);
        Assert.Contains(orcid, Of("index.html"), StringComparison.Ordinal);
        line.Edit("dist/minimal-1.0.0/CITATION.cff", "zenodo.1", "zenodo.2");
        Assert.Contains(line.Verify("dist/minimal-1.0.0"), f => f.Contains("CITATION.cff", StringComparison.Ordinal));
    }

    [Fact]
    public void DS6101_sizes_and_digests_of_datapackage_json_are_those_of_the_files()
    {
        using var package = JsonDocument.Parse(Small["datapackage.json"]);
        var resources = package.RootElement.GetProperty("resources").EnumerateArray().ToArray();
        Assert.Equal(
            Small.Files.Keys.Where(f => f.StartsWith("data/", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            resources.Select(r => r.GetProperty("path").GetString()!).Order(StringComparer.Ordinal));
        AssertEx.All(resources, r =>
        {
            var bytes = Small.Files[r.GetProperty("path").GetString()!];
            Assert.Equal(bytes.Length, r.GetProperty("bytes").GetInt32());
            Assert.Equal(Digest.Of(bytes).ToString(), r.GetProperty("hash").GetString());
        });
        Assert.Equal(resources.Length, resources.Select(r => r.GetProperty("name").GetString()).Distinct().Count());
    }

    [Fact]
    public void A_table_schema_has_the_columns_keys_and_constraints_of_the_schema()
    {
        using var package = JsonDocument.Parse(Small["datapackage.json"]);
        var people = package.RootElement.GetProperty("resources")[0];
        Assert.Equal("people", people.GetProperty("name").GetString());
        var schema = people.GetProperty("schema");
        Assert.Equal(
            """
            [{"name":"person_id","type":"string","description":"A short name.","constraints":{"required":true,"pattern":"[a-z]+"}},
            {"name":"names","type":"array","description":"Names.","constraints":{"required":true,"minLength":1}}]
            """.ReplaceLineEndings(""),
            JsonSerializer.Serialize(schema.GetProperty("fields"), Readable));
        Assert.Equal("""["person_id"]""", JsonSerializer.Serialize(schema.GetProperty("primaryKey")));
        Assert.Equal("""[""]""", JsonSerializer.Serialize(schema.GetProperty("missingValues")));
    }

    /// <summary>The standard does not say what it means, and frictionless looks for a row with null.</summary>
    [Fact]
    public void A_reference_that_may_be_null_in_part_is_not_in_datapackage_json()
    {
        const string schema = """
            {"$schema": "http://json-schema.org/draft-07/schema#", "title": "T", "description": "D.", "type": "object",
             "additionalProperties": false,
            """;
        var release = BuiltForTests.Of(new Dictionary<string, string>
        {
            ["seeds/dataset.yaml"] = """
                name: tiny
                version: 1.0.0
                released: 2026-01-01
                title: Tiny
                description: Days and what was on them.
                language: en
                licenses: [{name: CC0-1.0, title: CC0, covers: Everything.}]
                creators: [{name: The authors}]
                tables: [{name: days, from: records, path: days.yaml}, {name: walks, from: records, path: walks.yaml}]

                """,
            ["seeds/days.yaml"] = "- {year: 2025, day: 1}\n",
            ["seeds/walks.yaml"] = "- {walk: 1, year: 2025, day: 1, rest: null}\n- {walk: 2, year: 2025, day: 1, rest: 1}\n",
            ["schema/days.schema.json"] = schema + """
                "required": ["year", "day"], "x-primaryKey": ["year", "day"], "properties": {
                  "year": {"description": "D.", "type": "integer"}, "day": {"description": "D.", "type": "integer"}}}
                """,
            ["schema/walks.schema.json"] = schema + """
                "required": ["walk", "year", "day", "rest"], "x-primaryKey": ["walk"], "x-foreignKeys": [
                  {"columns": ["year", "day"], "table": "days", "references": ["year", "day"]},
                  {"columns": ["year", "rest"], "table": "days", "references": ["year", "day"]}], "properties": {
                  "walk": {"description": "D.", "type": "integer"}, "year": {"description": "D.", "type": "integer"},
                  "day": {"description": "D.", "type": "integer"}, "rest": {"description": "D.", "type": ["integer", "null"]}}}
                """,
        });
        using var package = JsonDocument.Parse(release["datapackage.json"]);
        var walks = package.RootElement.GetProperty("resources").EnumerateArray().Single(r => r.GetProperty("name").GetString() == "walks");
        Assert.Equal(
            """[{"fields":["year","day"],"reference":{"resource":"days","fields":["year","day"]}}]""",
            JsonSerializer.Serialize(walks.GetProperty("schema").GetProperty("foreignKeys")));
    }

    [Fact]
    public void DS6102_every_file_of_croissant_json_and_every_column_is_there()
    {
        using var croissant = JsonDocument.Parse(Small["croissant.json"]);
        var files = croissant.RootElement.GetProperty("distribution").EnumerateArray()
            .Where(f => f.GetProperty("@type").GetString() == "cr:FileObject").ToArray();
        AssertEx.All(files, f =>
        {
            var bytes = Small.Files[f.GetProperty("contentUrl").GetString()!];
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), f.GetProperty("sha256").GetString());
            Assert.Equal($"{bytes.Length} B", f.GetProperty("contentSize").GetString());
        });
        Assert.Equal(9, files.Length);
        var fields = croissant.RootElement.GetProperty("recordSet").EnumerateArray()
            .SelectMany(r => r.GetProperty("field").EnumerateArray())
            .Select(f => $"{f.GetProperty("@id")} {f.GetProperty("dataType")}{(f.TryGetProperty("isArray", out _) ? "[]" : "")}");
        Assert.Equal(
            [
                "people/person_id sc:Text", "people/names sc:Text[]", "notes/person_id sc:Text", "notes/number cr:Int64",
                "notes/written sc:Date", "notes/checked_at sc:DateTime", "notes/rating cr:Float64", "notes/finished sc:Boolean",
                "notes/people sc:Text[]", "notes/text sc:Text",
            ],
            fields);
        Assert.Equal(
            """{"field":{"@id":"people/person_id"}}""",
            JsonSerializer.Serialize(croissant.RootElement.GetProperty("recordSet")[1].GetProperty("field")[0].GetProperty("references")));
    }

    [Fact]
    public void DS6103_the_crate_has_every_file_and_the_digest_of_each_that_does_not_list_it()
    {
        using var crate = JsonDocument.Parse(Small["ro-crate-metadata.json"]);
        var entities = crate.RootElement.GetProperty("@graph").EnumerateArray().ToDictionary(e => e.GetProperty("@id").GetString()!);
        var parts = entities["./"].GetProperty("hasPart").EnumerateArray().Select(p => p.GetProperty("@id").GetString()!).ToArray();
        Assert.Equal(
            Small.Files.Keys.Where(f => f != "ro-crate-metadata.json").Order(StringComparer.Ordinal), parts.Order(StringComparer.Ordinal));
        AssertEx.All(parts, path =>
        {
            var hasDigest = entities[path].TryGetProperty("sha256", out var digest);
            Assert.Equal(path is not ("release.json" or "SHA256SUMS" or "provenance.json"), hasDigest);
            if (hasDigest)
                Assert.Equal(Digest.Of(Small.Files[path]).Hex, digest.GetString());
        });
    }

    [Fact]
    public void DS6104_the_bag_counts_and_lists_its_payload()
    {
        var payload = Small.Files.Where(f => f.Key.StartsWith("data/", StringComparison.Ordinal)).ToArray();
        Assert.Equal("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", Small["bagit.txt"]);
        Assert.EndsWith(
            $"\nPayload-Oxum: {payload.Sum(f => f.Value.Length)}.{payload.Length}\n", Small["bag-info.txt"], StringComparison.Ordinal);
        Assert.Equal(string.Concat(payload.Select(f => $"{Digest.Of(f.Value).Hex}  {f.Key}\n")), Small["manifest-sha256.txt"]);
    }

    [Fact]
    public void DS6106_the_citation_is_yaml_with_what_the_manifest_says()
    {
        var cff = Assert.IsType<SourceMap>(YamlTree.Read(Small.Files["CITATION.cff"], "CITATION.cff", new()));
        string Text(string key) => ((SourceScalar)cff.Find(key)!.Value).Text;
        Assert.Equal(
            ("1.2.0", "dataset", "Small", "1.0.0", "2026-01-31"),
            (Text("cff-version"), Text("type"), Text("title"), Text("version"), Text("date-released")));
        Assert.Equal(["CC0-1.0"], ((SourceList)cff.Find("license")!.Value).Items.Select(i => ((SourceScalar)i).Text));
    }

    [Theory]
    [InlineData("Ada", "contact:\n  - name: \"Ada\"\n    email: \"mail@example.org\"\nversion:")]
    [InlineData("Ada, Grace", "contact:\n  - email: \"mail@example.org\"\nversion:")]
    public void DS6106_whose_address_of_mail_it_is_is_said_of_one_creator_alone(string creators, string expected)
    {
        var release = Small.Copy();
        release.Manifest = release.Manifest with
        {
            Contact = "mail@example.org",
            Creators = [.. creators.Split(", ").Select(name => new Dataset.Sources.Creator(name, null))],
        };
        release.Seal();
        Assert.Contains(expected, release["CITATION.cff"], StringComparison.Ordinal);
        Assert.Empty(release.Findings());
    }

    [Theory]
    [InlineData("datapackage.json", "\"bytes\": ", "\"bytes\": 1", "DS6101")]
    [InlineData("croissant.json", "cr:Int64", "sc:Text", "DS6102")]
    [InlineData("ro-crate-metadata.json", "\"contentSize\": \"", "\"contentSize\": \"1", "DS6103")]
    [InlineData("bag-info.txt", "Payload-Oxum: ", "Payload-Oxum: 1", "DS6104")]
    [InlineData("manifest-sha256.txt", "  data/notes", "  data/goats", "DS6104")]
    [InlineData("LICENSE.md", "CC0-1.0", "CC-BY-4.0", "DS6105")]
    [InlineData("CITATION.cff", "Nobody", "Somebody", "DS6106")]
    [InlineData("index.html", "<h1>Small", "<h1>Large", "DS6107")]
    [InlineData("tables.svg", ">notes<", ">goats<", "DS6108")]
    [InlineData("README.md", "num_examples: 2", "num_examples: 3", "DS6014")]
    public void What_a_file_says_otherwise_is_found_in_it(string file, string from, string to, string rule)
    {
        var release = Small.Copy();
        release.Replace(file, from, to);
        // The page and the crate list the others.
        release.Seal(describes: false);
        var findings = release.Findings();
        Assert.Contains(findings, d => d.Rule.Id == rule && d.Location.Path == "r/" + file);
        Assert.Empty(findings.Select(d => d.Location.Path).Except(["r/" + file, "r/index.html", "r/ro-crate-metadata.json"]));
    }

    [Fact]
    public void DS6004_each_is_in_every_release_of_this_tool()
    {
        Assert.Equal(11, MetadataFile.All.Count);
        RelativePath[] others = [ReleaseLayout.ChangeLog, ReleaseLayout.ManifestSchema];
        AssertEx.All(MetadataFile.All.Select(f => f.Path).Concat(others), path =>
        {
            var release = Small.Copy();
            release.Files.Remove(path.Value);
            release.Seal(describes: false);
            Assert.Contains(
                $"r/release.json: error DS6004: Expected {path} among the files, as in every release of dataset "
                    + $"{ToolIdentity.Current.Version}, found none.",
                release.Verify());
        });
    }

    [Fact]
    public void The_front_matter_is_yaml_with_a_configuration_a_table()
    {
        var readme = Small["README.md"];
        var end = readme.IndexOf("\n---\n", 4, StringComparison.Ordinal);
        var matter = Assert.IsType<SourceMap>(YamlTree.Read(Encoding.UTF8.GetBytes(readme[4..(end + 1)]), "README.md", new()));
        Assert.Equal("cc0-1.0", ((SourceScalar)matter.Find("license")!.Value).Text);
        var configs = ((SourceList)matter.Find("configs")!.Value).Items.Cast<SourceMap>().ToArray();
        string Text(SourceMap map, string key) => ((SourceScalar)map.Find(key)!.Value).Text;
        Assert.Equal(["people", "notes"], configs.Select(c => Text(c, "config_name")));
        Assert.Equal(
            ["data/people.parquet", "data/notes-*.parquet"],
            configs.Select(c => Text((SourceMap)((SourceList)c.Find("data_files")!.Value).Items[0], "path")));
    }
}
