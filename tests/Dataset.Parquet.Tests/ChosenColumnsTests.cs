using Dataset.Parquet.Tests.Building;

namespace Dataset.Parquet.Tests;

public class ChosenColumnsTests
{
    [Fact]
    public void Columns_come_in_the_order_in_which_they_were_asked_for()
    {
        using var reader = ParquetFileReader.Open(Sample.File, ParquetReaderOptions.Strict);
        using var all = reader.ReadRowGroup(0);
        using var some = reader.ReadRowGroup(0, ["tags", "count"], maxDegreeOfParallelism: 2);
        Assert.Equal(["tags", "count"], some.Schema.Select(column => column.Name));
        Assert.Equal(10, some.RowCount);
        Assert.Equal(Columns.ToRows(all.Schema[7], all.Columns[7]), Columns.ToRows(some.Schema[0], some.Columns[0]));
        Assert.Equal(Columns.ToRows(all.Schema[1], all.Columns[1]), Columns.ToRows(some.Schema[1], some.Columns[1]));
    }

    [Fact]
    public void Columns_that_are_not_asked_for_are_not_read()
    {
        var damaged = Sample.File.ToArray();
        using (var sound = ParquetFileReader.Open(Sample.File))
        {
            var page = sound.ReadPages(0, 2)[0];
            damaged[page.Offset + page.HeaderSizeInBytes] ^= 1;
        }
        using var reader = ParquetFileReader.Open(damaged, ParquetReaderOptions.Strict);
        reader.ReadRowGroup(0, ["id", "tags"]).Dispose();
        Assert.Equal(ParquetRules.PageChecksum, Assert.Throws<ParquetException>(() => reader.ReadRowGroup(0, ["id", "score"])).Rule);
    }

    [Fact]
    public void A_name_that_the_file_does_not_have_is_refused_with_those_it_has()
    {
        using var reader = ParquetFileReader.Open(Sample.File);
        var e = Assert.Throws<ArgumentException>(() => reader.ReadRowGroup(0, ["id", "Tags"]));
        Assert.Equal(
            "Expected one of the columns 'id', 'count', 'score', 'open', 'day', 'seen', 'kind', 'tags', 'numbers', found 'Tags'.",
            e.Message);
    }

    [Fact]
    public void The_order_of_rows_is_verified_where_its_columns_are_read()
    {
        var forge = Forge.Of(Sample.File);
        forge.EditGroup = (group, _) => group with { SortingColumns = [new() { ColumnIndex = 0, IsDescending = true }] };
        using var reader = ParquetFileReader.Open(forge.Build());
        reader.ReadRowGroup(0, ["tags"]).Dispose();
        Assert.Equal(ParquetRules.SortedRows, Assert.Throws<ParquetException>(() => reader.ReadRowGroup(0, ["tags", "id"])).Rule);
    }
}
