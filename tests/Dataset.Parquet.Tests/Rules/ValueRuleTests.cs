using Dataset.Parquet.Metadata;
using Dataset.Parquet.Tests.Building;

namespace Dataset.Parquet.Tests.Rules;

/// <summary>Pages whose levels or values are at fault, with right sizes and checksums.</summary>
public class ValueRuleTests
{
    private static readonly ParquetColumn _text = new("text", ParquetType.String);
    private static readonly ParquetColumn _number = new("n", ParquetType.Integer);
    private static readonly ParquetColumn _list = new("list", ParquetType.Integer, IsList: true);

    /// <summary>One page: definition levels 02000000 03 05 for 1 0 1, then 05000000 alpha, 04000000 beta.</summary>
    private static Forge Text => Forge.Of(_text, Columns.Text("alpha", null, "beta"));

    /// <summary>A dictionary of two entries of 8 bytes; one page: 02000000 10 01 levels, 01 width, 03 4A indexes 0 1 0 1 0 0 1 0.</summary>
    private static Forge Indexed => Forge.Of(_number, Columns.Integers(5, 9, 5, 9, 5, 5, 9, 5));

    /// <summary>
    /// [1, 2], null, []: repetition 02000000 03 02 for 0 1 0 0, definition 03000000 03 1F 00 for 3 3 0 1, then the values.
    /// </summary>
    private static Forge List => Forge.Of(_list, Columns.Of(_list, [new List<object?> { 1L, 2L }, null, new List<object?>()]));

    [Fact]
    public void The_pages_are_as_described_above()
    {
        Assert.Equal("02000000" + "0305" + "05000000616C706861" + "0400000062657461", Hex(Text));
        Assert.Equal("02000000" + "03FF" + "01" + "034A", Hex(Indexed));
        Assert.Equal("02000000" + "0302" + "03000000" + "034F00" + "0100000000000000" + "0200000000000000", Hex(List));
    }

    [Theory]
    [InlineData("")] // No levels.
    [InlineData("020000")] // No length.
    [InlineData("FFFFFFFF" + "0305")] // A length beyond the page.
    [InlineData("0E000000" + "0305" + "05000000616C706861")]
    [InlineData("00000000")] // No runs.
    [InlineData("02000000" + "0401")] // A run of two levels for three.
    [InlineData("03000000" + "030500")] // A byte after the runs.
    [InlineData("01000000" + "03")] // A group without its byte.
    public void PQ1501_levels_that_are_not_one_for_each_value(string body) => Refused(ParquetRules.LevelsMalformed, Text, body);

    [Theory]
    [InlineData("02000000" + "0801")] // A run of four.
    [InlineData("03000000" + "050500")] // Two groups for three levels.
    public void PQ1501_runs_of_more_levels_than_there_are_values(string levels)
    {
        // Some writers pad: what is too much is passed over, and the texts decide.
        var forge = Text;
        forge.Groups[0][0].Data.Body = Convert.FromHexString(levels + "05000000616C706861" + "0400000062657461");
        Refuses.Strictly(ParquetRules.LevelsMalformed, forge.Build());
    }

    [Fact]
    public void PQ1501_a_null_list_with_two_entries() =>
        Refused(ParquetRules.LevelsMalformed, List, "02000000" + "0306" + "03000000" + "034F00" + "0100000000000000" + "0200000000000000");

    [Fact]
    public void PQ1502_a_definition_level_of_2_in_a_flat_column() => Refused(
        ParquetRules.LevelTooHigh, Text, "02000000" + "0602" + "05000000616C706861");

    [Fact]
    public void PQ1502_a_repetition_level_of_2() => Refused(ParquetRules.LevelTooHigh, List, "02000000" + "0802" + "03000000" + "034F00");

    [Fact]
    public void PQ1503_a_page_that_starts_inside_a_row() =>
        Refused(ParquetRules.FirstRepetition, List, "02000000" + "0303" + "03000000" + "034F00" + "0100000000000000" + "0200000000000000");

    [Fact]
    public void PQ1503_a_second_page_that_goes_on_with_a_row()
    {
        // [1], [2] in a page each; the second becomes a part of the first's row.
        var forge = Forge.Of(_list, Columns.Of(_list, [new List<object?> { 1L }, new List<object?> { 2L }]), new() { PageRows = 1 });
        var page = forge.Groups[0][0].Pages[1];
        page.Body = [2, 0, 0, 0, 3, 1, .. page.Body.AsSpan(6)];
        Refuses.Always(ParquetRules.FirstRepetition, forge.Build());
    }

    [Fact]
    public void PQ1504_more_rows_in_the_pages_than_in_the_row_group() =>
        Refused(ParquetRules.PageRows, List, "02000000" + "0300" + "03000000" + "034F00" + "0100000000000000" + "0200000000000000");

    [Fact]
    public void PQ1504_fewer_rows_in_the_pages_than_in_the_row_group() =>
        Refused(
            ParquetRules.PageRows, List, "02000000" + "0306" + "03000000" + "033F00" + "010000000000000002000000000000000300000000000000",
            hasPage: false);

    [Fact]
    public void PQ1505_a_byte_after_the_last_value()
    {
        Refused(ParquetRules.PageNotConsumed, Text, Hex(Text) + "00");
        Refused(ParquetRules.PageNotConsumed, List, Hex(List) + "00");
        Refused(ParquetRules.PageNotConsumed, Indexed, Hex(Indexed) + "00");
        var column = new ParquetColumn("b", ParquetType.Boolean);
        var booleans = Forge.Of(column, Columns.Of(column, [true, false, null]));
        Refused(ParquetRules.PageNotConsumed, booleans, Hex(booleans) + "00");
    }

    [Fact]
    public void PQ1505_indexes_in_a_page_of_nulls()
    {
        var forge = Forge.Of(_text, Columns.Text("aaaaaaaaaa", "aaaaaaaaaa", null, null), new() { PageRows = 2 });
        var page = forge.Groups[0][0].Pages[2];
        page.Body = [.. page.Body, 3, 0];
        Refuses.Always(ParquetRules.PageNotConsumed, forge.Build());
    }

    [Fact]
    public void PQ1506_a_value_that_is_not_there()
    {
        Refused(ParquetRules.ValuesEnd, Text, "02000000" + "0307" + "05000000616C706861" + "0400000062657461");
        Refused(ParquetRules.ValuesEnd, Text, "02000000" + "0305" + "05000000616C706861" + "0500000062657461");
        Refused(ParquetRules.ValuesEnd, Text, "02000000" + "0305" + "FFFFFFFF616C706861" + "0400000062657461");
        Refused(ParquetRules.ValuesEnd, Text, "02000000" + "0305" + "05000000616C706861" + "040000");
        Refused(ParquetRules.ValuesEnd, List, Hex(List)[..^2]);
        Refused(ParquetRules.ValuesEnd, Indexed, "02000000" + "03FF");
    }

    [Fact]
    public void PQ1507_indexes_without_a_dictionary()
    {
        var forge = Indexed;
        var chunk = forge.Groups[0][0];
        chunk.Pages.RemoveAt(0);
        chunk.Metadata = chunk.Metadata with { DictionaryPageOffset = null, EncodingStatistics = null };
        Refuses.Leniently(ParquetRules.DictionaryMissing, forge.Build());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    public void PQ1508_a_dictionary_of_another_count(int count)
    {
        RefusedDictionary(Indexed, count);
        RefusedDictionary(Forge.Of(_text, Columns.Text("alpha", "beta", "alpha", "beta", "alpha", "beta")), count);
    }

    [Fact]
    public void PQ1508_a_text_that_reaches_out_of_the_dictionary()
    {
        var forge = Forge.Of(_text, Columns.Text("alpha", "beta", "alpha", "beta", "alpha", "beta"));
        forge.Groups[0][0].Dictionary.Body[0]++;
        Refuses.Always(ParquetRules.DictionaryCount, forge.Build());
    }

    [Theory]
    [InlineData("21" + "034A")] // 33 bits.
    [InlineData("FF" + "034A")]
    [InlineData("01")] // No runs.
    [InlineData("01" + "0400")] // A run of two for eight.
    public void PQ1509_indexes_that_are_not_one_for_each_value(string indexes) =>
        Refused(ParquetRules.IndexesMalformed, Indexed, "02000000" + "03FF" + indexes);

    [Fact]
    public void PQ1509_indexes_for_sixteen_where_there_are_eight()
    {
        var forge = Indexed;
        forge.Groups[0][0].Data.Body = Convert.FromHexString("02000000" + "03FF" + "01" + "054A4A");
        Refuses.StrictlyAlone(ParquetRules.IndexesMalformed, forge.Build());
    }

    [Theory]
    [InlineData("02" + "03AAAA")] // 2, of two entries.
    [InlineData("20" + "10FFFFFFFF")] // 2^32 - 1.
    [InlineData("20" + "1000000080")] // 2^31.
    public void PQ1510_an_index_outside_the_dictionary(string indexes) =>
        Refused(ParquetRules.IndexOutside, Indexed, "02000000" + "03FF" + indexes);

    [Theory]
    [InlineData("05000000" + "616C70FF61" + "0400000062657461")]
    [InlineData("05000000" + "616C70E282" + "04000000" + "AC657461")] // A code point over two values: valid only together.
    [InlineData("05000000" + "61EDA08061" + "0400000062657461")] // A surrogate.
    [InlineData("05000000" + "61C0AF6161" + "0400000062657461")] // Overlong.
    public void PQ1511_text_that_is_not_utf8(string values) => Refused(ParquetRules.TextNotUtf8, Text, "02000000" + "0305" + values);

    [Fact]
    public void PQ1511_a_dictionary_that_is_not_utf8()
    {
        var forge = Forge.Of(_text, Columns.Text("alpha", "beta", "alpha", "beta", "alpha", "beta"));
        forge.Groups[0][0].Dictionary.Body[4] = 0x80;
        Refuses.Always(ParquetRules.TextNotUtf8, forge.Build());
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 2)]
    public void PQ1512_a_v2_header_that_counts_wrongly(int nulls, int rows)
    {
        var forge = Text;
        forge.Groups[0][0].Data.Header = V2(forge.Groups[0][0].Data.Header, nulls, rows);
        forge.Groups[0][0].Data.Body = forge.Groups[0][0].Data.Body[4..];
        Refuses.Leniently(ParquetRules.PageNullCount, forge.Build());
    }

    [Fact]
    public void PQ1513_nulls_by_the_billion()
    {
        // One page of 2^31 - 1 nulls in a run of ten bytes, and a footer that agrees.
        var forge = Forge.Of(_number, Columns.Integers(null, null));
        var chunk = forge.Groups[0][0];
        chunk.Data.Body = Convert.FromHexString("06000000" + "FEFFFFFF0F" + "00");
        chunk.Data.Header = chunk.Data.Header with { ValueCount = int.MaxValue };
        forge.EditGroup = (group, _) => group with { RowCount = int.MaxValue };
        forge.EditFile = file => file with { RowCount = int.MaxValue };
        var file = forge.Build();
        Assert.InRange(file.Length, 0, 1024);
        Refuses.Always(ParquetRules.DecodedSize, file);
    }

    [Fact]
    public void PQ1513_a_text_that_a_dictionary_repeats_by_the_million()
    {
        var forge = Forge.Of(
            _text, Columns.Text(Enumerable.Repeat("a text of some length, to be repeated", 5000)), new() { PageRows = int.MaxValue });
        Refuses.Leniently(ParquetRules.DecodedSize, forge.Build(), new() { MaxDecodedSizeInBytes = 100_000 });
    }

    internal static PageHeader V2(PageHeader header, int nulls, int rows) => header with
    {
        Type = PageType.DataV2,
        IsCompressed = false,
        NullCount = nulls,
        RowCount = rows,
        DefinitionLevelsSizeInBytes = 2,
        RepetitionLevelsSizeInBytes = 0,
    };

    private static string Hex(Forge forge) => Convert.ToHexString(forge.Groups[0][0].Data.Body);

    private static void Refused(ParquetRule rule, Forge forge, string body, bool hasPage = true)
    {
        var chunk = forge.Groups[0][0];
        chunk.Data.Body = Convert.FromHexString(body);
        var fault = Refuses.Always(rule, forge.Build());
        Assert.Equal(hasPage ? chunk.Pages.IndexOf(chunk.Data) : null, fault.Page);
    }

    private static void RefusedDictionary(Forge forge, int count)
    {
        forge.Groups[0][0].Dictionary.Header = forge.Groups[0][0].Dictionary.Header with { ValueCount = count };
        Refuses.Always(ParquetRules.DictionaryCount, forge.Build());
    }
}
