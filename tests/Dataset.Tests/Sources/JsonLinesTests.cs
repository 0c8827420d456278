using System.Text;
using Dataset.Diagnostics;
using Dataset.Sources;
using Dataset.Sources.Reading;

namespace Dataset.Tests.Sources;

public sealed class JsonLinesTests : IDisposable
{
    private readonly TempSources sources = new();

    public void Dispose() => sources.Dispose();

    [Fact]
    public void A_record_holds_metadata_text_and_lists_in_any_order_of_keys()
    {
        Notes(
            """{"id":"a","title":"First","stars":5,"tags":["x",null,"y"],"text":"One.\n\nTwo \"2\".","claims":["""
                + """{"quote":"One","value":1.5},{"value":null,"quote":"Two","quote_paragraph":2}]}""",
            """{ "text" : "\u00e9\ud83d\ude00\/\\\b\f\n\r\t" , "tags" : [ ] , "title" : "\u0041b" , "id" : "b" , "claims" : null }""",
            """{"id":"c","title":"é 中 😀\u2028","tags":["z"],"text":"","claims":[],"paragraphs":[]}""");
        var (rows, findings) = sources.Read("notes");
        Assert.Empty(findings);
        Assert.Equal(
            [
                """a: title="First" stars=5 tags=["x",null,"y"] | One.""" + "\n\nTwo \"2\"."
                    + """ | notes.jsonl:1 | list 0: quote="One" quote_paragraph=null value=1.5"""
                    + """ | list 0: quote="Two" quote_paragraph=2 value=null""",
                "b: title=\"Ab\" stars=null tags=[] | é😀/\\\b\f\n\r\t | notes.jsonl:2",
                "c: title=\"é 中 😀\u2028\" stars=null tags=[\"z\"] |  | notes.jsonl:3",
            ],
            rows);
    }

    [Fact]
    public void Annotations_are_read_with_their_places()
    {
        sources.Table("notes", "from: documents, path: notes.jsonl", TempSources.NoteColumns)
            .Table("paragraphs", "from: paragraphs, of: notes", TempSources.ParagraphColumns, "id,number_in_text")
            .Write(
                "notes.jsonl",
                """{"id":"a","title":"T","tags":[],"text":"x","paragraphs":["""
                    + """{"begins":"The","role":"headline"},{"begins":"é","number":3,"hand":"Jo"},{"begins":"B","role":"body"}]}"""
                    + "\n");
        var (rows, findings) = sources.Read("notes");
        Assert.Empty(findings);
        Assert.EndsWith(" | The//headline hand=null | é/3/ hand=\"Jo\" | B// hand=null", Assert.Single(rows), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"a","title":1,"tags":[],"text":"t"}""")]
    [InlineData("""{"id":"a","title":"","tags":[],"text":"t"}""")]
    [InlineData("""{"id":"a","title":null,"tags":[],"text":"t"}""")]
    [InlineData("""{"id":"a","tags":[],"text":"t"}""")]
    [InlineData("""{"id":"a","title":"t","stars":1.0,"tags":[],"text":"t"}""")]
    [InlineData("""{"id":"a","title":"t","stars":"1","tags":[],"text":"t"}""")]
    [InlineData("""{"id":"a","title":"t","stars":9223372036854775808,"tags":[],"text":"t"}""")]
    [InlineData("""{"id":"a","title":"t","tags":"x","text":"t"}""")]
    [InlineData("""{"id":"a","title":"t","tags":["x",["y"]],"text":"t"}""")]
    [InlineData("""{"id":"a","title":"t","tags":["e\u0301"],"text":"t"}""")]
    [InlineData("""{"id":"a","title":"a\u0000b","tags":[],"text":"t"}""")]
    [InlineData("""{"id":"a","title":"a\u202eb","tags":[],"text":"t"}""")]
    [InlineData("""{"id":"a","title":"\ud800","tags":[],"text":"t"}""")]
    [InlineData("""{"id":"a","title":"t","tags":[],"text":"t","tagz":1}""")]
    [InlineData("""{"id":"a","title":"t","tags":[],"text":"t","words":1}""")]
    [InlineData("""{"id":"a","title":"t","tags":[],"text":"t","\u0074ags":[]}""")]
    [InlineData("""{"id":5,"title":"t","tags":[],"text":"t"}""")]
    [InlineData("""{"id":"a","title":"t","tags":[],"text":null}""")]
    [InlineData("""{"id":"a","title":"t","tags":[],"text":["t"]}""")]
    [InlineData("""{"id":"a","title":"t","tags":[],"text":"t","claims":{}}""")]
    [InlineData("""{"id":"a","title":"t","tags":[],"text":"t","claims":["x"]}""")]
    [InlineData("""{"id":"a","title":"t","tags":[],"text":"t","claims":[{"quote":"q","number":1}]}""")]
    [InlineData("""{"id":"a","title":"t","tags":[],"text":"t","paragraphs":[{"role":"x"}]}""")]
    [InlineData("""{"id":"a","title":"t","tags":[],"text":"t","paragraphs":[{"begins":"b","number":0}]}""")]
    public void What_is_wrong_in_a_record_is_said_with_its_place_and_the_row_is_kept(string line)
    {
        Notes(line, """{"id":"z","title":"t","tags":[],"text":"t"}""");
        var (rows, findings) = sources.Read("notes");
        Approved.Findings(findings, line);
        Assert.Equal(2, rows.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t")]
    [InlineData("[1]")]
    [InlineData("{} {}")]
    [InlineData("{\"id\":\"a\"")]
    [InlineData("{\"id\":'a'}")]
    public void A_line_that_is_no_record_is_left_out_with_a_finding(string line)
    {
        Notes(line, """{"id":"z","title":"t","tags":[],"text":"t"}""");
        var (rows, findings) = sources.Read("notes");
        Approved.Findings(findings, line);
        Assert.Single(rows);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_named_with_their_offset_in_the_file()
    {
        var first = Encoding.UTF8.GetBytes("""{"id":"a","title":"t","tags":[],"text":"é"}""" + "\n");
        Notes();
        sources.Write("notes.jsonl", [.. first, .. "{\"id\":\""u8, 0xED, 0xA0, 0x80, .. "\"}\n"u8, .. first]);
        var (rows, findings) = sources.Read("notes");
        Approved.Findings(findings);
        Assert.Equal(2, rows.Count);
    }

    [Fact]
    public void The_file_begins_without_a_mark_and_ends_with_LF()
    {
        Notes();
        sources.Write(
            "notes.jsonl",
            "\uFEFF" + """{"id":"a","title":"t","tags":[],"text":"t"}""" + "\r\n" + """{"id":"b","title":"t","tags":[],"text":"t"}""");
        var (rows, findings) = sources.Read("notes");
        Approved.Findings(findings, "UTF-8");
        Assert.Equal(2, rows.Count);
        sources.Write("notes.jsonl", [0xFF, 0xFE, (byte)'{', 0]);
        (rows, findings) = sources.Read("notes");
        Approved.Findings(findings, "UTF-16");
        Assert.Empty(rows);
    }

    [Fact]
    public void Places_of_values_are_found_again()
    {
        Notes(
            """{"id":"a","title":"t","tags":[],"text":"t"}""",
            """{"id":"é😀","title":"t","tags":["x","y"],"text":"t","claims":[{"quote":"q"},{"value":2,"quote":"r"}]}""",
            """{"id":"c","title":"t","tags":[],"text":"t","claims":[{"quote":"s"}]}""");
        var findings = new DiagnosticList();
        var folder = sources.Open(findings)!;
        using var reader = new SourceReader(folder, folder.Table("notes"));
        using var batch = reader.BindDocuments(Assert.Single(reader.ReadChunks(findings)), findings);
        Assert.Empty(findings.Kept);
        string Place(string table, int row, string? column, int element = -1)
        {
            var place = batch.Locator.Locate(table, row, column, element);
            return $"{Path.GetFileName(place.Path)}({place.Line},{place.Column})";
        }
        Assert.Equal("notes.jsonl(2,36)", Place("notes", 1, "tags", 1));
        Assert.Equal("notes.jsonl(2,1)", Place("notes", 1, "stars"));
        Assert.Equal("notes.jsonl(2,1)", Place("notes", 1, null));
        Assert.Equal("notes.jsonl(2,85)", Place("claims", 1, "value"));
        Assert.Equal("notes.jsonl(2,62)", Place("claims", 0, "value"));
        Assert.Equal("notes.jsonl(3,63)", Place("claims", 2, "quote"));
        Assert.Equal((2, 48), (batch.Locator.LocateText(1).Line, batch.Locator.LocateText(1).Column));
    }

    [Fact]
    public void Records_of_every_type_are_read()
    {
        sources.Table("things", "from: records, path: things.jsonl", TempSources.RecordColumns).Write(
            "things.jsonl",
            """{"id":"a","count":9007199254740993,"ratio":-0.5,"is_open":true"""
            + ""","day":"0001-01-01","at":"2020-01-02T03:04:05.000006Z","counts":[1,null]}""" + "\n"
            + """{"id":"b"}""" + "\n"
            + """{"id":"c","count":1e3,"ratio":1e400,"is_open":"true","day":"2024-1-2","at":"12:30:60Z","counts":[1.5]}""" + "\n");
        var (rows, findings) = sources.Read("things");
        Assert.Equal(
            [
                """id="a" count=9007199254740993 ratio=-0.5 is_open=true"""
                    + """ day="0001-01-01" at="2020-01-02T03:04:05.000006Z" counts=[1,null]""",
                """id="b" count=null ratio=null is_open=null day=null at=null counts=null""",
                """id="c" count=null ratio=null is_open=null day=null at=null counts=[null]""",
            ],
            rows);
        Approved.Findings(findings);
    }

    private void Notes(params string[] lines) =>
        sources.Table("notes", "from: documents, path: notes.jsonl", TempSources.NoteColumns)
            .Table("claims", "from: list, of: notes, field: claims", TempSources.ClaimColumns, "id,number")
            .Write("notes.jsonl", string.Concat(lines.Select(l => l + "\n")));
}
