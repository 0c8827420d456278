using Dataset.Tests.Comparison;

namespace Dataset.Tests.Cli;

public sealed class DiffTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dataset-test-").FullName;

    [Fact]
    public void Text_lists_rows_by_key_then_the_changes_and_the_version_they_ask_for()
    {
        var run = CommandRun.Of("diff", Old(), Changed("1.1.0"));
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Equal("""
            sample-1.0.0 -> sample-1.1.0

            notes:
              ~ note_id "bridge": lines 3 -> 4; rank = 7
              - note_id "river"
              ~ note_id "ärmel": rank = 7
              + note_id "ﬀ"
              1 row new, 1 gone, 1 with other values, 1 with values in new columns

            Changes:
              major  notes: 1 row is gone
              minor  notes.rank: the column is new, integer or null
              minor  notes: 1 row is new
              patch  notes: 1 row has other values

            Why major:
              notes: Rows are gone, which a row with another key also is. Users who hold their keys find nothing.

            This asks for a major version: 2.0.0 or later, and 1.1.0 is too low. Write version: 2.0.0 into dataset.yaml, and build again.

            """.ReplaceLineEndings("\n"), run.Out);
    }

    [Fact]
    public void Counts_alone_list_no_row()
    {
        var run = CommandRun.Of("diff", Old(), Changed("2.0.0"), "--stat");
        Assert.StartsWith(
            "sample-1.0.0 -> sample-2.0.0\n\nnotes: 1 row new, 1 gone, 1 with other values, 1 with values in new columns\n\nChanges:\n",
            run.Out, StringComparison.Ordinal);
        run = CommandRun.Of("diff", Old(), Changed("2.0.0"), "--stat", "--format", "json");
        Assert.Equal((2, "dataset: --stat is of the form text."), (run.Status, run.Error.Split('\n')[0]));
    }

    [Fact]
    public void Json_has_the_schema_of_a_table_whose_schema_changed()
    {
        using var json = System.Text.Json.JsonDocument.Parse(CommandRun.Of("diff", Old(), Changed("2.0.0"), "--format", "json").Out);
        var tables = json.RootElement.GetProperty("tables").EnumerateArray().ToDictionary(t => t.GetProperty("name").GetString()!);
        Assert.True(tables["notes"].GetProperty("schema").GetProperty("properties").TryGetProperty("rank", out var rank));
        Assert.Contains("integer", rank.GetRawText(), StringComparison.Ordinal);
        Assert.False(tables["people"].TryGetProperty("schema", out _));
    }

    [Fact]
    public void A_version_that_is_high_enough_is_said_to_be() =>
        Assert.EndsWith(
            "\n\nThis asks for a major version: 2.0.0 or later, which 2.0.0 is.\n", CommandRun.Of("diff", Old(), Changed("2.0.0")).Out,
            StringComparison.Ordinal);

    [Fact]
    public void Releases_that_are_exchanged_or_of_two_datasets_are_said_to_be()
    {
        Assert.EndsWith(
            "\n\nThis asks for a major version: 3.0.0 or later, and 1.0.0 is the older one: name it first to see what came after it.\n",
            CommandRun.Of("diff", Changed("2.0.0"), Old()).Out, StringComparison.Ordinal);
        Assert.EndsWith(
            "\n\nNothing changed, and 1.0.0 is the older one. Another release of the same content is 1.0.2 or later.\n",
            CommandRun.Of("diff", (new SampleRelease { Version = "1.0.1" }).Write(folder), Old()).Out, StringComparison.Ordinal);
        var other = (new SampleRelease { Name = "other" }).Write(folder);
        Assert.EndsWith(
            "\n\nThese are releases of two datasets, sample and other: as another version of sample the second would be 2.0.0 or later.\n",
            CommandRun.Of("diff", Old(), other).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_screen_no_word_is_broken()
    {
        var whole = CommandRun.Of("diff", Old(), Changed("1.1.0")).Out;
        var run = CommandRun.Of(t => t with { OutIsScreen = true, MeasureWidth = () => 60 }, "diff", Old(), Changed("1.1.0"));
        AssertEx.All(run.Out.Split('\n'), l => Assert.True(l.Length <= 60, l));
        Assert.Equal(Words(whole), Words(run.Out));

        static string[] Words(string text) => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public void Nothing_changed_is_said_in_a_line()
    {
        var run = CommandRun.Of("diff", Old(), (new SampleRelease { Version = "1.0.1" }).Write(folder));
        Assert.Equal(
            (0, "sample-1.0.0 -> sample-1.0.1\n\nNothing changed. Another release of the same content is 1.0.1 or later.\n", ""),
            (run.Status, run.Out, run.Error));
    }

    [Fact]
    public void Markdown_is_a_change_log()
    {
        var run = CommandRun.Of("diff", Old(), Changed("2.0.0"), "--format", "markdown");
        Assert.Equal((0, ""), (run.Status, run.Error));
        var lines = run.Out.Split('\n');
        Assert.Equal("# Changes in sample 2.0.0", lines[0]);
        Assert.Matches("^Since 1\\.0\\.0, the release whose `SHA256SUMS` has the digest `sha256:[0-9a-f]{64}`\\.", lines[2]);
        Assert.Equal("""
            This asks for a major version:

            - major: `notes`: 1 row is gone
            - minor: `notes.rank`: the column is new, integer or null
            - minor: `notes`: 1 row is new
            - patch: `notes`: 1 row has other values

            ## notes

            1 row new, 1 gone, 1 with other values, 1 with values in new columns.

            - changed: `note_id "bridge"`: `lines` `3` → `4`; `rank` `7`
            - gone: `note_id "river"`
            - changed: `note_id "ärmel"`: `rank` `7`
            - new: `note_id "ﬀ"`

            """.ReplaceLineEndings("\n"), string.Join('\n', lines[4..]));
    }

    [Fact]
    public void A_damaged_release_is_a_finding_and_not_a_difference()
    {
        var (old, now) = (Old(), Changed("2.0.0"));
        File.AppendAllText(Path.Combine(old, "data/notes.jsonl"), "{}\n");
        var run = CommandRun.Of("diff", old, now, "--format", "json");
        Assert.Equal(1, run.Status);
        Assert.StartsWith($"{old}/data/notes.jsonl(4,1): error DS6001: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_keeps_two_releases_from_being_compared_reaches_the_screen()
    {
        var empty = Directory.CreateDirectory(Path.Combine(folder, "empty")).FullName;
        using var process = CommandProcess.Start("diff", Old(), empty);
        var run = await process.EndAsync();
        Assert.Equal((1, ""), (run.Status, run.Out));
        Assert.StartsWith($"{empty}: error DS6009: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_file_that_still_reads_is_a_finding_too()
    {
        var (old, now) = (Old(), Changed("2.0.0"));
        var file = Path.Combine(old, "data/notes.jsonl");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"lines\":12", "\"lines\":13", StringComparison.Ordinal));
        var run = CommandRun.Of("diff", old, now);
        Assert.Equal(1, run.Status);
        Assert.StartsWith($"{old}/data/notes.jsonl: error DS6006: Expected sha256:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_out_of_order_cannot_be_compared()
    {
        var rows = SampleRelease.Notes.Parts[0];
        var now = new SampleRelease { Version = "1.1.0" }.Table(SampleRelease.Notes.WithRows(rows[0], rows[2], rows[1])).Write(folder);
        var run = CommandRun.Of("diff", Old(), now);
        Assert.Equal(1, run.Status);
        Assert.StartsWith($"{now}/data/notes.jsonl(3): error DS6034: ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SHA256SUMS", "DS6004")]
    [InlineData("release.json", "DS6004")]
    [InlineData("schema/notes.schema.json", "DS6004")]
    [InlineData("data/people.jsonl", "DS6004")]
    public void A_missing_file_is_named(string file, string rule)
    {
        var old = Old();
        File.Delete(Path.Combine(old, file));
        var run = CommandRun.Of("diff", old, Changed("2.0.0"));
        Assert.Equal((1, ""), (run.Status, run.Out));
        Assert.StartsWith($"{old}/{file}: error {rule}: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_that_was_changed_is_not_believed()
    {
        var old = Old();
        var manifest = Path.Combine(old, "release.json");
        File.WriteAllText(
            manifest, File.ReadAllText(manifest).Replace("\"version\": \"1.0.0\"", "\"version\": \"0.9.0\"", StringComparison.Ordinal));
        var run = CommandRun.Of("diff", old, Changed("2.0.0"));
        Assert.Equal((1, ""), (run.Status, run.Out));
        Assert.StartsWith($"{manifest}: error DS6006: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_release_there_is_status_3() => Assert.Equal(3, CommandRun.Of("diff", Old(), Path.Combine(folder, "none")).Status);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Old() => new SampleRelease().Write(folder);

    /// <summary>A row changed, one gone, one new, and a column new.</summary>
    private string Changed(string version)
    {
        var rows = SampleRelease.Notes.Parts[0];
        var notes = SampleRelease.Notes
            .Edit("\"person_id\"],\n", "\"person_id\", \"rank\"],\n")
            .Edit(
                "\"description\": \"Who wrote it.\", \"type\": [\"string\", \"null\"]}",
                "\"description\": \"Who wrote it.\", \"type\": [\"string\", \"null\"]},\n\"rank\": {\"description\": \"A rank.\", "
                    + "\"type\": [\"integer\", \"null\"]}")
            .WithRows(
                rows[0][..^1].Replace("\"lines\":3", "\"lines\":4", StringComparison.Ordinal) + ",\"rank\":7}",
                rows[2][..^1] + ",\"rank\":7}",
                """{"note_id":"ﬀ","kind":"long","lines":2,"share":null,"quote":"N","tags":[],"person_id":null,"rank":null}""");
        return new SampleRelease { Version = version }.Table(notes).Write(folder);
    }
}
