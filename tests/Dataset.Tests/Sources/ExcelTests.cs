using System.IO.Compression;
using System.Text;
using Dataset.Drafting;
using Dataset.Tests.Cli;

namespace Dataset.Tests.Sources;

/// <summary>A sheet of a workbook is read as what its cells hold, each with its row and column.</summary>
public sealed class ExcelTests : IDisposable
{
    /// <summary>Numbers of formats that each Excel has: none, a day, a time, a day and a time, hours beyond 24.</summary>
    private static readonly int[] Formats = [0, 14, 20, 22, 46];

    private readonly TempSources sources = new();

    public void Dispose() => sources.Dispose();

    [Fact]
    public void Cells_are_texts_numbers_truth_and_days_whatever_they_look_like()
    {
        Things(
            ["id", "count", "ratio", "is_open", "day", "at", "counts"],
            ["a", 3, 1.5, true, new Day(44289), "2020-01-02T03:04:05Z", "[1,null]"],
            [7, null, 4, null, null, null, null],
            ["c", -9007199254740, 1e-7, false, new Day(2), null, "[]"]);
        var (rows, findings) = sources.Read("things");
        Assert.Empty(findings);
        Assert.Equal(
            [
                """id="a" count=3 ratio=1.5 is_open=true day="2021-04-03" at="2020-01-02T03:04:05Z" counts=[1,null]""",
                """id="7" count=null ratio=4 is_open=null day=null at=null counts=null""",
                """id="c" count=-9007199254740 ratio=1e-7 is_open=false day="1900-01-02" at=null counts=[]""",
            ],
            rows);
    }

    [Fact]
    public void What_is_wrong_in_a_cell_is_said_with_its_row_and_column()
    {
        Things(
            ["id", "count", "ratio", "is_open", "day", "at", "counts"],
            ["a", 1.5, "2", 1, 44289, new Day(44289.5), "[1,"],
            [null, null, null, null, null, null, null],
            [null, "#N/A", "#DIV/0!", null, new Day(44289.5), null, null, "more"],
            [new Formula("B2"), new Formula("B2", "<v/>"), new Formula("B2", "<v>4.5</v>"), null, null, null, null]);
        var (_, findings) = sources.Read("things");
        Approved.Findings(findings);
    }

    /// <summary>Excel keeps 15 digits, but other programs write all that they have: none is lost in silence.</summary>
    [Theory]
    [InlineData("9007199254740993", "count=9007199254740993", "text=\"9007199254740993\"", "DS2003")]
    [InlineData("-9223372036854775808", "count=-9223372036854775808", "text=\"-9223372036854775808\"", "ratio=-9223372036854776000")]
    [InlineData("9223372036854775807", "count=9223372036854775807", "text=\"9223372036854775807\"", "DS2003")]
    [InlineData("9223372036854775808", "DS2001", "text=\"9.223372036854776E+18\"", "ratio=9223372036854776000")]
    [InlineData("12345678901234567890", "DS2002", "text=\"12345678901234567890\"", "DS2003")]
    [InlineData("1E+15", "count=1000000000000000", "text=\"1000000000000000\"", "ratio=1000000000000000")]
    [InlineData("0.10000000000000001", "DS2001", "text=\"0.1\"", "ratio=0.1")]
    [InlineData("0.12345678901234567890", "DS2001", "text=\"0.12345678901234567890\"", "DS2003")]
    [InlineData("1E+400", "DS2001", "text=\"1E+400\"", "DS2003")]
    [InlineData("1E-400", "DS2001", "text=\"1E-400\"", "DS2003")]
    public void Numbers_keep_the_digits_with_which_they_are_written(string written, string count, string text, string ratio)
    {
        foreach (var (name, type, expected) in new[] { ("count", "integer", count), ("text", "string", text), ("ratio", "number", ratio) })
        {
            sources.Table("things", "from: records, path: things.xlsx", $$"""
                "id": {"description": "d", "type": "string"},
                "{{name}}": {"description": "d", "type": "{{type}}"}
                """);
            sources.Write("things.xlsx", Workbook(("S", [["id", name], ["a", new Written(written)]])));
            var (rows, findings) = sources.Read("things");
            Assert.Contains(expected, findings.Count > 0 ? findings[0] : rows[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_sheet_is_found_by_its_name_and_blank_rows_at_its_end_are_none()
    {
        sources.Table("things", "from: records, path: things.xlsx, sheet: Größe", """
            "row": {"description": "d", "type": "integer", "x-derived": "record.number"},
            "name": {"description": "d", "type": "string", "x-source": "The name"}
            """, "row");
        sources.Write("things.xlsx", Workbook(
            ("First", [["other"]]), ("Größe", [["The name", null], ["x"], ["y"], [null], [""]])));
        var (rows, findings) = sources.Read("things");
        Assert.Empty(findings);
        Assert.Equal(["""row=1 name="x" """.TrimEnd(), """row=2 name="y" """.TrimEnd()], rows);
    }

    [Fact]
    public void Rows_before_the_header_are_skipped_where_that_is_declared()
    {
        sources.Table("things", "from: records, path: things.xlsx, skip: 2", """
            "row": {"description": "d", "type": "integer", "x-derived": "record.number"},
            "name": {"description": "d", "type": "string"}
            """, "row");
        sources.Write("things.xlsx", Workbook(("First", [["Names of 2020", "an office"], [null], ["name"], ["x"], [true]])));
        var (rows, findings) = sources.Read("things");
        Assert.Empty(findings);
        Assert.Equal(["""row=1 name="x" """.TrimEnd(), """row=2 name="TRUE" """.TrimEnd()], rows);
    }

    /// <summary>Excel keeps a time of day as a part of no day, and hours beyond 24 as days.</summary>
    [Fact]
    public void Times_are_times_and_midnight_among_them_is_written_as_they_are()
    {
        Times(
            ["id", "text"], ["a", new Day(0.4375, 20)], ["b", new Day(5 / 24.0, 46)], ["c", new Day(1.25, 46)], ["d", new Day(44289, 22)],
            ["e", new Day(44289.5, 22)], ["f", new Day(44289.5, 20)], ["g", new Day(0.5 + 1e-8 * 1234, 20)], ["h", new Day(44289)]);
        var (rows, findings) = sources.Read("things");
        Assert.Empty(findings);
        Assert.Equal(
            [
                "10:30:00", "05:00:00", "30:00:00", "2021-04-03T00:00:00", "2021-04-03T12:00:00", "2021-04-03T12:00:00", "12:00:01.066000",
                "2021-04-03",
            ],
            rows.Select(r => r.Split("text=")[1].Trim('"')));

        void Times(params object?[][] rows) =>
            sources.Table("things", "from: records, path: things.xlsx", """
                "id": {"description": "d", "type": "string"},
                "text": {"description": "d", "type": "string"}
                """).Write("things.xlsx", Workbook(("Sheet1", rows)));
    }

    [Fact]
    public void Columns_may_have_one_name_several_times_or_none()
    {
        sources.Table("things", "from: records, path: things.xlsx", """
            "id": {"description": "d", "type": "string"},
            "a": {"description": "d", "type": "integer", "x-source": "n"},
            "b": {"description": "d", "type": ["integer", "null"], "x-source": "n"},
            "c": {"description": "d", "type": ["string", "null"], "x-source": ""},
            "d": {"description": "d", "type": "string", "x-source": ""}
            """);
        sources.Write("things.xlsx", Workbook(("S", [["id", "n", "", "n"], ["x", 1, null, 2, "right"], ["y", 3, "left", null, "end"]])));
        var (rows, findings) = sources.Read("things");
        Assert.Empty(findings);
        Assert.Equal(["id=\"x\" a=1 b=2 c=null d=\"right\"", "id=\"y\" a=3 b=null c=\"left\" d=\"end\""], rows);
        sources.Write("things.xlsx", Workbook(("S", [["id", "n", "", "n"], ["x", 1, null, "two", "right"]])));
        Assert.StartsWith(
            "seeds/things.xlsx(2,4): error DS2001: Expected an integer such as -12 in \"b\", found the text \"two\".",
            Assert.Single(sources.Read("things").Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_without_a_name_that_the_schema_does_not_have_is_passed_over_where_it_is_empty()
    {
        sources.Table("things", "from: records, path: things.xlsx", """
            "id": {"description": "d", "type": "string"},
            "n": {"description": "d", "type": "integer"}
            """);
        sources.Write("things.xlsx", Workbook(("S", [[null, "id", "", "n"], [null, "x", null, 1]])));
        var (rows, findings) = sources.Read("things");
        Assert.Empty(findings);
        Assert.Equal(["id=\"x\" n=1"], rows);
        sources.Write("things.xlsx", Workbook(("S", [[null, "id", "", "n"], ["more", "x", null, 1]])));
        Assert.StartsWith(
            "seeds/things.xlsx(2,1): error DS1022: Expected no value in a column that the header has no name for, found \"more\". Name the "
                + "column in the header, or add a column with \"x-source\": \"\" to the schema for each one without a name.",
            Assert.Single(sources.Read("things").Findings), StringComparison.Ordinal);
    }

    /// <summary>A header that is an empty row, or none, is said so, with the row that may be meant.</summary>
    [Fact]
    public void A_header_that_is_empty_is_one_finding()
    {
        const string Named = "Expected a header that names \"id\", \"count\", \"ratio\", …, found ";
        object?[] header = ["id", "count", "ratio", "is_open", "day", "at", "counts"];
        Things([null], [], header, ["a"]);
        Assert.Equal(
            [
                $"seeds/things.xlsx(1): error DS1023: {Named}an empty row. The first one with a value is row 3: where that is the header, "
                    + "write skip: 2 for the table in dataset.yaml.",
            ],
            sources.Read("things").Findings);
        Things();
        Assert.Equal([$"seeds/things.xlsx(1): error DS1017: {Named}an empty sheet."], sources.Read("things").Findings);
        Things([null], [""]);
        Assert.Equal([$"seeds/things.xlsx(1): error DS1017: {Named}an empty sheet."], sources.Read("things").Findings);
        using var skipping = new TempSources();
        skipping.Table("things", "from: records, path: things.xlsx, skip: 2", TempSources.RecordColumns)
            .Write("things.xlsx", Workbook(("Sheet1", [header, ["a"]])));
        Assert.Equal([$"seeds/things.xlsx(3): error DS1017: {Named}no row with a value from here on."], skipping.Read("things").Findings);
        skipping.Write("things.xlsx", Workbook(("Sheet1", [[null], [], header, ["a"]])));
        Assert.Single(skipping.Read("things").Rows);
    }

    [Fact]
    public void An_empty_cell_is_named_after_its_column_with_its_place()
    {
        sources.Table("things", "from: records, path: things.xlsx", """
            "id": {"description": "d", "type": "string"},
            "n": {"description": "d", "type": "integer"},
            "n_2": {"description": "d", "type": "integer", "x-source": "n"}
            """).Write("things.xlsx", Workbook(("S", [["id", "n", "n"], ["a", 1, 2], ["b", null, 2], ["c", 1]])));
        Assert.Equal(
            [
                "seeds/things.xlsx(3,2): error DS2101: Expected an integer such as -12 in \"n\", found an empty cell.",
                "seeds/things.xlsx(4,3): error DS2101: Expected an integer such as -12 in \"n_2\", found an empty cell.",
            ],
            sources.Read("things").Findings);
    }

    /// <summary>Each sheet that people see becomes a table, with the columns that have a name or a value.</summary>
    [Fact]
    public void Init_makes_a_table_of_each_sheet_that_is_shown()
    {
        var made = Init(
            "house.xlsx",
            ("Hidden", [["secret"], [1]]),
            ("Cover", []),
            ("People", [[null, "People of 2020"], [null], [null, "id", "n", "t"], [null, "a", 1, "x"], [null, "b", 2, true]]),
            ("Names alone", [["x", "y"]]),
            ("Prices", [
                ["id", "price", "price", "at", "sum", "seen"],
                ["a", "#N/A", 1.5, new Day(0.5, 20), new Formula("B2"), new Day(44289, 22), "remark"],
                ["b", 2, 3, new Day(0.75, 20), new Formula("B3", "<v>4.5</v>"), new Day(44289.5, 22)],
            ]));
        Assert.Equal(
            [
                "house.xlsx: A formula in it counts as the value that was saved last.",
                "house.xlsx: In \"seen\" days or times are written in a form that stays text. To have them as dates, write 2021-03-04; as "
                    + "instants, 2021-03-04T10:30:00Z in UTC.",
                "house.xlsx: The sheet \"Names alone\" was left out: it has a row of names alone.",
                "house.xlsx: Hidden sheets were left out: \"Hidden\". Show one in Excel to have it.",
            ],
            made.Notes);
        Assert.Equal(
            [
                "- {name: house_people, from: records, path: house.xlsx, sheet: \"People\", skip: 2}",
                "- {name: house_prices, from: records, path: house.xlsx, sheet: \"Prices\"}",
            ],
            made.Entries);
        Assert.Equal(
            [
                "seeds/house.xlsx(2,2): error DS2001: Expected an integer such as -12 in \"price\", found the error #N/A; correct its "
                    + "formula, or clear the cell (in Excel: Go To, Special, Formulas, Errors finds all of them; then Delete).",
                "seeds/house.xlsx(2,5): error DS2001: Expected a number such as 0.5 in \"sum\", found a formula without a value; open the "
                    + "workbook in Excel or LibreOffice and save it, which works formulas out.",
            ],
            made.Errors);
    }

    [Fact]
    public void Sheets_of_one_workbook_become_tables_of_one_release_in_parts_too()
    {
        var made = Init("both.xlsx", ("A", [["id", "n"], ["a", 1]]), ("B b", [["b_id", "a_id"], ["y", "a"], ["x", "a"]]));
        Assert.Empty(made.Errors);
        Assert.Equal(
            [
                "- {name: both_a, from: records, path: both.xlsx, sheet: \"A\"}",
                "- {name: both_b_b, from: records, path: both.xlsx, sheet: \"B b\"}",
            ],
            made.Entries);
        var (seeds, dist) = (Path.Combine(made.Folder, "seeds"), Path.GetFullPath(Path.Combine(made.Folder, "../dist")));
        Assert.Equal(
            ["""{"b_id":"x","a_id":"a"}""", """{"b_id":"y","a_id":"a"}"""],
            File.ReadLines(Path.Combine(dist, "made-1.0.0/data/both_b_b.jsonl")));
        var run = CommandRun.Of("verify", Path.Combine(dist, "made-1.0.0"), "--source", seeds);
        Assert.True(run.Status == 0, run.Out + run.Error);
        var shards = Path.Combine(dist, "../shards");
        foreach (var part in new[] { "1/2", "2/2" })
            Assert.Equal(0, CommandRun.Of("shard", seeds, "--part", part, "-o", shards).Status);
        run = CommandRun.Of("assemble", shards, "--source", seeds, "-o", Path.Combine(dist, "../assembled"));
        Assert.True(run.Status == 0, run.Out + run.Error);
        Assert.Equal(0, CommandRun.Of("verify", Path.Combine(dist, "../assembled/made-1.0.0"), "--source", seeds).Status);
    }

    [Fact]
    public void Init_writes_the_values_of_columns_of_several_kinds_as_the_build_reads_them()
    {
        object?[][] rows = [["id", "t", "d"], .. Enumerable.Range(0, 20).Select(i => new object?[] {
            i, i % 2 == 0 ? true : "maybe", i % 2 == 0 ? new Day(44289, 22) : new Day(44289.5, 22) })];
        var made = Init("kinds.xlsx", ("S", rows));
        Assert.Empty(made.Errors);
        Assert.Equal(
            ["""{"id":0,"t":"TRUE","d":"2021-04-03T00:00:00"}""", """{"id":1,"t":"maybe","d":"2021-04-03T12:00:00"}"""],
            File.ReadLines(Path.Combine(made.Folder, "../dist/made-1.0.0/data/kinds.jsonl")).Take(2));
    }

    [Fact]
    public void Sheets_of_one_workbook_are_sources_of_tables_where_each_is_named()
    {
        const string Columns = """
            "id": {"description": "d", "type": "string"}
            """;
        sources.Table("first", "from: records, path: both.xlsx, sheet: A", Columns)
            .Table("second", "from: records, path: both.xlsx", Columns)
            .Write("both.xlsx", Workbook(("A", [["id"], ["a"]]), ("B", [["id"], ["b"]])));
        Assert.EndsWith(
            "DS5106: Expected a source of its own for the table second, found \"both.xlsx\", which is or overlaps \"both.xlsx\" of first. "
                + "Name the sheet of each with \"sheet\".",
            Assert.Single(sources.Read("first").Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void Init_says_that_a_damaged_sheet_and_those_after_it_were_left_out()
    {
        object?[][] rows = [["id", "n"], ["a", 1], ["b", 2]];
        var made = Init("house.xlsx", ("Good", rows), ("Bad", [["id"], ["<"]]), ("Third", rows));
        Assert.StartsWith(
            "house.xlsx: The sheets after \"Good\" were left out, as the next one cannot be read: ", Assert.Single(made.Notes),
            StringComparison.Ordinal);
        Assert.EndsWith(". Take that sheet out of the workbook, or mend it, to have the rest.", made.Notes[0], StringComparison.Ordinal);
        Assert.Equal(["- {name: house, from: records, path: house.xlsx}"], made.Entries);
    }

    [Fact]
    public void Init_passes_over_columns_with_neither_name_nor_value_after_the_last_that_has_a_value()
    {
        var made = Init(
            "house.xlsx",
            ("S", [[null, "id", "", "n", "", "t", "m"], [null, "a", "x", 1, null, "u", "y"], [null, "b", null, 2, null, "v", "z"]]));
        Assert.Equal(
            ["house.xlsx: Columns with neither a name nor a value in the file were kept: \"row\". One after them has values and no name; "
                + "where that has a name, they are passed over."],
            made.Notes);
        Assert.Equal(
            ["""{"row":null,"id":"a","column_3":"x","n":1,"t":"u","m":"y"}""",
                """{"row":null,"id":"b","column_3":null,"n":2,"t":"v","m":"z"}"""],
            File.ReadAllLines(Path.Combine(made.Folder, "../dist/made-1.0.0/data/house.jsonl")));
    }

    /// <summary>1904-01-01 is a day like others, unless the workbook counts from it.</summary>
    [Theory]
    [InlineData("", 1462, 22, "1904-01-01T00:00:00")]
    [InlineData("", 1462.5, 20, "1904-01-01T12:00:00")]
    [InlineData("", 0.5, 20, "12:00:00")]
    [InlineData("<workbookPr date1904=\"1\"/>", 0.5, 20, "12:00:00")]
    [InlineData("<workbookPr date1904=\"0\"/>", 1462.5, 20, "1904-01-01T12:00:00")]
    [InlineData("<workbookPr date1904=\"false\"/>", 1462.5, 20, "1904-01-01T12:00:00")]
    [InlineData("<workbookPr date1904=\"1\"/>", 0.5, 22, "1904-01-01T12:00:00")]
    public void A_time_of_day_is_on_the_first_day_of_the_workbooks_calendar(string properties, double serial, int format, string text)
    {
        var (rows, findings) = ReadDay(properties, serial, format);
        Assert.Empty(findings);
        Assert.Equal([$"id=\"{text}\""], rows);
    }

    /// <summary>The library would read its days as those of the calendar from 1900. LibreOffice writes the word.</summary>
    [Fact]
    public void A_calendar_from_1904_in_a_word_that_would_not_be_understood_is_refused()
    {
        var (_, findings) = ReadDay("<workbookPr date1904=\"true\"/>", 42000, 14);
        Assert.Contains("found date1904=\"true\"", Assert.Single(findings), StringComparison.Ordinal);
        var draft = SourceDraft.OfNew([Path.Combine(sources.Seeds, "things.xlsx")], _ => false);
        Assert.Contains("It was left out. Expected days that are counted from 1900", Assert.Single(draft.Notes), StringComparison.Ordinal);
        Assert.Empty(draft.Entries);
    }

    private (List<string> Rows, List<string> Findings) ReadDay(string properties, double serial, int format)
    {
        sources.Table("things", "from: records, path: things.xlsx", """
            "id": {"description": "d", "type": "string"}
            """).Write("things.xlsx", Workbook(("S", [["id"], [new Day(serial, format)]])));
        var path = Path.Combine(sources.Seeds, "things.xlsx");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            using var part = zip.GetEntry("xl/workbook.xml")!.Open();
            var xml = new StreamReader(part).ReadToEnd().Replace("<sheets>", properties + "<sheets>", StringComparison.Ordinal);
            part.SetLength(0);
            part.Write(Encoding.UTF8.GetBytes(xml));
        }
        return sources.Read("things");
    }

    [Fact]
    public void Init_calls_a_table_after_the_workbook_where_one_sheet_has_rows()
    {
        var made = Init("people.xlsx", ("Cover", []), ("S", [["id", "n", "t"], ["a", 1, "x"], ["b", 2, true]]), ("More", [["x"]]));
        Assert.Equal(["- {name: people, from: records, path: people.xlsx, sheet: \"S\"}"], made.Entries);
        Assert.Equal(
            ["""{"id":"a","n":1,"t":"x"}""", """{"id":"b","n":2,"t":"TRUE"}"""],
            File.ReadAllLines(Path.Combine(made.Folder, "../dist/made-1.0.0/data/people.jsonl")));
    }

    /// <summary>Makes a dataset of a workbook, and its release where it has no errors.</summary>
    private (string Folder, string[] Notes, string[] Entries, string[] Errors) Init(string name, params (string, object?[][])[] sheets)
    {
        sources.Write("../" + name, Workbook(sheets));
        var folder = Path.GetFullPath(Path.Combine(sources.Seeds, ".."));
        var (made, file) = (Path.Combine(folder, "made"), Path.Combine(folder, name));
        var run = CommandRun.Of("init", made, "--from", file);
        var errors = run.Out.Split('\n').Where(l => l.Contains(": error ", StringComparison.Ordinal))
            .Select(l => l[l.IndexOf("seeds/", StringComparison.Ordinal)..]).ToArray();
        Assert.Equal(errors.Length > 0 ? 1 : 0, run.Status);
        if (errors.Length == 0)
        {
            var build = CommandRun.Of("build", Path.Combine(made, "seeds"), "-o", Path.Combine(folder, "dist"));
            Assert.True(build.Status == 0, build.Out + build.Error);
        }
        return (
            made,
            [
                .. run.Error.Split('\n').Where(l => l.StartsWith(file, StringComparison.Ordinal))
                    .Select(l => l[(file.Length - name.Length)..]),
            ],
            [
                .. File.ReadLines(Path.Combine(made, "seeds/dataset.yaml")).Select(l => l.Trim())
                    .Where(l => l.StartsWith("- {name: ", StringComparison.Ordinal)),
            ],
            errors);
    }

    [Fact]
    public void A_sheet_that_is_not_there_and_a_file_that_is_no_workbook_are_findings()
    {
        sources.Table("things", "from: records, path: things.xlsx, sheet: Third", TempSources.RecordColumns)
            .Write("things.xlsx", Workbook(("First", []), ("Second", [])));
        Approved.Findings(sources.Read("things").Findings);
        sources.Write("things.xlsx", "id,count\n");
        Assert.StartsWith(
            "seeds/things.xlsx: error DS1042: Expected an Excel workbook (.xlsx), found a file that is none: ",
            Assert.Single(sources.Read("things").Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void Documents_come_from_a_sheet_too()
    {
        sources.Table("notes", "from: documents, path: notes.xlsx", TempSources.NoteColumns)
            .Write("notes.xlsx", Workbook(("S", [["id", "title", "stars", "tags", "text"], ["a", "T", 5, "[\"x\"]", "One.\n\nTwo."]])));
        var (rows, findings) = sources.Read("notes");
        Assert.Empty(findings);
        Assert.Equal(["a: title=\"T\" stars=5 tags=[\"x\"] | One.\n\nTwo. | notes.xlsx:2"], rows);
    }

    private void Things(params object?[][] rows) =>
        sources.Table("things", "from: records, path: things.xlsx", TempSources.RecordColumns)
            .Write("things.xlsx", Workbook(("Sheet1", rows)));

    /// <summary>A workbook as small as Excel opens one (ECMA-376).</summary>
    internal static byte[] Workbook(params (string Name, object?[][] Rows)[] sheets)
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Add(string name, string xml)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
                writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml);
            }
            string Related(IEnumerable<string> links) =>
                $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(links)}"
                    + "</Relationships>";
            Add("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
            Add("_rels/.rels", Related([$"<Relationship Id=\"r\" Type=\"{Links}/officeDocument\" Target=\"xl/workbook.xml\"/>"]));
            string State(string name) => name.StartsWith("Hidden", StringComparison.Ordinal) ? " state=\"hidden\"" : "";
            Add("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Links}\"><sheets>" + string.Concat(sheets.Select(
                (s, i) => $"<sheet name=\"{s.Name}\"{State(s.Name)} sheetId=\"{i + 1}\" r:id=\"r{i}\"/>")) + "</sheets></workbook>");
            Add("xl/_rels/workbook.xml.rels", Related(
                sheets.Select((_, i) => $"<Relationship Id=\"r{i}\" Type=\"{Links}/worksheet\" Target=\"worksheets/s{i}.xml\"/>")
                    .Append($"<Relationship Id=\"s\" Type=\"{Links}/styles\" Target=\"styles.xml\"/>")));
            Add("xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><cellXfs count=\"5\">"
                + string.Concat(Formats.Select(f => $"<xf numFmtId=\"{f}\"/>")) + "</cellXfs></styleSheet>");
            foreach (var (i, sheet) in sheets.Index())
                Add($"xl/worksheets/s{i}.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>" + string.Concat(sheet.Rows.Select((row, r) =>
                    $"<row r=\"{r + 1}\">" + string.Concat(row.Select((cell, c) => Cell($"{(char)('A' + c)}{r + 1}", cell))) + "</row>"))
                    + "</sheetData></worksheet>");
        }
        return bytes.ToArray();
    }

    private static string Cell(string at, object? value) => value switch
    {
        null => "",
        string error when error.StartsWith('#') => $"<c r=\"{at}\" t=\"e\"><v>{error}</v></c>",
        string text => $"<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>",
        bool truth => $"<c r=\"{at}\" t=\"b\"><v>{(truth ? 1 : 0)}</v></c>",
        Day day => FormattableString.Invariant($"<c r=\"{at}\" s=\"{Array.IndexOf(Formats, day.Format)}\"><v>{day.Serial}</v></c>"),
        Formula formula => $"<c r=\"{at}\"><f>{formula.Text}</f>{formula.Value}</c>",
        Written number => $"<c r=\"{at}\"><v>{number.Text}</v></c>",
        _ => FormattableString.Invariant($"<c r=\"{at}\"><v>{value}</v></c>"),
    };

    /// <summary>A formula and what a program wrote of its value.</summary>
    private sealed record Formula(string Text, string Value = "");

    /// <summary>A number with these digits.</summary>
    private sealed record Written(string Text);

    /// <summary>A number that Excel shows as a day.</summary>
    private sealed record Day(double Serial, int Format = 14);
}
