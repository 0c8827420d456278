using Dataset.Parquet.Metadata;
using Dataset.Parquet.Tests.Building;

namespace Dataset.Parquet.Tests;

/// <summary>Where pages are cut, and when a dictionary is taken.</summary>
public class BoundaryTests
{
    private static readonly ParquetColumn _integers = new("n", ParquetType.Integer);
    private static readonly ParquetColumn _text = new("text", ParquetType.String);

    [Theory]
    [InlineData(19_999, new[] { 0L })]
    [InlineData(20_000, new[] { 0L })]
    [InlineData(20_001, new[] { 0L, 20_000L })]
    [InlineData(40_001, new[] { 0L, 20_000L, 40_000L })]
    public void Pages_of_20000_rows(int rows, long[] firstRows)
    {
        var file = TestFile.Write(_integers, Columns.Integers(Enumerable.Range(0, rows).Select(i => (long?)i)));
        Assert.Equal(firstRows, FirstRows(file));
        Assert.Equal(Enumerable.Range(0, rows).Select(i => (object?)(long)i), TestFile.Read(file));
    }

    [Theory]
    [InlineData((1 << 20) - 1, new[] { 0L })]
    [InlineData(1 << 20, new[] { 0L })]
    [InlineData((1 << 20) + 1, new[] { 0L, 1L })]
    public void Pages_of_a_mebibyte(int size, long[] firstRows)
    {
        // Two texts; four bytes of length before each.
        string[] texts = [new('a', 1000), new('b', size - 1000 - 8)];
        var file = TestFile.Write(_text, Columns.Text(texts));
        Assert.Equal(firstRows, FirstRows(file));
        Assert.Equal(texts, TestFile.Read(file));
    }

    [Fact]
    public void A_page_of_lists_is_cut_at_a_row_s_start()
    {
        var column = new ParquetColumn("n", ParquetType.Integer, IsList: true);
        var rows = Enumerable.Range(
            0, 9).Select(row => (object?)Enumerable.Range(row * 5, 5).Select(i => (object?)(long)i).ToList()).ToList();

        // Each row has 5 values of 8 bytes and 15 bits of levels; two rows pass 80 bytes.
        var file = TestFile.Write(column, Columns.Of(column, rows), new() { PageSizeInBytes = 100 });
        Assert.Equal([0, 2, 4, 6, 8], FirstRows(file));
        Assert.Equal(rows, TestFile.Read(file));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(255, 8)]
    [InlineData(256, 8)]
    [InlineData(257, 9)]
    [InlineData(65_536, 16)]
    public void A_dictionary_s_indexes_have_as_many_bits_as_it_needs(int entries, int width)
    {
        var rows = Enumerable.Range(0, 131_072).Select(i => (long?)((long)(i % entries) << 40)).ToList();
        var file = TestFile.Write(_integers, Columns.Integers(rows), new() { Codec = CompressionCodec.Uncompressed });
        using var reader = ParquetFileReader.Open(file, ParquetReaderOptions.Strict);
        var pages = reader.ReadPages(0, 0);
        Assert.Equal((PageType.Dictionary, entries), (pages[0].Header.Type, pages[0].Header.ValueCount));

        // After the levels: a length of 4 bytes, one run of 20,000 ones in a header of 3 bytes and 1 byte.
        Assert.Equal(width, file[pages[1].Offset + pages[1].HeaderSizeInBytes + 8]);
        Assert.Equal(rows, TestFile.Read(file).Cast<long?>());
    }

    [Fact]
    public void No_dictionary_of_65537_entries() =>
        AssertPlain(_integers, Columns.Integers(Enumerable.Range(0, 131_074).Select(i => (long?)(i % 65_537))));

    [Fact]
    public void No_dictionary_above_a_mebibyte()
    {
        // 1,024 texts of 1,024 bytes with their lengths are 1 MiB; one byte more is too much.
        var texts = Enumerable.Range(0, 1024).Select(i => i.ToString("D1020", System.Globalization.CultureInfo.InvariantCulture)).ToList();
        AssertDictionary(_text, Columns.Text([.. texts, .. texts]));
        texts[^1] += "x";
        AssertPlain(_text, Columns.Text([.. texts, .. texts]));
    }

    [Fact]
    public void No_dictionary_that_saves_less_than_a_tenth()
    {
        // 100 values of 8 bytes: 800. 88 of them with 7 bits for each: 704 + 88 = 792. 78: 624 + 88 = 712, 11 % less.
        AssertPlain(_integers, Columns.Integers(Enumerable.Range(0, 100).Select(i => (long?)Math.Min(i, 87))));
        AssertDictionary(_integers, Columns.Integers(Enumerable.Range(0, 100).Select(i => (long?)Math.Min(i, 77))));
    }

    [Fact]
    public void No_dictionary_for_booleans_or_nulls()
    {
        var column = new ParquetColumn("b", ParquetType.Boolean);
        AssertPlain(column, Columns.Of(column, Enumerable.Repeat((object?)true, 1000)));
        AssertPlain(_text, Columns.Text(Enumerable.Repeat((string?)null, 1000)));
    }

    [Fact]
    public void A_page_of_nulls_within_a_chunk_with_a_dictionary()
    {
        string?[] texts = ["aaaaaaaa", "aaaaaaaa", null, null, null, null, "bbbbbbbb", "aaaaaaaa"];
        var file = TestFile.Write(_text, Columns.Text(texts), new() { PageRows = 2 });
        Assert.Equal(texts, TestFile.Read(file));
        Assert.NotNull(TestFile.Metadata(file).RowGroups[0].Columns[0].DictionaryPageOffset);
        Assert.Equal([false, true, true, false], TestFile.Metadata(file).RowGroups[0].Columns[0].ColumnIndex!.NullPages);
    }

    [Fact]
    public void A_dictionary_stands_in_the_order_of_first_occurrence()
    {
        string[] texts = ["zebra zebra", "ant ant ant", "zebra zebra", "mole mole mo", "ant ant ant", "zebra zebra", "ant ant ant"];
        var file = TestFile.Write(_text, Columns.Text(texts), new() { Codec = CompressionCodec.Uncompressed });
        using var reader = ParquetFileReader.Open(file, ParquetReaderOptions.Strict);
        var page = reader.ReadPages(0, 0)[0];
        var body = file.AsSpan((int)page.Offset + page.HeaderSizeInBytes, page.Header.CompressedSizeInBytes);
        Assert.Equal("\v\0\0\0zebra zebra\v\0\0\0ant ant ant\f\0\0\0mole mole mo", System.Text.Encoding.ASCII.GetString(body));
    }

    private static IEnumerable<long> FirstRows(byte[] file) =>
        TestFile.Metadata(file).RowGroups[0].Columns[0].OffsetIndex!.Pages.Select(page => page.FirstRow);

    private static void AssertPlain(ParquetColumn column, ColumnValues values)
    {
        var file = TestFile.Write(column, values);
        Assert.Null(TestFile.Metadata(file).RowGroups[0].Columns[0].DictionaryPageOffset);
        Assert.Equal(Columns.ToRows(column, values), TestFile.Read(file));
    }

    private static void AssertDictionary(ParquetColumn column, ColumnValues values)
    {
        var file = TestFile.Write(column, values);
        Assert.NotNull(TestFile.Metadata(file).RowGroups[0].Columns[0].DictionaryPageOffset);
        Assert.Equal(Columns.ToRows(column, values), TestFile.Read(file));
    }
}
