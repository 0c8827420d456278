using System.Buffers.Binary;
using System.Text;
using Dataset.Parquet.Metadata;
using Dataset.Parquet.Tests.Building;

namespace Dataset.Parquet.Tests;

public class StatisticsTests
{
    private static readonly string _greatest = string.Concat(Enumerable.Repeat("\U0010FFFF", 64));

    [Fact]
    public void Text_is_ordered_by_its_utf8_bytes()
    {
        // In UTF-16, as .NET compares, U+FFFF would be above U+10000.
        var chunk = Chunk(ParquetType.String, "b", "\uFFFF", null, "\U00010000", "a");
        Assert.Equal(("a", true), (Min(chunk), chunk.Statistics!.IsMinExact));
        Assert.Equal(("\U00010000", true), (Max(chunk), chunk.Statistics!.IsMaxExact));
        Assert.Equal(1, chunk.Statistics!.NullCount);
    }

    [Fact]
    public void A_long_text_is_cut_at_64_bytes_and_the_maximum_raised()
    {
        var chunk = Chunk(ParquetType.String, new string('a', 65));
        Assert.Equal((new string('a', 64), false), (Min(chunk), chunk.Statistics!.IsMinExact));
        Assert.Equal((new string('a', 63) + "b", false), (Max(chunk), chunk.Statistics!.IsMaxExact));
        Assert.Equal((new string('a', 64), true), (Max(Chunk(ParquetType.String, new string('a', 64))), true));
    }

    [Theory]
    [InlineData("é", 1, "a", "ê")] // 63 bytes before: the code point of two bytes goes.
    [InlineData("\uD7FF", 0, "\uD7FF", "\uE000")] // Over the surrogates.
    [InlineData("\u007F", 0, "\u007F", "\u0080")] // To a longer code point.
    [InlineData("\U0010FFFF", 0, "\U0010FFFF", "")] // Carried to the left.
    public void A_cut_never_splits_a_code_point(string last, int more, string cutLast, string raised)
    {
        var before = new string('a', 64 - Encoding.UTF8.GetByteCount(last) + more);
        var chunk = Chunk(ParquetType.String, before + last + "tail");
        if (more > 0)
        {
            Assert.Equal(before, Min(chunk));
            Assert.Equal(before[..^1] + "b", Max(chunk));
            return;
        }
        Assert.Equal(before + cutLast, Min(chunk));
        Assert.Equal(raised.Length == 0 ? before[..^1] + "b" : before + raised, Max(chunk));
    }

    [Fact]
    public void A_maximum_that_cannot_be_raised_leaves_out_both_bounds_and_the_column_index()
    {
        var chunk = Chunk(ParquetType.String, "a", _greatest, null);
        Assert.Equal((null, null, 1L), (chunk.Statistics!.Min, chunk.Statistics.Max, chunk.Statistics.NullCount));
        Assert.Null(chunk.ColumnIndex);
        Assert.NotNull(chunk.OffsetIndex);
    }

    [Fact]
    public void A_short_text_of_the_greatest_code_points_is_a_bound_itself()
    {
        var chunk = Chunk(ParquetType.String, _greatest[..32]);
        Assert.Equal(_greatest[..32], Max(chunk));
    }

    [Fact]
    public void The_empty_text_is_a_minimum() => Assert.Equal("", Min(Chunk(ParquetType.String, "", "a")));

    [Theory]
    [InlineData(new[] { 1.0, double.NaN, -2.0 }, -2.0, 1.0)]
    [InlineData(new[] { double.NaN, 3.0 }, 3.0, 3.0)]
    [InlineData(new[] { double.NegativeInfinity, double.PositiveInfinity }, double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(new[] { double.MinValue, double.MaxValue, double.Epsilon }, double.MinValue, double.MaxValue)]
    public void NaN_is_neither_least_nor_greatest(double[] values, double min, double max)
    {
        var statistics = Chunk(ParquetType.Number, [.. values.Cast<object?>()]).Statistics!;
        Assert.Equal(min, BinaryPrimitives.ReadDoubleLittleEndian(statistics.Min!.Value.Span));
        Assert.Equal(max, BinaryPrimitives.ReadDoubleLittleEndian(statistics.Max!.Value.Span));
    }

    [Fact]
    public void A_zero_is_bounded_by_both_zeros()
    {
        foreach (var zero in new[] { 0.0, -0.0 })
        {
            var statistics = Chunk(ParquetType.Number, zero).Statistics!;
            Assert.Equal("0000000000000080", Convert.ToHexString(statistics.Min!.Value.Span));
            Assert.Equal("0000000000000000", Convert.ToHexString(statistics.Max!.Value.Span));
        }
    }

    [Fact]
    public void Nothing_but_NaN_has_no_bounds_and_no_column_index()
    {
        var chunk = Chunk(ParquetType.Number, double.NaN, null, double.NaN);
        Assert.Equal((null, null, 1L), (chunk.Statistics!.Min, chunk.Statistics.Max, chunk.Statistics.NullCount));
        Assert.Null(chunk.ColumnIndex);
    }

    [Fact]
    public void Nothing_but_nulls_has_a_null_count_and_null_pages()
    {
        var chunk = Chunk(ParquetType.Integer, null, null, null);
        Assert.Equal((null, null, 3L), (chunk.Statistics!.Min, chunk.Statistics.Max, chunk.Statistics.NullCount));
        Assert.Equal([true, true], chunk.ColumnIndex!.NullPages);
        AssertEx.All(chunk.ColumnIndex.Mins, min => Assert.True(min.IsEmpty));
    }

    [Fact]
    public void Extremes_of_integers_dates_and_booleans()
    {
        var integers = Chunk(ParquetType.Integer, long.MaxValue, 0L, long.MinValue).Statistics!;
        Assert.Equal("0000000000000080", Convert.ToHexString(integers.Min!.Value.Span));
        Assert.Equal("FFFFFFFFFFFFFF7F", Convert.ToHexString(integers.Max!.Value.Span));

        // 0001-01-01 and 9999-12-31; the first is before 1582.
        var dates = Chunk(ParquetType.Date, 2_932_896, -719_162).Statistics!;
        Assert.Equal(-719_162, BinaryPrimitives.ReadInt32LittleEndian(dates.Min!.Value.Span));
        Assert.Equal(2_932_896, BinaryPrimitives.ReadInt32LittleEndian(dates.Max!.Value.Span));
        var booleans = Chunk(ParquetType.Boolean, true, false).Statistics!;
        Assert.Equal(("00", "01"), (Convert.ToHexString(booleans.Min!.Value.Span), Convert.ToHexString(booleans.Max!.Value.Span)));
    }

    [Theory]
    [InlineData(new long[] { 1, 2, 2, 3, 3, 9 }, BoundaryOrder.Ascending)]
    [InlineData(new long[] { 9, 8, 7, 5, 5, 1 }, BoundaryOrder.Descending)]
    [InlineData(new long[] { 4, 4, 4, 4, 4, 4 }, BoundaryOrder.Ascending)]
    [InlineData(new long[] { 1, 2, 7, 8, 3, 4 }, BoundaryOrder.Unordered)]
    [InlineData(new long[] { 1, 9, 2, 8, 3, 7 }, BoundaryOrder.Unordered)] // Minima ascend, maxima descend.
    public void The_order_of_pages(long[] values, BoundaryOrder expected) =>
        Assert.Equal(expected, Chunk(ParquetType.Integer, [.. values.Cast<object?>()]).ColumnIndex!.Order);

    [Fact]
    public void Null_pages_do_not_break_the_order() =>
        Assert.Equal(BoundaryOrder.Ascending, Chunk(ParquetType.Integer, 1L, 2L, null, null, 3L, 3L).ColumnIndex!.Order);

    [Fact]
    public void Sizes_and_levels_of_a_list_are_counted()
    {
        var column = new ParquetColumn("tags", ParquetType.String, IsList: true);
        List<object?> rows = [null, new List<object?>(), new List<object?> { null, "four" }, new List<object?> { "é", "é", "" }];
        var chunk = TestFile.Metadata(TestFile.Write(column, Columns.Of(column, rows))).RowGroups[0].Columns[0];
        Assert.Equal(8, chunk.SizeStatistics!.UnencodedByteArrayBytes);
        Assert.Equal([4L, 3L], chunk.SizeStatistics.RepetitionLevels);
        Assert.Equal([1L, 1L, 1L, 4L], chunk.SizeStatistics.DefinitionLevels);
        Assert.Equal((3L, 7L), (chunk.Statistics!.NullCount, chunk.ValueCount));
    }

    /// <summary>Two rows a page.</summary>
    private static ColumnChunkMetadata Chunk(ParquetType type, params object?[] rows)
    {
        var column = new ParquetColumn("c", type);
        return TestFile.Metadata(TestFile.Write(column, Columns.Of(column, rows), new() { PageRows = 2 })).RowGroups[0].Columns[0];
    }

    private static string Min(ColumnChunkMetadata chunk) => Encoding.UTF8.GetString(chunk.Statistics!.Min!.Value.Span);

    private static string Max(ColumnChunkMetadata chunk) => Encoding.UTF8.GetString(chunk.Statistics!.Max!.Value.Span);
}
