using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dataset.Building;
using Dataset.Comparison;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Inspection;
using Dataset.Releases;
using Dataset.Releases.Metadata;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Tests.Cli;
using Dataset.Tests.Verification;
using Dataset.Verification;

namespace Dataset.Tests.Publishing;

/// <summary>
/// Editions of the dataset under the fixtures. <c>open</c> withholds what is of the river, which is not finished, and keeps the bridge;
/// <c>bare</c> withholds every text and name, and keeps quotes.
/// </summary>
public sealed class EditionTests : IDisposable
{
    private const string Open = "dist/minimal-open-1.0.0";
    private const string Bare = "dist/minimal-bare-1.0.0";
    private const string LastTable = "  - {name: mentions,   from: mentions,   of: notes, entities: people}\n";
    private const string Editions = LastTable + """
        editions:
          - name: minimal-open
            title: Two notes, open
            description: Notes that are finished.
            withhold:
              - {table: notes, columns: [text], unless: finished}
              - {table: paragraphs, columns: [text], unless: finished}
              - {table: claims, columns: [quote], unless: finished}
              - {table: mentions, columns: [name], unless: finished}
          - name: minimal-bare
            withhold:
              - {table: notes, columns: [text]}
              - {table: paragraphs, columns: [text]}
              - {table: mentions, columns: [name]}

        """;

    private static readonly Lazy<(TestRelease Open, TestRelease Bare)> Built = new(() =>
    {
        using var line = new PublishedLine().Edit("seeds/dataset.yaml", LastTable, Editions).Built();
        return (TestRelease.Load(line.At(Open)), TestRelease.Load(line.At(Bare)));
    });

    private readonly PublishedLine line = new PublishedLine().Edit("seeds/dataset.yaml", LastTable, Editions);

    public static TheoryData<string> Releases => [Open, Bare];

    public void Dispose() => line.Dispose();

    [Fact]
    public void A_build_makes_the_full_release_and_each_edition_and_again_the_same_bytes()
    {
        var outcome = Assert.IsType<BuildOutcome.Built>(line.Build().Outcome);
        Assert.Equal(
            ["minimal-open-1.0.0", "minimal-bare-1.0.0"],
            outcome.Editions.Select(e => Path.GetFileName(Assert.IsType<BuildOutcome.Built>(e).Path)));
        foreach (var release in new[] { "dist/minimal-1.0.0", Open, Bare })
            Assert.Empty(line.Verify(release));
        var before = line.Snapshot();
        var again = Assert.IsType<BuildOutcome.AlreadyThere>(line.Build().Outcome);
        AssertEx.All(again.Editions, e => Assert.False(Assert.IsType<BuildOutcome.AlreadyThere>(e).ChainMended));
        Assert.Equal(before, line.Snapshot());
        line.Edit("seeds/dataset.yaml", "title: Two notes, open", "title: Two notes");
        Assert.Contains(
            line.Refused(), f => f.StartsWith(
                "dist/minimal-1.0.0/release.json: error DS8002: Expected seeds/dataset.yaml with sha256:", StringComparison.Ordinal)
                && f.EndsWith(
                    ", found sha256:" + Digest.Of(File.ReadAllBytes(line.At("seeds/dataset.yaml"))).Hex + "; no row, schema or description "
                        + "differs, but the release names the digest of each source.", StringComparison.Ordinal));
        line.Edit("seeds/dataset.yaml", "title: Two notes\n    description", "title: Two notes, open\n    description");
        line.Build(output: "other");
        Assert.Empty(ReleaseComparison.Differences(line.At(Open), line.At("other/minimal-open-1.0.0")));
        Assert.Equal(line.Chain, File.ReadAllText(line.At("other/releases.json")));
    }

    [Fact]
    public void A_full_release_is_the_same_with_editions_and_without()
    {
        line.Built();
        using var without = new PublishedLine().Built();
        var (full, plain) = (TestRelease.Load(line.At("dist/minimal-1.0.0")), TestRelease.Load(without.At("dist/minimal-1.0.0")));
        Assert.Equal(
            plain.Manifest.Files.Where(f => f.Path.Value.StartsWith("data/", StringComparison.Ordinal)),
            full.Manifest.Files.Where(f => f.Path.Value.StartsWith("data/", StringComparison.Ordinal)));
    }

    /// <summary>The texts of our own data are not ours to pass on: what could be published where that matters.</summary>
    [Fact]
    public void The_open_edition_of_our_own_data_is_sound_and_the_texts_restore_the_full_release()
    {
        const string name = "overseas-chinese-news";
        using var own = new PublishedLine("").Edit("seeds/dataset.yaml", "entities: entities}\n", $$"""
            entities: entities}
            editions:
              - name: {{name}}-open
                withhold:
                  - {table: articles, columns: [text, full_text], unless: text_may_be_passed_on}
                  - {table: paragraphs, columns: [paragraph_text], unless: text_may_be_passed_on}

            """).Built();
        var open = Directory.GetDirectories(own.Output, name + "-open-*").Single();
        var full = Directory.GetDirectories(own.Output, name + "-?.*").Single();
        Assert.Empty(own.Verify(open));
        AssertEx.All(
            File.ReadLines(open + "/data/paragraphs.jsonl"),
            line => Assert.EndsWith("\"paragraph_text\":null}", line, StringComparison.Ordinal));
        var findings = new DiagnosticList();
        var restored = ReleaseRestorer.Restore(
            new() { ReleasePath = open, TextsFolder = own.At("seeds"), OutputFolder = own.At("restored") }, findings);
        Assert.Empty(findings.Kept);
        Assert.Empty(ReleaseComparison.Differences(full, restored!.Path));
    }

    [Fact]
    public void Each_value_is_that_of_the_full_release_or_null_where_it_is_withheld()
    {
        line.Built();
        var full = TestRelease.Load(line.At("dist/minimal-1.0.0"));
        var withheld = new Dictionary<string, string[]>
        {
            ["notes"] = ["text"],
            ["paragraphs"] = ["text"],
            ["claims"] = ["quote"],
            ["mentions"] = ["name"],
        };
        foreach (var (path, isWithheld) in new (string, Func<string, JsonObject, bool>)[]
        {
            (Open, (_, row) => row["note_id"]!.GetValue<string>() == "river"), (Bare, (table, _) => table != "claims"),
        })
        {
            var edition = TestRelease.Load(line.At(path));
            foreach (var table in full.Manifest.Tables.Select(t => t.Name))
            {
                var expected = full[$"data/{table}.jsonl"].TrimEnd('\n').Split('\n').Select(l => JsonNode.Parse(l)!.AsObject()).ToArray();
                foreach (var row in expected)
                    foreach (var column in withheld.GetValueOrDefault(table, []).Where(_ => isWithheld(table, row)))
                        row[column] = null;
                var found = edition[$"data/{table}.jsonl"].TrimEnd('\n').Split('\n').Select(l => JsonNode.Parse(l)!.AsObject());
                Assert.Equal(expected.Select(r => r.ToJsonString()), found.Select(r => r.ToJsonString()));
            }
        }
    }

    [Fact]
    public void No_file_of_an_edition_has_a_text_that_it_withholds()
    {
        line.Built();
        string[] texts = ["saw two boats", "The next day"];
        var files = Directory.GetFiles(line.At(Open), "*", SearchOption.AllDirectories);
        AssertEx.All(files, f =>
        {
            var content = Encoding.UTF8.GetString(File.ReadAllBytes(f));
            Assert.DoesNotContain(texts, t => content.Contains(t, StringComparison.Ordinal));
        });
        // So that this test can find one.
        Assert.Contains(texts[0], File.ReadAllText(line.At("dist/minimal-1.0.0/index.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_metadata_file_and_the_page_say_what_is_withheld()
    {
        line.Built();
        var release = TestRelease.Load(line.At(Open));
        Assert.Equal(
            "Notes that are finished. This is an edition of minimal that withholds text of notes (unless finished of notes is true) and "
                + "text of paragraphs (unless finished of notes is true) and quote of claims (unless finished of notes is true) and name "
                + "of mentions (unless finished of notes is true): such a value is null. All else is as in the full release of the same "
                + "version, which those who have the texts can restore.",
            release.Manifest.Description);
        foreach (var file in (string[])
            ["release.json", "README.md", "index.html", "datapackage.json", "croissant.json", "ro-crate-metadata.json", "CITATION.cff"])
            Assert.Contains("that withholds text of notes", release[file], StringComparison.Ordinal);
        Assert.Contains("\n## What is withheld\n", release["README.md"], StringComparison.Ordinal);
        Assert.Contains(
            "The running text. Withheld in this edition: null, unless finished of notes is true.", release["datapackage.json"],
            StringComparison.Ordinal);
        Assert.Equal("Two notes (minimal-bare)", TestRelease.Load(line.At(Bare)).Manifest.Title);
    }

    [Fact]
    public void The_schema_of_a_withheld_column_is_that_of_the_full_table_with_null()
    {
        var schema = """
            {"x": 1.50, "properties": {
             "a": {"$ref": "#/definitions/d", "description": "A.", "x-quote": true},
             "b": {"type": ["string", "null"], "description": "B.", "enum": ["k", null]},
             "c": {"type": "string", "enum": ["k"], "description": "C."}, "d": {"$ref": "#/definitions/d"}},
             "definitions": {"d": {"$ref": "#/definitions/e"}, "e": {"type": "string", "minLength": 1, "description": "E."}}}
            """;
        var withheld = new WithheldColumns("t", ["a", "b", "c"], null).Apply(Encoding.UTF8.GetBytes(schema));
        Assert.Equal(
            """
            {"x":1.50,"properties":{
            "a":{"description":"A. Withheld in this edition: null.","x-quote":true,"type":["string","null"],"minLength":1},
            "b":{"type":["string","null"],"description":"B. Withheld in this edition: null.","enum":["k",null]},
            "c":{"type":["string","null"],"enum":["k",null],"description":"C. Withheld in this edition: null."},
            "d":{"$ref":"#/definitions/d"}},
            "definitions":{"d":{"$ref":"#/definitions/e"},"e":{"type":"string","minLength":1,"description":"E."}}}
            """.ReplaceLineEndings(""), JsonNode.Parse(withheld)!.ToJsonString());
    }

    [Fact]
    public void Rules_between_columns_are_left_out_where_one_of_them_is_withheld()
    {
        var schema = """
            {"properties": {"a": {"type": "string", "description": "A."}}, "x-order": [["a", "b"], ["b", "c"]],
             "x-within": {"b": "a", "a": "c", "c": "b"},
             "allOf": [{"anyOf": [{"properties": {"b": {"enum": ["a"]}}}]}, {"anyOf": [{"properties": {"a": {"type": "null"}}}]}]}
            """;
        Assert.Equal(
            """
            {"properties":{"a":{"type":["string","null"],"description":"A. Withheld in this edition: null."}},
            "x-order":[["b","c"]],"x-within":{"c":"b"},"allOf":[{"anyOf":[{"properties":{"b":{"enum":["a"]}}}]}]}
            """.ReplaceLineEndings(""),
            JsonNode.Parse(new WithheldColumns("t", ["a"], null).Apply(Encoding.UTF8.GetBytes(schema)))!.ToJsonString());
        Assert.Equal(
            """{"x-order":[["b","c"]]}""",
            JsonNode.Parse(new WithheldColumns("t", ["a"], null).Apply(
                """{"x-order": [["b", "c"]], "x-within": {"a": "b"}, "allOf": []}"""u8.ToArray()))!.ToJsonString());
    }

    /// <summary>Texts with a byte-order mark, CRLF, no-break spaces and characters of two units; in two parts.</summary>
    [Fact]
    public void Every_kind_of_text_that_can_be_withheld_is_restored()
    {
        foreach (var (path, text) in DerivedSources.With())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(line.At("all/" + path))!);
            File.WriteAllText(line.At("all/" + path), text);
        }
        File.AppendAllText(line.At("all/seeds/dataset.yaml"), """
            editions:
              - name: derived-open
                withhold:
                  - {table: notes, columns: [document_text, document_full_text, motto, motto_prefix, motto_suffix]}
                  - {table: paragraphs, columns: [paragraph_text]}
                  - {table: claims, columns: [quote, quote_prefix, quote_suffix]}
                  - {table: mentions, columns: [mention_name]}

            """);
        var findings = new DiagnosticList();
        ReleaseBuilder.Build(new() { SourceFolder = line.At("all/seeds"), OutputFolder = line.At("all/dist"), PartCount = 2 }, findings);
        Assert.Empty(findings.Kept);
        var edition = line.At("all/dist/derived-open-1.0.0");
        foreach (var file in Directory.GetFiles(edition + "/data", "*.jsonl").Where(f => Path.GetFileName(f) != "people.jsonl"))
            Assert.DoesNotContain("Stone", File.ReadAllText(file), StringComparison.Ordinal);
        var restored = ReleaseRestorer.Restore(
            new() { ReleasePath = edition, TextsFolder = line.At("all/seeds"), OutputFolder = line.At("all/r") }, findings);
        Assert.Empty(findings.Kept);
        Assert.Empty(ReleaseComparison.Differences(line.At("all/dist/derived-1.0.0"), restored!.Path));
    }

    public static TheoryData<string, string> Lies => new()
    {
        { "DS6051", "a withheld text is there" }, { "DS6051", "a withheld name is there" }, { "DS6051", "a kept text is gone" },
        { "DS6050", "a kept text is another" }, { "DS6050", "a kept quote of a withheld text is another" },
        { "DS6051", "a kept quote of a withheld text is gone" }, { "DS6051", "a row is gone" },
        { "DS6051", "it is no edition" }, { "DS6051", "it says that it keeps more" }, { "DS6051", "it says that it withholds more" },
        { "DS6051", "it is of another dataset" }, { "DS6051", "it is of another version" },
        { "DS6051", "it names a column that is not there" },
        { "DS6051", "it does not say so in words" }, { "DS6051", "it withholds a table twice" }, { "DS6051", "the full schema is another" },
        { "DS6051", "it carries another file" }, { "DS6051", "it carries an edition" }, { "DS6004", "it carries no manifest" },
        { "DS6004", "it carries no schema" }, { "DS6010", "it carries a broken manifest" },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public void An_edition_that_is_not_what_it_says_is_refused(string rule, string lie)
    {
        var release = (lie.Contains("quote of a withheld", StringComparison.Ordinal) ? Built.Value.Bare : Built.Value.Open).Copy();
        var edition = release.Manifest.Edition!;
        void Edit(ReleaseEdition? other) => release.Manifest = release.Manifest with { Edition = other };
        void Row(string table, string from, string to)
        {
            release.Replace($"data/{table}.jsonl", from, to);
            release.SetRows(table, release[$"data/{table}.jsonl"]);
        }
        switch (lie)
        {
            case "a withheld text is there":
                Row("paragraphs", "\"text\":null}\n{", "\"text\":\"Ben saw two boats.\"}\n{");
                break;
            case "a withheld name is there":
                Row("mentions", "\"person_id\":\"ben\",\"name\":null", "\"person_id\":\"ben\",\"name\":\"Ben\"");
                break;
            case "a kept text is gone":
                Row("notes", "\"Ada Stone crossed the bridge in 12 minutes.\\n\\nIt was built in 1901.\"", "null");
                break;
            case "a kept text is another":
                Row("paragraphs", "crossed", "entered");
                break;
            case "a kept quote of a withheld text is another":
                Row("claims", "\"in 12 minutes\"", "\"in 1 minute\"");
                break;
            case "a kept quote of a withheld text is gone":
                release.Replace(
                    "schema/claims.schema.json", "say it.\", \"type\": \"string\"", "say it.\", \"type\": [\"string\", \"null\"]");
                Row("claims", "\"in 12 minutes\"", "null");
                break;
            case "a row is gone":
                var rows = release["data/mentions.jsonl"];
                release.SetRows("mentions", rows[..(rows.TrimEnd('\n').LastIndexOf('\n') + 1)]);
                break;
            case "it is no edition":
                Edit(null);
                break;
            case "it says that it keeps more":
                Edit(edition with { Withheld = [.. edition.Withheld.Skip(1)] });
                break;
            case "it says that it withholds more":
                Edit(edition with { Withheld = [.. edition.Withheld.Select(w => w with { Unless = null })] });
                break;
            case "it is of another dataset":
                Edit(edition with { Of = "other" });
                break;
            case "it is of another version":
                release.Manifest = release.Manifest with { Released = new(2026, 1, 2) };
                break;
            case "it names a column that is not there":
                Edit(edition with { Withheld = [.. edition.Withheld.Select(w => w with { Columns = [.. w.Columns, "no"] })] });
                break;
            case "it does not say so in words":
                release.Manifest = release.Manifest with { Description = "All." };
                break;
            case "it withholds a table twice":
                Edit(edition with { Withheld = [.. edition.Withheld, edition.Withheld[0]] });
                break;
            case "the full schema is another":
                release.Replace("full/schema/notes.schema.json", "The running text.", "The text.");
                break;
            case "it carries another file":
                release["full/data.jsonl"] = "{}\n";
                break;
            case "it carries an edition":
                release.Files["full/release.json"] = ManifestForm.Write(release.Manifest);
                break;
            case "it carries no manifest":
                release.Files.Remove("full/release.json");
                break;
            case "it carries no schema":
                release.Files.Remove("full/schema/notes.schema.json");
                break;
            default:
                release["full/release.json"] = "{}";
                break;
        }
        release.Seal();
        var found = release.Findings();
        Assert.Contains(found, f => f.Rule.Id == rule);
        Approved.Findings(found.Select(f => f.ToString()).Take(12), lie);
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public void Restored_from_the_texts_the_full_release_is_the_same_byte_for_byte(string edition)
    {
        line.Built();
        Texts();
        Directory.CreateDirectory(line.At("zips"));
        foreach (var release in new[] { line.At(edition), PackedZip.Of(line.At(edition), line.At("zips")) })
        {
            var (restored, findings) = Restore(release, "restored" + Path.GetExtension(release));
            Assert.Empty(findings);
            Assert.True(restored!.IsNew);
            Assert.Empty(ReleaseComparison.Differences(line.At("dist/minimal-1.0.0"), restored.Path));
            Assert.False(Restore(release, "restored" + Path.GetExtension(release)).Restored!.IsNew);
        }
    }

    [Fact]
    public void Of_a_signed_release_with_editions_each_is_signed_and_the_restored_one_is_what_was_signed()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(line.At("key.pem"), key.ExportECPrivateKeyPem());
        File.WriteAllText(line.At("pub.pem"), key.ExportSubjectPublicKeyInfoPem());
        var options = new BuildOptions
        {
            SourceFolder = line.At("seeds"),
            OutputFolder = line.At("dist"),
            SigningKeyPath = line.At("key.pem"),
        };
        Assert.IsType<BuildOutcome.Built>(ReleaseBuilder.Build(options, new()));
        Assert.IsType<BuildOutcome.AlreadyThere>(ReleaseBuilder.Build(options, new()));
        Texts();
        var restored = Restore(line.At(Open), "restored").Restored!.Path;
        File.Copy(line.At("dist/minimal-1.0.0/provenance.sigstore.json"), restored + "/provenance.sigstore.json");
        foreach (var release in new[] { line.At(Open), restored })
        {
            var findings = new DiagnosticList();
            ReleaseVerifier.Verify(release, new() { PublicKeyPath = line.At("pub.pem") }, findings, null, CancellationToken.None);
            Assert.Empty(findings.Kept);
        }
    }

    [Fact]
    public void A_text_that_is_missing_or_another_is_a_finding_and_nothing_is_written()
    {
        line.Built();
        Texts();
        File.Delete(line.At("texts/deep/1"));
        File.WriteAllText(line.At("texts/river.txt"), "Ben saw two goats.\n\nThe next day Ada saw two boats.\n");
        foreach (var edition in new[] { Open, Bare })
        {
            var (restored, findings) = Restore(line.At(edition), "restored");
            Assert.Null(restored);
            Approved.Findings(findings, edition);
            Assert.Equal(findings, Compare(line.At(edition)));
        }
        Assert.Empty(Directory.GetFileSystemEntries(line.At("restored")));
    }

    [Theory]
    [InlineData(
        "claims", "\"quote_start\":21,\"quote_end\":30,\"quote_text_start\":41,\"quote_text_end\":50",
        "\"quote_start\":13,\"quote_end\":22,\"quote_text_start\":33,\"quote_text_end\":42")]
    [InlineData(
        "mentions", "\"start\":13,\"end\":16,\"text_start\":33,\"text_end\":36",
        "\"start\":999,\"end\":1002,\"text_start\":33,\"text_end\":36")]
    [InlineData("notes", "\"title\":\"The river\"", "\"title\":\"A river\"")]
    public void What_only_the_texts_tell_of_a_changed_edition_is_found_with_them(string table, string from, string to)
    {
        line.Built();
        Texts();
        Assert.Empty(Compare(line.At(Open)));
        var release = Built.Value.Open.Copy();
        release.Replace($"data/{table}.jsonl", from, to);
        release.SetRows(table, release[$"data/{table}.jsonl"]);
        release.Seal();
        Assert.Empty(release.Verify());
        release.WriteTo(line.At("minimal-open-1.0.0"));
        var found = Compare(line.At("minimal-open-1.0.0"));
        AssertEx.All(found, f => Assert.Contains("DS8304", f, StringComparison.Ordinal));
        Approved.Findings(found, table);
        Assert.Null(Restore(line.At("minimal-open-1.0.0"), "restored").Restored);
    }

    [Fact]
    public void A_full_release_that_follows_another_is_restored_with_that()
    {
        line.Built().Corrected("1.0.0", "1.0.1", 1901).Built();
        Texts();
        Restore(line.At(Bare), "restored");
        Directory.CreateDirectory(line.At("alone"));
        Directory.Move(line.At("dist/minimal-bare-1.0.1"), line.At("alone/minimal-bare-1.0.1"));
        var (_, findings) = Restore(line.At("alone/minimal-bare-1.0.1"), "restored");
        Approved.Findings(findings);
        var (restored, none) = Restore(line.At("alone/minimal-bare-1.0.1"), "restored", line.At("restored/minimal-1.0.0"));
        Assert.Empty(none);
        Assert.Empty(ReleaseComparison.Differences(line.At("dist/minimal-1.0.1"), restored!.Path));
    }

    [Fact]
    public void Where_an_edition_is_refused_the_full_release_is_not_published_either()
    {
        line.Built().Version("1.0.0", "1.0.1")
            .Edit(
            "seeds/dataset.yaml", "      - {table: mentions, columns: [name]}\n",
            "      - {table: mentions, columns: [name]}\n      - {table: claims, columns: [quote]}\n");
        Approved.Findings(line.Refused());
    }

    [Fact]
    public void What_a_build_left_out_that_was_killed_between_two_of_them_the_next_one_publishes()
    {
        line.Built();
        var before = line.Snapshot();
        Directory.Delete(line.At(Open), recursive: true);
        Directory.Delete(line.At(Bare), recursive: true);
        var chain = JsonNode.Parse(line.Chain)!;
        var releases = chain["releases"]!.AsArray();
        while (releases.FirstOrDefault(r => r!["name"]!.GetValue<string>() != "minimal") is { } other)
            releases.Remove(other);
        using (var plain = new PublishedLine().Built())
            File.WriteAllText(line.At("dist/releases.json"), plain.Chain.Replace(
                plain.Chain.Split("\"checksumsDigest\": \"")[1].Split('"')[0], releases[0]!["checksumsDigest"]!.GetValue<string>(),
                StringComparison.Ordinal));
        Assert.IsType<BuildOutcome.AlreadyThere>(line.Build().Outcome);
        Assert.Equal(before, line.Snapshot());
    }

    [Fact]
    public void Of_several_parts_they_are_those_of_shards_and_the_texts_restore_the_full_release()
    {
        foreach (var part in new[] { "1/2", "2/2" })
            Assert.Equal(0, CommandRun.Of("shard", line.At("seeds"), "--part", part, "-o", line.At("shards")).Status);
        var assembly = CommandRun.Of("assemble", line.At("shards"), "--source", line.At("seeds"), "-o", line.At("dist"));
        Assert.Equal(0, assembly.Status);
        Assert.Equal(0, CommandRun.Of("build", line.At("seeds"), "-o", line.At("built"), "--parts", "2").Status);
        foreach (var release in new[] { "minimal-1.0.0", "minimal-open-1.0.0", "minimal-bare-1.0.0" })
            Assert.Empty(ReleaseComparison.Differences(line.At("built/" + release), line.At("dist/" + release)));
        Assert.True(File.Exists(line.At(Open + "/data/notes-00002-of-00002.parquet")));
        Texts();
        var (restored, findings) = Restore(line.At(Open), "restored");
        Assert.Empty(findings);
        Assert.Empty(ReleaseComparison.Differences(line.At("dist/minimal-1.0.0"), restored!.Path));
    }

    [Fact]
    public void Commands_take_an_edition_as_they_take_any_release()
    {
        line.Built().Corrected("1.0.0", "1.0.1", 1901).Built();
        Texts();
        var diff = CommandRun.Of("diff", line.At(Open), line.At("dist/minimal-open-1.0.1"));
        Assert.Equal(0, diff.Status);
        Assert.Contains("value 1901 -> 1902", diff.Out, StringComparison.Ordinal);
        var inspect = CommandRun.Of("inspect", line.At(Open), "paragraphs", "--rows", "9");
        Assert.Equal(0, inspect.Status);
        Assert.DoesNotContain("boats", inspect.Out, StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of("pack", line.At(Open), "-o", line.At("assets")).Status);
        Assert.Contains("minimal-open", File.ReadAllText(line.At("assets/release.json")), StringComparison.Ordinal);
        var verify = CommandRun.Of("verify", line.At(Open), "--source", line.At("texts"));
        Assert.EndsWith($" With the texts in {line.At("texts")} it gives the full tables.\n", verify.Error, StringComparison.Ordinal);
        var restore = CommandRun.Of("restore", line.At(Open), "--source", line.At("texts"), "-o", line.At("restored"));
        Assert.Equal(0, restore.Status);
        var again = CommandRun.Of(
            "restore", line.At(Open), "--source", line.At("texts"), "-o", line.At("restored"), "--format", "json");
        using (var json = JsonDocument.Parse(again.Out))
            Assert.Equal(
                ("unchanged", "minimal", "1.0.0", "sha256:".Length + 64), (
                    json.RootElement.GetProperty("result").GetProperty("outcome").GetString(),
                    json.RootElement.GetProperty("result").GetProperty("name").GetString(),
                    json.RootElement.GetProperty("result").GetProperty("version").GetString(),
                    json.RootElement.GetProperty("result").GetProperty("digest").GetString()!.Length));
        Assert.Equal(
            $"Restored {line.At("restored")}/minimal-1.0.0: the full release, byte for byte as it was published.\n", restore.LastError);
        var quiet = CommandRun.Of(
            "restore", line.At(Open), "--source", line.At("texts"), "-o", line.At("restored"), "--quiet");
        Assert.Equal((0, "", ""), (quiet.Status, quiet.Out, quiet.Error));
        var full = CommandRun.Of("restore", line.At("dist/minimal-1.0.0"), "--source", line.At("texts"), "-o", line.At("restored"));
        Assert.Equal(
            (3, $"dataset: Expected an edition at {line.At("dist/minimal-1.0.0")}, found minimal-1.0.0, the full release, which withholds "
                + "nothing: there is nothing to restore.\n"), (full.Status, full.Error));
        File.WriteAllText(line.At("restored/minimal-1.0.0/README.md"), "Mine.");
        var other = CommandRun.Of("restore", line.At(Open), "--source", line.At("texts"), "-o", line.At("restored"));
        Assert.Equal(3, other.Status);
        Assert.Equal("Mine.", File.ReadAllText(line.At("restored/minimal-1.0.0/README.md")));
    }

    /// <summary>The texts, under other names and in folders, with other files between them.</summary>
    private void Texts()
    {
        Directory.CreateDirectory(line.At("texts/deep"));
        File.Copy(line.At("seeds/notes/river.txt"), line.At("texts/deep/1"));
        File.Copy(line.At("seeds/notes/bridge.txt"), line.At("texts/2.text"));
        File.WriteAllText(line.At("texts/bridge.txt"), "Something else.\n");
    }

    private (RestoredRelease? Restored, IReadOnlyList<string> Findings) Restore(string release, string output, string? previous = null)
    {
        var findings = new DiagnosticList();
        var restored = ReleaseRestorer.Restore(
            new()
            {
                ReleasePath = release,
                TextsFolder = line.At("texts"),
                OutputFolder = line.At(output),
                PreviousReleasePath = previous,
                Jobs = 2,
            }, findings);
        return (restored, Lines(findings));
    }

    /// <summary>What <c>verify --source</c> finds.</summary>
    private IReadOnlyList<string> Compare(string release)
    {
        var findings = new DiagnosticList();
        var options = new VerifyOptions { Jobs = 2 };
        var outcome = ReleaseVerifier.Verify(release, options, findings, null, CancellationToken.None);
        SourceComparison.Compare(release, outcome.Manifest!, line.At("texts"), options, findings, null, CancellationToken.None);
        return Lines(findings);
    }

    private IReadOnlyList<string> Lines(DiagnosticList findings) =>
        [.. findings.Sorted().Select(d => d.ToString().Replace(line.At("") + "/", "", StringComparison.Ordinal))];
}
