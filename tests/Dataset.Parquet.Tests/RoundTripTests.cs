using System.Security.Cryptography;
using Dataset.Parquet.Metadata;
using Dataset.Parquet.Tests.Building;
using FsCheck.Xunit;

namespace Dataset.Parquet.Tests;

public class RoundTripTests
{
    [Theory]
    [InlineData(CompressionCodec.Snappy)]
    [InlineData(CompressionCodec.Uncompressed)]
    public void Every_type_through_the_strict_reader(CompressionCodec codec)
    {
        var file = TestFile.Write(Sample.Schema, [Sample.Rows(0, 10), Sample.Rows(10, 7)], Sample.Options with { Codec = codec });
        for (var i = 0; i < Sample.Schema.Columns.Count; i++)
            Assert.Equal(Enumerable.Range(0, 17).Select(row => Sample.Cell(i, row)), TestFile.Read(file, i));
        using var reader = ParquetFileReader.Open(file, ParquetReaderOptions.Strict);
        Assert.Equal(Sample.Schema.Columns, reader.Schema.Columns);
        Assert.Equal(Sample.Schema.SortedBy, reader.Schema.SortedBy);
        Assert.Equal(Sample.Schema.Name, reader.Schema.Name);
        Assert.Equal(17, reader.RowCount);
    }

    [Fact]
    public void What_the_caller_puts_into_the_footer_is_read_strictly()
    {
        KeyValuePair<string, string?>[] pairs = [new("a", "{\"ä\":1}"), new("b", null), new("a", "")];
        using var stream = new MemoryStream();
        new ParquetFileWriter(stream, Sample.Schema, ParquetWriterOptions.Default).Finish(pairs);
        Assert.Equal(pairs, TestFile.Metadata(stream.ToArray()).KeyValues);
    }

    [Fact]
    public void A_table_without_rows_has_a_schema_and_no_row_group()
    {
        var file = TestFile.Write(Sample.Schema, []);
        using var reader = ParquetFileReader.Open(file, ParquetReaderOptions.Strict);
        Assert.Equal((0L, 0), (reader.RowCount, reader.RowGroupCount));
        Assert.Equal(Sample.Schema.Columns, reader.Schema.Columns);
    }

    [Fact]
    public void Every_shape_of_list_up_to_three_rows_and_two_elements()
    {
        IReadOnlyList<object?>?[] shapes = [null, [], [null], ["v"], [null, null], [null, "w"], ["x", null], ["y", "z"]];
        var column = new ParquetColumn("tags", ParquetType.String, IsList: true);
        for (var rows = 1; rows <= 3; rows++)
        {
            for (var n = 0; n < Math.Pow(shapes.Length, rows); n++)
            {
                var table = Enumerable.Range(0, rows).Select(row => shapes[(n >> (3 * row)) & 7]).ToList();
                Assert.Equal<object?>(table, TestFile.Read(TestFile.Write(column, Columns.Of(column, table))));
                Assert.Equal<object?>(table, TestFile.Read(TestFile.Write(column, Columns.Of(column, table), new() { PageRows = 1 })));
            }
        }
    }

    [Property(Arbitrary = [typeof(Choices)], MaxTest = 300)]
    public void Any_table(Choices choices)
    {
        var random = choices.Begin();
        var table = RandomTable.Make(random);
        var file = TestFile.Write(table.Schema, table.Groups, table.Options);
        using var reader = ParquetFileReader.Open(file, ParquetReaderOptions.Strict);
        Assert.Equal(table.Groups.Count, reader.RowGroupCount);
        for (var g = 0; g < table.Groups.Count; g++)
        {
            using var group = reader.ReadRowGroup(g, random.Next(1, 4));
            for (var i = 0; i < table.Schema.Columns.Count; i++)
            {
                var column = table.Schema.Columns[i];
                Assert.Equal(Columns.ToRows(column, table.Groups[g][i]), Columns.ToRows(column, group.Columns[i]));
            }
        }
    }

    [Property(Arbitrary = [typeof(Choices)], MaxTest = 50)]
    public void Threads_and_slices_do_not_change_the_bytes(Choices choices)
    {
        var table = RandomTable.Make(choices.Begin());
        var one = SHA256.HashData(TestFile.Write(table.Schema, table.Groups, table.Options));
        Assert.Equal(one, SHA256.HashData(TestFile.Write(table.Schema, table.Groups, table.Options, threads: 2)));
        Assert.Equal(one, SHA256.HashData(TestFile.Write(table.Schema, table.Groups, table.Options, threads: 16)));
        var sliced = table.Groups.Select(group => (IReadOnlyList<ColumnValues>)[.. group.Select(RandomTable.Slide)]).ToList();
        Assert.Equal(one, SHA256.HashData(TestFile.Write(table.Schema, sliced, table.Options)));
    }

    [Fact]
    public void Validity_of_ones_is_no_validity()
    {
        var column = new ParquetColumn("n", ParquetType.Integer);
        var values = Columns.Integers(1, 2, 3);
        Assert.Equal(TestFile.Write(column, values), TestFile.Write(column, values with { RowValidity = new byte[] { 1, 1, 1 } }));
    }

    [Fact]
    public void Doubles_keep_every_bit()
    {
        long[] bits = [0, long.MinValue, BitConverter.DoubleToInt64Bits(double.NaN), 0x7FF8_0000_0000_BEEF, 1, -1, 0x3FF0_0000_0000_0000];
        var values = new ColumnValues { RowCount = 14, Numbers = bits.Concat(bits).Select(BitConverter.Int64BitsToDouble).ToArray() };
        using var reader = ParquetFileReader.Open(TestFile.Write(new("x", ParquetType.Number), values), ParquetReaderOptions.Strict);
        using var group = reader.ReadRowGroup(0);
        Assert.Equal(bits.Concat(bits), group.Columns[0].Numbers.ToArray().Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void A_file_a_stream_and_memory_read_alike()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, Sample.File);
            using var ofFile = ParquetFileReader.Open(path, ParquetReaderOptions.Strict);
            using var stream = new MemoryStream(Sample.File);
            using var ofStream = ParquetFileReader.Open(stream, ParquetReaderOptions.Strict);
            foreach (var reader in new[] { ofFile, ofStream })
            {
                using var group = reader.ReadRowGroup(1, 4);
                Assert.Equal(
                    Enumerable.Range(10, 7).Select(row => Sample.Cell(7, row)), Columns.ToRows(Sample.Schema.Columns[7], group.Columns[7]));
                Assert.Equal(3, reader.ReadPages(0, 0).Count);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_text_of_20_megabytes()
    {
        var column = new ParquetColumn("text", ParquetType.String);
        string?[] texts = ["short", string.Concat(Enumerable.Range(0, 2_500_000).Select(i => $"{i % 1000:D4} öre")), null];
        var file = TestFile.Write(column, Columns.Text(texts));
        Assert.Equal(texts, TestFile.Read(file));
        Assert.Equal([0L, 1L, 2L], TestFile.Metadata(file).RowGroups[0].Columns[0].OffsetIndex!.Pages.Select(page => page.FirstRow));
    }
}
