using System.Text;
using Dataset.Formats;
using Dataset.Releases;
using Dataset.Verification;

namespace Dataset.Tests.Verification;

/// <summary>
/// Tables that are not what they should be although every checksum is right: a person who changes a cell can compute digests again, but
/// the other formats, the schema and the key order tell.
/// </summary>
public class TableFaultTests
{
    private const string JsonLines = "data/people.jsonl";
    private const string Csv = "data/people.csv";
    private const string Parquet = "data/people.parquet";
    private readonly TestRelease release = TestReleases.Small();

    [Theory]
    [InlineData("\"ada\",\"names\"", "\"ada\", \"names\"")]
    [InlineData("[\"Bo\"]}\n", "[\"Bo\"]}")]
    [InlineData("\"Bo\"", "\"B\\u006f\"")]
    public void DS6001_JSON_Lines_of_another_form(string old, string @new)
    {
        release.Replace(JsonLines, old, @new);
        release.Seal();
        Approved.Findings(release.Verify(), $"{old} | {@new}");
    }

    [Theory]
    [InlineData("person_id,names", "person_id,name")]
    [InlineData("bo,", "bo,,")]
    [InlineData("\"[\"\"Bo\"\"]\"", "Bo")]
    [InlineData("\"[\"\"Bo\"\"]\"", "\"[\"\"Bo\"\"]")]
    public void DS6001_CSV_of_another_form(string old, string @new)
    {
        release.Replace(Csv, old, @new);
        release.Seal();
        Approved.Findings(release.Verify(), $"{old} | {@new}");
    }

    [Fact]
    public void PQ1403_a_damaged_page_with_all_checksums_of_the_release_made_right()
    {
        var bytes = release.Files[Parquet];
        bytes[bytes.AsSpan().IndexOf("Ada"u8)] ^= 1;
        release.Seal();
        Assert.StartsWith("r/data/people.parquet: error PQ", Assert.Single(release.Verify()), StringComparison.Ordinal);
    }

    [Fact]
    public void PQ_another_file_in_the_place_of_a_table()
    {
        release.Files[Parquet] = release.Files["data/notes-00001-of-00002.parquet"];
        release.Seal();
        Assert.StartsWith(
            "r/data/people.parquet: error DS6001: Expected the table people, sorted by [person_id], with the columns ",
            Assert.Single(release.Verify()), StringComparison.Ordinal);
    }

    [Fact]
    public void DS6030_a_cell_changed_in_CSV_is_named_by_table_key_and_column()
    {
        release.Replace("data/notes-00001-of-00002.csv", "A bridge over the river.", "A bridge over the rivers.");
        release.Seal();
        Approved.Findings(release.Verify());
    }

    [Theory]
    [InlineData("rating", "\"rating\":0.5", "\"rating\":0.25")]
    [InlineData("written", "\"written\":\"1500-01-02\"", "\"written\":\"1500-01-03\"")]
    [InlineData("checked_at", "\"checked_at\":\"2026-01-03T04:05:06.789000Z\"", "\"checked_at\":null")]
    [InlineData("finished", "\"finished\":true", "\"finished\":false")]
    [InlineData("people", "\"people\":[]", "\"people\":[\"bo\"]")]
    [InlineData("text", "three.", "three!")]
    public void DS6030_a_cell_changed_in_Parquet_is_named_by_table_key_and_column(string column, string old, string @new)
    {
        var rows = TestReleases.Notes.Parts[0];
        Assert.Contains(old, rows, StringComparison.Ordinal);
        release.Files["data/notes-00001-of-00002.parquet"] = TestReleases.Notes.Encode(
            TableFormats.Parquet, rows.Replace(old, @new, StringComparison.Ordinal));
        release.Seal();
        Approved.Findings(release.Verify(), column);
    }

    [Fact]
    public void DS6030_a_cell_changed_in_JSON_Lines_is_found_by_both_other_formats()
    {
        release.Replace(JsonLines, "\"Bo\"", "\"Bob\"");
        release.Seal();
        Approved.Findings(release.Verify());
    }

    [Fact]
    public void DS6030_every_changed_cell_is_named_and_long_values_are_shown_where_they_differ()
    {
        var text = new string('a', 300) + "bridge" + new string('c', 300);
        var changed = TestRelease.Of(
            TestReleases.People with
            {
                Parts = [$"{{\"person_id\":\"a\",\"names\":[\"{text}\"]}}\n{{\"person_id\":\"b\",\"names\":[\"x\"]}}\n"],
            });
        changed.Replace(Csv, "bridge", "brigde");
        changed.Replace(Csv, "x", "y");
        changed.Seal();
        Approved.Findings(changed.Verify());
    }

    [Fact]
    public void DS6030_a_table_that_differs_everywhere_is_cut_off_with_a_word()
    {
        string Rows(string name) =>
            string.Concat(Enumerable.Range(0, 5000).Select(i => $"{{\"person_id\":\"{Letters(i)}\",\"names\":[\"{name}\"]}}\n"));
        var different = TestRelease.Of(TestReleases.People with { Parts = [Rows("a")] });
        different.Files[Csv] = TestReleases.People.Encode(TableFormats.Csv, Rows("b"));
        different.Seal();
        var findings = different.Verify();
        Assert.Equal(FormatComparison.MaximumDifferences, findings.Count);
        Assert.Single(
            findings, l => l.EndsWith("These are 1000 differences; the rest of the file was not compared.", StringComparison.Ordinal));
    }

    [Fact]
    public void DS6031_and_DS6032_a_row_missing_in_one_format_is_one_finding_of_each_rule()
    {
        release.Replace(Csv, "ada,\"[\"\"Ada\"\",\"\"Ada L.\"\"]\"\n", "");
        release.Seal();
        Approved.Findings(release.Verify());
    }

    [Fact]
    public void DS6031_the_last_row_missing_in_one_format()
    {
        release.Replace(Csv, "bo,\"[\"\"Bo\"\"]\"\n", "");
        release.Seal();
        Approved.Findings(release.Verify());
    }

    [Fact]
    public void DS6031_a_row_too_many_in_one_format_in_the_middle_and_at_the_end()
    {
        release.Replace(Csv, "bo,", "az,\"[\"\"Az\"\"]\"\nbo,");
        release[Csv] += "zz,\"[\"\"Z\"\"]\"\n";
        release.Seal();
        Approved.Findings(release.Verify());
    }

    [Fact]
    public void DS6032_fewer_rows_than_the_manifest_says_in_every_format()
    {
        var table = release.Manifest.Tables[0];
        release.Manifest = release.Manifest with
        {
            Tables = [table with { RowCount = 3, Parts = [table.Parts[0] with { RowCount = 3 }] }, release.Manifest.Tables[1]],
        };
        release.Seal();
        Approved.Findings(release.Verify());
    }

    [Fact]
    public void DS6033_a_schema_of_another_title()
    {
        release.Manifest = release.Manifest with
        {
            Tables = [release.Manifest.Tables[0] with { Title = "Others" }, release.Manifest.Tables[1]],
        };
        release.Seal();
        Approved.Findings(release.Verify());
    }

    [Fact]
    public void DS5nnn_a_schema_that_cannot_be_read_is_found_and_other_tables_are_still_checked()
    {
        release.Replace("schema/people.schema.json", "\"pattern\"", "\"patern\"");
        release.Replace("data/notes-00002-of-00002.csv", "=1+1", "=1+2");
        release.Seal();
        Assert.Equal(
            ["r/data/notes-00002-of-00002.csv: error DS6030", "r/schema/people.schema.json(6,69): error DS5"],
            release.Verify()
                .Select(
                    l => l[..(l.IndexOf("error DS", StringComparison.Ordinal) + (l.Contains("DS5", StringComparison.Ordinal) ? 9 : 12))]));
    }

    [Fact]
    public void DS6034_rows_out_of_order_or_twice_are_found_within_and_across_parts()
    {
        var lines = TestReleases.People.Parts[0].Split('\n');
        // The Parquet encoder takes no such rows, so these are not written by it.
        release[JsonLines] = $"{lines[1]}\n{lines[0]}\n";
        release.Seal();
        Approved.Findings(release.Verify(), "out of order");
        Approved.Findings(Of($"{lines[0]}\n{lines[0]}\n"), "twice");
        Approved.Findings(Of($"{lines[1]}\n", $"{lines[0]}\n"), "across parts");
    }

    [Fact]
    public void DS2nnn_a_value_that_breaks_the_schema_in_every_format_is_found()
    {
        Assert.Contains(
            "r/data/people.jsonl(1): error DS2103: ",
            Assert.Single(Of("{\"person_id\":\"A\",\"names\":[\"A\"]}\n")), StringComparison.Ordinal);
        Assert.Contains(
            "r/data/people.jsonl(2): error DS2108: ",
            Assert.Single(Of("{\"person_id\":\"a\",\"names\":[\"A\"]}\n{\"person_id\":\"b\",\"names\":[]}\n")), StringComparison.Ordinal);
    }

    [Fact]
    public void DS3003_a_reference_to_no_row_is_found()
    {
        var notes = TestReleases.Notes with
        {
            Parts = [TestReleases.Notes.Parts[0].Replace("[\"bo\"]", "[\"bo\",\"cy\"]", StringComparison.Ordinal)],
        };
        foreach (var dangling in new[] { TestRelease.Of(TestReleases.People, notes), TestRelease.Of(notes, TestReleases.People) })
            Assert.StartsWith("r/data/notes.jsonl(1): error DS3003: ", Assert.Single(dangling.Verify()), StringComparison.Ordinal);
    }

    [Fact]
    public void DS5nnn_a_reference_to_no_table_is_found()
    {
        AssertEx.All(
            TestRelease.Of(TestReleases.Notes).Verify(),
            l => Assert.StartsWith("r/schema/notes.schema.json(", l, StringComparison.Ordinal));
        Assert.NotEmpty(TestRelease.Of(TestReleases.Notes).Verify());
    }

    [Fact]
    public void A_reference_is_not_called_dangling_where_the_rows_it_leads_to_cannot_be_read()
    {
        release.Replace(JsonLines, "\"person_id\":\"bo\"", "\"person_id\": \"bo\"");
        release.Seal();
        AssertEx.All(release.Verify(), l => Assert.StartsWith("r/data/people.jsonl(2,", l, StringComparison.Ordinal));
    }

    [Fact]
    public void A_table_without_rows_is_sound() => Assert.Empty(Of(""));

    [Fact]
    public void Large_files_read_ahead_on_threads_of_their_own_give_the_same_findings()
    {
        var rows = string.Concat(
            Enumerable.Range(0, 20_000).Select(i => $"{{\"person_id\":\"{Letters(i)}\",\"names\":[\"{new string('n', 100)}\"]}}\n"));
        var large = TestRelease.Of(TestReleases.People with { Parts = [rows] });
        Assert.Empty(large.Verify(jobs: 8));
        large.Files[Csv] = TestReleases.People.Encode(
            TableFormats.Csv,
            rows.Replace($"{Letters(15_000)}\",\"names\":[\"n", $"{Letters(15_000)}\",\"names\":[\"m", StringComparison.Ordinal));
        large.Files[Parquet] = Encoding.UTF8.GetBytes("PAR1 and nothing else PAR1");
        large.Seal();
        var findings = large.Verify(jobs: 8);
        Assert.Equal(2, findings.Count);
        Assert.Contains(
            $"row person_id \"{Letters(15_000)}\", as in data/people.jsonl(15001), found ", findings[0], StringComparison.Ordinal);
        Assert.StartsWith("r/data/people.parquet: error PQ", findings[1], StringComparison.Ordinal);
        Assert.Equal(findings, large.Verify(jobs: 1));
    }

    private static IReadOnlyList<string> Of(params string[] parts) => TestRelease.Of(TestReleases.People with { Parts = parts }).Verify();

    /// <summary>Four letters in the order of the numbers.</summary>
    private static string Letters(int number) =>
        string.Concat(new[] { number / 17576, number / 676 % 26, number / 26 % 26, number % 26 }.Select(d => (char)('a' + d)));
}
