using Dataset.Parquet.Metadata;
using Dataset.Parquet.Tests.Building;

namespace Dataset.Parquet.Tests;

/// <summary>What the writer refuses to write.</summary>
public class WriterInputTests
{
    private static readonly ParquetColumn _text = new("text", ParquetType.String);
    private static readonly ParquetColumn _list = new("list", ParquetType.Integer, IsList: true);

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a b")]
    [InlineData("a\nb")]
    [InlineData("a\u00A0b")]
    [InlineData("a\uD800")]
    public void Names_that_engines_read_differently(string name) =>
        Assert.Throws<ArgumentException>(() => new ParquetSchema("t", [new(name, ParquetType.String)], []).Validate());

    [Fact]
    public void Names_that_differ_in_case_alone()
    {
        var fault = Assert.Throws<ArgumentException>(
            () => new ParquetSchema("t", [new("id", ParquetType.String), new("ID", ParquetType.String)], []).Validate());
        Assert.Contains("'id' and 'ID'", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { -1 })]
    [InlineData(new[] { 2 })]
    [InlineData(new[] { 0, 0 })]
    [InlineData(new[] { 1 })]
    public void Sorting_by_what_has_no_order(int[] sortedBy) =>
        Assert.Throws<ArgumentException>(() => new ParquetSchema("t", [_text, _list], sortedBy).Validate());

    [Fact]
    public void Rows_that_are_not_sorted_as_the_schema_says()
    {
        var schema = new ParquetSchema("t", [_text], [0]);
        var fault = Assert.Throws<ArgumentException>(() => RowGroupEncoder.Encode(schema, [Columns.Text("a", "c", "b")], new()));
        Assert.Contains("row 2", fault.Message, StringComparison.Ordinal);
        RowGroupEncoder.Encode(schema, [Columns.Text("a", "b", "b", null)], new()).Dispose();
    }

    [Theory]
    [InlineData("61FF", "0,2")]
    [InlineData("C3A9", "0,1,2")] // A code point over two values.
    [InlineData("EDA080", "0,3")] // A surrogate.
    public void Text_that_is_not_utf8(string hex, string offsets)
    {
        var ends = offsets.Split(',').Select(int.Parse).ToArray();
        var values = new ColumnValues { RowCount = ends.Length - 1, Utf8 = Convert.FromHexString(hex), Utf8Offsets = ends };
        Assert.Contains("'text': value 0 is not valid UTF-8", Fault(_text, values).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_in_a_dictionary_that_is_not_utf8() =>
        Fault(_text, new() { RowCount = 4, Utf8 = Enumerable.Repeat((byte)0xFF, 8).ToArray(), Utf8Offsets = new[] { 0, 2, 4, 6, 8 } });

    [Fact]
    public void Values_that_do_not_fit_each_other()
    {
        var integers = new ParquetColumn("n", ParquetType.Integer);
        Fault(_text, new() { RowCount = 2, Utf8 = "ab"u8.ToArray(), Utf8Offsets = new[] { 0, 1 } });
        Fault(_text, new() { RowCount = 1, Utf8 = "ab"u8.ToArray(), Utf8Offsets = new[] { 0, 3 } });
        Fault(_text, new() { RowCount = 1, Utf8 = "ab"u8.ToArray(), Utf8Offsets = new[] { 2, 1 } });
        Fault(_text, new() { RowCount = 1, Utf8 = "ab"u8.ToArray(), Utf8Offsets = new[] { -1, 1 } });
        Fault(integers, new() { RowCount = 2, Integers = new long[1] });
        Fault(integers, new() { RowCount = 2, Integers = new long[3] });
        Fault(integers, new() { RowCount = 2, Integers = new long[2], RowValidity = new byte[] { 1 } });
        Fault(integers, new() { RowCount = 2, Integers = new long[2], RowValidity = new byte[] { 1, 2 } });
        Fault(integers, new() { RowCount = 2, Integers = new long[2], ListOffsets = new[] { 0, 1, 2 } });
        Fault(new("b", ParquetType.Boolean), new() { RowCount = 1, Booleans = new byte[] { 2 } });
        Fault(_list, new() { RowCount = 2, Integers = new long[2], ListOffsets = new[] { 0, 1 } });
        Fault(_list, new() { RowCount = 2, Integers = new long[2], ListOffsets = new[] { 0, 2, 1 } });
        Fault(_list, new() { RowCount = 2, Integers = new long[2], ListOffsets = new[] { 0, 1, 3 } });
        Fault(_list, new() { RowCount = 2, Integers = new long[2], ListOffsets = new[] { 0, 1, 2 }, RowValidity = new byte[] { 1, 0 } });
        Fault(_list, new() { RowCount = 2, Integers = new long[2], ListOffsets = new[] { 0, 1, 2 }, ElementValidity = new byte[] { 1 } });
        Assert.Throws<ArgumentException>(() => RowGroupEncoder.Encode(new("t", [integers], []), [Columns.Integers()], new()));
        Assert.Throws<ArgumentException>(() => RowGroupEncoder.Encode(new("t", [integers], []), [], new()));
    }

    [Fact]
    public void Row_groups_of_another_schema_and_a_file_that_is_finished()
    {
        var writer = new ParquetFileWriter(new MemoryStream(), new("t", [_text], []), new());
        using var other = RowGroupEncoder.Encode(new("t", [new("other", ParquetType.String)], []), [Columns.Text("a")], new());
        using var same = RowGroupEncoder.Encode(new("t", [_text], []), [Columns.Text("a")], new());
        Assert.Throws<ArgumentException>(() => writer.Append(other));
        writer.Append(same);
        writer.Finish();
        Assert.Throws<InvalidOperationException>(() => writer.Append(same));
        Assert.Throws<InvalidOperationException>(() => writer.Finish());
    }

    [Fact]
    public void Codecs_and_limits_that_are_none()
    {
        Refused(new() { Codec = Metadata.CompressionCodec.Gzip });
        Refused(new() { PageRows = 0 });
        Refused(new() { PageSizeInBytes = -1 });
        Refused(new() { CreatedBy = "" });
        static void Refused(ParquetWriterOptions options) =>
            Assert.Throws<ArgumentException>(() => new ParquetFileWriter(new MemoryStream(), new("t", [_text], []), options));
    }

    private static ArgumentException Fault(ParquetColumn column, ColumnValues values) =>
        Assert.Throws<ArgumentException>(() => RowGroupEncoder.Encode(new("t", [column], []), [values], new()));
}
