using System.Text;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Tests.Formats;
using Dataset.Verification;
using FsCheck.Xunit;

namespace Dataset.Tests.Verification;

/// <summary>
/// The walk over text files that their Parquet file guides: it takes what the build writes, and never changes what a check finds. The
/// strict readers alone are the measure.
/// </summary>
public class GuidedPartTests
{
    private const int JsonLines = 0;
    private const int Csv = 1;
    private const int Parquet = 2;

    [Property(Arbitrary = [typeof(GeneratedTable)], MaxTest = 200)]
    public void What_the_encoders_write_is_proven_alike(GeneratedTable table) =>
        Assert.Equal((table.Batch.RowCount, true), PartFiles.Of(table.Schema, table.Batch).Prove());

    [Property(Arbitrary = [typeof(GeneratedTable), typeof(Choices)], MaxTest = 300)]
    public void A_changed_file_is_checked_as_by_the_strict_readers_alone(GeneratedTable table, Choices choices)
    {
        var random = choices.Begin();
        var part = PartFiles.Of(table.Schema, table.Batch);
        var format = random.Next(3);
        var bytes = part.Files[format]!;
        if (bytes.Length > 0)
            AssertSame(part.With(format, Changes(bytes, random.Next(bytes.Length)).ElementAt(random.Next(12))));
    }

    [Fact]
    public void Each_byte_of_text_changed_deleted_or_followed_by_another_is_checked_as_by_the_strict_readers_alone()
    {
        foreach (var table in new[] { TestReleases.People, TestReleases.Notes })
        {
            var part = PartFiles.Of(table);
            foreach (var format in new[] { JsonLines, Csv })
                Parallel.For(0, part.Files[format]!.Length, at =>
                {
                    // Every third of the changes, each byte others than the one before.
                    foreach (var changed in Changes(part.Files[format]!, at).Where((_, i) => i % 3 == at % 3))
                        AssertSame(part.With(format, changed));
                });
        }
    }

    [Theory]
    [InlineData(Csv, "bo,", "\"bo\",", false)]
    [InlineData(Csv, ",1,", ",\"1\",", false)]
    [InlineData(Csv, "=1+1", "\"=1+1\"", false)]
    [InlineData(Csv, "\n", "\r\n", false)]
    [InlineData(Csv, ",true,", ",TRUE,", false)]
    [InlineData(Csv, ",1,", ",01,", false)]
    [InlineData(Csv, ",1,", ", 1,", false)]
    [InlineData(Csv, ",,", ",\"\",", false)]
    [InlineData(Csv, "bo,", "\ufeffbo,", false)]
    [InlineData(JsonLines, ":1,", ":1.0,", false)]
    [InlineData(JsonLines, ":1,", ":1e0,", false)]
    [InlineData(JsonLines, ":1,", ":-0,", false)]
    [InlineData(JsonLines, "\"bo\"", "\"\\u0062o\"", false)]
    [InlineData(JsonLines, ",\"", ", \"", false)]
    [InlineData(JsonLines, "}\n", "}\r\n", false)]
    [InlineData(JsonLines, "}\n", "}", false)]
    [InlineData(JsonLines, "}\n", "}\n\n", false)]
    public void Another_way_to_write_the_same_row_is_proven_only_where_the_strict_reader_takes_it(
        int format, string old, string @new, bool isProven)
    {
        var table = TestReleases.Notes with
        {
            Parts = [
                "{\"person_id\":\"bo\",\"number\":1,\"written\":\"2026-01-02\",\"checked_at\":null,\"rating\":1,"
                    + "\"finished\":true,\"people\":[],\"text\":\"=1+1\"}\n",
            ],
        };
        var part = PartFiles.Of(table).With(format, old, @new);
        Assert.Equal(isProven, part.Prove().IsWhole);
        AssertSame(part);
    }

    [Fact]
    public void Text_is_alike_or_not_wherever_the_buffer_ends_within_it()
    {
        // Quotation marks, line ends and control characters one after another: some escape or pair is cut by any buffer.
        var texts = new[] { "\"", "\n\"", "\u0001\"\"x", "\\,\r\n", "x" }.Select(
            t => string.Concat(Enumerable.Repeat(t, 400_000 / t.Length))).ToArray();
        var part = Column(new("value", ColumnType.String, false), texts, (c, t) => c.AsText.AppendText(t));
        Assert.Equal((texts.Length, true), part.Prove());
        foreach (var format in new[] { JsonLines, Csv })
        {
            var bytes = part.Files[format]!;
            foreach (var at in new[] { (1 << 18) - 1, 1 << 18, 5 << 17, bytes.Length - 1 })
                AssertSame(part.With(format, [.. bytes[..at], (byte)(bytes[at] ^ 1), .. bytes[(at + 1)..]]));
            AssertSame(part.With(format, bytes[..(1 << 18)]));
        }
    }

    [Fact]
    public void Rows_of_several_slices_are_taken_once_each_wherever_the_proof_ends()
    {
        var part = Column(new("value", ColumnType.Integer, false), [.. Enumerable.Range(0, 10_000)], (c, i) => c.AsIntegers.Append(i));
        Assert.Equal((10_000, true), part.Prove());
        foreach (var (format, row) in new[] { (Csv, 0), (JsonLines, 4095), (Csv, 4096), (Csv, 5000), (JsonLines, 5000), (Csv, 9999) })
        {
            var changed = format == Csv
                ? part.With(Csv, $"\n{row},{row}\n", $"\n{row},7777777\n")
                : part.With(JsonLines, $"{{\"row\":{row},\"value\":{row}}}", $"{{\"row\":{row},\"value\":7777777}}");
            Assert.Equal((row, false), changed.Prove());
            AssertSame(changed);
        }
        AssertSame(part.With(JsonLines, "{\"row\":5000", "{\"rov\":5000"));
        AssertSame(part.With(Csv, "\n5000,5000\n", "\n"));
        AssertSame(part.With(Csv, "\n5000,5000\n", "\n5000,5000\n5000,5000\n"));
        AssertSame(part with { RowCount = 9_999 });
    }

    [Fact]
    public void Files_that_are_missing_empty_or_of_other_rows_are_checked_as_by_the_strict_readers_alone()
    {
        var part = PartFiles.Of(TestReleases.People);
        var other = PartFiles.Of(TestReleases.People with { Parts = ["{\"person_id\":\"al\",\"names\":[]}\n"] });
        var none = PartFiles.Of(TestReleases.People with { Parts = [""] });
        Assert.Equal((0, true), none.Prove());
        foreach (var format in new[] { JsonLines, Csv, Parquet })
        {
            AssertSame(part.With(format, null));
            AssertSame(part.With(format, []));
            AssertSame(part.With(format, other.Files[format]));
            AssertSame(part.With(format, none.Files[format]));
            AssertSame(none.With(format, part.Files[format]));
            AssertSame(none.With(format, [.. none.Files[format]!, (byte)'\n']));
        }
    }

    [Fact]
    public void Values_of_Parquet_that_have_no_text_of_their_own_are_no_proof()
    {
        // The encoders write a negative zero as 0, and the empty string as an empty cell.
        var number = Column(
            new("value", ColumnType.Number, false), [-0.0],
            (c, n) => c.AppendRows(new ColumnValues { RowCount = 1, Numbers = new[] { n } }, 0, 1));
        var text = Column(new("value", ColumnType.String, false), [""], (c, _) => c.AsText.AppendText(""));
        foreach (var part in new[] { number, text })
        {
            Assert.Equal((0, false), part.Prove());
            Assert.Contains(part.Check(isGuided: true), l => l.Contains("DS6030", StringComparison.Ordinal));
            AssertSame(part);
        }
    }

    [Theory]
    [InlineData("[7]", true)]
    [InlineData("[null]", true)]
    [InlineData("[]", true)]
    [InlineData("[1,2]", false)]
    public void A_list_without_quotation_marks_is_proven_where_it_is_one_cell(string json, bool isProven)
    {
        var part = Column<string>(
            new("value", ColumnType.Integer, true), [json],
            (c, text) => Assert.Equal(text.Length, JsonValue.Read(Encoding.UTF8.GetBytes(text), c)));
        Assert.Equal((1, true), part.Prove());
        var bare = part.With(Csv, Encoding.UTF8.GetBytes($"row,value\n0,{json}\n"));
        Assert.Equal(isProven, bare.Prove().IsWhole);
        AssertSame(bare);
    }

    [Theory]
    [InlineData("a b", true)]
    [InlineData(" #;\t'\0\u0001", true)]
    [InlineData("a,b", false)]
    [InlineData("a\nb", false)]
    [InlineData("a\rb", false)]
    [InlineData("a\r", false)]
    [InlineData("a\"b", false)]
    [InlineData("\"", false)]
    public void Text_without_quotation_marks_is_proven_where_it_needs_none(string text, bool isProven)
    {
        var part = Column<string>(new("value", ColumnType.String, false), [text], (c, t) => c.AsText.AppendText(t));
        Assert.Equal((1, true), part.Prove());
        var bare = part.With(Csv, Encoding.UTF8.GetBytes($"row,value\n0,{text}\n"));
        Assert.Equal(isProven, bare.Prove().IsWhole);
        AssertSame(bare);
    }

    [Fact]
    public void Files_of_which_one_cannot_be_read_are_all_closed()
    {
        var whole = PartFiles.Of(TestReleases.People);
        for (var bad = 0; bad < whole.Files.Length; bad++)
        {
            using var files = new BadDisk(whole.Files, bad);
            var alike = new GuidedPart(
                files, files.Part, whole.Schema,
                (format, path) =>
                    new(
                        () => format.OpenReader(files.Open(path), path.Value, whole.Schema), whole.Schema, ahead: null,
                        CancellationToken.None));
            Assert.Throws<IOException>(() => alike.Prove((_, _) => { }));
            Assert.Equal(files.Opened, files.Closed);
        }
    }

    /// <summary>No finding may depend on the proof.</summary>
    private static void AssertSame(PartFiles part) => Assert.Equal(part.Check(isGuided: false), part.Check(isGuided: true));

    /// <summary>The files of a table of rows numbered from 0 and one column of these values.</summary>
    private static PartFiles Column<T>(ColumnLayout layout, T[] values, Action<Column, T> append)
    {
        var schema = new TableSchema(
            "t", "T", "T.",
            [.. new[] { new ColumnLayout("row", ColumnType.Integer), layout }.Select(l => new ColumnSchema
            {
                Layout = l, IsNullable = true, ItemsNullable = l.IsList, Description = l.Name, Constraints = ColumnConstraints.None,
            })],
            ["row"], [], default);
        using var rows = schema.CreateBatch();
        for (var row = 0; row < values.Length; row++)
        {
            rows.Columns[0].AsIntegers.Append(row);
            append(rows.Columns[1], values[row]);
        }
        return PartFiles.Of(schema, rows);
    }

    /// <summary>Twelve ways to change bytes at a place.</summary>
    private static IEnumerable<byte[]> Changes(byte[] bytes, int at)
    {
        var (before, after) = (bytes[..at], bytes[(at + 1)..]);
        foreach (var flipped in new[] { 1, 32, 128 })
            yield return [.. before, (byte)(bytes[at] ^ flipped), .. after];
        yield return [.. before, .. after];
        foreach (var added in new[] { bytes[at], (byte)'"', (byte)' ', (byte)'\n', (byte)'\r', (byte)',', (byte)'0', (byte)'\\' })
            yield return [.. before, added, bytes[at], .. after];
    }

    /// <summary>Files of which one gives an error wherever it is read.</summary>
    private sealed class BadDisk : ReleaseFiles
    {
        private readonly Dictionary<RelativePath, Stream> files;

        public BadDisk(IReadOnlyList<byte[]?> contents, int bad) : base("r")
        {
            Part = new(0, [.. TableFormats.All.Select(f => RelativePath.Parse($"data/t.{f.Extension}"))]);
            files = Part.Files.Select((path, i) => (path, Stream: (Stream)new CountedStream(this, contents[i]!, i == bad)))
                .ToDictionary(f => f.path, f => f.Stream);
            SetEntries(Part.Files.Select((path, i) => new ReleaseEntry(path, contents[i]!.Length)));
        }

        public ManifestPart Part { get; }

        public int Opened { get; private set; }

        public int Closed { get; private set; }

        public override Stream Open(RelativePath path)
        {
            Opened++;
            return files[path];
        }

        private sealed class CountedStream(BadDisk disk, byte[] bytes, bool isBad) : MemoryStream(bytes, writable: false)
        {
            private bool isClosed;

            public override int Read(byte[] buffer, int offset, int count) =>
                isBad ? throw new IOException("bad") : base.Read(buffer, offset, count);

            public override int Read(Span<byte> buffer) => isBad ? throw new IOException("bad") : base.Read(buffer);

            protected override void Dispose(bool disposing)
            {
                disk.Closed += isClosed ? 0 : 1;
                isClosed = true;
                base.Dispose(disposing);
            }
        }
    }
}
