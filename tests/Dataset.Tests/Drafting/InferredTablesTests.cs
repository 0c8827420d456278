using System.IO.Compression;
using System.Text;
using Dataset.Drafting;
using Dataset.Sources;
using Dataset.Sources.Values;
using Dataset.Tests.Cli;

namespace Dataset.Tests.Drafting;

/// <summary>
/// Made-up files, each with a trait of those that people have: <c>dataset init --from</c> alone makes a release of all of them, and what it
/// proposed and what the release holds is in an approved file.
/// </summary>
public sealed class InferredTablesTests : IDisposable
{
    private static readonly (string Trait, byte[] Bytes)[] Files =
    [
        Csv("names with points and spaces", "Sepal.Length,Country Name,GDP (US$)\n5.1,Peru,7\n4.9,Chad,8\n"),
        Csv("a first column without a name that counts", ",x\n1,a\n2,b\n10,c\n"),
        Csv("a first column without a name in no order", "\"\",\"mpg\"\n\"Mazda RX4\",21\n\"Fiat 128\",32.4\n"),
        Csv("NA in numbers and texts", "n,t\n1,a\nNA,NA\n3,b\n"),
        Csv("NA in texts alone", "t\na\nNA\nb\n"),
        Csv("a hyphen in numbers and texts", "n,t\n1,a\n-,-\n3,b\n"),
        Csv("a hyphen in numbers alone", "n,t\n1,a\n-,b\n3,c\n"),
        Csv("numbers in many forms", "n,i\n.5,+5\n5.,1\n1e-04,-7\n1E5,0\n-.25,3\n"),
        Csv("numbers with more digits than a double", "n,i\n3.14159265358979323846,9007199254740993.5\n1.5,7\n"),
        Csv("numbers that are none", "zip,phone,x\n01234,+4930123456,NaN\n99999,+4930123457,Inf\n"),
        Csv("quotation marks", "id,t\na,\"with \"\"quotes\"\"\"\nb,\"with, comma\"\nc,\"two\nlines\"\n"),
        Csv("semicolons, decimal commas, a mark and CR LF", "\uFEFFid;Preis\r\na;3,14\r\nb;2,5\r\n"),
        Csv("semicolons, with commas that may divide thousands", "id;n\na;1,234\nb;5,678\n"),
        Csv("semicolons, with points that may divide thousands", "id;n;m\na;1.000;0.125\nb;2;1.500\n"),
        Csv("points that divide thousands", "id;n;m\na;1.234,50;3\nb;99,90;1.000\n"),
        Csv("commas that divide thousands", "id,n,m\na,\"1,234.50\",1.125\nb,99.90,2.250\n"),
        Csv("commas that may divide thousands", "id,n\na,\"1,000\"\nb,\"25\"\n"),
        Csv("points beside decimal commas", "id;n;o;m\na;1,5;0,5;1.000\nb;2,25;2,5;3\n"),
        Csv("tabs", "id\tn\na\t1\nb\t2\n"),
        Csv("a line that says the separator", "sep=;\nid;n\na;1\nb;2\n"),
        Csv("headers that are there twice", "a,a,A,a 2\n1,2,3,4\n"),
        Csv("empty cells", "id,n,t,all\na,1,,\nb,,x,\n"),
        Csv("no line end at the end", "id,n\na,1\nb,2"),
        ("many columns", Encoding.UTF8.GetBytes(
            string.Join(',', Enumerable.Range(1, 60).Select(i => $"V{i}")) + "\n" + string.Join(',', Enumerable.Range(1, 60)) + "\n")),
        ("Windows-1252", Encoding.Latin1.GetBytes("id,Straße\na,Köln\n")),
        ("UTF-16", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("id,t\na,ö\n")]),
        Csv("no header", "1,a,2.5\n2,b,3.5\n3,c,4.5\n"),
        Csv("years in the header", "country,2010,2011\nPeru,1,2\nChad,3,4\n"),
        Csv("truth as Python writes it", "id,t\na,True\nb,False\n"),
        Csv("truth as a German Excel writes it", "id;t\na;WAHR\nb;FALSCH\n"),
        Csv("yes and no", "id,t\na,yes\nb,no\n"),
        Csv("days of one form", "id,d\na,13.01.2021\nb,02.03.2021\n"),
        Csv("an integer beyond 64 bits", "id,n\na,18446744073709551616\nb,1\n"),
        Csv("the month first", "id,d\na,1/25/2021\nb,12/3/2021\n"),
        Csv("the day or the month first", "id,d\na,03/04/2021\nb,05/06/2021\n"),
        Csv("days and instants", "id,d,i\na,2021-03-04,2021-03-04T10:00:00Z\nb,2021-03-05,2021-03-04T10:00:00.123456Z\n"),
        Csv("a key in order", "n,code\n5,a\n5,b\n4,c\n"),
        Csv("a key in no order", "id,n\nb,1\na,2\n"),
        Csv("integers as a key in no order", "id,t\n10,a\n+2,b\n-1,c\n"),
        Csv("a key in two forms", "id,t\n2,a\n1,b\n+2,c\n"),
        Csv("days as a key in no order", "day_no,n\n14.01.2021,1\n2.3.2020,2\n"),
        Csv("a day as a key in two forms", "day_no,n\n14.1.2021,1\n14.01.2021,2\n"),
        Csv("a key with nulls", "id,n\na,1\n,2\nb,3\n"),
        Csv("two columns that are a key together", "student_id,course_no,grade\nb,1,5\na,2,5\na,1,4\n"),
        Csv("two columns that are no key together", "student_id,course_no,grade\nb,1,5\na,2,5\nb,+1,4\n"),
        Csv("guests", "id,name\n2,Ana\n1,Ben\n"),
        Csv("nights of guests", "guest,room_no,price\n2,10,80.5\n1,10,75\n2,9,60\n"),
        Csv("a key that is there twice", "id,n\na,1\na,2\n"),
        Csv("few values", "id,colour\n" + string.Concat(Enumerable.Range(1, 20).Select(i => $"{i},{(i % 2 == 0 ? "red" : "blue")}\n"))),
        Csv("few values with line ends in them", "t\n" + string.Concat(Enumerable.Repeat("\"a\nb\"\n\"c\nd\"\n", 10))),
        Csv("two columns without names", ",,x\n1,a,2\n2,b,3\n"),
        Csv("numbers and words in one column", "id,x\na,1\nb,two\n"),
        Csv("nothing but a header", "id,n\n"),
        Csv("a title and a source above the header", "Prices of 2020\n\"Source: an office, and others\"\n\nid,price\na,1.5\nb,2\n"),
        Csv("a title with empty cells", "Prices of 2020,,\nid,price,name\na,1.5,x\nb,2,y\n"),
        Csv("lines of comments", "# made by a program, with \"marks\nid,n\na,1\n# the rest\nb,2\n"),
        Csv("a header that begins with the mark of comments", "#id,n\na,1\nb,2\n"),
        Csv("values that begin with the mark of comments", "id,n\n#a,1\n#b,2\n"),
        Csv("carriage returns alone", "id,n\ra,1\rb,\"x\ry\"\r"),
        Csv("carriage returns and a line feed at the end", "id,n\ra,1\rb,2\n"),
        Csv("carriage returns within cells alone", "id,n\na,\"x\ry\rz\rw\"\n"),
        Csv("carriage returns twice", "id,n\r\r\na,1\r\r\nb,2\r\r\n"),
        Csv("blank lines", "id,n\n\na,1\n\r\nb,2\n\n"),
        Csv("records that end early", "id,n,t\na,1\nb\nc,2,x\n"),
        Csv("commas at the end of each record", "id,n\na,1,\nb,2,\n"),
        Csv("commas at the end of all lines", "id,n,,\na,1,,\nb,2,,\n"),
        Csv("columns without names of which one has a value", "id,,n,,\na,,1,x,\nb,,2,,\n"),
        Csv("more cells than names", "id,n\na,1,x,y\nb,2\n"),
        Csv("names of rows as R writes them", "\"mpg\",\"cyl\"\n\"Mazda\",21,6\n\"Fiat\",32.4,4\n"),
        Csv("numbers in the first line", "2,1,no,yes\n5.1,3.5,1.4,0.2,0\n4.9,3,1.4,0.2,1\n"),
        Csv("spaces behind commas", "id, n, t\na, 1, \"x, y\"\nb, 2, \"z\"\n"),
        Csv("quotation marks within cells", "id\tt\na\t5\" wide\nb\t\"x\" y\n"),
        Csv("line ends of Windows within cells", "id,t\r\na,\"x\r\ny\"\r\n"),
        Csv("colons", "a:b:c:d\n1:2:3:4\n5:6:7:8\n"),
        ("Macintosh", [.. "id,t\na,Fran"u8, 0x8D, .. "ois\n"u8]),
        Csv("two hyphens among numbers", "id,n\na,1\nb,--\nc,3\n"),
        Csv("errors of Excel among numbers", "id,n\na,1\nb,#DIV/0!\nc,3\n"),
        Csv("a row of totals", "no,n,place\n1,1.5,x\n2,2.5,x\n3,3,y\n4,4,y\nTotal,11,\n"),
        Csv("a word among numbers", "id,n,m\na,1,NA\nb,2,5\nc,unknown,6\nd,4,7\ne,5,8\n"),
        Csv("a number with more digits than others", "id,n\na,.9473727668497332\nb,2.5\nc,3\nd,4\ne,5\n"),
        Csv("a number that is written in another way", "id,n\na,<5\nb,2.5\nc,3\nd,4\ne,5\n"),
        Csv("days and times in other forms", "id,at,short,named,part\na,2021-03-04 10:30:00,3/4/21,28-May-15,12\n"
            + "b,2021-03-05 10:30:00.5+02,12/31/21,\"May 3, 2015\",May\n"),
        Csv("a second row of names", "id,size,weight\n,cm,kg\na,1,2\nb,3,4\nc,5,6\nd,7,8\n"),
        Csv("numbers with signs", "id,share,price,change\na,12%,\"$1,200.50\",-0.5%\nb,3.5%,$3,+4%\n"),
        Csv("a dump without a header", "1\tAnn\t\\N\n2\tBob\t5\n3\tCid\t\\N\n"),
        Csv("numbers with spaces between them", "1.5 2 3e-2\n4.5 5 6\n"),
        Csv("quotation marks after backslashes", "\"id\",\"t\"\n\"a\",\"x \\\"y\\\" z\"\n\"b\",\"w\"\n"),
        Csv("names of rows in no order", "state,n\nWyoming,1\nAlabama,2\nOhio,3\nUtah,4\nIowa,5\n"),
        Csv("a text in a column without a name", "n,m,,\n2,1,b,x\n1,1,a,y\n"),
        Csv("a column called NA", "name,NA\nbob,1\nann,2\n"),
        Csv("a column called by a hyphen", "station,-\na,1\nb,2\n"),
        Csv("thousands with spaces between them", "1 200\n3 400\n"),
        Csv("codes that look like days", "id,sort,section,part\na,12-34-56,1.2.10,12-ABC-34\nb,20-11-12,10.1.12,11-XYZ-20\n"),
        Csv("words with signs", "id,name,range\na,$x1,10 to 20%\nb,$x2,20 to 30%\n"),
        Csv("numbers with signs in many columns", "id,a,b,c,d,e,f\nx,$1,$2,$3,$4,$5,$6\ny,$.5,$1 000,\"$1,50\",$7,$8,$9\n"),
        Csv("a word and a number with many digits among numbers",
            "id,n\na,.9473727668497332\nb,unknown\n" + string.Concat(Enumerable.Range(1, 8).Select(i => $"c{i},{i}\n"))),
        Csv("a header of another alphabet", "名前,値\nあ,1\n"),
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("dataset-infer-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_trait_becomes_a_table_with_every_value()
    {
        var input = Directory.CreateDirectory(Path.Combine(folder, "in")).FullName;
        foreach (var (trait, bytes) in Files)
            File.WriteAllBytes(Path.Combine(input, trait + ".csv"), bytes);
        File.WriteAllText(Path.Combine(input, "tabs by their ending.tsv"), "id\tn\na\t1\n");
        using (var zip = new GZipStream(File.Create(Path.Combine(input, "compressed.csv.gz")), CompressionLevel.Fastest))
            zip.Write("id,n\na,1\n"u8);
        var (target, dist) = (Path.Combine(folder, "made"), Path.Combine(folder, "dist"));
        var run = CommandRun.Of("init", target, "--from", input);
        Assert.True(run.Status == 0, run.Out + run.Error);
        var notes = run.Error.Split('\n').Where(l => l.StartsWith(input, StringComparison.Ordinal)).Select(l => l[(input.Length + 1)..]);
        run = CommandRun.Of("build", Path.Combine(target, "seeds"), "-o", dist);
        Assert.True(run.Status == 0, run.Out + run.Error);
        var outcome = new StringBuilder();
        foreach (var entry in File.ReadLines(Path.Combine(target, "seeds/dataset.yaml")).Where(l => l.Contains("from: records")))
        {
            var table = entry.Split("name: ")[1].Split(',')[0];
            outcome.Append($"{entry.Trim()}\n");
            foreach (var note in notes.Where(n => TableOf(n) == table))
                outcome.Append($"note: {note}\n");
            outcome.Append(Columns(Path.Combine(target, $"schema/{table}.schema.json")));
            foreach (var row in File.ReadLines(Path.Combine(dist, $"made-1.0.0/data/{table}.jsonl")).Take(3))
                outcome.Append($"{(row.Length > 200 ? row[..200] + " ..." : row)}\n");
            outcome.Append('\n');
        }
        Approved.Check("Drafting/inferred-tables.txt", outcome.ToString());
    }

    /// <summary>More rows than whose values are kept: what is compared then are digests.</summary>
    [Theory]
    [InlineData(0, "id")]
    [InlineData(1, "record_number")]
    public void A_column_of_many_values_in_no_order_is_the_key_where_each_is_another(int twice, string key)
    {
        var numbers = Enumerable.Range(1, 60_000).Select(i => i * 7 % 60_001).Concat(Enumerable.Range(1, twice).Select(i => i * 3));
        File.WriteAllText(Path.Combine(folder, "long.csv"), "id,n\n" + string.Concat(numbers.Select(n => $"{n},{n % 9}\n")));
        var run = CommandRun.Of("init", Path.Combine(folder, "made"), "--from", Path.Combine(folder, "long.csv"));
        Assert.True(run.Status == 0, run.Out + run.Error);
        Assert.Contains(
            $"\"x-primaryKey\": [\n    \"{key}\"\n  ]", File.ReadAllText(Path.Combine(folder, "made/schema/long.schema.json")),
            StringComparison.Ordinal);
    }

    /// <summary>Digests of a million values take memory: only the first column, and those called like a key, have them.</summary>
    [Fact]
    public void Only_a_column_that_may_be_the_key_is_compared_beyond_the_values_that_are_kept()
    {
        using var draft = new TableDraft("long", "long.csv", SourceNotation.Csv);
        draft.AddColumns(["first", "words", "place no", "id"], 4);
        foreach (var value in Enumerable.Range(1, 60_000).Select(i => Encoding.UTF8.GetBytes($"{i * 7 % 60_001}")))
            draft.Columns.ForEach(c => c.Evidence.Add(value, CellForms.Default));
        Assert.Equal([true, false, true, true], draft.Columns.Select(c => c.Evidence.IsKey));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Whatever_the_values_are_the_release_has_each_of_them(int seed)
    {
        var random = new Random(seed);
        var input = Directory.CreateDirectory(Path.Combine(folder, "in")).FullName;
        var all = Enumerable.Range(0, 8).Select(i => RandomTable(random)).ToList();
        foreach (var (index, rows) in all.Index())
            File.WriteAllText(
                Path.Combine(input, $"t{index}.csv"),
                string.Concat(rows.Select(r => string.Join(',', r.Select(c => c.Contains(',') ? $"\"{c}\"" : c)) + "\n")));
        var (target, dist) = (Path.Combine(folder, "made"), Path.Combine(folder, "dist"));
        var run = CommandRun.Of("init", target, "--from", input);
        Assert.True(run.Status == 0, $"seed {seed}: {run.Out}{run.Error}");
        run = CommandRun.Of("build", Path.Combine(target, "seeds"), "-o", dist);
        Assert.True(run.Status == 0, $"seed {seed}: {run.Out}{run.Error}");
        foreach (var (index, rows) in all.Index())
        {
            var released = File.ReadLines(Path.Combine(dist, $"made-1.0.0/data/t{index}.jsonl"))
                .Select(l => System.Text.Json.JsonDocument.Parse(l).RootElement.EnumerateObject().Select(p => p.Value.ToString()).ToArray())
                .ToList();
            Assert.Equal(rows.Count - 1, released.Count);
            foreach (var (row, found) in rows.Skip(1).Zip(released))
                foreach (var (cell, value) in row.Zip(found.Skip(found.Length - row.Length)))
                    Assert.True(IsSame(cell, value), $"seed {seed}, table {index}: {cell} became {value}.");
        }
    }

    [Fact]
    public void Whatever_the_values_of_this_run_are_the_release_has_each_of_them() =>
        Whatever_the_values_are_the_release_has_each_of_them(Seeds.OfThisRun());

    /// <summary>
    /// Whether a value of the release says what the cell says: the same text, number or truth, or no value, which the descriptor declares
    /// for a mark among numbers.
    /// </summary>
    private static bool IsSame(string cell, string value) => cell == value || (value.Length == 0 && cell is ("NA" or "-" or "?"))
        || (double.TryParse(cell, out var number) && double.TryParse(value, out var other) && number.Equals(other))
        || cell.Equals(value, StringComparison.OrdinalIgnoreCase)
        || (cell.Length == 10 && value == $"{cell[6..]}-{cell[3..5]}-{cell[..2]}");

    /// <summary>Columns whose values are mostly, and sometimes all, of one kind.</summary>
    private static List<string[]> RandomTable(Random random)
    {
        string[][] kinds =
        [
            ["1", "22", "-3", "0"], [".5", "5.25", "1e-04", "3"], ["01", "007", "12"], ["TRUE", "FALSE"], ["red", "blue", "a, b"],
            ["2020-01-02", "1999-12-31"], ["2020-01-02T03:04:05Z"], ["13/01/2020", "02/01/2020"], ["1.0", "2.0"], ["-", "x", "?"],
        ];
        var columns = Enumerable.Range(0, random.Next(2, 7)).Select(_ => (
            Kind: kinds[random.Next(kinds.Length)], Odd: random.Next(4) == 0 ? kinds[random.Next(kinds.Length)] : null,
            Empty: random.Next(3) == 0 ? "" : random.Next(3) == 0 ? "NA" : null)).ToList();
        List<string[]> rows = [[.. columns.Select((_, i) => $"Col {i}")]];
        for (var count = random.Next(2, 40); count > 0; count--)
            rows.Add([.. columns.Select(c => random.Next(8) == 0 && c.Empty is not null ? c.Empty
                : random.Next(10) == 0 && c.Odd is not null ? c.Odd[random.Next(c.Odd.Length)]
                : c.Kind[random.Next(c.Kind.Length)])]);
        return rows;
    }

    /// <summary>The table that a note is about, by the file's name before the colon.</summary>
    private static string TableOf(string note) =>
        new DraftNames('_').Make(note[..note.IndexOf(".csv:", StringComparison.Ordinal)], "table");

    private static string Columns(string schema)
    {
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllText(schema));
        var key = json.RootElement.GetProperty("x-primaryKey").EnumerateArray().Select(k => k.GetString()).ToList();
        return string.Concat(json.RootElement.GetProperty("properties").EnumerateObject().Take(6).Select(c =>
            $"{(key.Contains(c.Name) ? "key " : "")}{c.Name}: "
                + string.Join(", ", c.Value.EnumerateObject().Where(k => k.Name != "description").Select(k => k.Value.GetRawText()
                    .Replace("\n", "").Replace(" ", ""))) + "\n"));
    }

    private static (string Trait, byte[] Bytes) Csv(string trait, string text) => (trait, Encoding.UTF8.GetBytes(text));
}
