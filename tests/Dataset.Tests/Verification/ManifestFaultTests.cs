using System.Globalization;
using Dataset.Files;
using Dataset.Releases;

namespace Dataset.Tests.Verification;

/// <summary>
/// Manifests of another form, empty, or at odds with themselves; the other lists are made right, so that nothing else is found.
/// </summary>
public class ManifestFaultTests
{
    private const string Empty = "r/release.json(1,1): error DS6011: Expected at least one entry of ";
    private readonly TestRelease release = TestReleases.Tiny();

    [Theory]
    [InlineData(
        "\"manifest\": 1", "\"manifest\": 2",
        "r/release.json(1,1): error DS6010: Expected a manifest of form 1, found form 2, which another version of this tool reads.")]
    [InlineData(
        "\"manifest\": 1", "\"manifest\": 1.0",
        "r/release.json(3,15): error DS6010: Expected a whole number from 0 for \"manifest\" of the manifest, found the number 1.0.")]
    [InlineData(
        "\"name\": \"small\"", "\"name\": \"Small\"",
        "r/release.json(4,11): error DS6010: Expected at most 64 lower-case letters, digits and hyphens, a letter or digit first"
            + " for \"name\" of the "
            + "manifest, found \"Small\".")]
    [InlineData(
        "\"version\": \"1.0.0\",\n  \"released\"", "\"version\": \"1.0\",\n  \"released\"",
        "r/release.json(5,14): error DS6010: Expected a version such as 1.0.0 for \"version\" of the manifest, found \"1.0\".")]
    [InlineData(
        "2026-01-31", "2026-02-31",
        "r/release.json(6,15): error DS6010: Expected a day such as 2026-01-31 for \"released\" of the manifest, found \"2026-02-31\".")]
    [InlineData(
        "\"title\": \"Small\"", "\"title\": \"\"",
        "r/release.json(8,12): error DS6010: Expected one line of text for \"title\" of the manifest, found \"\".")]
    [InlineData(
        "\"language\": \"en\",\n", "",
        "r/release.json(1,1): error DS6010: Expected the manifest to have the member \"language\", found none of that name.")]
    [InlineData(
        "\"language\": \"en\"", "\"language\": \"en\", \"languages\": []",
        "r/release.json(10,21): error DS6010: Expected the manifest to have no members but ")]
    [InlineData(
        "\"rows\": 2,\n      \"content", "\"rows\": -2,\n      \"content",
        "r/release.json(48,15): error DS6010: Expected a whole number from 0 for \"rows\" of a table, found the number -2.")]
    [InlineData(
        "\"keywords\": []", "\"keywords\": {}",
        "r/release.json(12,15): error DS6010: Expected a list for \"keywords\" of the manifest, found an empty mapping.")]
    [InlineData(
        "\"previous\": null", "\"previous\": \"0.9.0\"",
        "r/release.json(7,15): error DS6010: Expected the previous release to be an object, found \"0.9.0\".")]
    [InlineData(
        "\"previous\": null", "\"previous\": {\"version\": \"0.9.0\"}",
        "r/release.json(7,15): error DS6010: Expected the previous release to have the member \"checksumsDigest\", found none of "
            + "that name.")]
    [InlineData(
        "\"digest\": \"sha256:", "\"digest\": \"SHA256:",
        "error DS6010: Expected sha256: and 64 lower-case hex digits for \"digest\" of a file, found \"SHA256:")]
    [InlineData(
        "\"digest\": \"sha256:", "\"digest\": \"md5:",
        "error DS6010: Expected sha256: and 64 lower-case hex digits for \"digest\" of a file, found \"md5:")]
    [InlineData(
        "\"name\": \"t\"", "\"name\": \"con\"",
        "error DS6010: Expected at most 64 lower-case letters, digits and underscores, a letter first"
            + " for \"name\" of a table, found \"con\".")]
    [InlineData(
        "\"name\": \"small\"", "\"name\": \"small\", \"\\u006eame\": \"other\"",
        "r/release.json(4,20): error DS1101: Expected each key once, found \"name\" again; it is at r/release.json(4,3) already.")]
    [InlineData("\"name\": \"small\"", "'name': \"small\"", "r/release.json(4,3): error DS1104: ")]
    [InlineData(
        "\"tables\": [", "\"parts\": \"2\",\n  \"tables\": [",
        "error DS6010: Expected a whole number from 2 to 99999 for \"parts\" of the manifest, found \"2\".")]
    [InlineData("\"tables\": [", "\"parts\": 1,\n  \"tables\": [", "found the number 1.")]
    [InlineData("\"tables\": [", "\"parts\": 100000,\n  \"tables\": [", "found the number 100000.")]
    public void DS6010_another_form_is_found_with_its_place(string old, string @new, string expected)
    {
        release.Replace("release.json", old, @new);
        release.SealChecksums();
        Assert.Contains(release.Verify(), l => l.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void DS6010_every_problem_is_found_at_once()
    {
        release.Replace("release.json", "\"name\": \"small\"", "\"name\": 1");
        release.Replace("release.json", "2026-01-31", "31.1.2026");
        release.Replace("release.json", "\"path\": \"data/t.csv\"", "\"path\": \"data\\\\t.csv\"");
        release.SealChecksums();
        Assert.Equal(["DS6010", "DS6010", "DS6003"], release.Findings().Select(f => f.Rule.Id));
    }

    [Fact]
    public void DS6010_files_out_of_order_are_found()
    {
        release.Manifest = release.Manifest with { Files = [.. release.Manifest.Files.Reverse()] };
        release.SealManifest();
        AssertEx.All(
            release.Verify(), l => Assert.Contains("error DS6010: Expected files sorted by path, found ", l, StringComparison.Ordinal));
    }

    [Fact]
    public void DS6010_a_fault_far_down_a_long_list_is_found_with_its_place()
    {
        release.Manifest = release.Manifest with
        {
            Sources = [
                .. Enumerable.Range(1000, 2000).Select(i => new ReleaseFile(RelativePath.Parse($"seeds/a{i}.txt"), 1, Digest.OfNothing)),
            ],
        };
        release.Seal();
        Assert.Empty(release.Verify());
        var place = release["release.json"].Split('\n').ToList()
            .FindIndex(l => l.Contains("seeds/a2500.txt", StringComparison.Ordinal)) + 1;
        var other = release.Copy();
        release.Replace("release.json", "seeds/a2500.txt", "seeds/a1000.txt");
        release.SealChecksums();
        Assert.Equal(
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"r/release.json({place - 1},5): error DS6003: Expected each path once, found \"seeds/a1000.txt\" again; it is at "
                        + $"r/release.json({place - 1 - (1500 * 5)},5) already."),
            ], release.Verify());
        other.Replace("release.json", "seeds/a2500.txt\",\n      \"sizeInBytes\": 1", "seeds/a2500.txt\",\n      \"sizeInBytes\":  1");
        other.SealChecksums();
        Assert.Equal(
            [FormattableString.Invariant($"r/release.json({place + 1},22): error DS6012: Expected \"1,\", found \" 1,\".")],
            other.Verify());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("\0")]
    public void DS6010_a_manifest_of_nothing_is_never_fine(string manifest)
    {
        release["release.json"] = manifest;
        release.SealChecksums();
        Assert.NotEmpty(release.Verify());
        AssertEx.All(release.Verify(), l => Assert.StartsWith("r/release.json", l, StringComparison.Ordinal));
    }

    [Fact]
    public void DS6011_no_tables_no_files_no_sources_are_each_an_error()
    {
        var manifest = release.Manifest;
        release.Manifest = manifest with { Tables = [] };
        release.SealManifest();
        Assert.Equal([Empty + "\"tables\" of the manifest, found none."], release.Verify());

        release.Manifest = manifest with { Files = [] };
        release.SealManifest();
        Assert.Equal([Empty + "\"files\" of the manifest, found none."], release.Verify());

        release.Manifest = manifest with { Sources = [] };
        release.SealManifest();
        Assert.Equal([Empty + "\"sources\" of the manifest, found none."], release.Verify());

        release.Manifest = manifest with { Tables = [], Files = [], Sources = [] };
        release.SealManifest();
        Assert.Equal(3, release.Verify().Count);
    }

    [Fact]
    public void DS6011_a_table_without_parts_is_an_error()
    {
        release.Manifest = release.Manifest with { Tables = [release.Manifest.Tables[0] with { Parts = [] }] };
        release.SealManifest();
        Assert.Contains(
            "error DS6011: Expected at least one entry of \"parts\" of a table, found none.", Assert.Single(release.Verify()),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"keywords\": []", "\"keywords\": [ ]", "r/release.json(12,16): error DS6012: Expected \"],\", found \" ],\".")]
    [InlineData(
        "\"title\": \"Small\"", "\"title\": \"\\u0053mall\"",
        "r/release.json(8,13): error DS6012: Expected \"Small\\\",\", found \"\\\\u0053mall\\\",\".")]
    [InlineData(
        "  \"version\": \"1.0.0\",\n  \"released\": \"2026-01-31\",\n", "  \"released\": \"2026-01-31\",\n  \"version\": \"1.0.0\",\n",
        "r/release.json(5,4): error DS6012: ")]
    public void DS6012_the_same_in_another_form_is_found(string old, string @new, string expected)
    {
        release.Replace("release.json", old, @new);
        release.SealChecksums();
        Assert.StartsWith(
            expected.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal),
            Assert.Single(release.Verify()), StringComparison.Ordinal);
    }

    [Fact]
    public void DS6013_rows_that_are_not_those_of_the_parts()
    {
        Change(t => t with { RowCount = 3 });
        Assert.Equal(["r/release.json: error DS6013: Expected table t to have the rows of its parts, 2, found 3."], release.VerifyLists());
    }

    [Fact]
    public void DS6013_more_rows_than_a_number_holds()
    {
        Change(t => t with { Parts = [t.Parts[0] with { RowCount = long.MaxValue }, t.Parts[0] with { RowCount = long.MaxValue }] });
        Assert.Contains(
            "r/release.json: error DS6013: Expected table t to have the rows of its parts, 18446744073709551614, found 2.",
            release.Verify());
    }

    [Fact]
    public void DS6013_a_content_digest_that_is_not_that_of_the_rows()
    {
        var right = release.Manifest.Tables[0].ContentDigest;
        Change(t => t with { ContentDigest = Digest.OfNothing });
        Assert.Equal(
            [
                $"r/release.json: error DS6013: Expected {right} as the content digest of table t, which follows from its JSON Lines, "
                    + $"found {Digest.OfNothing}.",
            ],
            release.VerifyLists());
    }

    [Fact]
    public void DS6013_a_schema_or_file_of_another_name()
    {
        Change(t => t with { Schema = ReleaseLayout.ManifestSchema });
        Assert.Contains(
            "r/release.json: error DS6013: Expected schema/t.schema.json as the schema of table t, found schema/release.schema.json.",
            release.Verify());

        var swapped = TestReleases.Tiny();
        swapped.Manifest = swapped.Manifest with
        {
            Tables = [swapped.Manifest.Tables[0] with { Parts = [new(2, [.. swapped.Manifest.Tables[0].Parts[0].Files.Reverse()])] }],
        };
        swapped.SealManifest();
        Assert.Contains(
            "r/release.json: error DS6013: Expected data/t.jsonl as a file of table t, found data/t.parquet.", swapped.Verify());
    }

    [Fact]
    public void DS6013_a_table_twice()
    {
        release.Manifest = release.Manifest with { Tables = [release.Manifest.Tables[0], release.Manifest.Tables[0]] };
        release.SealManifest();
        Assert.Equal(["r/release.json: error DS6013: Expected each table once, found t again."], release.VerifyLists());
    }

    [Fact]
    public void DS6013_a_file_of_no_table_among_the_data()
    {
        release.Files["data/u.csv"] = [];
        release.Seal();
        Assert.Equal(
            ["r/release.json: error DS6013: Expected only files of tables in data and schema, found data/u.csv, which no table names."],
            release.Verify());
    }

    [Fact]
    public void DS6013_a_file_of_a_table_that_is_not_listed()
    {
        release.Files.Remove("data/t.csv");
        release.Seal();
        Assert.Equal(
            [
                "r/release.json: error DS6013: Expected every file of a table, and schema/release.schema.json, among the files, found no "
                    + "data/t.csv there.",
            ],
            release.Verify());
    }

    private void Change(Func<ManifestTable, ManifestTable> change)
    {
        release.Manifest = release.Manifest with { Tables = [change(release.Manifest.Tables[0])] };
        release.SealManifest();
    }
}
