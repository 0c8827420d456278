using System.IO.Compression;
using System.Text;
using Dataset.Cli;
using Dataset.Parquet;
using Dataset.Tests.Comparison;

namespace Dataset.Tests.Cli;

public sealed class InspectTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dataset-test-").FullName;

    [Fact]
    public void Json_lines_of_any_writer_give_a_column_for_each_key()
    {
        var file = Write("a.jsonl", "\uFEFF{\"a\":1,\"b\":\"x\"}\r\n\n{\"b\":null,\"c\":[1, {}],\"a\":1e3}\n\"alone\"");
        var run = CommandRun.Of("inspect", file);
        Assert.Equal(
            (0, "a\tb\tc\tvalue\n1\tx\t\t\n1e3\t\t[1, {}]\t\n\t\t\talone\n", "3 rows.\n" + Blank(2)),
            (run.Status, run.Out, run.Error));
    }

    [Theory]
    [InlineData("a.csv", "a\nx\n\ny\n\n", 3)]
    [InlineData("a.csv", "\na\nx\ny\n", 1)]
    [InlineData("a.csv", "a\r\nx\r\ny\r\n\r\n", 4)]
    [InlineData("a.csv", "a\rx\ry\r", 0)]
    [InlineData("a.csv", "a\rx\r\ry\r", 3)]
    [InlineData("a.csv", "a\rx\r\ry\rz\r", 3)]
    [InlineData("a.csv", "\ra\rx\ry\r", 1)]
    [InlineData("a.csv", "a\r\nx\r\ny\r\n", 0)]
    [InlineData("a.csv", "a\nx\ny\nz\n\n", 0)]
    [InlineData("a.csv", "\"a\"\n\"x\"\n\n\"y\"\n", 3)]
    [InlineData("a.tsv", "a\nx\n\ny\n", 3)]
    [InlineData("a.jsonl", "{\"a\":\"x\"}\n{\"a\":\"y\"}\n{\"a\":\"z\"}\n\n", 0)]
    public void A_blank_line_is_passed_over_but_not_in_silence(string name, string text, int blank)
    {
        var run = CommandRun.Of("inspect", Write(name, text), "--rows", "2");
        Assert.Equal((0, "a\nx\ny\n"), (run.Status, run.Out));
        Assert.Equal(blank == 0 ? "" : Blank(blank), run.Error[(run.Error.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
    }

    private static string Blank(int line) => $"Line {line} is blank and is passed over here; 'dataset build' refuses it (CSV: unless the "
        + "table has csv: {skip_blank: true}).\n";

    [Fact]
    public void Csv_of_any_writer_is_read_with_its_own_separator()
    {
        var run = CommandRun.Of("inspect", Write("a.csv", "\uFEFFa;b\n1;\"x;y\"\n2;z\n"));
        Assert.Equal((0, "a\tb\n1\tx;y\n2\tz\n"), (run.Status, run.Out));
        run = CommandRun.Of("inspect", Write("a.tsv", "a\tb\n5\" disk\tz\n"));
        Assert.Equal((0, "a\tb\n5\" disk\tz\n"), (run.Status, run.Out));
    }

    [Fact]
    public void Gzip_is_unpacked()
    {
        var file = Path.Combine(folder, "a.jsonl.gz");
        using (var packed = new GZipStream(File.Create(file), CompressionLevel.Fastest))
            packed.Write("{\"a\":1}\n"u8);
        Assert.Equal("a\n1\n", CommandRun.Of("inspect", file).Out);
    }

    [Fact]
    public void What_is_not_of_its_kind_is_a_finding_with_its_place()
    {
        var file = Write("a.jsonl", "{\"a\":1}\n{\"a\":é}\n");
        var run = CommandRun.Of("inspect", file);
        Assert.Equal(1, run.Status);
        Assert.StartsWith(
            $"{file}(2,6): error DS6040: Expected JSON, found text that from here on is none.", run.Out, StringComparison.Ordinal);

        Assert.StartsWith(
            $"{file}(1,4): error DS6040: Expected one value on a line", CommandRun.Of("inspect", Write("a.jsonl", "{} {}\n")).Out,
            StringComparison.Ordinal);
        Assert.Contains(
            "error DS6040: Expected gzip", CommandRun.Of("inspect", Write("b.csv.gz", "no gzip")).Out, StringComparison.Ordinal);
        Assert.Contains(
            "error PQ1001: byte 0: expected ", CommandRun.Of("inspect", Write("c.parquet", "PAR1")).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.csv", "a,b\n1,2\n1\n")]
    [InlineData("a.csv", "a,b\n1,2,3\n")]
    [InlineData("a.csv", "a\n1,2,3\n")]
    [InlineData("a.csv", "a,b\n1,\"2\n3,4\n")]
    [InlineData("a.csv", "a,b\n1,\0\n")]
    [InlineData("a.jsonl", "{\"a\":1}\n{\"a\":1,\"b\":0,\"a\":2}\n")]
    [InlineData("a.jsonl", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1")]
    [InlineData("a.jsonl", "{\"\\ud800\":1}\n")]
    public void What_is_damaged_is_not_shown_as_if_it_were_whole(string name, string text)
    {
        var file = Write(name, text);
        var run = CommandRun.Of("inspect", file);
        Assert.Equal(1, run.Status);
        Approved.Findings([run.Out.Split('\n')[0].Replace(file, name, StringComparison.Ordinal)], text);
    }

    [Theory]
    [InlineData("a.csv", "a,b\n1,2\n")]
    [InlineData("a.jsonl", "{\"a\":1}\n")]
    public void A_file_in_UTF_16_is_called_so(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text, Encoding.Unicode);
        Assert.Contains(
            "error DS6040: Expected UTF-8, found a byte-order mark of UTF-16, little-endian.", CommandRun.Of("inspect", path).Out,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("b.csv")]
    [InlineData("b.jsonl")]
    [InlineData("b.tsv")]
    public void Bytes_that_are_no_text_are_a_finding(string name)
    {
        var file = Path.Combine(folder, name);
        foreach (var bytes in new[]
        {
            [.. "1\n"u8, 0xC3, 0x28, 0x0A], Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("a,b\n1,2\n")).ToArray(),
        })
        {
            File.WriteAllBytes(file, bytes);
            var run = CommandRun.Of("inspect", file);
            Assert.Equal(1, run.Status);
            Assert.Contains(": error DS6040: Expected ", run.Out, StringComparison.Ordinal);
            Assert.Contains("UTF-8, found ", run.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_an_option_cannot_do_is_said()
    {
        var lines = Write("a.jsonl", "{}\n");
        Assert.Equal(
            (2, $"dataset: --schema works with a table of a release, with sources or with a .parquet file; \"{lines}\" has no schema.\n"),
            Misused(lines, "--schema"));
        Assert.Equal((2, $"dataset: \"{lines}\" is one table: leave out \"any\".\n"), Misused(lines, "any"));
        Assert.Equal((2, "dataset: --rows and --schema cannot be combined: give one of them.\nTry 'dataset inspect --help'.\n"), Misused(
            WriteParquet(), "--schema", "--rows", "3"));
        var release = new Dataset.Tests.Comparison.SampleRelease().Write(folder);
        Assert.Equal((2, "dataset: --schema needs a table: name one of notes, people.\n"), Misused(release, "--schema"));
        Assert.Equal((2, "dataset: --rows needs a table: name one of notes, people.\n"), Misused(release, "--rows", "3"));

        static (int, string) Misused(params string[] args)
        {
            var run = CommandRun.Of(["inspect", .. args]);
            Assert.Equal("", run.Out);
            return (run.Status, run.Error);
        }
    }

    [Fact]
    public void A_zip_is_told_by_its_first_bytes_as_verify_tells_it()
    {
        using var sources = new SourcesForCommands();
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist).Status);
        var file = Path.Combine(folder, "release");
        File.Copy(sources.Packed(), file);
        var run = CommandRun.Of("inspect", file);
        Assert.StartsWith("minimal 1.0.0, released 2026-01-01\n", run.Out, StringComparison.Ordinal);
        Assert.Equal(0, run.Status);
    }

    [Fact]
    public void A_number_is_shown_whole_or_not_at_all()
    {
        var file = Write("a.jsonl", "{\"a\":1000000,\"a_name_that_is_long\":1234567890123456}\n");
        Assert.Equal("      a  a_name_that…\n1000000             …\n", CommandRun.Of("inspect", file, "--width", "21").Out);
    }

    [Fact]
    public void A_screen_of_letters_alone_gets_no_frame() =>
        Assert.Equal(
            "n\n1\n", CommandRun.Of(t => Screen(80)(t) with { DrawsFrames = false }, "inspect", Write("a.jsonl", "{\"n\":1}\n")).Out);

    [Fact]
    public void Values_cannot_move_the_cursor_or_break_a_line()
    {
        var run = CommandRun.Of("inspect", Write("a.jsonl", "{\"a\\u001b[2J\":\"x\\ty\\nz\\u202e\\u0000\"}\n"));
        Assert.Equal("a\\u{001B}[2J\nx\\u{0009}y\\u{000A}z\\u{202E}\\u{0000}\n", run.Out);
    }

    [Fact]
    public void Rows_are_limited_and_counted()
    {
        var file = Write("a.jsonl", string.Concat(Enumerable.Range(0, 12).Select(i => $"{{\"i\":{i}}}\n")));
        Assert.Equal(11, CommandRun.Of("inspect", file).Out.Count(c => c == '\n'));
        var run = CommandRun.Of("inspect", file, "--rows", "2");
        Assert.Equal(("i\n0\n1\n", "2 rows shown of many; --rows shows more.\n"), (run.Out, run.Error));
        Assert.Equal("12 rows.\n", CommandRun.Of("inspect", file, "--rows", "12").Error);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(40)]
    [InlineData(20)]
    public void Nothing_is_wider_than_the_width(int width)
    {
        var file = Write(
            "a.jsonl",
            "{\"text\":\"日本語のとても長いテキスト、まだ続く、もっと続く、e\\u0301e\\u0301e\\u0301\",\"other\":\"a rather long text in Latin "
                + "letters\",\"n\":12}\n");
        foreach (var run in new[] { CommandRun.Of("inspect", file, "--width", $"{width}"), CommandRun.Of(Screen(width), "inspect", file) })
        {
            Assert.Equal(0, run.Status);
            Assert.Contains('…', run.Out);
            AssertEx.All(run.Out.Split('\n'), line => Assert.True(new Spectre.Console.Rendering.Segment(line).CellCount() <= width, line));
        }
    }

    [Fact]
    public void A_screen_gets_a_frame_with_numbers_at_their_ends_and_colour_where_it_is_wanted()
    {
        var file = Write("a.jsonl", "{\"name\":\"日本\",\"n\":1}\n{\"name\":\"abc\",\"n\":200}\n");
        Assert.Equal(
            """
            ╭──────┬─────╮
            │ name │   n │
            ├──────┼─────┤
            │ 日本 │   1 │
            │ abc  │ 200 │
            ╰──────┴─────╯

            """,
            CommandRun.Of(Screen(80), "inspect", file).Out);
        CommandRun Coloured(string? noColour) => CommandRun.Of(
            t => Screen(80)(t) with { Colour = true, Variable = name => name == "NO_COLOR" ? noColour : null }, "inspect", file);
        Assert.Contains("\e[1mname\e[0m", Coloured(null).Out, StringComparison.Ordinal);
        Assert.Equal(Coloured(null), Coloured(""));
        Assert.DoesNotContain('\e', Coloured("1").Out);
    }

    [Fact]
    public void Parquet_shows_its_layout_its_schema_or_its_rows()
    {
        var file = WriteParquet();
        var layout = CommandRun.Of("inspect", file);
        Assert.Equal((0, "3 rows, read by our own reader.\n"), (layout.Status, layout.Error));
        foreach (var part in (string[])[
            "3 rows, 2 row groups", "Schema\nmessage t\n  optional byte_array id (STRING)\n", "Columns\n",
            "Row groups\n", "Pages of row group 0\n", "INT32 DATE", "1582-10-15", "SNAPPY", "PLAIN",
            "\nFirst rows\nid\tday\ttags\tx\na\t1582-10-15\t",
        ])
            Assert.Contains(part, layout.Out, StringComparison.Ordinal);
        // Over both row groups.
        Assert.Matches("\nid +BYTE_ARRAY STRING +0 +a +日本 ", layout.Out);
        // What a footer counts in a list are empty lists too, which are no nulls.
        Assert.Matches("\ntags\\.list\\.element +BYTE_ARRAY STRING +x\"y ", layout.Out);

        Assert.Equal(
            "message t\n  optional byte_array id (STRING)\n  optional int32 day (DATE)\n  optional group tags (LIST)\n    repeated group "
                + "list\n      optional byte_array element (STRING)\n  optional double x\n",
            CommandRun.Of("inspect", file, "--schema").Out);
        var rows = CommandRun.Of("inspect", file, "--rows", "9");
        Assert.Equal("id\tday\ttags\tx\na\t1582-10-15\t[\"x\\\"y\",null]\t0.1\nb\t\t\t\n日本\t1970-01-01\t[]\t-1e+30\n", rows.Out);
    }

    /// <summary>The order of a newer format; the sizes of an older writer.</summary>
    [Fact]
    public void Parquet_that_can_be_read_is_shown_whatever_it_says_of_its_values()
    {
        var newer = CommandRun.Of("inspect", Repository.At("tests/fixtures/parquet/unknown-column-order.parquet"));
        Assert.Equal((0, "2 rows, read by our own reader.\n"), (newer.Status, newer.Error));
        Assert.Matches("\nid +BYTE_ARRAY STRING +0 +1 +2 ", newer.Out);
        Assert.Matches("\na +BYTE_ARRAY STRING +0 {9,}", newer.Out);
        Assert.Contains("\nPages of row group 0\n", newer.Out, StringComparison.Ordinal);

        var sizes = Repository.At("tests/fixtures/parquet/old-total-size.parquet");
        var older = CommandRun.Of("inspect", sizes);
        Assert.Equal((0, "2 rows, read by our own reader.\n"), (older.Status, older.Error));
        Assert.Contains(
            "Remark: group 0 says 213 bytes before compression, its column chunks say 85.\n", older.Out, StringComparison.Ordinal);
        var rows = CommandRun.Of("inspect", sizes, "--rows", "2");
        Assert.Equal((0, "id\ta\n1\tx\n2\ty \"q\", z\n"), (rows.Status, rows.Out));
    }

    [Fact]
    public void Parquet_of_types_that_our_reader_lacks_is_shown_by_another_which_is_named()
    {
        var run = CommandRun.Of("inspect", Repository.At("tests/fixtures/parquet/foreign/duckdb-zstd.parquet"), "--rows", "3");
        Assert.Equal((0, "3 of 12 rows, read by Parquet.Net 6.1.0; --rows shows more.\n"), (run.Status, run.Error));
        var lines = run.Out.Split('\n');
        Assert.StartsWith("id\tcount8\t", lines[0], StringComparison.Ordinal);
        Assert.Contains("\t9223372036854775805\t", lines[3], StringComparison.Ordinal);
        Assert.Contains("\t[\"a\",null,\"ß,\\\"c\"]\t[2]", lines[3], StringComparison.Ordinal);
        Assert.EndsWith("\t[]\t[1]", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("\t\t[0]", lines[1], StringComparison.Ordinal);
    }

    /// <summary>Pages too, and bounds as the values that they are.</summary>
    [Fact]
    public void The_layout_of_a_file_of_another_writer_is_shown_whole()
    {
        var run = CommandRun.Of("inspect", Repository.At("tests/fixtures/parquet/foreign/duckdb-zstd.parquet"));
        Assert.Equal((0, "10 of 12 rows, read by Parquet.Net 6.1.0; --rows shows more.\n"), (run.Status, run.Error));
        Assert.Matches("\nprice +INT32 DECIMAL\\(9, 2\\) +0 +0\\.00 +0\\.11 ", run.Out);
        Assert.Matches("\nat +INT64 TIMESTAMP\\(MICROS, UTC\\) +0 +1582-10-01T03:04:05\\.123456Z ", run.Out);
        Assert.Matches("\n  optional group tags \\(LIST\\)\n    repeated group list\n", run.Out);
        Assert.Matches("Pages of row group 0\n(.*\n)+tags\\.list\\.element ", run.Out);
    }

    [Fact]
    public async Task A_time_without_a_zone_is_shown_as_local()
    {
        var path = Path.Combine(folder, "times.parquet");
        await NestedFile.WriteTimesAsync(path);
        var run = CommandRun.Of("inspect", path.Replace('\\', '/'), "--rows", "1");
        Assert.Equal("utc\tlocal\n2026-01-31T08:15:00.500000Z\t2026-01-31T08:15:00.500000 local\n", run.Out);
    }

    [Fact]
    public async Task Structures_maps_and_lists_of_lists_are_shown_as_JSON()
    {
        var path = Path.Combine(folder, "nested.parquet");
        await NestedFile.WriteAsync(path);
        var run = CommandRun.Of("inspect", path.Replace('\\', '/'), "--rows", "9");
        Assert.Equal((0, "3 rows, read by Parquet.Net 6.1.0.\n"), (run.Status, run.Error));
        Assert.Equal(
            [
                "id\tplace\tnested\tcounts",
                """1 {"city":"Ö","codes":[7,null]} [[1,2],[],[3]] [{"key":"a","value":1},{"key":"b","value":null}]""".Replace(' ', '\t'),
                "2\t\t\t[]",
                """3 {"city":null,"codes":[]} [] [{"key":"c","value":3}]""".Replace(' ', '\t'),
                "",
            ],
            run.Out.Split('\n'));
    }

    [Fact]
    public void A_path_that_is_nothing_that_can_be_shown_is_said_so()
    {
        Assert.Equal(3, CommandRun.Of("inspect", Path.Combine(folder, "none.csv")).Status);
        Assert.Equal(2, CommandRun.Of("inspect", Write("a.txt", "text")).Status);
        var run = CommandRun.Of("inspect", folder);
        Assert.Equal(1, run.Status);
        Assert.Contains(
            "error DS6009: Expected a release, with release.json and SHA256SUMS, found neither.", run.Out, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Func<Terminal, Terminal> Screen(int width) => t => t with { OutIsScreen = true, MeasureWidth = () => width };

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path.Replace('\\', '/');
    }

    private string WriteParquet()
    {
        var path = Path.Combine(folder, "t.parquet");
        var schema = new ParquetSchema(
            "t",
            [new("id", ParquetType.String), new("day", ParquetType.Date), new("tags", ParquetType.String, IsList: true), new(
                "x", ParquetType.Number)], [0]);
        using var stream = File.Create(path);
        var writer = new ParquetFileWriter(stream, schema, ParquetWriterOptions.Default);
        Append("ab"u8, [0, 1, 2], [1, 0], [-141427, 0], "x\"y"u8, [0, 3, 3], [1, 0], [1, 0], [0, 2, 2], [0.1, 0]);
        Append("日本"u8, [0, 6], [1], [0], ""u8, [0], [], [1], [0, 0], [-1e30]);
        writer.Finish();
        return path;

        void Append(
            ReadOnlySpan<byte> ids, int[] idOffsets, byte[] valid, int[] days, ReadOnlySpan<byte> tags, int[] tagOffsets,
            byte[] elementValidity, byte[] listValidity, int[] listOffsets, double[] numbers)
        {
            using var group = RowGroupEncoder.Encode(
                schema,
                [
                    new() { RowCount = valid.Length, Utf8 = ids.ToArray(), Utf8Offsets = idOffsets },
                    new() { RowCount = valid.Length, RowValidity = valid, Dates = days },
                    new()
                    {
                        RowCount = valid.Length,
                        RowValidity = listValidity,
                        ListOffsets = listOffsets,
                        ElementValidity = elementValidity,
                        Utf8 = tags.ToArray(),
                        Utf8Offsets = tagOffsets,
                    },
                    new() { RowCount = valid.Length, RowValidity = valid, Numbers = numbers },
                ],
                ParquetWriterOptions.Default, 1);
            writer.Append(group);
        }
    }
}
