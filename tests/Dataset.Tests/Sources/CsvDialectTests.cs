using System.Text;
using System.Text.RegularExpressions;
using Dataset.Text;

namespace Dataset.Tests.Sources;

/// <summary>Files in dialects that are declared are read as they mean it; what a dialect does not say is not read by it.</summary>
public sealed partial class CsvDialectTests : IDisposable
{
    private const string All =
        """id="a" count=-3 ratio=1234.5 is_open=true day="2021-04-03" at="2020-01-02T03:04:05Z" counts=[1,null]""";

    private readonly TempSources sources = new();

    public void Dispose() => sources.Dispose();

    [Theory]
    [InlineData(
        "{delimiter: \";\", decimal: \",\", dates: DD.MM.YYYY, booleans: [WAHR, FALSCH], nulls: [NA, \"-\"]}", ';',
        "a;-3;1234,5;WAHR;03.04.2021;2020-01-02T03:04:05Z;[1,null]")]
    [InlineData(
        "{delimiter: tab, dates: D/M/YYYY, booleans: [\"1\", \"0\"]}", '\t',
        "a\t-3\t+1234.50\t1\t3/4/2021\t2020-01-02T03:04:05Z\t[1,null]")]
    [InlineData("{delimiter: \"|\", dates: YYYYMMDD}", '|', "a|-3|1.2345E3|true|20210403|2020-01-02T03:04:05.000000000Z|[1,null]")]
    public void A_declared_dialect_is_read(string dialect, char delimiter, string row)
    {
        Things(dialect, string.Join(delimiter, "id,count,ratio,is_open,day,at,counts".Split(',')) + "\r\n" + row + "\r\n");
        var (rows, findings) = sources.Read("things");
        Assert.Empty(findings);
        Assert.Equal([All], rows);
    }

    [Fact]
    public void Words_for_null_are_null_in_every_column()
    {
        sources.Table("things", "from: records, path: things.csv, csv: {nulls: [NA, \"-\"]}", TempSources.RecordColumns.Replace(
            "\"id\": {\"description\": \"d\", \"type\": \"string\"}",
            "\"id\": {\"description\": \"d\", \"type\": \"string\"},\n\"name\": {\"description\": \"d\", \"type\": [\"string\", \"null\"]}",
            StringComparison.Ordinal)).Write("things.csv", "id,name,count,ratio,is_open,day,at,counts\na,NA,-,NA,NA,-,NA,NA\nNA,x,,,,,,\n");
        var (rows, findings) = sources.Read("things");
        Approved.Findings(findings);
        Assert.Equal("""id="a" name=null count=null ratio=null is_open=null day=null at=null counts=null""", rows[0]);
    }

    [Theory]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("+5", "5")]
    [InlineData("+.5e-1", "0.05")]
    [InlineData("-.5", "-0.5")]
    [InlineData("1E5", "100000")]
    [InlineData("5.e2", "500")]
    public void A_number_is_read_however_it_is_written(string cell, string number)
    {
        Things("{}", $"id,count,ratio,is_open,day,at,counts\na,+7,{cell},,,,\n");
        var (rows, findings) = sources.Read("things");
        Assert.Empty(findings);
        Assert.Equal([$"""id="a" count=7 ratio={number} is_open=null day=null at=null counts=null"""], rows);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("+")]
    [InlineData("+-5")]
    [InlineData("--5")]
    [InlineData("e5")]
    [InlineData(".e5")]
    [InlineData("05.")]
    [InlineData("1 000")]
    [InlineData("5 ")]
    [InlineData("0x10")]
    [InlineData("Infinity")]
    public void What_is_no_number_is_refused(string cell)
    {
        Things("{}", $"id,count,ratio,is_open,day,at,counts\na,,{cell},,,,\n");
        Assert.Matches("^seeds/things.csv\\(2,4\\): error DS20(01|26): Expected a number", Assert.Single(sources.Read("things").Findings));
    }

    [Theory]
    [InlineData("{encoding: windows-1252}", "windows-1252")]
    [InlineData("{encoding: utf-16}", "utf-16")]
    [InlineData("{encoding: utf-16le}", "utf-16le")]
    [InlineData("{encoding: utf-16be}", "utf-16be")]
    [InlineData("{encoding: iso-8859-15}", "iso-8859-15")]
    [InlineData("{encoding: gb18030}", "gb18030")]
    [InlineData("{encoding: macintosh}", "macintosh")]
    public void A_declared_encoding_is_decoded_and_the_digest_is_of_the_file(string dialect, string encoding)
    {
        var text = "id,count,ratio,is_open,day,at,counts\nGröße,1,,,,,\n";
        var bytes = TextEncodings.Find(encoding)!.GetBytes(text);
        Things(dialect, "");
        sources.Write("things.csv", encoding == "utf-16" ? [0xFF, 0xFE, .. bytes] : bytes);
        var (rows, findings) = sources.Read("things");
        Assert.Empty(findings);
        Assert.Equal(["""id="Größe" count=1 ratio=null is_open=null day=null at=null counts=null"""], rows);
    }

    [Fact]
    public void Every_encoding_that_may_be_declared_is_there() =>
        AssertEx.All(TextEncodings.Names, name => Assert.NotNull(TextEncodings.Find(name)));

    [Fact]
    public void A_byte_order_mark_and_a_line_sep_are_passed_over_and_places_stay()
    {
        Things("{delimiter: \";\"}", "\uFEFFsep=;\r\nid;count;ratio;is_open;day;at;counts\r\na;x;;;;;\r\n");
        var (rows, findings) = sources.Read("things");
        Approved.Findings(findings);
        Assert.Single(rows);
    }

    [Fact]
    public void Without_a_header_cells_belong_to_the_columns_in_order()
    {
        Things("{header: false}", "a,1,,,,,\nb,2,,,,,\n");
        var (rows, findings) = sources.Read("things");
        Assert.Empty(findings);
        Assert.Equal(2, rows.Count);
        Assert.StartsWith("""id="a" count=1""", rows[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("things.tsv", "No.\t\tSame\tSame\n1\tx\ty\tz\n2\t\t\t\n")]
    [InlineData("things.csv", "Same,No.,,Same\ny,1,x,z\n,2,,\n")]
    public void Columns_are_found_by_what_the_source_calls_them(string file, string text)
    {
        sources.Table("things", "from: records, path: " + file, """
            "row": {"description": "d", "type": "integer", "x-derived": "record.number"},
            "number": {"description": "d", "type": "integer", "x-source": "No."},
            "unnamed": {"description": "d", "type": ["string", "null"], "x-source": ""},
            "first": {"description": "d", "type": ["string", "null"], "x-source": "Same"},
            "second": {"description": "d", "type": ["string", "null"], "x-source": "Same"}
            """, "row").Write(file, text);
        var (rows, findings) = sources.Read("things");
        Assert.Empty(findings);
        Assert.Equal(
            [
                """row=1 number=1 unnamed="x" first="y" second="z" """.TrimEnd(),
                "row=2 number=2 unnamed=null first=null second=null",
            ],
            rows);
    }

    [Theory]
    [InlineData("things.jsonl", "{\"No.\": 7}\n{\"No.\": 8}\n")]
    [InlineData("things.ndjson", "{\"No.\": 7}\n{\"No.\": 8}\n")]
    [InlineData("things.json", "[{\"No.\": 7}, {\"No.\": 8}]")]
    [InlineData("things.yml", "- No.: 7\n- No.: 8\n")]
    public void Keys_and_record_numbers_are_the_same_in_every_notation(string file, string text)
    {
        sources.Table("things", "from: records, path: " + file, """
            "row": {"description": "d", "type": "integer", "x-derived": "record.number"},
            "number": {"description": "d", "type": "integer", "x-source": "No."}
            """, "row").Write(file, text);
        var (rows, findings) = sources.Read("things");
        Assert.Empty(findings);
        Assert.Equal(["row=1 number=7", "row=2 number=8"], rows);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(1_000_000)]
    public void Any_cut_gives_the_same_rows_and_findings(int chunk)
    {
        sources.Table("things", "from: records, path: things.csv, csv: {delimiter: \";\"}", """
            "row": {"description": "d", "type": "integer", "x-derived": "record.number"},
            "price": {"description": "d", "type": ["number", "null"]},
            "name": {"description": "d", "type": ["string", "null"]}
            """, "row").Write("things.csv", "\uFEFFsep=;\nprice;name\n1;a\n2,5;\"x\ny\"\n3,5;NA\nNA;NA\n");
        var (rows, findings) = sources.Read("things", new() { ChunkInBytes = chunk });
        Assert.Equal(["row=1", "row=2", "row=3", "row=4"], rows.Select(r => r.Split(' ')[0]));
        Assert.Equal(["(4,1): error DS2021", "(6,5): warning DS2027", "(7,1): error DS2026"],
            findings.Select(f => f["seeds/things.csv".Length..f.IndexOf(": Expected", StringComparison.Ordinal)]));
    }

    [Theory]
    [InlineData("skip: 2", "a title, with \"a mark\n\nname,n\nx,1\ny,2\n", 4)]
    [InlineData("skip: 1, header: false", "a title\nx,1\ny,2\n", 2)]
    [InlineData("comment: \"#\"", "# one \"\nname,n\nx,1\n#\ny,2\n# last", 3)]
    [InlineData("comment: \"//\"", "//one\nname,n\nx,1\n///\ny,2\n", 3)]
    [InlineData("comment: \"#\", skip: 1, skip_blank: true", "title\n#\n\nname,n\n\nx,1\n\r\n#\ny,2\n\n", 6)]
    [InlineData("skip_blank: true", "\nname,n\n\n\nx,1\n\ny,2\n\n", 5)]
    [InlineData("ends: cr", "name,n\rx,1\ry,2", 2)]
    [InlineData("ends: cr, skip: 1", "a title\rname,n\rx,1\ry,2\r", 3)]
    [InlineData("ends: cr, skip_blank: true", "name,n\r\r\nx,1\r\r\ny,2\r\r\n", 3)]
    [InlineData("ragged: true", "name,n,,\nx,1,,\ny,2,\n", 2)]
    [InlineData("trim: true", " name , n\n\"x\" , 1\n y,2  \n", 2)]
    [InlineData("quotes: none, delimiter: \"|\"", "name|n\nx|1\ny|2\n", 2)]
    [InlineData("newlines: lf", "name,n\r\nx,1\r\ny,2\r\n", 2)]
    public void What_is_no_record_and_no_cell_is_declared(string dialect, string text, int line)
    {
        foreach (var chunk in (int[])[1, 7, 1_000_000])
        {
            using var files = new TempSources();
            files.Table("things", $"from: records, path: things.csv, csv: {{{dialect}}}", """
                "row": {"description": "d", "type": "integer", "x-derived": "record.number"},
                "name": {"description": "d", "type": "string"},
                "n": {"description": "d", "type": "integer"}
                """, "row").Write("things.csv", text);
            var (rows, findings) = files.Read("things", new() { ChunkInBytes = chunk });
            Assert.Empty(findings);
            Assert.Equal(["""row=1 name="x" n=1""", """row=2 name="y" n=2"""], rows);
            files.Write("things.csv", text.Replace("1", "one", StringComparison.Ordinal));
            Assert.StartsWith(
                FormattableString.Invariant($"seeds/things.csv({line},"),
                Assert.Single(files.Read("things", new() { ChunkInBytes = chunk }).Findings), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("ragged: true", "name,n,t\nx,1\ny\n", """row=1 name="x" n="1" t=null""", """row=2 name="y" n=null t=null""")]
    [InlineData("ragged: true", "name,n\nx,1,z\ny,2,,,\n", """row=1 name="x" n="1" t="z" """, """row=2 name="y" n="2" t=null""")]
    [InlineData("row_names: true", "n,t\nx,1,z\ny,,\n", """row=1 name="x" n="1" t="z" """, """row=2 name="y" n=null t=null""")]
    [InlineData(
        "quotes: none", "name,n,t\n\"x,1\",\"z\"\ny,a \"b\",5\"\n",
        """row=1 name="\"x" n="1\"" t="\"z\"" """, """row=2 name="y" n="a \"b\"" t="5\"" """)]
    [InlineData(
        "newlines: lf", "name,n,t\nx,\"1\r\n2\r3\n4\",\ny,,\n",
        """row=1 name="x" n="1\n2\n3\n4" t=null""", """row=2 name="y" n=null t=null""")]
    public void Cells_are_what_the_dialect_says(string dialect, string text, string first, string second)
    {
        var isNamed = text.StartsWith("name", StringComparison.Ordinal);
        sources.Table("things", $"from: records, path: things.csv, csv: {{{dialect}}}", $$"""
            "row": {"description": "d", "type": "integer", "x-derived": "record.number"},
            "name": {"description": "d", "type": "string", "x-source": "{{(isNamed ? "name" : "")}}"},
            "n": {"description": "d", "type": ["string", "null"]},
            "t": {"description": "d", "type": ["string", "null"], "x-source": "{{(text.Contains(",t\n") ? "t" : "")}}"}
            """, "row").Write("things.csv", text);
        var (rows, findings) = sources.Read("things");
        Assert.Empty(findings);
        Assert.Equal([first.TrimEnd(), second.TrimEnd()], rows);
    }

    [Fact]
    public void What_a_dialect_does_not_say_is_an_error()
    {
        sources.Table("ragged", "from: records, path: ragged.csv, csv: {ragged: true}", TempSources.RecordColumns)
            .Write("ragged.csv", "id,count,ratio,is_open,day,at,counts\na,1,2,,,,,,x\n\n")
            .Table("blank", "from: records, path: blank.csv, csv: {skip_blank: true}", TempSources.RecordColumns)
            .Write("blank.csv", "id,count,ratio,is_open,day,at,counts\n\ra\n#\n")
            .Table("trim", "from: records, path: trim.csv, csv: {trim: true}", TempSources.RecordColumns)
            .Write("trim.csv", "id,count,ratio,is_open,day,at,counts\n x\"y\",,,,,,\n \"x\" y,,,,,,\n");
        Approved.Findings([.. sources.Read("ragged").Findings, .. sources.Read("blank").Findings, .. sources.Read("trim").Findings]);
    }

    /// <summary>
    /// Files that are written otherwise than anybody declared: what is found, and that each line which a finding gives for dataset.yaml
    /// mends the file when it is pasted there.
    /// </summary>
    [Theory]
    [InlineData("semicolons", "id;count;ratio;is_open;day;at;counts\na;1;2.5;true;2021-01-02;;\n")]
    [InlineData("tabs", "id\tcount\tratio\tis_open\tday\tat\tcounts\na\t1\t2.5\ttrue\t2021-01-02\t\t\n")]
    [InlineData("bars", "id|count|ratio|is_open|day|at|counts\na|1|2.5|true|2021-01-02||\n")]
    [InlineData("colons", "id:count:ratio:is_open:day:at:counts\na:1:2.5:true:2021-01-02::\n")]
    [InlineData("a line that says the separator", "sep=;\nid;count;ratio;is_open;day;at;counts\na;1;2.5;true;2021-01-02;;\n")]
    [InlineData("commas before fractions", "a,1,\"3,14\",,,,")]
    [InlineData("truth in Python", "a,,,True,,,\nb,,,False,,,")]
    [InlineData("truth in R", "a,,,TRUE,,,\nb,,,FALSE,,,")]
    [InlineData("truth in German", "a,,,WAHR,,,\nb,,,FALSCH,,,")]
    [InlineData("truth in words", "a,,,yes,,,\nb,,,no,,,")]
    [InlineData("truth in digits", "a,,,1,,,\nb,,,0,,,")]
    [InlineData("the day or the month first", "a,,,,03/04/2021,,")]
    [InlineData("the month first", "a,,,,4/25/2021,,")]
    [InlineData("days with points", "a,,,,25.12.2021,,")]
    [InlineData("the year first", "a,,,,2021/04/01,,")]
    [InlineData("days in digits alone", "a,,,,20210401,,")]
    [InlineData("days with a time", "a,,,,2021-04-01 00:00:00,,")]
    [InlineData("integers with a fraction", "a,1.0,,,,,")]
    [InlineData("seconds since 1970", "a,,,,,1617235200,")]
    [InlineData("milliseconds since 1970", "a,,,,,1617235200000,")]
    [InlineData("microseconds since 1970", "a,,,,,1617235200000000,")]
    [InlineData("NA for no value", "a,NA,NA,NA,NA,NA,NA")]
    [InlineData("NULL for no value", "a,,NULL,,,,")]
    [InlineData("None for no value", "a,,,None,,,")]
    [InlineData("an error of Excel for no value", "a,#N/A,,,,,")]
    [InlineData("a hyphen for no value", "a,,,,-,,")]
    [InlineData("two words for no value", "a,NA,-,,,,")]
    [InlineData("no header", "a,1,2.5,true,2021-01-02,,\n", "")]
    [InlineData("a title above the header", "Things of 2020\n\nid,count,ratio,is_open,day,at,counts\na,1,,,,,\n")]
    [InlineData("comments above the header", "# made by a program\nid,count,ratio,is_open,day,at,counts\na,1,,,,,\n")]
    [InlineData("comments", "a,1,,,,,\n# the rest\nb,2,,,,,")]
    [InlineData("carriage returns alone", "id,count,ratio,is_open,day,at,counts\ra,1,,,,,\rb,2,,,,,\r")]
    [InlineData("an index of pandas", ",id,count,ratio,is_open,day,at,counts\n0,a,1,,,,,\n")]
    [InlineData("an index of pandas, read and written again", "Unnamed: 0,id,count,ratio,is_open,day,at,counts\n0,a,1,,,,,\n")]
    [InlineData("names in capitals", "ID,Count,ratio,is_open,day,at,counts\na,1,,,,,\n")]
    [InlineData("a page of HTML", "<!DOCTYPE html><html><body>Not found</body></html>\n", "")]
    [InlineData("another table", "sku;weight\nx;2\n", "")]
    [InlineData("Windows-1252", "Größe,1,,,,,\nMüll,2,,,,,", "windows-1252")]
    [InlineData("UTF-16 with a mark", "Größe,1,,,,,", "utf-16")]
    [InlineData("UTF-16 without a mark", "a,1,,,,,", "utf-16be")]
    [InlineData("Macintosh's encoding", "Größe heißt das Maß für Bücher,1,,,,,", "macintosh")]
    [InlineData("Windows-1251", "Съешь ещё этих мягких французских булок,1,,,,,", "windows-1251")]
    [InlineData("Shift JIS", "日本語の本を読みます,1,,,,,", "shift_jis")]
    public void What_is_not_declared_is_named_with_the_line_that_declares_it(string trait, string csv, string encoding = "utf-8")
    {
        const string Header = "id,count,ratio,is_open,day,at,counts\n";
        var text = encoding.Length == 0 || csv.Contains("day", StringComparison.Ordinal) ? csv : $"{Header}{csv}\n";
        byte[] bytes = encoding is "" or "utf-8" ? Encoding.UTF8.GetBytes(text)
            : [.. encoding == "utf-16" ? Encoding.Unicode.GetPreamble() : [], .. TextEncodings.Find(encoding)!.GetBytes(text)];
        Things("{}", "");
        sources.Write("things.csv", bytes);
        var findings = sources.Read("things").Findings;
        Approved.Findings(findings, trait);
        foreach (var finding in findings)
            foreach (Match declared in DialectInMessage().Matches(finding))
            {
                using var mended = new TempSources();
                mended.Table("things", "from: records, path: things.csv, " + declared.Value, TempSources.RecordColumns)
                    .Write("things.csv", bytes);
                Assert.Empty(mended.Read("things").Findings.Intersect(findings));
            }
    }

    [GeneratedRegex(@"csv: \{.*?\}")]
    private static partial Regex DialectInMessage();

    private void Things(string dialect, string csv) =>
        sources.Table("things", "from: records, path: things.csv, csv: " + dialect, TempSources.RecordColumns)
            .Write("things.csv", Encoding.UTF8.GetBytes(csv));
}
