using Dataset.Parquet.Metadata;
using Dataset.Parquet.Tests.Building;

namespace Dataset.Parquet.Tests.Rules;

/// <summary>Files whose values are good and whose statistics or indexes lie about them.</summary>
public class StatementRuleTests
{
    private static readonly ParquetColumn _number = new("n", ParquetType.Integer);

    /// <summary>Three pages: 1 2, 3 null, 4 5.</summary>
    private static Forge Numbers => Forge.Of(_number, Columns.Integers(1, 2, 3, null, 4, 5), new() { PageRows = 2 });

    [Theory]
    [InlineData(0L)]
    [InlineData(2L)]
    [InlineData(-1L)]
    public void PQ1601_a_null_count(long nulls) =>
        Refused(ParquetRules.NullCount, chunk => chunk with { Statistics = chunk.Statistics! with { NullCount = nulls } });

    [Fact]
    public void PQ1601_a_null_count_in_a_page_header()
    {
        var forge = Numbers;
        var page = forge.Groups[0][0].Pages[1];
        page.Header = page.Header with { Statistics = new() { NullCount = 0 } };
        var fault = Refuses.Leniently(ParquetRules.NullCount, forge.Build());
        Assert.Equal(1, fault.Page);
    }

    [Fact]
    public void PQ1602_a_minimum_above_the_least_value() => RefusedBounds(min: 2, max: 5, exact: false);

    [Fact]
    public void PQ1602_a_maximum_below_the_greatest_value() => RefusedBounds(min: 1, max: 4, exact: false);

    [Fact]
    public void PQ1602_a_bound_that_says_it_is_a_value()
    {
        RefusedBounds(min: 0, max: 5, exact: true);
        RefusedBounds(min: 1, max: 6, exact: true);
    }

    [Fact]
    public void PQ1602_a_bound_of_another_size() => Refused(
        ParquetRules.Bounds,
        chunk => chunk with { Statistics = chunk.Statistics! with { Min = new byte[] { 1, 0, 0, 0 }, IsMinExact = null } });

    [Fact]
    public void PQ1602_bounds_that_are_wider_than_this_writer_makes_them()
    {
        var forge = Numbers;
        forge.Groups[0][0].Edit = chunk => chunk with { Statistics = WithBounds(chunk, 0, 6, false) };
        Refuses.StrictlyAlone(ParquetRules.Bounds, forge.Build());
        forge.Groups[0][0].Edit = chunk => chunk with { Statistics = new() { NullCount = 1 } };
        Refuses.StrictlyAlone(ParquetRules.Bounds, forge.Build());
    }

    [Fact]
    public void PQ1603_an_offset_index()
    {
        RefusedOffsets(pages => pages[1] = pages[1] with { FirstRow = 3 });
        RefusedOffsets(pages => pages[1] = pages[1] with { Offset = pages[1].Offset + 1 });
        RefusedOffsets(pages => pages[1] = pages[1] with { SizeInBytes = pages[1].SizeInBytes - 23 }); // Without the header.
        RefusedOffsets(pages => pages.RemoveAt(2));
        RefusedOffsets(pages => pages.Add(pages[2]));
    }

    [Fact]
    public void PQ1604_a_column_index()
    {
        RefusedIndex(index => index with { NullPages = [false, true, false] });
        RefusedIndex(index => index with { NullCounts = [0, 0, 0] });
        RefusedIndex(index => index with { NullCounts = [0, 1] });
        RefusedIndex(index => index with { Mins = [index.Mins[1], index.Mins[1], index.Mins[2]] });
        RefusedIndex(index => index with { Maxs = [index.Maxs[0], index.Maxs[0], index.Maxs[2]] });
        RefusedIndex(index => index with { Maxs = [index.Maxs[0], default, index.Maxs[2]] });
        RefusedIndex(index => index with { Mins = [.. index.Mins, index.Mins[0]] });
        RefusedIndex(index => index with { Order = BoundaryOrder.Descending });
        RefusedIndex(index => index with
        {
            NullPages = [.. index.NullPages.Take(2)],
            Mins = [.. index.Mins.Take(2)],
            Maxs = [.. index.Maxs.Take(2)],
            NullCounts = [0, 1],
        });
    }

    [Fact]
    public void PQ1604_a_column_index_that_this_writer_would_not_write()
    {
        RefusedStrictly(index => index with { Order = BoundaryOrder.Unordered });
        RefusedStrictly(index => index with { NullCounts = null });
        RefusedStrictly(index => index with { Maxs = [index.Maxs[2], index.Maxs[2], index.Maxs[2]] });
        RefusedStrictly(_ => null);
    }

    [Fact]
    public void PQ1605_size_statistics()
    {
        Refused(ParquetRules.SizeStatistics, chunk => chunk with { SizeStatistics = new() { DefinitionLevels = [0, 6] } });
        Refused(ParquetRules.SizeStatistics, chunk => chunk with { SizeStatistics = new() { DefinitionLevels = [1, 5, 0] } });
        Refused(
            ParquetRules.SizeStatistics, chunk => chunk with { SizeStatistics = chunk.SizeStatistics! with { RepetitionLevels = [5, 1] } });
        Refused(
            ParquetRules.SizeStatistics,
            chunk => chunk with { SizeStatistics = chunk.SizeStatistics! with { UnencodedByteArrayBytes = 1 } });
        var forge = Numbers;
        forge.Groups[0][0].Edit = chunk => chunk with { SizeStatistics = new() };
        Refuses.StrictlyAlone(ParquetRules.SizeStatistics, forge.Build());
    }

    [Fact]
    public void PQ1606_rows_that_are_not_sorted_as_they_say()
    {
        Refused(ParquetRules.SortedRows, [new() { IsDescending = true }]);
        Refused(ParquetRules.SortedRows, [new() { AreNullsFirst = true }]);
    }

    private static void Refused(ParquetRule rule, IReadOnlyList<SortingColumn> keys)
    {
        var forge = Numbers;
        forge.EditGroup = (group, _) => group with { SortingColumns = keys };
        Refuses.Leniently(rule, forge.Build());
    }

    private static void Refused(ParquetRule rule, Func<ColumnChunkMetadata, ColumnChunkMetadata> edit)
    {
        var forge = Numbers;
        forge.Groups[0][0].Edit = edit;
        Refuses.Always(rule, forge.Build());
    }

    private static void RefusedBounds(long min, long max, bool exact) =>
        Refused(ParquetRules.Bounds, chunk => chunk with { Statistics = WithBounds(chunk, min, max, exact) });

    private static ColumnStatistics WithBounds(ColumnChunkMetadata chunk, long min, long max, bool exact) => chunk.Statistics! with
    {
        Min = BitConverter.GetBytes(min),
        Max = BitConverter.GetBytes(max),
        IsMinExact = exact,
        IsMaxExact = exact,
    };

    private static void RefusedOffsets(Action<List<PageLocation>> edit)
    {
        var forge = Numbers;
        forge.Groups[0][0].Metadata = forge.Groups[0][0].Metadata with { ColumnIndex = null };
        forge.Groups[0][0].Edit = chunk =>
        {
            var pages = chunk.OffsetIndex!.Pages.ToList();
            edit(pages);
            return chunk with { OffsetIndex = new() { Pages = pages } };
        };
        Refuses.Leniently(ParquetRules.OffsetIndex, forge.Build());
    }

    private static void RefusedIndex(Func<ColumnIndex, ColumnIndex> edit) =>
        Refused(ParquetRules.ColumnIndex, chunk => chunk with { ColumnIndex = edit(chunk.ColumnIndex!) });

    private static void RefusedStrictly(Func<ColumnIndex, ColumnIndex?> edit)
    {
        var forge = Numbers;
        forge.Groups[0][0].Edit = chunk => chunk with { ColumnIndex = edit(chunk.ColumnIndex!) };
        Refuses.StrictlyAlone(ParquetRules.ColumnIndex, forge.Build());
    }
}
