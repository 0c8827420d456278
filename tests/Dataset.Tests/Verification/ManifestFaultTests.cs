using System.Buffers;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases;

namespace Dataset.Tests.Verification;

/// <summary>
/// Manifests of another form, empty, or at odds with themselves; the other lists are made right, so that nothing else is found.
/// </summary>
public class ManifestFaultTests
{
    private readonly TestRelease release = TestReleases.Tiny();

    [Theory]
    [InlineData("\"manifest\": 1", "\"manifest\": 2")]
    [InlineData("\"manifest\": 1", "\"manifest\": 1.0")]
    [InlineData("\"name\": \"small\"", "\"name\": \"Small\"")]
    [InlineData("\"version\": \"1.0.0\",\n  \"released\"", "\"version\": \"1.0\",\n  \"released\"")]
    [InlineData("2026-01-31", "2026-02-31")]
    [InlineData("\"title\": \"Small\"", "\"title\": \"\"")]
    [InlineData("\"language\": \"en\",\n", "")]
    [InlineData("\"language\": \"en\"", "\"language\": \"en\", \"languages\": []")]
    [InlineData("\"rows\": 2,\n      \"content", "\"rows\": -2,\n      \"content")]
    [InlineData("\"keywords\": []", "\"keywords\": {}")]
    [InlineData("\"previous\": null", "\"previous\": \"0.9.0\"")]
    [InlineData("\"previous\": null", "\"previous\": {\"version\": \"0.9.0\"}")]
    [InlineData("\"name\": \"t\"", "\"name\": \"con\"")]
    [InlineData("\"name\": \"small\"", "\"name\": \"small\", \"\\u006eame\": \"other\"")]
    [InlineData("\"name\": \"small\"", "'name': \"small\"")]
    [InlineData("\"tables\": [", "\"parts\": \"2\",\n  \"tables\": [")]
    [InlineData("\"tables\": [", "\"parts\": 1,\n  \"tables\": [")]
    [InlineData("\"tables\": [", "\"parts\": 100000,\n  \"tables\": [")]
    public void DS6010_another_form_is_found_with_its_place(string old, string @new)
    {
        release.Replace("release.json", old, @new);
        release.SealChecksums();
        Approved.Findings(release.Verify(), $"{old} | {@new}");
    }

    [Theory]
    [InlineData("SHA256:")]
    [InlineData("md5:")]
    public void DS6010_a_digest_of_another_form_is_found(string prefix)
    {
        release.Replace("release.json", "\"digest\": \"sha256:", $"\"digest\": \"{prefix}");
        release.SealChecksums();
        Assert.Contains(
            release.Verify(),
            l => l.Contains(
                $"error DS6010: Expected sha256: and 64 lower-case hex digits for \"digest\" of a file, found \"{prefix}",
                StringComparison.Ordinal));
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
        var other = release.Copy();
        release.Replace("release.json", "seeds/a2500.txt", "seeds/a1000.txt");
        release.SealChecksums();
        Approved.Findings(release.Verify(), "path");
        other.Replace("release.json", "seeds/a2500.txt\",\n      \"sizeInBytes\": 1", "seeds/a2500.txt\",\n      \"sizeInBytes\":  1");
        other.SealChecksums();
        Approved.Findings(other.Verify(), "form");
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
        Approved.Findings(release.Verify(), "tables");

        release.Manifest = manifest with { Files = [] };
        release.SealManifest();
        Approved.Findings(release.Verify(), "files");

        release.Manifest = manifest with { Sources = [] };
        release.SealManifest();
        Approved.Findings(release.Verify(), "sources");

        release.Manifest = manifest with { Tables = [], Files = [], Sources = [] };
        release.SealManifest();
        Assert.Equal(3, release.Verify().Count);
    }

    [Fact]
    public void DS6011_a_table_without_parts_is_an_error()
    {
        release.Manifest = release.Manifest with { Tables = [release.Manifest.Tables[0] with { Parts = [] }] };
        release.SealManifest();
        Approved.Findings(release.Verify());
    }

    [Theory]
    [InlineData("\"keywords\": []", "\"keywords\": [ ]")]
    [InlineData("\"title\": \"Small\"", "\"title\": \"\\u0053mall\"")]
    [InlineData(
        "  \"version\": \"1.0.0\",\n  \"released\": \"2026-01-31\",\n", "  \"released\": \"2026-01-31\",\n  \"version\": \"1.0.0\",\n")]
    public void DS6012_the_same_in_another_form_is_found(string old, string @new)
    {
        release.Replace("release.json", old, @new);
        release.SealChecksums();
        Approved.Findings(release.Verify(), $"{old} | {@new}");
    }

    [Fact]
    public void DS6012_another_form_is_found_in_memory_that_is_no_array()
    {
        IReadOnlyList<string> Read(string text)
        {
            using var memory = new MemoryWithoutArray(Encoding.UTF8.GetBytes(text));
            var findings = new DiagnosticList();
            var manifest = ManifestForm.Read(memory.Memory, "release.json", findings);
            Assert.Equal(findings.HasErrors, manifest is null);
            return [.. findings.Kept.Select(d => d.Rule.Id)];
        }
        var json = release["release.json"];
        Assert.Empty(Read(json));
        Assert.Equal(["DS6012"], Read(json + "\n"));
        Assert.Equal(["DS6012"], Read(json.Replace("\"keywords\": []", "\"keywords\": [ ]", StringComparison.Ordinal)));
    }

    [Fact]
    public void DS6013_rows_that_are_not_those_of_the_parts()
    {
        Change(t => t with { RowCount = 3 });
        Approved.Findings(release.VerifyLists());
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
        Change(t => t with { ContentDigest = Digest.OfNothing });
        Approved.Findings(release.VerifyLists());
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
        Approved.Findings(release.VerifyLists());
    }

    [Fact]
    public void DS6013_a_file_of_no_table_among_the_data()
    {
        release.Files["data/u.csv"] = [];
        release.Seal();
        Approved.Findings(release.Verify());
    }

    [Fact]
    public void DS6013_a_file_of_a_table_that_is_not_listed()
    {
        release.Files.Remove("data/t.csv");
        release.Seal();
        Approved.Findings(release.Verify());
    }

    private void Change(Func<ManifestTable, ManifestTable> change)
    {
        release.Manifest = release.Manifest with { Tables = [change(release.Manifest.Tables[0])] };
        release.SealManifest();
    }

    /// <summary>Memory of which nobody is told the array behind it.</summary>
    private sealed class MemoryWithoutArray(byte[] bytes) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan() => bytes;

        public override MemoryHandle Pin(int elementIndex = 0) => bytes.AsMemory(elementIndex).Pin();

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
