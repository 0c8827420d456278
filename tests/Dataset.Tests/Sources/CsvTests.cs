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
    [InlineData(",1,,,,,")]
    [InlineData("a,0870,,,,,")]
    [InlineData("a, 1,,,,,")]
    [InlineData("a,,NaN,,,,")]
    [InlineData("a,,,tRUE,,,")]
    [InlineData("a,,,,2023-02-29,,")]
    [InlineData("\"é,😀\",,,,,,\"[1,\"")]
    [InlineData("a,,,,,,\"[1,\"\"x\"\"]\"")]
    [InlineData("a,,,,,,1")]
    [InlineData("\"a\r\nb\",,,,,,")]
    public void What_is_wrong_in_a_cell_is_said_with_its_place(string line)
    {
        Things("id,count,ratio,is_open,day,at,counts\n" + line + "\nz,,,,,,\n");
        var (rows, findings) = sources.Read("things");
        Approved.Findings(findings, line);
        Assert.Equal(2, rows.Count);
    }

    [Fact]
    public void Columns_without_a_name_that_the_schema_does_not_have_are_passed_over_where_they_are_empty()
    {
        sources.Table("things", "from: records, path: things.csv", """
            "id": {"description": "d", "type": "string"},
            "n": {"description": "d", "type": "integer"}
            """);
        sources.Write("things.csv", "id,,n,,\na,,1,,\nb,,2,\"\",\n");
        var (rows, findings) = sources.Read("things");
        Assert.Empty(findings);
        Assert.Equal(["id=\"a\" n=1", "id=\"b\" n=2"], rows);
        sources.Write("things.csv", "id,,n,,\na,,1,,\nb,,2,more,\n");
        Assert.Equal(
            "seeds/things.csv(3,6): error DS1022: Expected no value in a column that the header has no name for, found \"more\". Name the "
                + "column in the header, or add a column with \"x-source\": \"\" to the schema for each one without a name.",
            Assert.Single(sources.Read("things").Findings));
        // A first one is that of a program's row numbers.
        foreach (var header in (string[])[",id,n", ",id,n,", ",id,,n,,"])
        {
            sources.Write("things.csv", header + "\n");
            Assert.Contains(
                "DS1022: Expected a name for every column of the header, found none for the first",
                Assert.Single(sources.Read("things").Findings), StringComparison.Ordinal);
        }
        sources.Write("things.csv", ",id,m,\n");
        Assert.Equal(
            [
                "seeds/things.csv(1): error DS1017: Expected \"n\", found \"m\".",
                "seeds/things.csv(1): error DS1017: Expected columns that curators write, id,n, found a first column without a name.",
            ],
            sources.Read("things").Findings);
    }

    [Fact]
    public void Columns_without_a_name_beyond_those_of_the_schema_are_passed_over_where_they_are_empty()
    {
        sources.Table("things", "from: records, path: things.csv", """
            "row": {"description": "d", "type": "integer", "x-source": ""},
            "id": {"description": "d", "type": "string"}
            """).Write("things.csv", ",id,,\n1,a,,\n2,b,,\n");
        var (rows, findings) = sources.Read("things");
        Assert.Empty(findings);
        Assert.Equal(["row=1 id=\"a\"", "row=2 id=\"b\""], rows);
        sources.Write("things.csv", ",id,,\n1,a,,more\n");
        Assert.StartsWith(
            "seeds/things.csv(2,6): error DS1022: Expected no value in a column that the header has no name for, found \"more\".",
            Assert.Single(sources.Read("things").Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_cell_is_named_after_its_column_where_the_header_has_one_name_twice()
    {
        sources.Table("things", "from: records, path: things.csv", """
            "id": {"description": "d", "type": "string"},
            "n": {"description": "d", "type": "integer"},
            "n_2": {"description": "d", "type": "integer", "x-source": "n"},
            "tags": {"description": "d", "type": "array", "items": {"description": "d", "type": "string"}, "x-source": "n"}
            """).Write("things.csv", "id,n,n,n\na,,2,[]\nb,1,,[]\nc,1,2,\nd,1,2,[\ne,1,2,NA\n");
        Assert.Equal(
            [
                "seeds/things.csv(2,3): error DS2101: Expected an integer such as -12 in \"n\", found an empty cell.",
                "seeds/things.csv(3,5): error DS2101: Expected an integer such as -12 in \"n_2\", found an empty cell.",
                "seeds/things.csv(4,7): error DS2101: Expected the JSON text of a list in \"tags\", found an empty cell.",
                "seeds/things.csv(5,7): error DS2001: Expected the JSON text of a list in \"tags\", found \"[\".",
            ],
            sources.Read("things").Findings.Take(4));
        Assert.Contains("in \"tags\", found \"NA\"", sources.Read("things").Findings[^1], StringComparison.Ordinal);
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
    [InlineData("a,1")]
    [InlineData("a,,,,,,,")]
    [InlineData("")]
    public void A_row_of_other_length_is_left_out(string line)
    {
        Things("id,count,ratio,is_open,day,at,counts\n" + line + "\nz,,,,,,\n");
        var (rows, findings) = sources.Read("things");
        Approved.Findings(findings, line);
        Assert.Single(rows);
    }

    [Theory]
    [InlineData("delimiter: \";\"", "a;\"b\"c\n", "a semicolon")]
    [InlineData("delimiter: tab", "a\t\"b\"c\n", "a tab")]
    [InlineData("delimiter: \"|\"", "a|\"b\"c\n", "\"|\"")]
    public void What_is_between_cells_is_named_as_the_table_has_it(string dialect, string record, string named)
    {
        sources.Table("one", $"from: records, path: one.csv, csv: {{{dialect}}}", """ "id": {"description": "d", "type": "string"} """)
            .Write("one.csv", "id\n" + record);
        Assert.Equal(
            [
                $"seeds/one.csv(2,6): error DS1016: Expected {named} or the end of the line after the quotation mark that closes a "
                    + "cell, found another character.",
            ],
            sources.Read("one").Findings);
    }

    [Fact]
    public void One_column_has_one_cell()
    {
        sources.Table("one", "from: records, path: one.csv", """ "id": {"description": "d", "type": "string"} """)
            .Write("one.csv", "id\na,b\nc\n");
        Assert.Equal(["seeds/one.csv(2): error DS1018: Expected 1 cell, found 2."], sources.Read("one").Findings);
    }

    [Theory]
    [InlineData("a,x\"y,,,,,\n")]
    [InlineData("a, \"x\",,,,,\n")]
    [InlineData("a,x\"y,\"p,\"\"q\",\"r\"s,,\n")]
    [InlineData("a,\"x\"y,,,,,\r\n")]
    [InlineData("a,\rb,,,,,\n")]
    public void Reading_goes_on_behind_a_malformed_record(string record)
    {
        Things("id,count,ratio,is_open,day,at,counts\nk,,,,,,\n" + record + "m,x,,,,,\nz,,,,,,\n");
        foreach (var limits in (SourceLimits[])[SourceLimits.Default, new() { ChunkInBytes = 1 }])
        {
            var (rows, findings) = sources.Read("things", limits);
            Approved.Findings(findings, record);
            Assert.Equal(["\"k\"", "\"m\"", "\"z\""], rows.Select(r => r.Split(' ')[0]["id=".Length..]));
        }
    }

    [Theory]
    [InlineData("a,x\"y,\"p\nq\",,,,\nz,,,,,,\n")]
    [InlineData("a,\"\n\n,,\nz")]
    public void Reading_ends_where_no_later_record_can_be_trusted(string rest)
    {
        Things("id,count,ratio,is_open,day,at,counts\nk,,,,,,\n" + rest);
        foreach (var limits in (SourceLimits[])[SourceLimits.Default, new() { ChunkInBytes = 1 }])
        {
            var (rows, findings) = sources.Read("things", limits);
            Approved.Findings(findings, rest);
            Assert.StartsWith("id=\"k\"", Assert.Single(rows), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("id,count,ratio,is_open,day,at\n")]
    [InlineData("id,count,ratio,is_open,day,at,counts,id\n")]
    [InlineData("id,Count,ratio,is_open,day,at,counts\n")]
    [InlineData("id,countss,ratio,is_open,day,at,counts\n")]
    [InlineData("id,countz,ratio,is_open,day,at\n")]
    public void The_header_names_the_columns_wanted(string csv)
    {
        Things(csv);
        var (rows, findings) = sources.Read("things");
        Approved.Findings(findings, csv);
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
        Approved.Findings(findings);
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
        Approved.Findings(findings);
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
        Things("");
        sources.Write("things.csv", [.. "id,count,ratio,is_open,day,at,counts\na,,,,,,\nb"u8, 0xE9, .. ",,,,,,\nc,,,,,,\n"u8]);
        var (rows, findings) = sources.Read("things");
        Approved.Findings(findings);
        Assert.Equal(2, rows.Count);
    }

    private void Things(string csv) => sources.Table("things", "from: records, path: things.csv", TempSources.RecordColumns)
        .Write("things.csv", csv);

    private void Notes(string csv) =>
        sources.Table("notes", "from: documents, path: notes.csv", TempSources.NoteColumns)
            .Table("claims", "from: list, of: notes, field: claims", TempSources.ClaimColumns, "id,number")
            .Write("notes.csv", csv);
}
