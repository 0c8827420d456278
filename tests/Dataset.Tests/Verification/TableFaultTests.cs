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
    [InlineData(
        "\"ada\",\"names\"", "\"ada\", \"names\"",
        "r/data/people.jsonl(1,19): error DS6001: Expected ,\"names\":, found \", \\\"names\\\":")]
    [InlineData(
        "[\"Bo\"]}\n", "[\"Bo\"]}",
        "r/data/people.jsonl(2): error DS6001: Expected LF at the end of the last line, found the end of the file after 33 bytes.")]
    [InlineData("\"Bo\"", "\"B\\u006f\"", "r/data/people.jsonl(2,")]
    public void DS6001_JSON_Lines_of_another_form(string old, string @new, string expected)
    {
        release.Replace(JsonLines, old, @new);
        release.Seal();
        Assert.Contains(
            release.Verify(), l => l.StartsWith(expected.Replace("\\\"", "\"", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        "person_id,names", "person_id,name",
        "r/data/people.csv(1): error DS6001: Expected the header person_id,names, found \"person_id,name\".")]
    [InlineData("bo,", "bo,,", "r/data/people.csv(3): error DS6001: Expected 2 cells, found 3.")]
    [InlineData(
        "\"[\"\"Bo\"\"]\"", "Bo", "r/data/people.csv(3): error DS6001: Expected the JSON text of a list in column names, found \"Bo\".")]
    [InlineData("\"[\"\"Bo\"\"]\"", "\"[\"\"Bo\"\"]", "r/data/people.csv(")]
    public void DS6001_CSV_of_another_form(string old, string @new, string expected)
    {
        release.Replace(Csv, old, @new);
        release.Seal();
        Assert.StartsWith(expected, Assert.Single(release.Verify()), StringComparison.Ordinal);
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
    [InlineData(
        "rating", "\"rating\":0.5", "\"rating\":0.25",
        "Expected 0.5 in column rating of table notes, row person_id \"ada\", number 1, as in data/notes-00001-of-00002.jsonl(1), found "
            + "0.25.")]
    [InlineData(
        "written", "\"written\":\"1500-01-02\"", "\"written\":\"1500-01-03\"",
        "Expected \"1500-01-02\" in column written of table notes, row person_id \"ada\", number 2, as in "
            + "data/notes-00001-of-00002.jsonl(2), found \"1500-01-03\".")]
    [InlineData(
        "checked_at", "\"checked_at\":\"2026-01-03T04:05:06.789000Z\"", "\"checked_at\":null",
        "Expected \"2026-01-03T04:05:06.789000Z\" in column checked_at of table notes, row person_id \"ada\", number 1, as in "
            + "data/notes-00001-of-00002.jsonl(1), found null.")]
    [InlineData(
        "finished", "\"finished\":true", "\"finished\":false",
        "Expected true in column finished of table notes, row person_id \"ada\", number 1, as in data/notes-00001-of-00002.jsonl(1), found "
            + "false.")]
    [InlineData(
        "people", "\"people\":[]", "\"people\":[\"bo\"]",
        "Expected [] in column people of table notes, row person_id \"ada\", number 2, as in data/notes-00001-of-00002.jsonl(2), found "
            + "[\"bo\"].")]
    [InlineData(
        "text", "three.", "three!",
        "Expected \"One, \\\"two\\\"\\nthree.\" in column text of table notes, row person_id \"ada\", number 1, as in "
            + "data/notes-00001-of-00002.jsonl(1), found \"One, \\\"two\\\"\\nthree!\".")]
    public void DS6030_a_cell_changed_in_Parquet_is_named_by_table_key_and_column(string column, string old, string @new, string message)
    {
        var rows = TestReleases.Notes.Parts[0];
        Assert.Contains(old, rows, StringComparison.Ordinal);
        release.Files["data/notes-00001-of-00002.parquet"] = TestReleases.Notes.Encode(
            TableFormats.Parquet, rows.Replace(old, @new, StringComparison.Ordinal));
        release.Seal();
        Assert.Equal($"r/data/notes-00001-of-00002.parquet: error DS6030: {message}", Assert.Single(release.Verify()));
        Assert.Contains(column, message, StringComparison.Ordinal);
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
        var (before, after) = (new string('a', 17), new string('c', 37));
        Assert.Equal(
            [
                "r/data/people.csv: error DS6030: Expected [\"x\"] in column names of table people, row person_id \"b\", as in "
                    + "data/people.jsonl(2), found [\"y\"].",
                $"r/data/people.csv: error DS6030: Expected …{before}bridge{after}… in column names of table people, row person_id \"a\", "
                    + $"as in data/people.jsonl(1), found …{before}brigde{after}….",
            ],
            changed.Verify());
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
        Assert.Contains(
            "r/data/people.csv: error DS6031: Expected the row person_id \"bo\", as in data/people.jsonl(2), found the end of the file.",
            release.Verify());
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
        Assert.Equal(
            new[] { Csv, JsonLines, Parquet }.Select(f => $"r/{f}: error DS6032: Expected 3 rows, as release.json says, found 2."),
            release.Verify());
    }

    [Fact]
    public void DS6033_a_schema_of_another_title()
    {
        release.Manifest = release.Manifest with
        {
            Tables = [release.Manifest.Tables[0] with { Title = "Others" }, release.Manifest.Tables[1]],
        };
        release.Seal();
        Assert.Equal(
            ["r/schema/people.schema.json: error DS6033: Expected the title \"Others\", as release.json says, found \"People\"."],
            release.Verify());
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
        Assert.Contains(
            "r/data/people.jsonl(2): error DS6034: Expected a key after that of the previous row, person_id \"bo\", found person_id "
                + "\"ada\".", release.Verify());
        Assert.Equal(
            [
                "r/data/people.jsonl(2): error DS6034: Expected a key after that of the previous row, person_id \"ada\", found the same "
                    + "key again.",
            ],
            Of($"{lines[0]}\n{lines[0]}\n"));
        Assert.Equal(
            [
                "r/data/people-00002-of-00002.jsonl(1): error DS6034: Expected a key after that of the previous row, person_id \"bo\", "
                    + "found person_id \"ada\".",
            ],
            Of($"{lines[1]}\n", $"{lines[0]}\n"));
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
