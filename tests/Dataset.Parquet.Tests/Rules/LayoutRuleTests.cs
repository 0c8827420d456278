using Dataset.Parquet.Metadata;
using Dataset.Parquet.Tests.Building;

namespace Dataset.Parquet.Tests.Rules;

public class LayoutRuleTests
{
    [Fact]
    public void PQ1301_a_row_group_without_a_column() => RefusedGroup(
        ParquetRules.ColumnCount, group => group with { Columns = [.. group.Columns.Skip(1)] });

    [Fact]
    public void PQ1302_a_column_chunk_of_another_name_or_type()
    {
        RefusedChunk(ParquetRules.ColumnMismatch, chunk => chunk with { Path = ["it"] });
        RefusedChunk(ParquetRules.ColumnMismatch, chunk => chunk with { Path = ["id", "list"] });
        RefusedChunk(ParquetRules.ColumnMismatch, chunk => chunk with { Type = PhysicalType.Int64 });
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(3L)]
    [InlineData(-1L)]
    [InlineData(1L << 40)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void PQ1303_an_offset_outside_the_file(long offset)
    {
        RefusedChunk(ParquetRules.RangeOutsideFile, chunk => chunk with { DataPageOffset = offset });
        RefusedChunk(ParquetRules.RangeOutsideFile, chunk => chunk with { ColumnIndexOffset = offset });
        RefusedChunk(ParquetRules.RangeOutsideFile, chunk => chunk with { OffsetIndexOffset = offset });
    }

    [Fact]
    public void PQ1303_a_size_outside_the_file_and_half_a_range()
    {
        RefusedChunk(ParquetRules.RangeOutsideFile, chunk => chunk with { ColumnIndexSizeInBytes = int.MaxValue });
        RefusedChunk(ParquetRules.RangeOutsideFile, chunk => chunk with { ColumnIndexSizeInBytes = -1 });
        RefusedChunk(ParquetRules.RangeOutsideFile, chunk => chunk with { OffsetIndexSizeInBytes = null });
        RefusedChunk(ParquetRules.RangeOutsideFile, chunk => chunk with { ColumnIndexOffset = null });
    }

    [Fact]
    public void PQ1304_two_chunks_in_one_place()
    {
        // The second column of the second row group says that it is where the first is.
        RefusedGroup(ParquetRules.RangesOverlap, group => group with
        {
            Columns = [
                .. group.Columns.Select((chunk, i) => i == 1 ? chunk with { DataPageOffset = group.Columns[0].DataPageOffset } : chunk),
            ],
        });
        RefusedChunk(ParquetRules.RangesOverlap, chunk => chunk with { ColumnIndexOffset = chunk.OffsetIndexOffset });
    }

    [Fact]
    public void PQ1305_a_byte_that_belongs_to_nothing()
    {
        var forge = Forge.Of(Sample.File);
        forge.Gap = [0];
        Refuses.StrictlyAlone(ParquetRules.RangeGap, forge.Build());
    }

    [Theory]
    [InlineData(-1L)]
    [InlineData(16L)]
    [InlineData(18L)]
    [InlineData(long.MaxValue)]
    public void PQ1306_rows_of_the_file_that_the_row_groups_do_not_have(long rows)
    {
        var forge = Forge.Of(Sample.File);
        forge.EditFile = file => file with { RowCount = rows };
        Refuses.Always(ParquetRules.RowCounts, forge.Build());
    }

    [Fact]
    public void PQ1306_a_row_group_with_fewer_than_no_rows()
    {
        var forge = Forge.Of(Sample.File);
        forge.EditGroup = (group, ordinal) => ordinal == 0 ? group with { RowCount = -1 } : group with { RowCount = 18 };
        Refuses.Always(ParquetRules.RowCounts, forge.Build());
    }

    [Fact]
    public void PQ1307_totals_of_a_row_group()
    {
        RefusedGroup(ParquetRules.RowGroupTotals, group => group with { UncompressedSizeInBytes = group.UncompressedSizeInBytes + 1 });
        RefusedGroup(ParquetRules.RowGroupTotals, group => group with { CompressedSizeInBytes = group.CompressedSizeInBytes - 1 });
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(-4L)]
    [InlineData(1L << 33)]
    public void PQ1308_a_dictionary_page_that_can_not_be_there(long offset) =>
        RefusedChunk(ParquetRules.DictionaryOffset, chunk => chunk with { DictionaryPageOffset = offset }, column: 6);

    [Fact]
    public void PQ1309_a_flat_column_with_more_or_fewer_values_than_rows()
    {
        RefusedChunk(ParquetRules.ValueCount, chunk => chunk with { ValueCount = 11 });
        RefusedChunk(ParquetRules.ValueCount, chunk => chunk with { ValueCount = -1 });
        RefusedChunk(ParquetRules.ValueCount, chunk => chunk with { ValueCount = 9 }, column: 7);
    }

    [Fact]
    public void PQ1310_an_ordinal_or_offset_that_is_not_the_row_group_s()
    {
        RefusedGroup(ParquetRules.RowGroupPlace, group => group with { Ordinal = 1 });
        var forge = Forge.Of(Sample.File);
        forge.EditGroup = (group, _) => group with { FileOffset = 5 };
        Refuses.StrictlyAlone(ParquetRules.RowGroupPlace, forge.Build());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(9)]
    [InlineData(7)] // A list.
    public void PQ1311_a_sorting_column_that_is_none(int column) =>
        RefusedGroup(ParquetRules.SortingColumns, group => group with { SortingColumns = [new() { ColumnIndex = column }] });

    [Fact]
    public void PQ1311_a_sorting_column_twice() =>
        RefusedGroup(ParquetRules.SortingColumns, group => group with { SortingColumns = [new(), new() { IsDescending = true }] });

    [Fact]
    public void PQ1312_what_this_writer_always_says()
    {
        Missing(file => file with { Version = 2 });
        Missing(file => file with { CreatedBy = null });
        Missing(file => file with { ColumnOrders = null });
        Missing(file => file with { KeyValues = [] });
        MissingInGroup(group => group with { Ordinal = null });
        MissingInGroup(group => group with { CompressedSizeInBytes = null });
        MissingInGroup(group => group with { SortingColumns = [] });
        MissingInChunk(chunk => chunk with { FileOffset = 4 });
        MissingInChunk(chunk => chunk with { Statistics = null });
        MissingInChunk(chunk => chunk with { SizeStatistics = null });
        MissingInChunk(chunk => chunk with { EncodingStatistics = null });
        MissingInChunk(chunk => chunk with { Encodings = [PageEncoding.Rle, PageEncoding.Plain] });
        MissingInChunk(chunk => chunk with { Statistics = chunk.Statistics! with { DistinctCount = 10 } });
    }

    [Fact]
    public void PQ1312_an_offset_index_that_is_not_there()
    {
        var forge = Forge.Of(Sample.File);
        foreach (var chunk in forge.Groups.SelectMany(group => group))
            chunk.Metadata = chunk.Metadata with { OffsetIndex = null };
        Refuses.StrictlyAlone(ParquetRules.LayoutOwn, forge.Build());
    }

    [Fact]
    public void PQ1312_statistics_in_a_page_header()
    {
        var forge = Forge.Of(Sample.File);
        forge.Groups[0][0].Data.Header = forge.Groups[0][0].Data.Header with { Statistics = new() { NullCount = 0 } };
        Refuses.StrictlyAlone(ParquetRules.LayoutOwn, forge.Build());
    }

    private static void Missing(Func<ParquetFileMetadata, ParquetFileMetadata> edit)
    {
        var forge = Forge.Of(Sample.File);
        forge.EditFile = edit;
        Refuses.StrictlyAlone(ParquetRules.LayoutOwn, forge.Build());
    }

    private static void MissingInGroup(Func<RowGroupMetadata, RowGroupMetadata> edit)
    {
        var forge = Forge.Of(Sample.File);
        forge.EditGroup = (group, _) => edit(group);
        Refuses.StrictlyAlone(ParquetRules.LayoutOwn, forge.Build());
    }

    private static void MissingInChunk(Func<ColumnChunkMetadata, ColumnChunkMetadata> edit)
    {
        var forge = Forge.Of(Sample.File);
        forge.Groups[1][0].Edit = edit;
        Refuses.StrictlyAlone(ParquetRules.LayoutOwn, forge.Build());
    }

    private static void RefusedGroup(ParquetRule rule, Func<RowGroupMetadata, RowGroupMetadata> edit)
    {
        var forge = Forge.Of(Sample.File);
        forge.EditFile = file => file with { RowGroups = [edit(file.RowGroups[0]), file.RowGroups[1]] };
        Refuses.Always(rule, forge.Build());
    }

    private static void RefusedChunk(ParquetRule rule, Func<ColumnChunkMetadata, ColumnChunkMetadata> edit, int column = 0)
    {
        var forge = Forge.Of(Sample.File);
        forge.Groups[0][column].EditPlaced = edit;
        var fault = Refuses.Always(rule, forge.Build());
        Assert.Equal((Sample.Schema.Columns[column].Name, 0), (fault.Column, fault.RowGroup));
    }
}
