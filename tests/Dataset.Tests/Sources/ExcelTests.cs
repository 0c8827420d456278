using System.IO.Compression;
using System.Text;
using Dataset.Tests.Cli;

namespace Dataset.Tests.Sources;

/// <summary>A sheet of a workbook is read as what its cells hold, each with its row and column.</summary>
public sealed class ExcelTests : IDisposable
{
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

    [Fact]
    public void Init_passes_over_empty_sheets_and_titles_and_declares_it()
    {
        sources.Write("../people.xlsx", Workbook(
            ("Cover", []), ("People", [["People of 2020"], [null], ["id", "n", "t"], ["a", 1, "x"], ["b", 2, true]]), ("More", [["x"]])));
        var folder = Path.GetFullPath(Path.Combine(sources.Seeds, ".."));
        var run = CommandRun.Of("init", Path.Combine(folder, "made"), "--from", Path.Combine(folder, "people.xlsx"));
        Assert.True(run.Status == 0, run.Out + run.Error);
        Assert.Contains("Its other sheets were left out: \"More\".", run.Error, StringComparison.Ordinal);
        Assert.Contains(
            "- {name: people, from: records, path: people.xlsx, sheet: \"People\", skip: 2}",
            File.ReadAllText(Path.Combine(folder, "made/seeds/dataset.yaml")), StringComparison.Ordinal);
        run = CommandRun.Of("build", Path.Combine(folder, "made/seeds"), "-o", Path.Combine(folder, "dist"));
        Assert.True(run.Status == 0, run.Out + run.Error);
        Assert.Equal(
            ["""{"id":"a","n":1,"t":"x"}""", """{"id":"b","n":2,"t":"TRUE"}"""],
            File.ReadAllLines(Path.Combine(folder, "dist/made-1.0.0/data/people.jsonl")));
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
            Add("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Links}\"><sheets>" + string.Concat(sheets.Select(
                (s, i) => $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\" r:id=\"r{i}\"/>")) + "</sheets></workbook>");
            Add("xl/_rels/workbook.xml.rels", Related(
                sheets.Select((_, i) => $"<Relationship Id=\"r{i}\" Type=\"{Links}/worksheet\" Target=\"worksheets/s{i}.xml\"/>")
                    .Append($"<Relationship Id=\"s\" Type=\"{Links}/styles\" Target=\"styles.xml\"/>")));
            Add("xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>"
                + "</styleSheet>");
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
        Day day => FormattableString.Invariant($"<c r=\"{at}\" s=\"1\"><v>{day.Serial}</v></c>"),
        Formula formula => $"<c r=\"{at}\"><f>{formula.Text}</f>{formula.Value}</c>",
        Written number => $"<c r=\"{at}\"><v>{number.Text}</v></c>",
        _ => FormattableString.Invariant($"<c r=\"{at}\"><v>{value}</v></c>"),
    };

    /// <summary>A formula and what a program wrote of its value.</summary>
    private sealed record Formula(string Text, string Value = "");

    /// <summary>A number with these digits.</summary>
    private sealed record Written(string Text);

    /// <summary>A number that Excel shows as a day.</summary>
    private sealed record Day(double Serial);
}
