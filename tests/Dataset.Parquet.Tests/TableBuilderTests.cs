using System.Text;
using Dataset.Parquet.Tests.Building;

namespace Dataset.Parquet.Tests;

public class TableBuilderTests
{
    [Fact]
    public void Each_type_comes_back_with_its_nulls()
    {
        var file = Write(new ParquetTableBuilder("all")
            .Text("text", "ä", null, "")
            .Integers("integer", long.MinValue, null, 9007199254740993)
            .Numbers("number", 0.5, null, -1)
            .Booleans("boolean", true, null, false)
            .Dates("date", new DateOnly(1969, 12, 31), null, new DateOnly(2026, 2, 28))
            .DateTimes("time", DateTimeOffset.UnixEpoch.AddTicks(-1), null, new(1970, 1, 1, 2, 0, 0, TimeSpan.FromHours(1))));
        object?[][] expected =
        [
            ["ä", null, ""], [long.MinValue, null, 9007199254740993], [0.5, null, -1d], [true, null, false], [-1, null, 20_512],
            [-1L, null, 3_600_000_000L],
        ];
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], TestFile.Read(file, i));
    }

    [Fact]
    public void Lists_of_each_type_come_back_with_their_nulls()
    {
        var file = Write(new ParquetTableBuilder("lists")
            .TextLists("text", ["a", null], [], null)
            .IntegerLists("integer", [1, null], [], null)
            .NumberLists("number", [1.5, null], [], null)
            .BooleanLists("boolean", [true, null], [], null)
            .DateLists("date", [new DateOnly(1970, 1, 2), null], [], null)
            .DateTimeLists("time", [DateTimeOffset.UnixEpoch.AddSeconds(1), null], [], null));
        object[] first = ["a", 1L, 1.5, true, 1, 1_000_000L];
        for (var i = 0; i < first.Length; i++)
        {
            var rows = TestFile.Read(file, i);
            Assert.Equal(3, rows.Count);
            Assert.Equal([first[i], null], Assert.IsType<List<object?>>(rows[0]));
            Assert.Empty(Assert.IsType<List<object?>>(rows[1]));
            Assert.Null(rows[2]);
        }
    }

    [Fact]
    public void Rows_beyond_the_limit_go_to_further_row_groups()
    {
        var lists = Enumerable.Range(0, 7).Select(i => i == 3 ? null : Enumerable.Range(0, i).Select(n => n == 2 ? null : $"{i}.{n}"));
        var options = new ParquetWriterOptions { RowGroupRows = 3 };
        using var stream = new MemoryStream();
        new ParquetTableBuilder("groups")
            .Integers("id", [0, 1, null, 3, 4, 5, 6])
            .Text("name", "a", "b", null, "d", "e", "f", "g")
            .TextLists("parts", lists)
            .Write(stream, options);
        var file = stream.ToArray();
        Assert.Equal([3L, 3, 1], TestFile.Metadata(file).RowGroups.Select(group => group.RowCount));
        Assert.Equal([0L, 1L, null, 3L, 4L, 5L, 6L], TestFile.Read(file, 0));
        Assert.Equal(["a", "b", null, "d", "e", "f", "g"], TestFile.Read(file, 1));
        Assert.Equal(lists.Select(list => list?.Cast<object?>().ToList()), TestFile.Read(file, 2));
    }

    [Fact]
    public void A_table_of_no_rows_is_a_file()
    {
        var file = Write(new ParquetTableBuilder("empty").Text("id"));
        Assert.Equal(0, TestFile.Metadata(file).RowCount);
    }

    [Fact]
    public void What_does_not_fit_is_refused_before_anything_is_written()
    {
        Refused("Column 'b' has 1 rows, column 'a' has 2.", new ParquetTableBuilder("t").Text("a", "x", "y").Integers("b", 1));
        Refused("Expected 1 to 32767 columns, found 0.", new("t"));
        Refused(
            "SortedBy names column -1; expected each of 0 to 0 at most once.",
            new ParquetTableBuilder("t").Text("a", "x").SortedBy("b"));
    }

    [Fact]
    public void Rows_that_are_not_sorted_as_said_are_refused()
    {
        var e = Assert.Throws<ArgumentException>(() => Write(new ParquetTableBuilder("t").Text("a", "y", "x").SortedBy("a")));
        Assert.StartsWith("The rows are not sorted by 'a' as the schema says", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_with_an_unpaired_surrogate_is_refused() =>
        Assert.Throws<EncoderFallbackException>(() => new ParquetTableBuilder("t").Text("a", "\ud800"));

    private static void Refused(string message, ParquetTableBuilder table)
    {
        using var stream = new MemoryStream();
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => table.Write(stream)).Message);
        Assert.Equal(0, stream.Length);
    }

    private static byte[] Write(ParquetTableBuilder table)
    {
        using var stream = new MemoryStream();
        table.Write(stream);
        return stream.ToArray();
    }
}
