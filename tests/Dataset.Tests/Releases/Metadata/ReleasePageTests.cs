using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Dataset.Tests.Verification;

namespace Dataset.Tests.Releases.Metadata;

/// <summary>What <c>index.html</c> has, and what it can never have. How it behaves in a browser is tested with one.</summary>
public sealed partial class ReleasePageTests
{
    private const string NotesSchema =
        """
        {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Notes", "description": "D.", "type": "object",
         "additionalProperties": false, "required": ["id", "title", "day"], "x-primaryKey": ["id"], "properties": {
         "id": {"description": "I.", "type": "string", "x-derived": "document.key"}, "title": {"description": "T.", "type": "string"},
         "day": {"description": "D.", "type": ["string", "null"], "format": "date"}}}
        """;

    private const string ParagraphsSchema =
        """
        {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Paragraphs", "description": "D.", "type": "object",
         "additionalProperties": false, "required": ["id", "number", "text"], "x-primaryKey": ["id", "number"],
         "x-foreignKeys": [{"columns": ["id"], "table": "notes", "references": ["id"]}], "properties": {
         "id": {"description": "I.", "type": "string", "x-derived": "document.key"},
         "number": {"description": "N.", "type": "integer", "x-derived": "paragraph.number"},
         "text": {"description": "T.", "type": "string", "x-derived": "paragraph.text"}}}
        """;

    private const string ClaimsSchema =
        """
        {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Claims", "description": "D.", "type": "object",
         "additionalProperties": false, "required": ["id", "number", "value", "quote", "p", "s", "e"], "x-primaryKey": ["id", "number"],
         "x-foreignKeys": [{"columns": ["id"], "table": "notes", "references": ["id"]}], "properties": {
         "id": {"description": "I.", "type": "string", "x-derived": "document.key"},
         "number": {"description": "N.", "type": "integer", "x-derived": "row.number"},
         "value": {"description": "V.", "type": ["number", "null"]}, "quote": {"description": "Q.", "type": "string", "x-quote": true},
         "p": {"description": "P.", "type": "integer", "x-derived": "quote.paragraph"},
         "s": {"description": "S.", "type": "integer", "x-derived": "quote.start"},
         "e": {"description": "E.", "type": "integer", "x-derived": "quote.end"}}}
        """;

    [Fact]
    public void Its_policy_allows_its_own_style_and_script_and_no_other()
    {
        var page = TestReleases.Small()["index.html"];
        var policy = Policy().Match(page).Groups[1].Value;
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        string Hash(string element) =>
            $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Between(page, $"<{element}>", $"</{element}>"))))}'";
        Assert.Contains("style-src " + Hash("style"), policy, StringComparison.Ordinal);
        Assert.Contains("script-src " + Hash("script"), policy, StringComparison.Ordinal);
        Assert.DoesNotMatch(" (style|on[a-z]+)=\"", page);
        Assert.DoesNotMatch("(src|href)=\"(//|http:)", page);
    }

    [Fact]
    public void Texts_of_a_release_never_become_markup()
    {
        const string Hostile = "</style></script><img src=x onerror=alert(1)>\"'&amp;\u2028";
        var json = "\"" + Hostile.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
        var release = Notes($$"""{"id":"a","title":{{json}},"day":null}""", $$"""{"id":"a","number":1,"text":{{json}}}""", "");
        release.Manifest = release.Manifest with
        {
            Title = Hostile,
            Description = Hostile,
            Licenses = [new(Hostile, Hostile, "javascript:alert(1)", Hostile)],
            Creators = [new(Hostile, "javascript:alert(1)")],
        };
        release.Seal();
        var page = release["index.html"];
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\"javascript:", page[page.IndexOf("</head>", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Equal(3, Regex.Count(page, "</script>"));
        Assert.Equal(1, Regex.Count(page, "</style>"));
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;amp;\u2028</h3>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_that_overlap_are_cut_into_pieces_counted_in_code_points()
    {
        var page = Notes(
            """{"id":"a","title":"T","day":null}""", """{"id":"a","number":1,"text":"😀 one two three"}""",
            """
            {"id":"a","number":1,"value":1,"quote":"one two","p":1,"s":2,"e":9}
            {"id":"a","number":2,"value":2,"quote":"two three","p":1,"s":6,"e":15}
            """)["index.html"];
        Assert.Equal(
            "😀 <span id=\"claims-1-at\"></span><a class=\"m k1\" href=\"#claims-1\" data-over=\"claims-1\">one </a>"
                + "<span id=\"claims-2-at\"></span><a class=\"m k1\" href=\"#claims-1\" data-over=\"claims-1 claims-2\">two</a>"
                + "<sup><a href=\"#claims-1\" title=\"Claims: one two\">1</a></sup>"
                + "<a class=\"m k1\" href=\"#claims-2\" data-over=\"claims-2\"> three</a>"
                + "<sup><a href=\"#claims-2\" title=\"Claims: two three\">2</a></sup>",
            Between(page, "<p class=\"body\">", "</p>"));
    }

    [Fact]
    public void Of_more_rows_than_it_has_room_for_it_shows_whole_documents_and_says_how_many()
    {
        string Lines(Func<int, string> line) => string.Join('\n', Enumerable.Range(0, 6000).Select(line));
        var page = Notes(
            Lines(n => $$"""{"id":"{{n:D5}}","title":"T {{n}}","day":"2020-01-01"}"""),
            Lines(n => $$"""{"id":"{{n:D5}}","number":1,"text":"{{new string('x', 300)}} {{n}}"}"""),
            Lines(n => $$"""{"id":"{{n:D5}}","number":1,"value":{{n}},"quote":"x","p":1,"s":0,"e":1}"""))["index.html"];
        Assert.InRange(page.Length, 300_000, 2_000_000);
        var documents = Regex.Count(page, "<article ");
        Assert.InRange(documents, 100, 1000);
        Assert.Equal(documents, Regex.Count(page, "<p class=\"body\">"));
        Assert.Equal(2, Regex.Count(page, $"The page shows the first {documents} of 6,000 rows."));
        Assert.Equal(documents, Regex.Count(page, "<tr id=\"claims-"));
    }

    [Fact]
    public void A_text_without_a_table_of_paragraphs_is_shown_as_its_row_has_it()
    {
        var schema = NotesSchema.Replace(
            "\"day\": {\"description\": \"D.\", \"type\": [\"string\", \"null\"], \"format\": \"date\"}",
            "\"day\": {\"description\": \"D.\", \"type\": \"string\", \"x-derived\": \"document.text\"}", StringComparison.Ordinal);
        var notes = new TestTable("notes", schema, Rows("""{"id":"a","title":"T","day":"One <b>.\n\nTwo."}"""));
        var page = TestRelease.Of(notes)["index.html"];
        Assert.Contains("<p class=\"body\">One &lt;b&gt;.</p>\n<p class=\"body\">Two.</p>\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_and_dates_are_drawn_to_scale()
    {
        var page = Notes(
            """
            {"id":"a","title":"A","day":"2010-01-01"}
            {"id":"b","title":"B","day":"2020-01-01"}
            """,
            "",
            """
            {"id":"a","number":1,"value":1,"quote":"x","p":1,"s":0,"e":1}
            {"id":"a","number":2,"value":4,"quote":"y","p":1,"s":0,"e":1}
            {"id":"a","number":3,"value":2,"quote":"z","p":1,"s":0,"e":1}
            """)["index.html"];
        Assert.Equal(["100", "50", "25"], Bar().Matches(page).Select(m => m.Groups[1].Value));
        Assert.Equal(["2", "98"], Regex.Matches(page, "<circle cx=\"([0-9.]+)%\"").Select(m => m.Groups[1].Value));
        Assert.Contains("<text x=\"2%\" y=\"32\">2010</text>", page, StringComparison.Ordinal);
        Assert.Contains("<li><a href=\"#page-timeline\">Timeline</a></li>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("files")]
    [InlineData("columns")]
    public void Whatever_a_table_is_called_no_two_places_of_the_page_have_one_name(string table)
    {
        var page = TestRelease.Of(new TestTable(table, NotesSchema, Rows("""{"id":"a","title":"T","day":null}""")))["index.html"];
        var names = Regex.Matches(page, " id=\"([^\"]+)\"").Select(m => m.Groups[1].Value).ToArray();
        Assert.Contains(table, names);
        Assert.Contains("page-" + table, names);
        Assert.Equal(names.Distinct(), names);
        // Without dates there is no timeline to lead to.
        Assert.DoesNotContain("page-timeline", page, StringComparison.Ordinal);
        AssertEx.All(Regex.Matches(page, "href=\"#([^\"]+)\"").Select(m => m.Groups[1].Value), to => Assert.Contains(to, names));
    }

    [Fact]
    public void Bars_compare_figures_of_one_unit()
    {
        const string units =
            """
            {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Units", "description": "D.", "type": "object",
             "additionalProperties": false, "required": ["unit_id"], "x-primaryKey": ["unit_id"],
             "properties": {"unit_id": {"description": "U.", "type": "string"}}}
            """;
        var page = TestRelease.Of(
            new("notes", NotesSchema, Rows("""{"id":"a","title":"A","day":null}""")),
            new("units", units, Rows("{\"unit_id\":\"person\"}\n{\"unit_id\":\"second\"}\n{\"unit_id\":\"year\"}")),
            new("claims", ClaimsSchema.Replace("\"value\", ", "\"value\", \"unit_id\", ", StringComparison.Ordinal)
                .Replace("\"references\": [\"id\"]}", "\"references\": [\"id\"]}, " +
                    "{\"columns\": [\"unit_id\"], \"table\": \"units\", \"references\": [\"unit_id\"]}", StringComparison.Ordinal)
                .Replace(
                    "\"quote\": {", "\"unit_id\": {\"description\": \"U.\", \"type\": \"string\"}, \"quote\": {", StringComparison.Ordinal),
                Rows(
                    """
                    {"id":"a","number":1,"value":2049,"unit_id":"year","quote":"x","p":1,"s":0,"e":1}
                    {"id":"a","number":2,"value":1,"unit_id":"person","quote":"y","p":1,"s":0,"e":1}
                    {"id":"a","number":3,"value":4,"unit_id":"person","quote":"z","p":1,"s":0,"e":1}
                    {"id":"a","number":4,"value":1,"unit_id":"second","quote":"z","p":1,"s":0,"e":1}
                    {"id":"a","number":5,"value":2000,"unit_id":"second","quote":"z","p":1,"s":0,"e":1}
                    """)))["index.html"];
        Assert.Equal(["100", "2", "100", "25"], Bar().Matches(page).Select(m => m.Groups[1].Value));
        Assert.Equal(
            ["2,000", "1", "4", "1", "2,049"],
            Regex.Matches(page, "<b>([0-9,]+)</b> (person|second|year)").Select(m => m.Groups[1].Value));
        Assert.Contains(
            "value of each row with its unit_id; bars compare rows of one unit, on a logarithmic scale for second<", page,
            StringComparison.Ordinal);
    }

    private static TestRelease Notes(string notes, string paragraphs, string claims) => TestRelease.Of(
        new("notes", NotesSchema, Rows(notes)), new("paragraphs", ParagraphsSchema, Rows(paragraphs)),
        new("claims", ClaimsSchema, Rows(claims)));

    private static string Rows(string lines) => lines.Length == 0 ? "" : lines + "\n";

    private static string Between(string text, string from, string to)
    {
        var start = text.IndexOf(from, StringComparison.Ordinal) + from.Length;
        return text[start..text.IndexOf(to, start, StringComparison.Ordinal)];
    }

    [GeneratedRegex("http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"")]
    private static partial Regex Policy();

    [GeneratedRegex("<rect width=\"([0-9.]+)%\"")]
    private static partial Regex Bar();
}
