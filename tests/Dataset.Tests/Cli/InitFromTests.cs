using System.Text;
using System.Text.Json.Nodes;
using Dataset.Drafting;
using Dataset.Tests.Sources;
using Parquet;
using Parquet.Schema;

namespace Dataset.Tests.Cli;

/// <summary>The way of a new user: from a folder of files to a release that is verified.</summary>
public sealed class InitFromTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dataset-from-").FullName;
    private readonly string input;
    private readonly string target;

    public InitFromTests()
    {
        input = Directory.CreateDirectory(Path.Combine(folder, "My files")).FullName;
        target = Path.Combine(folder, "mine");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Texts_with_metadata_in_front_and_in_other_encodings_become_a_release()
    {
        Put("first.md", "---\ntitle: First\ndate: 2021-03-04\ntags: [a]\nLast-Modified: 2021\nurl: /first\n---\n\n# First\n\nHello.\n");
        Put("second.markdown", "\uFEFF---\r\ndate: 2021-03-05\r\ntags: [b, c]\r\n---\r\nThe second.\r\n");
        Bytes("third.md", Encoding.Latin1.GetBytes("---\ntitle: Größe\nencoding: windows-1252\n---\nDie Größe.\n"));
        Put("nested.md", "---\ntitle: Nested\nauthor: {name: Ada}\n---\nNested.\n");
        Put("shape.md", "---\ntitle: Shape\ntags: a\n---\nShape.\n");
        Put("plain.md", "# Plain\n\nWords.\n");
        Bytes("letter.txt", Encoding.BigEndianUnicode.GetBytes("\uFEFFDear Ada\n\nWords.\n"));
        Bytes("brief.txt", Encoding.Latin1.GetBytes("Schöne Grüße\n\nWorte.\n"));
        var run = CommandRun.Of("init", target, "--from", input);
        Assert.True(run.Status == 0, run.Out + run.Error);
        Assert.Equal(
            $"{input}/nested.md: It was left out. \"author\" at its head has records in it, which are no column.\n"
                + $"{input}/shape.md: It was left out. \"tags\" has values of several shapes, or records in it: make those a table, "
                + "or columns of this one.\n"
                + $"{input}/brief.txt: It is not UTF-8, and read as windows-1252. Look whether letters with accents are right; else change "
                + "\"encoding\" in its metadata.\n"
                + $"Next: cd {target} && dataset build\n",
            run.Error);
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(input, "third.md")), File.ReadAllBytes(Path.Combine(target, "seeds/articles/third.md")));
        Assert.EndsWith("\nencoding: utf-16\n", Seed("articles/letter.yaml"), StringComparison.Ordinal);
        Assert.EndsWith("\nencoding: windows-1252\n", Seed("articles/brief.yaml"), StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of("build", Path.Combine(target, "seeds"), "-o", Path.Combine(target, "dist")).Status);
        Assert.Equal(
            [
                "brief: Schöne Grüße null null null null", "first: First 2021-03-04 [\"a\"] 2021 /first",
                "letter: Dear Ada null null null null",
                "plain: Plain null null null null", "second: null 2021-03-05 [\"b\",\"c\"] null null", "third: Größe null null null null",
            ],
            File.ReadLines(Path.Combine(target, "dist/mine-1.0.0/data/articles.jsonl")).Select(l => JsonNode.Parse(l)!).Select(r =>
                $"{r["article_id"]}: " + string.Join(' ', new[] { "title", "date", "tags", "last_modified", "url" }.Select(
                    c => r[c] is JsonArray list ? list.ToJsonString() : r[c]?.ToString() ?? "null"))));
        Assert.Equal(
            0, CommandRun.Of("verify", Path.Combine(target, "dist/mine-1.0.0"), "--source", Path.Combine(target, "seeds")).Status);
        Put("more.md", "---\ntitle: More\ndate: 2021-03-06\ntags: []\n---\nMore.\n");
        Assert.Equal(0, CommandRun.Of("add", Path.Combine(input, "more.md"), "--source", Path.Combine(target, "seeds")).Status);
        Assert.Equal(File.ReadAllBytes(Path.Combine(input, "more.md")), File.ReadAllBytes(Path.Combine(target, "seeds/articles/more.md")));
    }

    [Fact]
    public void Parquet_becomes_a_table_of_the_types_and_values_that_it_has()
    {
        var bytes = File.ReadAllBytes(Repository.At("tests/fixtures/parquet/foreign/duckdb-zstd.parquet"));
        Put("first.csv", "id\na\nb\n");
        Bytes("second.parquet", bytes);
        Bytes("cut.parquet", bytes[..^1]);
        var run = CommandRun.Of("init", target, "--from", Path.Combine(input, "first.csv"), Path.Combine(input, "cut.parquet"));
        Assert.True(run.Status == 0, run.Out + run.Error);
        Assert.Contains("cut.parquet: It was left out. ", run.Error, StringComparison.Ordinal);
        run = CommandRun.Of("add", Path.Combine(input, "second.parquet"), "--source", Path.Combine(target, "seeds"));
        Assert.True(run.Status == 0, run.Out + run.Error);
        Assert.DoesNotContain("second.parquet:", run.Error, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(target, "seeds/second.parquet")));
        run = CommandRun.Of("build", Path.Combine(target, "seeds"), "-o", Path.Combine(target, "dist"));
        Assert.True(run.Status == 0, run.Out + run.Error);
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(target, "schema/second.schema.json")))!;
        Assert.Equal("[\"id\"]", schema["x-primaryKey"]!.ToJsonString());
        Assert.Equal(
            [
                "id: string", "count8: integer", "count: integer", "small: number", "ratio: number null", "price: number", "large: number",
                "is_open: boolean", "day: string date", "at: string date-time", "code: string", "tags: array null", "counts: array",
            ],
            schema["properties"]!.AsObject().Select(c => string.Join(
                ' ', (c.Value!["type"] as JsonArray ?? [c.Value["type"]!.DeepClone()]).Append(c.Value["format"]).OfType<JsonNode>()
                    .Select(v => v.ToString()).Prepend(c.Key + ":"))));
        Assert.Equal(
            "{\"id\":\"02\",\"count8\":40,\"count\":9223372036854775805,\"small\":2.0999999046325684,\"ratio\":0.2857142857142857,"
                + "\"price\":0.02,\"large\":200000000000000000,\"is_open\":true,\"day\":\"0100-01-02\","
                + "\"at\":\"1582-10-01T03:04:07.123456Z\",\"code\":\"00000000-0000-0000-0000-000000000002\","
                + "\"tags\":[\"a\",null,\"ß,\\\"c\"],\"counts\":[2]}",
            File.ReadLines(Path.Combine(target, "dist/mine-1.0.0/data/second.jsonl")).ElementAt(2));
    }

    [Fact]
    public async Task Parquet_with_columns_that_no_type_holds_is_left_out_with_the_finding_of_a_build()
    {
        foreach (var (name, field) in new (string, DataField)[]
        {
            ("raw", new DataField<byte[]>("raw")), ("whole", new DataField<double>("Whole Number")),
        })
        {
            await using var file = File.Create(Path.Combine(input, name + ".parquet"));
            var schema = new ParquetSchema(new DataField<string>("id"), field);
            await using var writer = await ParquetWriter.CreateAsync(schema, file);
            using var group = writer.CreateRowGroup();
            await group.WriteAsync(schema.DataFields[0], new[] { "2021-01-02", "2021-01-01" });
            if (name == "raw")
                await group.WriteAsync(schema.DataFields[1], new[] { new byte[] { 1 }, [2] });
            else
                await group.WriteAsync<double>(schema.DataFields[1], new[] { 1.0, 2.0 });
        }
        var run = CommandRun.Of("init", target, "--from", input);
        Assert.True(run.Status == 0, run.Out + run.Error);
        Assert.StartsWith(
            $"{input}/raw.parquet: It was left out. Expected a column that can be read exactly for \"raw\", found bytes without a meaning; "
                + "write them as text.\nNext: ",
            run.Error, StringComparison.Ordinal);
        run = CommandRun.Of("build", Path.Combine(target, "seeds"), "-o", Path.Combine(target, "dist"));
        Assert.True(run.Status == 0, run.Out + run.Error);
        Assert.Equal(
            ["{\"id\":\"2021-01-01\",\"whole_number\":2}", "{\"id\":\"2021-01-02\",\"whole_number\":1}"],
            File.ReadLines(Path.Combine(target, "dist/mine-1.0.0/data/whole.jsonl")));
    }

    [Fact]
    public void Texts_and_tables_as_they_come_become_a_release_that_is_verified()
    {
        Put("Old Town/The Bridge.TXT", "The bridge\r\n\r\nIt was built in 1901.\r\n");
        Put("notes.md", "# Notes\n\nA *note*.\n");
        Put("offices.csv", "\uFEFFoffice_id;Größe;eröffnet\r\nberlin;12,5;01.02.2021\r\nköln;7,25;24.12.2020\r\n");
        Put("pandas.csv", ",name,office_id,when\n0,Ada,berlin,2021-01-02\n1,Ben,,\n2,\"Cid, jr.\",köln,2021-01-04\n");
        Bytes("sheet.xlsx", ExcelTests.Workbook(("Sheet1", [["Item No", "price", "sold"], [1, 2.5, true], [2, null, false]])));
        Put("page.html", "<html></html>");
        Put("Thumbs.db", "x");
        Bytes("latin.txt", Encoding.Latin1.GetBytes("Größe"));
        var run = CommandRun.Of("init", target, "--from", input);
        Assert.True(run.Status == 0, run.Out + run.Error);
        Assert.Equal(
            $"{input}/latin.txt: It is not UTF-8, and read as windows-1252. Look whether letters with accents are right; else change "
                + "\"encoding\" in its metadata.\n"
                + $"{input}/page.html: It was left out: it is a page of HTML. "
                + $"This gives its text: pandoc -t plain --wrap=none -o '{input}/page.txt' '{input}/page.html'\n"
                + $"Next: cd {target} && dataset build\n",
            run.Error);
        Assert.Equal(File.ReadAllBytes(Path.Combine(input, "offices.csv")), File.ReadAllBytes(Path.Combine(target, "seeds/offices.csv")));
        Assert.Contains(
            "  - {name: offices, from: records, path: offices.csv, csv: {delimiter: \";\", decimal: \",\", dates: \"DD.MM.YYYY\"}}\n",
            File.ReadAllText(Path.Combine(target, "seeds/dataset.yaml")), StringComparison.Ordinal);
        Assert.Contains("\ntitle: \"Notes\"\npublished: null\n", Seed("articles/notes.yaml"), StringComparison.Ordinal);
        Assert.Contains("\ntitle: \"The bridge\"\n", Seed("articles/the-bridge.yaml"), StringComparison.Ordinal);
        run = CommandRun.Of("build", Path.Combine(target, "seeds"), "-o", Path.Combine(target, "dist"));
        Assert.Equal(0, run.Status);
        // The questions of the datasheet are there and no answer yet, and the words of the example are still there.
        Assert.Equal(
            ["DS5113", "DS5113", "DS5113", "DS5113", "DS5113", "DS5111"],
            run.Out.Split('\n').Where(l => l.StartsWith(target, StringComparison.Ordinal)).Select(l => l.Split(": warning ")[1][..6]));
        run = CommandRun.Of("verify", Path.Combine(target, "dist/mine-1.0.0"), "--source", Path.Combine(target, "seeds"));
        Assert.Equal((0, ""), (run.Status, run.Out));
        Assert.Equal(
            ["{\"row\":0,\"name\":\"Ada\",\"office_id\":\"berlin\",\"when\":\"2021-01-02\"}",
                "{\"row\":1,\"name\":\"Ben\",\"office_id\":null,\"when\":null}",
                "{\"row\":2,\"name\":\"Cid, jr.\",\"office_id\":\"köln\",\"when\":\"2021-01-04\"}"],
            File.ReadLines(Path.Combine(target, "dist/mine-1.0.0/data/pandas.jsonl")));
        Assert.Equal(
            ["{\"item_no\":1,\"price\":2.5,\"sold\":true}", "{\"item_no\":2,\"price\":null,\"sold\":false}"],
            File.ReadLines(Path.Combine(target, "dist/mine-1.0.0/data/sheet.jsonl")));
    }

    [Fact]
    public void A_column_that_is_called_after_the_key_of_another_table_refers_to_it()
    {
        Put("people.csv", "id,name\nada,Ada\nben,Ben\n");
        Put("visits.csv", "person_id,people_id,n\nada,ben,1\nzoe,,2\n");
        var (people, visits) = (Path.Combine(input, "people.csv"), Path.Combine(input, "visits.csv"));
        Assert.Equal(0, CommandRun.Of("init", target, "--from", people, visits).Status);
        var schema = File.ReadAllText(Path.Combine(target, "schema/visits.schema.json")).ReplaceLineEndings("").Replace(" ", "");
        // Not person_id: one of its values is no key of people.
        Assert.Contains(
            "\"x-foreignKeys\":[{\"columns\":[\"people_id\"],\"table\":\"people\",\"references\":[\"id\"]}]", schema,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Records_in_JSON_JSON_Lines_and_YAML_become_tables_too()
    {
        Put("a.json", "[{\"id\": \"x\", \"Tags\": [\"p\", null], \"n\": 1}, {\"id\": \"y\", \"Tags\": [], \"n\": 2.5}]");
        Put("b.jsonl", "{\"id\":2,\"on\":\"2021-01-02\"}\n{\"id\":1}\n");
        Put("c.yml", "- {id: x, ok: true, count: 007}\n- {id: y, ok: false, count: 1}\n");
        Put("d.json", "[{\"id\": \"x\", \"inner\": {\"a\": 1}}]");
        Put("e.yaml", "title: no list\n");
        var run = CommandRun.Of("init", target, "--from", input);
        Assert.Equal(0, run.Status);
        Assert.Contains(
            "d.json: It was left out. \"inner\" has values of several shapes, or records in it: make those a table, or columns of this "
                + "one.\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("e.yaml: It was left out. It is no list of records: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of("build", Path.Combine(target, "seeds"), "-o", Path.Combine(target, "dist")).Status);
        Assert.Equal(
            ["{\"id\":\"x\",\"tags\":[\"p\",null],\"n\":1}", "{\"id\":\"y\",\"tags\":[],\"n\":2.5}",
                "{\"id\":1,\"on\":null}", "{\"id\":2,\"on\":\"2021-01-02\"}",
                "{\"id\":\"x\",\"ok\":true,\"count\":\"007\"}",
                "{\"id\":\"y\",\"ok\":false,\"count\":\"1\"}"],
            new[] { "a", "b", "c" }.SelectMany(t => File.ReadLines(Path.Combine(target, $"dist/mine-1.0.0/data/{t}.jsonl"))));
    }

    [Fact]
    public void A_text_that_is_added_to_a_dataset_of_tables_is_left_out_with_what_makes_one_of_both()
    {
        Put("a.csv", "id,n\na,1\n");
        Assert.Equal(0, CommandRun.Of("init", target, "--from", Path.Combine(input, "a.csv")).Status);
        Put("b.txt", "A text.\n");
        var run = CommandRun.Of("add", Path.Combine(input, "b.txt"), "--source", Path.Combine(target, "seeds"));
        Assert.StartsWith(
            $"{input}/b.txt: It was left out: dataset.yaml has no folder of documents to put it in. 'dataset init NEW --from' with the "
                + "texts and the tables makes a dataset with one.\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_no_schema_can_describe_is_written_with_what_is_wrong_with_it()
    {
        Put("control.csv", "a,b\n1,x\n3,x\u0001y\n");
        Put("empty.json", $"[{string.Join(',', Enumerable.Range(1, 20).Select(i => $"{{\"id\":{i},\"t\":\"{"xy"[..(i % 3)]}\"}}"))}]\n");
        var run = CommandRun.Of("init", target, "--from", input);
        Assert.Equal(1, run.Status);
        Assert.Contains("seeds/control.csv(3", run.Out, StringComparison.Ordinal);
        Assert.Contains(
            "seeds/empty.json(1,49): error DS2006: Expected a text in \"t\", found an empty text.", run.Out, StringComparison.Ordinal);
        Assert.EndsWith(
            $"7 errors. The files are written. Mend these, then run 'dataset validate {target}/seeds'.\n", run.Error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.pdf", "x", ": It was left out: it is a PDF. This gives its text: pdftotext '/")]
    [InlineData("a.xls", "x", ": It was left out: it is a workbook of an old Excel. Save it as .xlsx; or let LibreOffice do it: soffice "
        + "--headless --convert-to xlsx --outdir '/")]
    [InlineData("a.sav", "x", ": It was left out: it is data of SPSS. This makes a table of it: python3 -c 'import pandas, sys; "
        + "pandas.read_spss(sys.argv[1]).to_csv(sys.argv[2], index=False, mode=\"x\")' '/")]
    [InlineData("a.sas7bdat", "x", ": It was left out: it is data of SAS. This makes a table of it: python3 -c 'import pandas, sys; "
        + "pandas.read_sas(sys.argv[1], encoding=\"infer\").to_csv(")]
    [InlineData("a.sql", "x", ": It was left out: it is neither a text nor a table.\n")]
    [InlineData("a.csv", "\n\n", ": It was left out. It is empty.\n")]
    [InlineData(
        "a.json", "{\"n\":1,\"rows\":[{\"a\":1}]}", ": It was left out. It is one record, with a list of records in \"rows\". Let a file "
        + "hold that list alone.\n")]
    [InlineData(
        "a.json", "{\"x\":{\"a\":1},\"y\":{\"a\":2}}", ": It was left out. It is a mapping, not a list of records. Write each record as "
        + "an entry of a list, and its key as a value in it.\n")]
    [InlineData(
        "a.json", "[{\"g\":{\"a\":1}}]", ": It was left out. \"g\" has values of several shapes, or records in it: make those a table, or "
        + "columns of this one.\n")]
    [InlineData("a.txt", "%PDF-1.4\n\u0001", ": It was left out: it is a PDF. Write its text or its table into a file first")]
    [InlineData("a.csv", "\u0089PNG\r\n", ": It was left out: it is an image (PNG). Recognise the words in it first")]
    [InlineData("a.txt", "\u00FF\u00D8\u00FF\u00E0", ": It was left out: it is an image (JPEG). Recognise")]
    [InlineData("a.md", "PK\u0003\u0004", ": It was left out: it is a zip archive, as Excel workbooks and Word documents are.")]
    [InlineData("a.csv", "PAR1\u0015\0", ": It was left out: it is Parquet. Let the name end in .parquet")]
    [InlineData("a.xlsx", "PAR1\u0015\0", ": It was left out: it is Parquet. Let the name end in .parquet.\n")]
    [InlineData("a.xlsx", "PAR1,PAR2\n", ": It was left out: it is text. Let the name of a table end in .csv")]
    [InlineData("a.txt", "GIF89a\u0001\0\u0001\0", ": It was left out: it is an image (GIF). Recognise")]
    [InlineData("a.txt", "SQLite format 3\0\u0010", ": It was left out: it is a SQLite database. Export the table as CSV")]
    [InlineData("a.txt", "%PDF-1.7\r\n", ": It was left out: it is a PDF. Write its text or its table into a file first")]
    [InlineData("a.csv", "\u001F\u008B", ": It was left out: it is gzip. Let the name end in .gz")]
    [InlineData("a.txt", "{\\rtf1", ": It was left out: it is Rich Text. Make it text first: pandoc -t plain --wrap=none -f rtf")]
    [InlineData("a.xlsx", "id,n\na,1\n", ": It was left out: it is text. Let the name of a table end in .csv or .tsv")]
    [InlineData("a.xlsx", "<table>", ": It was left out: it is a page of HTML or XML. Open it with Excel or LibreOffice")]
    [InlineData("a.parquet", "\0\0", ": It was left out: it is none, as its first bytes say. Save or copy it again.")]
    [InlineData(
        "a.jsonl", "[{\"a\":1},\n{\"a\":2}]\n", ": It was left out. It is one JSON array, not an object on each line: let the name end "
        + "in .json.")]
    [InlineData("a.json", "{\"a\":1}\n{\"a\":2}\n", ": It was left out. It has a JSON object on each line: let the name end in .jsonl.")]
    [InlineData("a.md", "---\ntitle: [a\nb: c\n---\nText.\n", "(3,1): It was left out, as the metadata at its head cannot be read. "
        + "Expected a line inside the brackets of (2,8) to be indented more")]
    [InlineData("a.md", "---\n# note\ntitle: Fire: big\n---\nText.\n", "(3,12): It was left out, as the metadata at its head cannot be "
        + "read. Expected a text without ': ' in it, or in quotation marks, found one that reads like a second mapping. Mend it, or let "
        + "the name end in .txt to have all of it as text.")]
    [InlineData("a.md", "---\ntitle: a\nText.\n", "(1,1): It was left out, as the metadata at its head cannot be read. Expected metadata "
        + "in YAML, found no line --- that ends it.")]
    [InlineData("a.md", "+++\ntitle = \"a\"\n+++\n", "(1,1): It was left out, as the metadata at its head cannot be read. Expected "
        + "metadata in YAML, found front matter in TOML")]
    [InlineData("a.md", "---\ntitle: ''\n---\nText.\n", ": It was left out. \"title\" at its head is an empty text, which is no value: "
        + "write null, or nothing.")]
    [InlineData("a.md", "{\"title\": \"a\"}\n\nText.\n", "(1,1): It was left out, as the metadata at its head cannot be read. Expected "
        + "metadata in YAML, found front matter in JSON")]
    public void What_cannot_become_a_source_is_left_out_with_what_it_is(string name, string latin1, string note)
    {
        Bytes(name, Encoding.Latin1.GetBytes(latin1));
        var run = CommandRun.Of("init", target, "--from", input);
        Assert.Equal((3, ""), (run.Status, run.Out));
        Assert.StartsWith($"{input}/{name}{note}", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("nothing was written.\n", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.txt", "id;n\na;1\nb;2\n", "It looks like a table, as each of its 3 lines has one semicolon. If it is one, let the name "
        + "end in .csv, or in .tsv where tabs divide its cells.")]
    [InlineData("a.txt", "id,n,t\na,1,x\nb,2,y\n", "It looks like a table, as each of its 3 lines has 2 commas.")]
    [InlineData("a.txt", "Once, a man\nand, then\nso, so\n", null)]
    [InlineData("a.txt", "GIF89a is a format of images.\n", null)]
    [InlineData("a.txt", "%PDF-1.7 is how a PDF begins.\n", null)]
    [InlineData("a.txt", "{\\rtf is how Rich Text begins.\n", null)]
    [InlineData("a.txt", "SQLite format 3 is how a database begins.\n", null)]
    [InlineData("a.txt", "PAR1 is how Parquet begins, GIF8 an image: äöü.\n", null)]
    [InlineData("a.md", "---\n\n*Fire*: a text: of rules\n\n---\nmore [\n", null)]
    [InlineData("a.md", "---\nA text between rules [\n---\nmore\n", null)]
    public void A_text_that_may_be_something_else_is_a_text_all_the_same(string name, string text, string? note)
    {
        Put(name, text);
        var run = CommandRun.Of("init", target, "--from", input);
        Assert.StartsWith(note is null ? "Next: " : $"{input}/{name}: {note}", run.Error, StringComparison.Ordinal);
        Assert.Equal((0, text), (run.Status, Seed("articles/a.txt")));
    }

    [Fact]
    public void A_table_may_begin_with_the_letters_of_another_kind_of_file()
    {
        Put("a.csv", "PAR1,PAR2\na,1\nb,2\n");
        var run = CommandRun.Of("init", target, "--from", input);
        Assert.True(run.Status == 0, run.Out + run.Error);
        Assert.Equal(0, CommandRun.Of("build", Path.Combine(target, "seeds"), "-o", Path.Combine(target, "dist")).Status);
        Assert.Equal(
            ["{\"par1\":\"a\",\"par2\":1}", "{\"par1\":\"b\",\"par2\":2}"],
            File.ReadLines(Path.Combine(target, "dist/mine-1.0.0/data/a.jsonl")));
    }

    [Fact]
    public void A_source_that_exists_with_other_bytes_is_named_also_where_it_is_as_long()
    {
        Put("people.csv", "id,name\na,Ada\nb,Ben\n");
        Put("towns.csv", "id,name\na,Rye\nb,Ely\n");
        Directory.CreateDirectory(Path.Combine(target, "seeds"));
        File.WriteAllText(Path.Combine(target, "seeds/people.csv"), "id,name\na,Eve\nb,Ben\n");
        File.Copy(Path.Combine(input, "towns.csv"), Path.Combine(target, "seeds/towns.csv"));
        var run = CommandRun.Of("init", target, "--from", input);
        Assert.True(run.Status == 0, run.Out + run.Error);
        Assert.Equal($"Left alone, as they exist: {target}/seeds/people.csv.\nNext: cd {target} && dataset build\n", run.Error);
        Assert.Equal("id,name\na,Eve\nb,Ben\n", Seed("people.csv"));
    }

    [Fact]
    public void Each_file_is_held_against_those_of_its_size_without_reading_them_again()
    {
        // Memory is taken for each file that is opened: of twice as many, twice as much.
        var (few, many) = (Taken(300), Taken(600));
        Assert.True(many < 2.5 * few, $"300 files took {few:N0} bytes of memory, 600 took {many:N0}.");
        Put("first.txt", "Text 100\n");
        Put("last.txt", "Text 699\n");
        var draft = SourceDraft.OfNew([input], _ => false);
        Assert.Equal(
            [$"{input}/first.txt: It was left out: it has the same bytes as {input}/100.txt.",
                $"{input}/last.txt: It was left out: it has the same bytes as {input}/699.txt."],
            draft.Notes);

        long Taken(int count)
        {
            for (var i = 0; i < count; i++)
                Put($"{i + 100}.txt", $"Text {i + 100}\n");
            SourceDraft.OfNew([Path.Combine(input, "100.txt")], _ => false);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Empty(SourceDraft.OfNew([input], _ => false).Notes);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void What_is_too_large_is_blamed_itself_and_not_its_title_or_schema()
    {
        Put("wide.csv", string.Join(',', Enumerable.Range(0, 14_000)) + "\n");
        Put("long.txt", new string('x', (1 << 23) + 1));
        Put("quotes.txt", "Marks\n\n" + new string('"', 5_000_000) + "\n");
        var run = CommandRun.Of("init", target, "--from", input);
        Assert.Equal(1, run.Status);
        Assert.StartsWith(
            $"{input}/long.txt: It was left out: it has 8,388,609 bytes, and a text has at most 8,388,608. Make several of it", run.Error,
            StringComparison.Ordinal);
        Assert.Contains(
            $"{input}/wide.csv: It was left out. It has 14,000 columns, whose schema would have 2,", run.Error, StringComparison.Ordinal);
        Assert.Contains(
            "seeds/articles/quotes.txt: error DS1012: Expected a row of articles of at most 8,388,608 bytes with controls escaped, found "
                + "one of up to 10,000,", run.Out, StringComparison.Ordinal);
    }

    /// <summary>What is printed to be pasted writes over no file, nor over what another of the commands writes.</summary>
    [Fact]
    public void A_command_that_converts_a_file_has_a_target_of_its_own()
    {
        foreach (var name in "a.csv a.sav b.sav b.dta c.txt c.pdf d.pdf d.docx e.db f.feather -g.xls".Split(' '))
            Put(name, name == "a.csv" ? "id\n1\n" : name);
        var run = CommandRun.Of("init", target, "--from", input);
        Assert.True(run.Status == 0, run.Out + run.Error);
        const string Pandas = "This makes a table of it: python3 -c 'import pandas, sys; pandas.read_stata(sys.argv[1])"
            + ".to_csv(sys.argv[2], index=False, mode=\"x\")'";
        Assert.Equal(
            [
                $"-g.xls: It was left out: it is a workbook of an old Excel. Save it as .xlsx; or let LibreOffice do it: soffice "
                    + $"--headless --convert-to xlsx --outdir '{input}' '{input}/-g.xls'",
                "a.sav: It was left out: it is data of SPSS. Beside it is \"a.csv\": where that does not hold the same, rename one of "
                    + "the two.",
                $"b.dta: It was left out: it is data of Stata. {Pandas} '{input}/b.dta' '{input}/b.csv'",
                "b.sav: It was left out: it is data of SPSS. Another file here becomes \"b.csv\" too: rename one of the two.",
                "c.pdf: It was left out: it is a PDF. Beside it is \"c.txt\": where that does not hold the same, rename one of the two.",
                $"d.docx: It was left out: it is a document of Word. This gives its text: pandoc -t plain --wrap=none -o '{input}/d.txt' "
                    + $"'{input}/d.docx'",
                "d.pdf: It was left out: it is a PDF. Another file here becomes \"d.txt\" too: rename one of the two.",
                "e.db: It was left out: it is a database. This makes a CSV file of one of its tables: python3 -c 'import csv, sqlite3, "
                    + "sys; rows = sqlite3.connect(sys.argv[1]).execute(\"select * from \" + sys.argv[2]); "
                    + "out = csv.writer(open(sys.argv[2] + \".csv\", \"x\", newline=\"\", encoding=\"utf-8\")); "
                    + $"out.writerow(c[0] for c in rows.description); out.writerows(rows)' '{input}/e.db' TABLE",
                "f.feather: It was left out: it is a table of Arrow. This makes a table of it: python3 -c 'import sys, pyarrow.feather, "
                    + "pyarrow.parquet; pyarrow.parquet.write_table(pyarrow.feather.read_table(sys.argv[1]), sys.argv[2])' "
                    + $"'{input}/f.feather' '{input}/f.parquet'",
            ],
            run.Error.Split('\n').Where(l => l.StartsWith(input, StringComparison.Ordinal)).Select(l => l[(input.Length + 1)..]));
    }

    [Fact]
    public void Where_there_is_nothing_to_begin_with_nothing_is_written()
    {
        Put("page.pdf", "x");
        var run = CommandRun.Of("init", target, "--from", input);
        Assert.Equal((3, ""), (run.Status, run.Out));
        Assert.EndsWith("nothing was written.\n", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(target));
    }

    [PosixFact]
    public async Task Links_and_pipes_in_a_folder_are_left_out()
    {
        Put("a.csv", "id\na\nb\n");
        Directory.CreateSymbolicLink(Path.Combine(input, "loop"), input);
        File.CreateSymbolicLink(Path.Combine(input, "c.csv"), "a.csv");
        using (var pipe = CommandProcess.StartShell($"mkfifo '{input}/b.csv'"))
            Assert.Equal(0, (await pipe.EndAsync()).Status);
        var run = CommandRun.Of("init", target, "--from", input);
        Assert.Equal(0, run.Status);
        Assert.StartsWith(
            $"{input}/b.csv: It was left out: it is a named pipe.\n{input}/c.csv: It was left out: it is a link.\n"
                + $"{input}/loop: It was left out: it is a link.\n",
            run.Error, StringComparison.Ordinal);
        Assert.Single(File.ReadLines(Path.Combine(target, "seeds/dataset.yaml")), l => l.Contains("from: records"));
    }

    [Fact]
    public void The_folder_of_the_files_may_be_that_of_the_dataset()
    {
        Put("a.txt", "One\n\nText.\n");
        Put("README.md", "mine");
        Assert.Equal(0, CommandRun.Of("init", input, "--from", input).Status);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(input, "README.md")));
        Assert.Equal(["a.txt", "a.yaml"], Directory.GetFiles(Path.Combine(input, "seeds/articles")).Select(Path.GetFileName).Order());
        Assert.Equal(0, CommandRun.Of("validate", Path.Combine(input, "seeds")).Status);
    }

    private string Seed(string path) => File.ReadAllText(Path.Combine(target, "seeds", path));

    private void Put(string path, string text) => Bytes(path, Encoding.UTF8.GetBytes(text));

    private void Bytes(string path, byte[] bytes)
    {
        var file = Path.Combine(input, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
    }
}
