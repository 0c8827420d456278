using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Dataset.Schemas;
using Dataset.Syntax;

namespace Dataset.Tests.Verification;

/// <summary>
/// A release in which a column does not say what the release's own texts, names and sources give, in every format and with all lists right
/// again: verification derives each column again and finds it.
/// </summary>
public class DerivedColumnTests
{
    /// <summary>Nothing to derive of a document but its key, its file and its text.</summary>
    private const string TextAndFile = "paragraphs;claims;mentions;people;notes document.path;notes document.sha256;"
        + "notes document.bytes;notes document.fullText;notes document.characters;notes document.words;notes document.paragraphs;"
        + "notes motto.prefix;notes motto.suffix;notes motto.paragraph;notes motto.start;notes motto.end;notes motto.textStart;"
        + "notes motto.textEnd";

    private const string TextAlone = TextAndFile + ";notes document.file";

    private static readonly Lazy<TestRelease> Whole = new(() => Built(""));
    private static readonly ConcurrentDictionary<string, Lazy<TestRelease>> Releases = new(StringComparer.Ordinal);

    /// <summary>What a dataset may do without: each is sound as it was built.</summary>
    public static TheoryData<string> Leaner =>
    [
        "", "paragraphs;notes document.paragraphs", "paragraphs;notes document.text", "paragraphs paragraph.role",
        "paragraphs paragraph.role;paragraphs paragraph.textStart;paragraphs paragraph.textEnd",
        "paragraphs paragraph.role;paragraphs paragraph.textStart;paragraphs paragraph.textEnd;notes document.text",
        "paragraphs paragraph.number", "mentions mention.number", "notes document.text", "claims", "mentions", "people;mentions",
        "notes document.file", "notes document.path", "notes document.file;notes document.path",
        "notes document.file;notes document.path;notes document.sha256;notes document.bytes",
        "claims quote.textStart;mentions mention.textEnd", TextAndFile, TextAlone,
    ];

    public static TheoryData<string, string> Derivations
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var table in Whole.Value.Manifest.Tables)
                foreach (var (name, column) in Properties(Whole.Value, table.Name))
                    if (column["x-derived"] is { } derivation)
                        data.Add(table.Name, name);
            return data;
        }
    }

    [Fact]
    public void Each_derivation_there_is_has_a_column()
    {
        var derived = Whole.Value.Manifest.Tables.SelectMany(t => Properties(Whole.Value, t.Name))
            .Select(p => p.Column["x-derived"]?.GetValue<string>()).OfType<string>().ToHashSet();
        foreach (var derivation in Derivation.All)
            Assert.Contains(derivation.Name.Replace("COLUMN", "quote", StringComparison.Ordinal), derived);
    }

    [Fact]
    public void Full_text_surroundings_and_names_of_mentions_are_those_of_the_text()
    {
        string[] Values(string table, string column) =>
            [.. Lines(Whole.Value, table).Select(l => JsonNode.Parse(l)![column]?.GetValue<string>() ?? "null")];
        Assert.Equal(
            [
                "The bridge\n\nAda Stone crossed the bridge,\nas écoles do.\n\nBen saw Ada.", "One line with Ada Stone 😀 and Ben.",
                "Nothing.",
            ],
            Values("notes", "document_full_text"));
        Assert.Equal(["seeds/notes/a.txt", "seeds/notes/b.txt", "seeds/notes/c.txt"], Values("notes", "document_path"));
        Assert.Equal(
            ["null", "da Stone crossed the bridge,\nas ", "Ben saw ", "null", "One line with Ada ", "The "],
            Values("claims", "quote_prefix"));
        Assert.Equal(["null", ".", ".", "null", " Ben.", "null"], Values("claims", "quote_suffix"));
        Assert.Equal(["null", "null", "null"], Values("notes", "motto_prefix"));
        Assert.Equal([".", "null", "null"], Values("notes", "motto_suffix"));
        Assert.Equal(["a-m0001", "a-m0002", "a-m0003", "b-m0001", "b-m0002"], Values("mentions", "mention_id"));
    }

    [Theory]
    [MemberData(nameof(Leaner))]
    public void What_was_built_is_sound_whatever_the_dataset_does_without(string without)
    {
        var release = Built(without);
        Assert.Empty(release.Verify());
        // So that what is found of a changed one is not about how it was sealed.
        var sealedAnew = release.Copy();
        foreach (var table in release.Manifest.Tables)
            sealedAnew.SetRows(table.Name, release[table.Parts[0].Files[0].Value]);
        sealedAnew.Seal();
        Assert.Empty(sealedAnew.Verify());
    }

    [Theory]
    [MemberData(nameof(Derivations))]
    public void DS6050_a_derived_value_that_is_another_is_found_in_the_first_row_and_the_last(string table, string column)
    {
        var lines = Lines(Whole.Value, table);
        // Another key of the first row would not be in order.
        var isKey = Whole.Value[$"schema/{table}.schema.json"].Split("\"x-primaryKey\":")[1].Split(']')[0].Contains(
            $"\"{column}\"", StringComparison.Ordinal);
        foreach (var row in new[] { isKey ? lines.Length - 1 : 0, lines.Length - 1 })
        {
            var record = JsonNode.Parse(lines[row])!.AsObject();
            record[column] = Another(record, column);
            var found = Changed(Whole.Value, table, row, record).Findings();
            Assert.True(found.Count > 0, $"{table}.{column} of row {row + 1} is {record[column]} and nothing is found.");
            AssertEx.All(found, f => Assert.Equal("DS6050", f.Rule.Id));
        }
    }

    public static TheoryData<string, int, string, string> Forgeries => new()
    {
        { "notes", 0, "document_text", "\"Ada Stone never crossed the bridge,\\nas écoles do.\\n\\nBen saw Ada.\"" },
        { "notes", 0, "document_text", "\"The bridge\\n\\nAda Stone crossed the bridge,\\nas écoles do.\\n\\nBen saw Ada.\"" },
        { "notes", 0, "document_text", "\"Ada Stone crossed the bridge,\\nas écoles do.\\n\\nBen saw Ada. \"" },
        { "notes", 0, "document_text", "null" },
        { "notes", 0, "document_words", "0" },
        { "notes", 1, "document_file", "\"notes/a.txt\"" },
        { "notes", 1, "document_file", "\"notes/z.txt\"" },
        { "notes", 1, "document_file", "null" },
        { "notes", 1, "document_path", "\"seeds/notes/a.txt\"" },
        { "notes", 1, "document_path", "null" },
        { "notes", 1, "document_full_text", "\"One line with Ada Stone 😀 and Ben.\\n\\nThe end\"" },
        { "notes", 0, "motto", "\"Ben saw Eva\"" },
        { "notes", 0, "motto", "\"Ada\"" },
        { "paragraphs", 1, "paragraph_text", "\"Ada Stone crossed the bridge,\\n\\nas écoles do.\"" },
        { "paragraphs", 1, "paragraph_text", "\" Ada Stone crossed the bridge,\\nas écoles do.\"" },
        { "paragraphs", 1, "paragraph_text", "\"Ada Stone crossed the bridge,\\nas écoles did.\"" },
        { "paragraphs", 0, "paragraph_role", "\"body\"" },
        { "paragraphs", 2, "paragraph_role", "\"headline\"" },
        { "paragraphs", 2, "paragraph_number", "4" },
        { "paragraphs", 1, "paragraph_line", "2" },
        { "paragraphs", 2, "paragraph_line", "5" },
        { "paragraphs", 1, "paragraph_byte_start", "0" },
        { "paragraphs", 2, "paragraph_byte_end", "999" },
        { "claims", 0, "quote", "\"The river\"" },
        { "claims", 0, "quote", "null" },
        { "claims", 2, "quote_paragraph", "1" },
        { "claims", 2, "quote_paragraph", "9" },
        { "claims", 3, "quote_start", "0" },
        { "claims", 3, "quote", "\"Ben\"" },
        { "mentions", 0, "mention_name", "\"Ada\"" },
        { "mentions", 0, "mention_entity", "\"ben\"" },
        { "mentions", 0, "mention_entity", "\"zoe\"" },
        { "mentions", 1, "mention_end", "99999" },
        { "people", 1, "names", "[\"Ben\",\"The end\"]" },
        { "people", 1, "names", "[\"Eva\"]" },
        { "events", 2, "record_number", "4" },
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public void DS6050_a_row_that_says_another_thing_is_found(string table, int row, string column, string value)
    {
        var record = JsonNode.Parse(Lines(Whole.Value, table)[row])!.AsObject();
        record[column] = JsonNode.Parse(value);
        var findings = Changed(Whole.Value, table, row, record).Findings();
        AssertEx.All(findings, f => Assert.Equal("DS6050", f.Rule.Id));
    }

    [Theory]
    [InlineData("paragraphs", 1)]
    [InlineData("paragraphs", 5)]
    [InlineData("mentions", 0)]
    [InlineData("mentions", 4)]
    [InlineData("claims", 1)]
    [InlineData("notes", 2)]
    [InlineData("events", 0)]
    public void DS6050_a_row_that_is_left_out_is_found(string table, int row)
    {
        var release = Whole.Value.Copy();
        release.SetRows(table, string.Concat(Lines(release, table).Where((_, i) => i != row).Select(l => l + "\n")));
        release.Seal();
        Assert.Contains(release.Findings(), f => f.Rule.Id == "DS6050");
    }

    [Theory]
    [InlineData("paragraphs;notes document.paragraphs", "notes", 0, "document_characters", "3")]
    [InlineData("paragraphs;notes document.paragraphs", "notes", 0, "document_words", "3")]
    [InlineData("paragraphs;notes document.paragraphs", "notes", 1, "document_text", "\"Two  \"")]
    [InlineData("paragraphs;notes document.paragraphs", "claims", 1, "quote", "\"École do\"")]
    [InlineData("paragraphs;notes document.paragraphs", "claims", 1, "quote_text_start", "1")]
    [InlineData("paragraphs;notes document.paragraphs", "claims", 1, "quote_end", "1")]
    [InlineData("paragraphs;notes document.paragraphs", "claims", 3, "row_number", "7")]
    [InlineData("paragraphs;notes document.paragraphs", "mentions", 0, "mention_text_end", "77")]
    [InlineData("paragraphs;notes document.paragraphs", "mentions", 0, "mention_entity", "\"ben\"")]
    [InlineData("paragraphs;notes document.text", "claims", 0, "quote_end", "99")]
    [InlineData("paragraphs;notes document.text", "mentions", 0, "mention_name", "\"Stone Ada\"")]
    [InlineData("paragraphs paragraph.role", "paragraphs", 2, "paragraph_text_start", "null")]
    [InlineData("paragraphs paragraph.number", "paragraphs", 1, "paragraph_text", "\"B\"")]
    [InlineData("mentions mention.number", "mentions", 0, "mention_name", "\"Ada\"")]
    [InlineData("notes document.file", "notes", 1, "document_sha256", "\"00\"")]
    [InlineData("notes document.file", "notes", 1, "document_bytes", "1")]
    [InlineData(TextAlone, "notes", 1, "document_text", "\"Two \"")]
    [InlineData(TextAlone, "notes", 2, "document_text", "\"Two\\n\"")]
    [InlineData(TextAlone, "notes", 0, "document_text", "\"One\\n\\n\\nTwo\"")]
    [InlineData(TextAndFile, "notes", 2, "document_key", "\"d\"")]
    public void DS6050_what_can_be_told_of_a_leaner_release_is(string without, string table, int row, string column, string value)
    {
        var release = Built(without);
        var record = JsonNode.Parse(Lines(release, table)[row])!.AsObject();
        record[column] = JsonNode.Parse(value);
        var findings = Changed(release, table, row, record).Findings();
        AssertEx.All(findings, f => Assert.Equal("DS6050", f.Rule.Id));
    }

    [Fact]
    public void A_finding_names_file_line_column_and_both_values()
    {
        var record = JsonNode.Parse(Lines(Whole.Value, "claims")[1])!.AsObject();
        record["quote_start"] = 0;
        Approved.Findings(Changed(Whole.Value, "claims", 1, record).Verify());
    }

    [Theory]
    [InlineData("notes", "document.words", "document.wordz")]
    [InlineData("paragraphs", "paragraph.words", "mention.name")]
    [InlineData("events", "record.number", "document.text")]
    [InlineData("claims", "quote.start", "said.start")]
    public void A_derivation_that_no_build_takes_is_refused(string table, string old, string @new)
    {
        var release = Whole.Value.Copy();
        release.Replace($"schema/{table}.schema.json", $"\"{old}\"", $"\"{@new}\"");
        release.Seal();
        Assert.Contains(release.Findings(), f => f.Location.Path == $"r/schema/{table}.schema.json");
    }

    /// <summary>A release without some tables and columns, built once.</summary>
    private static TestRelease Built(string without) => Releases.GetOrAdd(
        without, w => new(() => BuiltForTests.Of(DerivedSources.With(w.Split(';'))))).Value;

    private static TestRelease Changed(TestRelease sound, string table, int row, JsonObject record)
    {
        var (release, lines) = (sound.Copy(), Lines(sound, table));
        lines[row] = JsonText(record);
        release.SetRows(table, string.Concat(lines.Select(l => l + "\n")));
        release.Seal();
        return release;
    }

    private static string[] Lines(TestRelease release, string table) => release[$"data/{table}.jsonl"].Split('\n')[..^1];

    private static IEnumerable<(string Name, JsonNode Column)> Properties(TestRelease release, string table) =>
        JsonNode.Parse(release[$"schema/{table}.schema.json"])!["properties"]!.AsObject().Select(p => (p.Key, p.Value!));

    /// <summary>A record in the form of the release.</summary>
    private static string JsonText(JsonObject record) => "{" + string.Join(",", record.Select(p => $"\"{p.Key}\":{Value(p.Value)}")) + "}";

    private static string Value(JsonNode? value) => value switch
    {
        null => "null",
        JsonArray list => "[" + string.Join(",", list.Select(Value)) + "]",
        JsonValue scalar when scalar.TryGetValue<string>(out var text) => Dataset.Syntax.JsonText.Of(text),
        _ => value.ToJsonString(),
    };

    private static JsonNode Another(JsonObject record, string column) => record[column] switch
    {
        JsonValue value when value.TryGetValue<long>(out var number) => column switch
        {
            // Far enough for what can be known of lines and bytes.
            "paragraph_line" or "paragraph_byte_start" => number + 1000,
            "paragraph_byte_end" => 0,
            _ => number + 1,
        },
        JsonValue value when column == "paragraph_role" => value.GetValue<string>() == "body" ? "caption" : "body",
        JsonValue value => value.GetValue<string>() + "z",
        _ => column is "document_text" or "document_file" or "document_path" or "document_full_text"
            || column.EndsWith("fix", StringComparison.Ordinal) ? "z" : 1,
    };
}
