using System.Text;
using Dataset.Diagnostics;
using Dataset.Sources;
using Dataset.Sources.Reading;

namespace Dataset.Tests.Sources;

public sealed class CsvTests : IDisposable
{
    private readonly TempSources sources = new();

    public void Dispose() => sources.Dispose();

    [Fact]
    public void Cells_are_values_empty_ones_null_and_lists_JSON_text()
    {
        Things(
            "counts,id,count,ratio,is_open,day,at\n"
            + "\"[1,null, 3 ]\",a,9007199254740993,1e5,true,1582-10-10,2020-01-02T03:04:05Z\r\n"
            + ",\"b \"\"x\"\", y\nz\",,,,,\n"
            + "[],null,-1,0.5,false,,");
        var (rows, findings) = sources.Read("things");
        Assert.Empty(findings);
        Assert.Equal(
            [
                """id="a" count=9007199254740993 ratio=100000 is_open=true day="1582-10-10" at="2020-01-02T03:04:05Z" counts=[1,null,3]""",
                """id="b \"x\", y\nz" count=null ratio=null is_open=null day=null at=null counts=null""",
                """id="null" count=-1 ratio=0.5 is_open=false day=null at=null counts=[]""",
            ],
            rows);
    }

    [Theory]
    [InlineData(",1,,,,,", "(2,1): error DS2101: Expected a text in \"id\", found an empty cell.")]
    [InlineData("a,0870,,,,,", "(2,3): error DS2001: Expected an integer such as -12 in \"count\", found \"0870\".")]
    [InlineData("a, 1,,,,,", "(2,3): error DS2001: Expected an integer such as -12 in \"count\", found \" 1\".")]
    [InlineData(
        "a,,NaN,,,,",
        "(2,4): error DS2026: Expected a number such as 0.5 in \"ratio\", found \"NaN\", which many programs write for no value. "
            + "Write csv: {nulls: [\"NaN\"]} for the table in dataset.yaml, or export it as an empty cell.")]
    [InlineData("a,,,tRUE,,,", "(2,5): error DS2001: Expected true or false in \"is_open\", found \"tRUE\".")]
    [InlineData("a,,,,2023-02-29,,", "(2,6): error DS2004: Expected a date as YYYY-MM-DD in \"day\", found \"2023-02-29\".")]
    [InlineData("\"é,😀\",,,,,,\"[1,\"", "(2,12): error DS2001: Expected the JSON text of a list in \"counts\", found \"[1,\".")]
    [InlineData("a,,,,,,\"[1,\"\"x\"\"]\"", "(2,8): error DS2001: Expected an integer such as -12 in \"counts\", found the text \"x\".")]
    [InlineData("a,,,,,,1", "(2,8): error DS2001: Expected a list in \"counts\", found the number 1.")]
    [InlineData(
        "\"a\r\nb\",,,,,,",
        "(2,1): error DS2007: Expected a text without U+000D (carriage return) in \"id\", found it in \"a\\u{000D}\\u{000A}b\".")]
    public void What_is_wrong_in_a_cell_is_said_with_its_place(string line, string finding)
    {
        Things("id,count,ratio,is_open,day,at,counts\n" + line + "\nz,,,,,,\n");
        var (rows, findings) = sources.Read("things");
        Assert.Equal(["seeds/things.csv" + finding], findings);
        Assert.Equal(2, rows.Count);
    }

    [Theory]
    [InlineData("\uFEFFid,count", true, "seeds/things.csv(1,1): error DS1102: Expected UTF-8, found ")]
    [InlineData("id,count\ra,1\r", false, "DS1016")]
    public void A_file_that_cannot_be_read_is_not_called_an_empty_one(string text, bool isUtf16, string finding)
    {
        sources.Table("things", "from: records, path: things.csv", TempSources.RecordColumns)
            .Write("things.csv", (isUtf16 ? Encoding.Unicode : Encoding.UTF8).GetBytes(text));
        var found = Assert.Single(sources.Read("things").Findings);
        Assert.Contains(finding, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,1", "(2): error DS1018: Expected 7 cells, found 2.")]
    [InlineData("a,,,,,,,", "(2): error DS1018: Expected 7 cells, found 8.")]
    [InlineData("", "(2): error DS1018: Expected 7 cells, found a blank line.")]
    public void A_row_of_other_length_is_left_out(string line, string finding)
    {
        Things("id,count,ratio,is_open,day,at,counts\n" + line + "\nz,,,,,,\n");
        var (rows, findings) = sources.Read("things");
        Assert.Equal(["seeds/things.csv" + finding], findings);
        Assert.Single(rows);
    }

    [Theory]
    [InlineData("a,x\"y,,,,,\n", "(3,4): error DS1016: Expected no quotation mark in a cell that does not begin with one, found one.")]
    [InlineData("a, \"x\",,,,,\n", "(3,4): error DS1016: Expected no quotation mark in a cell that does not begin with one, found one.")]
    [InlineData(
        "a,x\"y,\"p,\"\"q\",\"r\"s,,\n",
        "(3,4): error DS1016: Expected no quotation mark in a cell that does not begin with one, found one.")]
    [InlineData(
        "a,\"x\"y,,,,,\r\n",
        "(3,6): error DS1016: Expected a comma or the end of the line after the quotation mark that closes a cell, found another "
            + "character.")]
    [InlineData(
        "a,\rb,,,,,\n", "(3,3): error DS1016: Expected LF after a carriage return outside quotation marks, found another character.")]
    public void Reading_goes_on_behind_a_malformed_record(string record, string finding)
    {
        Things("id,count,ratio,is_open,day,at,counts\nk,,,,,,\n" + record + "m,x,,,,,\nz,,,,,,\n");
        // A carriage return ends a line where it is in no cell.
        var line = record.Contains("\rb", StringComparison.Ordinal) ? 5 : 4;
        foreach (var limits in (SourceLimits[])[SourceLimits.Default, new() { ChunkInBytes = 1 }])
        {
            var (rows, findings) = sources.Read("things", limits);
            Assert.Equal(
                [
                    "seeds/things.csv" + finding,
                    $"seeds/things.csv({line},3): error DS2001: Expected an integer such as -12 in \"count\", found \"x\".",
                ],
                findings);
            Assert.Equal(["\"k\"", "\"m\"", "\"z\""], rows.Select(r => r.Split(' ')[0]["id=".Length..]));
        }
    }

    [Theory]
    [InlineData(
        "a,x\"y,\"p\nq\",,,,\nz,,,,,,\n",
        "(3,4): error DS1016: Expected no quotation mark in a cell that does not begin with one, found one. The rest of the file was not "
            + "read.")]
    [InlineData(
        "a,\"\n\n,,\nz",
        "(3,3): error DS1016: Expected a quotation mark that closes the cell which begins here, found none before the end of the file. "
            + "All that follows was taken for the cell, and not read.")]
    public void Reading_ends_where_no_later_record_can_be_trusted(string rest, string finding)
    {
        Things("id,count,ratio,is_open,day,at,counts\nk,,,,,,\n" + rest);
        foreach (var limits in (SourceLimits[])[SourceLimits.Default, new() { ChunkInBytes = 1 }])
        {
            var (rows, findings) = sources.Read("things", limits);
            Assert.Equal(["seeds/things.csv" + finding], findings);
            Assert.StartsWith("id=\"k\"", Assert.Single(rows), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "Expected the header id,count,ratio,is_open,day,at,counts, found an empty file.")]
    [InlineData("id,count,ratio,is_open,day,at\n", "Expected the column \"counts\", found none of that name.")]
    [InlineData("id,count,ratio,is_open,day,at,counts,id\n", "Expected each column once, found \"id\" twice.")]
    [InlineData(
        "id,Count,ratio,is_open,day,at,counts\n",
        "Expected \"count\", found \"Count\". Where the file calls the column so, write \"x-source\": \"Count\" in its schema.")]
    public void The_header_names_the_columns_wanted(string csv, string messages)
    {
        Things(csv);
        var (rows, findings) = sources.Read("things");
        Assert.Equal(messages.Split('|').Select(m => "seeds/things.csv(1): error DS1017: " + m), findings);
        Assert.Empty(rows);
    }

    [Fact]
    public void Documents_have_text_lists_and_annotations_in_cells()
    {
        Notes(
            "id,title,stars,tags,text,quote_paragraph,claims,paragraphs\n"
            + "a,T,5,\"[\"\"x\"\"]\",\"One.\r\n\r\nTwo.\",,"
            + "\"[{\"\"quote\"\":\"\"One\"\",\"\"value\"\":1},{\"\"quote\"\":\"\"Two\"\"}]\","
            + "\"[{\"\"begins\"\":\"\"One\"\",\"\"role\"\":\"\"headline\"\"}]\"\n"
            + "b,U,,[],x,,,\n");
        var (rows, findings) = sources.Read("notes");
        Assert.Equal(
            [
                "seeds/notes.csv(1): error DS1017: Expected columns that curators write, id,title,stars,tags,text, found "
                    + "\"quote_paragraph\".",
            ], findings);
        sources.Write(
            "notes.csv",
            File.ReadAllText(sources.At("notes.csv")).Replace(",quote_paragraph", "", StringComparison.Ordinal)
                .Replace("\",,\"", "\",\"", StringComparison.Ordinal).Replace(",x,,,", ",x,,", StringComparison.Ordinal));
        (rows, findings) = sources.Read("notes");
        Assert.Empty(findings);
        Assert.Equal(
            [
                "a: title=\"T\" stars=5 tags=[\"x\"] | One.\r\n\r\nTwo. | notes.csv:2 | list 0: quote=\"One\" quote_paragraph=null value=1 "
                    + "| list 0: quote=\"Two\" quote_paragraph=null value=null | One//headline ",
                "b: title=\"U\" stars=null tags=[] | x | notes.csv:5",
            ],
            rows);
    }

    [Fact]
    public void What_is_wrong_within_a_cell_is_said_at_the_cell()
    {
        Notes("id,title,stars,tags,text,claims\na,T,,[],,\"[{\"\"quote\"\":1,\"\"valu\"\":2}]\"\n,T,,[],t,{}\n");
        var (_, findings) = sources.Read("notes");
        Assert.Equal(
            [
                "seeds/notes.csv(2,9): error DS2101: Expected a text in \"text\", found an empty cell.",
                "seeds/notes.csv(2,10): error DS2001: Expected a text in \"quote\", found the number 1.",
                "seeds/notes.csv(2,10): error DS2012: Expected \"value\", found the key \"valu\".",
                "seeds/notes.csv(3,1): error DS2101: Expected a text in \"id\", found an empty cell.",
                "seeds/notes.csv(3,10): error DS2015: Expected a list in \"claims\", found an empty mapping.",
            ],
            findings);
    }

    [Fact]
    public void Places_of_cells_are_found_again_also_behind_lines_in_cells()
    {
        Notes("id,title,stars,tags,text,claims\na,T,,[],\"x\ny\",\nb,\"é,\"\"\n😀\",5,[],t,\"[{\"\"quote\"\":\"\"q\"\"}]\"\n");
        var findings = new DiagnosticList();
        var folder = sources.Open(findings)!;
        using var reader = new SourceReader(folder, folder.Table("notes"));
        using var batch = reader.BindDocuments(Assert.Single(reader.ReadChunks(findings)), findings);
        Assert.Empty(findings.Kept);
        string Place(string table, int row, string? column)
        {
            var place = batch.Locator.Locate(table, row, column);
            return $"{Path.GetFileName(place.Path)}({place.Line},{place.Column})";
        }
        Assert.Equal("notes.csv(4,3)", Place("notes", 1, "title"));
        Assert.Equal("notes.csv(5,4)", Place("notes", 1, "stars"));
        Assert.Equal("notes.csv(4,0)", Place("notes", 1, null));
        Assert.Equal("notes.csv(5,11)", Place("claims", 0, "quote"));
        Assert.Equal((2, 9), (batch.Locator.LocateText(0).Line, batch.Locator.LocateText(0).Column));
    }

    [Fact]
    public void A_record_that_is_not_UTF8_is_left_out_with_its_offset()
    {
        var csv = Encoding.UTF8.GetBytes("id,count,ratio,is_open,day,at,counts\na,,,,,,\n");
        Things("");
        sources.Write("things.csv", [.. csv, (byte)'b', 0xE9, .. ",,,,,,\nc,,,,,,\n"u8]);
        var (rows, findings) = sources.Read("things");
        Assert.Equal(
            [
                $"seeds/things.csv(3,2): error DS1102: Expected UTF-8, found the byte 0xE9 at byte offset {csv.Length + 1}, where no "
                    + "character begins so. Where the file has another encoding, which may be windows-1252, write "
                    + "csv: {encoding: windows-1252} for the table in dataset.yaml.",
            ], findings);
        Assert.Equal(2, rows.Count);
    }

    private void Things(string csv) => sources.Table("things", "from: records, path: things.csv", TempSources.RecordColumns)
        .Write("things.csv", csv);

    private void Notes(string csv) =>
        sources.Table("notes", "from: documents, path: notes.csv", TempSources.NoteColumns)
            .Table("claims", "from: list, of: notes, field: claims", TempSources.ClaimColumns, "id,number")
            .Write("notes.csv", csv);
}
