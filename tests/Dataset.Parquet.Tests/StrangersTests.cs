using Dataset.Parquet.Metadata;
using Dataset.Parquet.Tests.Building;
using Dataset.Parquet.Tests.Rules;

namespace Dataset.Parquet.Tests;

/// <summary>What other writers do differently, and this reader takes when it is not strict.</summary>
public class StrangersTests
{
    private static readonly ParquetColumn _text = new("text", ParquetType.String);
    private static readonly string?[] _texts = ["alpha", null, "beta", "alpha", "beta", "beta", null, "alpha", "alpha", "alpha"];

    [Fact]
    public void Nothing_but_the_values()
    {
        // No checksums, statistics, page indexes, sizes, orders, ordinals or names.
        var forge = Forge.Of(Sample.File);
        foreach (var chunk in forge.Groups.SelectMany(group => group))
        {
            chunk.Metadata = chunk.Metadata with
            {
                Statistics = null,
                EncodingStatistics = null,
                SizeStatistics = null,
                OffsetIndex = null,
                ColumnIndex = null,
            };
            foreach (var page in chunk.Pages)
                page.EditHeader = header => header with { Crc = null };
        }
        forge.EditGroup = (group, _) =>
            group with { Ordinal = null, FileOffset = null, CompressedSizeInBytes = null, SortingColumns = null };
        forge.EditFile = file =>
            file with { CreatedBy = null, ColumnOrders = null, KeyValues = [new("pandas", "{}"), new("empty", null)] };
        var bare = forge.Build();
        for (var i = 0; i < Sample.Schema.Columns.Count; i++)
            Assert.Equal(Enumerable.Range(0, 17).Select(row => Sample.Cell(i, row)), TestFile.Read(bare, i, ParquetReaderOptions.Default));
        using var reader = ParquetFileReader.Open(bare);
        Assert.Empty(reader.Schema.SortedBy);
        Assert.Equal("pandas", reader.Metadata.KeyValues![0].Key);
    }

    /// <summary>As the specification asks, so that files of newer writers stay readable.</summary>
    [Fact]
    public void A_meaning_and_an_order_of_a_newer_format_are_passed_over()
    {
        var forge = Forge.Of(new("n", ParquetType.Integer), Columns.Integers(1, 3, 2));
        forge.EditFile = file => file with
        {
            Schema = [file.Schema[0], file.Schema[1] with { LogicalType = new((LogicalKind)2555) }],
            ColumnOrders = [2],
        };
        var chunk = forge.Groups[0][0];
        // By the order of the type these bounds would be wrong.
        chunk.Metadata = chunk.Metadata with
        {
            Statistics = chunk.Metadata.Statistics! with { Min = chunk.Metadata.Statistics.Max, Max = chunk.Metadata.Statistics.Min },
        };
        using var reader = ParquetFileReader.Open(forge.Build());
        using var group = reader.ReadRowGroup(0);
        Assert.Equal([1L, 3L, 2L], group.Columns[0].Integers.ToArray());
        Assert.Equal("LOGICAL TYPE 2555", reader.Metadata.Schema[1].LogicalType!.ToString());
        Assert.False(reader.Metadata.HasKnownOrder(0));
        Refuses.StrictlyAlone(ParquetRules.SchemaOwn, forge.Build());
    }

    [Fact]
    public void Claims_that_are_not_to_be_verified_may_be_wrong()
    {
        var forge = Forge.Of(new("n", ParquetType.Integer), Columns.Integers(1, 3, 2));
        var chunk = forge.Groups[0][0];
        chunk.Metadata = chunk.Metadata with
        {
            Statistics = chunk.Metadata.Statistics! with { NullCount = 2, Min = chunk.Metadata.Statistics.Max },
        };
        forge.EditGroup = (group, _) => group with
        {
            UncompressedSizeInBytes = 1,
            CompressedSizeInBytes = 1,
            Ordinal = 7,
            SortingColumns = [new() { ColumnIndex = 0 }],
        };
        forge.EditFile = file => file with { ColumnOrders = [1, 1, 1] };
        var file = forge.Build();
        Refuses.Leniently(ParquetRules.SchemaOrders, file);
        Assert.Equal([1L, 3L, 2L], TestFile.Read(file, 0, new() { VerifyClaims = false }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Data_pages_v2(bool compressed)
    {
        var forge = Forge.Of(_text, Columns.Text(_texts), new() { PageRows = 5 });
        foreach (var page in forge.Groups[0][0].Pages.Where(page => page.Header.Type == PageType.Data))
        {
            // Levels lose their length, and are not compressed.
            var levels = page.Body.AsSpan(4, page.Body[0]).ToArray();
            var values = page.Body[(4 + levels.Length)..];
            page.Header = page.Header with
            {
                Type = PageType.DataV2,
                IsCompressed = compressed,
                NullCount = 1,
                RowCount = 5,
                DefinitionLevelsSizeInBytes = levels.Length,
                RepetitionLevelsSizeInBytes = 0,
            };
            page.Body = [.. levels, .. values];
            page.EditCompressed = body => compressed ? [.. levels, (byte)values.Length, (byte)((values.Length - 1) << 2), .. values] : body;
        }
        Assert.Equal(_texts, TestFile.Read(forge.Build(), 0, ParquetReaderOptions.Default));
    }

    [Fact]
    public void A_v2_page_of_nulls_without_compressed_bytes()
    {
        var forge = Forge.Of(_text, Columns.Text(null, null, null));
        var page = forge.Groups[0][0].Data;
        page.Header = Rules.ValueRuleTests.V2(page.Header, 3, 3) with { IsCompressed = true };
        page.Body = page.Body[4..];
        Assert.Equal([null, null, null], TestFile.Read(forge.Build(), 0, ParquetReaderOptions.Default));
    }

    [Fact]
    public void Plain_dictionary_by_its_old_name()
    {
        var forge = Forge.Of(_text, Columns.Text(_texts));
        foreach (var page in forge.Groups[0][0].Pages)
            page.Header = page.Header with { Encoding = PageEncoding.PlainDictionary };
        forge.Groups[0][0].Metadata = forge.Groups[0][0].Metadata with
        {
            Encodings = [PageEncoding.PlainDictionary, PageEncoding.Rle],
            EncodingStatistics = [
                new() { PageType = PageType.Dictionary, Encoding = PageEncoding.PlainDictionary, Count = 1 },
                new() { PageType = PageType.Data, Encoding = PageEncoding.PlainDictionary, Count = 1 },
            ],
        };
        Assert.Equal(_texts, TestFile.Read(forge.Build(), 0, ParquetReaderOptions.Default));
    }

    [Fact]
    public void A_dictionary_that_is_given_up_after_a_page()
    {
        var forge = Forge.Of(_text, Columns.Text([.. _texts, .. _texts]), new() { PageRows = 10 });
        var pages = forge.Groups[0][0].Pages;
        pages[2] = new() { Header = pages[2].Header with { Encoding = PageEncoding.Plain }, Body = PlainBody() };
        forge.Groups[0][0].Metadata = forge.Groups[0][0].Metadata with { EncodingStatistics = null };
        Assert.Equal([.. _texts, .. _texts], TestFile.Read(forge.Build(), 0, ParquetReaderOptions.Default));
    }

    [Fact]
    public void Required_columns_and_elements()
    {
        var schema = new ParquetSchema("t", [new("n", ParquetType.Integer), new("list", ParquetType.Integer, IsList: true)], []);
        var forge = Forge.Of(TestFile.Write(schema, [[
            Columns.Integers(1, 2, 3),
            Columns.Of(schema.Columns[1], [new List<object?> { 1L, 2L }, new List<object?>(), new List<object?> { 3L }]),
        ]]));
        forge.EditFile = file => file with
        {
            Schema = [.. file.Schema.Select(
                element => element.Repetition == Repetition.Optional ? element with { Repetition = Repetition.Required } : element)],
        };

        // The flat column has no levels, the list's are 1 for an element and 0 for none.
        var flat = forge.Groups[0][0];
        flat.Data.Body = flat.Data.Body[6..];
        flat.Metadata = flat.Metadata with { SizeStatistics = null };
        var list = forge.Groups[0][1];
        list.Data.Body = [2, 0, 0, 0, 3, 0b0010, 2, 0, 0, 0, 3, 0b1011, .. list.Data.Body[^24..]];
        list.Metadata = list.Metadata with { SizeStatistics = null };
        var file = forge.Build();
        Assert.Equal([1L, 2L, 3L], TestFile.Read(file, 0, ParquetReaderOptions.Default));
        Assert.Equal(
            [new List<object?> { 1L, 2L }, new List<object?>(), new List<object?> { 3L }],
            TestFile.Read(file, 1, ParquetReaderOptions.Default));
    }

    [Fact]
    public void A_row_that_goes_on_in_the_next_page_where_there_is_no_offset_index()
    {
        var column = new ParquetColumn("list", ParquetType.Integer, IsList: true);
        var forge = Forge.Of(column, Columns.Of(column, [new List<object?> { 1L }, new List<object?> { 2L }]), new() { PageRows = 1 });
        var chunk = forge.Groups[0][0];
        chunk.Pages[1].Body = [2, 0, 0, 0, 3, 1, .. chunk.Pages[1].Body.AsSpan(6)];
        chunk.Metadata = chunk.Metadata with { OffsetIndex = null, ColumnIndex = null, SizeStatistics = null };
        forge.EditGroup = (group, _) => group with { RowCount = 1 };
        forge.EditFile = file => file with { RowCount = 1 };
        Assert.Equal([new List<object?> { 1L, 2L }], TestFile.Read(forge.Build(), 0, ParquetReaderOptions.Default));
    }

    [Fact]
    public void Booleans_in_runs()
    {
        var column = new ParquetColumn("b", ParquetType.Boolean);
        var forge = Forge.Of(column, Columns.Of(column, [true, null, true, false]));
        var page = forge.Groups[0][0].Data;
        page.Header = page.Header with { Encoding = PageEncoding.Rle };
        page.Body = [.. page.Body[..^1], 2, 0, 0, 0, 3, 0b011];
        forge.Groups[0][0].Metadata = forge.Groups[0][0].Metadata with { EncodingStatistics = null };
        Assert.Equal([true, null, true, false], TestFile.Read(forge.Build(), 0, ParquetReaderOptions.Default));
    }

    [Fact]
    public void Annotations_of_one_kind_alone()
    {
        foreach (var edit in new Func<SchemaElement, SchemaElement>[]
        {
            element => element with { LogicalType = null }, element => element with { ConvertedType = null },
        })
        {
            var forge = Forge.Of(Sample.File);
            forge.EditFile = file => file with { Schema = [.. file.Schema.Select(edit)] };
            using var reader = ParquetFileReader.Open(forge.Build());
            Assert.Equal(Sample.Schema.Columns, reader.Schema.Columns);
        }
    }

    private static byte[] PlainBody()
    {
        using var body = new PooledBuffer();
        body.Add([3, 0, 0, 0, 5, 0b1011_1101, 0b11]);
        foreach (var text in _texts.Where(text => text is not null))
        {
            body.Add(BitConverter.GetBytes(text!.Length));
            body.Add(System.Text.Encoding.UTF8.GetBytes(text));
        }
        return body.Written.ToArray();
    }
}
