using Dataset.Parquet.Metadata;
using Dataset.Parquet.Tests.Building;

namespace Dataset.Parquet.Tests.Rules;

public class PageRuleTests
{
    private static readonly ParquetColumn _text = new("text", ParquetType.String);

    /// <summary>Two pages without a dictionary, of two rows each.</summary>
    private static Forge Zstd => Forge.Of(_text, Columns.Text("alpha", "beta"), new() { Codec = CompressionCodec.Zstd });

    private static Forge Plain => Forge.Of(_text, Columns.Text("alpha", null, "beta, beta, beta, beta", "gamma"), new() { PageRows = 2 });

    /// <summary>A dictionary page and two pages of two rows.</summary>
    private static Forge Indexed => Forge.Of(
        _text, Columns.Text("alpha alpha", "alpha alpha", "alpha alpha", "alpha alpha"), new() { PageRows = 2 });

    [Theory]
    [InlineData(-1)]
    [InlineData(1000)]
    [InlineData(int.MaxValue)]
    public void PQ1401_a_page_that_reaches_out_of_its_chunk(int size) =>
        Refused(
            ParquetRules.PageOutsideChunk, Plain,
            chunk => chunk.Pages[1].EditHeader = header => header with { CompressedSizeInBytes = size }, page: 1);

    [Fact]
    public void PQ1402_a_page_above_the_limit() =>
        Refuses.Leniently(ParquetRules.PageTooLarge, Plain.Build(), new() { MaxPageSizeInBytes = 30 });

    [Fact]
    public void PQ1402_a_page_that_claims_2_gigabytes() =>
        Refused(
            ParquetRules.PageTooLarge,
            Plain,
            chunk =>
            {
                chunk.Data.EditHeader = header => header with { UncompressedSizeInBytes = int.MaxValue };
                chunk.Edit = metadata => metadata with { UncompressedSizeInBytes = int.MaxValue };
            },
            page: 0);

    [Fact]
    public void PQ1403_a_checksum_of_other_bytes() =>
        Refused(
            ParquetRules.PageChecksum, Plain, chunk => chunk.Pages[1].EditHeader = header => header with { Crc = header.Crc ^ 1 }, page: 1);

    [Fact]
    public void PQ1404_no_checksum()
    {
        var forge = Plain;
        forge.Groups[0][0].Data.EditHeader = header => header with { Crc = null };
        Refuses.StrictlyAlone(ParquetRules.PageWithoutChecksum, forge.Build());
    }

    [Fact]
    public void PQ1405_snappy_says_another_length_than_the_header() =>
        Refused(
            ParquetRules.PageUncompressedSize, Plain,
            chunk => chunk.Data.EditCompressed = bytes => [(byte)(bytes[0] + 1), .. bytes[1..]], page: 0);

    [Fact]
    public void PQ1405_a_page_without_compression_of_two_sizes() => Refused(
        ParquetRules.PageUncompressedSize,
        Forge.Of(_text, Columns.Text("alpha"), new() { Codec = CompressionCodec.Uncompressed }),
        chunk => chunk.Data.EditHeader = header => header with { UncompressedSizeInBytes = header.UncompressedSizeInBytes + 1 },
        page: 0);

    [Theory]
    [InlineData("")]
    [InlineData("FFFFFFFFFF")]
    public void PQ1406_snappy_without_a_length(string bytes) =>
        Refused(ParquetRules.SnappyMalformed, Plain, chunk => chunk.Data.EditCompressed = _ => Convert.FromHexString(bytes), page: 0);

    [Fact]
    public void PQ1406_snappy_that_ends_early() =>
        Refused(ParquetRules.SnappyMalformed, Plain, chunk => chunk.Data.EditCompressed = bytes => bytes[..^1], page: 0);

    [Fact]
    public void PQ1406_snappy_that_would_have_to_grow_more_than_it_can() => Refused(
        ParquetRules.SnappyMalformed,
        Plain,
        chunk =>
        {
            chunk.Data.EditCompressed = _ => Convert.FromHexString("80808004" + "00");
            chunk.Data.EditHeader = header => header with { UncompressedSizeInBytes = 1 << 23 };
            chunk.Edit = metadata => metadata;
        },
        page: 0,
        group: (group, uncompressed) => group with { UncompressedSizeInBytes = uncompressed });

    [Theory]
    [InlineData("", "the bytes ")] // Nothing.
    [InlineData("28B52FFE" + "2000" + "010000", "the bytes 28B52FFE")] // Another magic number.
    [InlineData("502A4D18" + "00000000", "the bytes 502A4D18")] // A frame to be skipped.
    [InlineData("28B52FFD" + "2800" + "010000", "found 28")] // A reserved bit.
    [InlineData("28B52FFD" + "210100" + "010000", "without a dictionary")] // The id of a dictionary.
    [InlineData("28B52FFD" + "E000", "expected a frame header of 13 bytes, found 6")] // Half a header.
    [InlineData("28B52FFD" + "20SIZE", "expected the header of a block")] // No block.
    [InlineData("28B52FFD" + "20SIZE" + "070000", "one of kind 3")] // A block of no kind.
    [InlineData("28B52FFD" + "20SIZE" + "490000" + "00", "expected a block of 9 bytes, found 1")] // A block that ends early.
    [InlineData("28B52FFD" + "20SIZE" + "090010", "at most 131072 bytes")] // A block that is too large.
    [InlineData("28B52FFD" + "20SIZE" + "950000" + "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", "found a fault")] // Nonsense within.
    [InlineData("28B52FFD" + "20SIZE" + "A30000" + "00" + "00", "expected one frame of 11 bytes, found one of 10")] // A byte behind it.
    public void PQ1412_zstandard_that_is_malformed(string frame, string detail)
    {
        var forge = Zstd;
        forge.Groups[0][0].Data.EditCompressed = _ => Convert.FromHexString(
            frame.Replace("SIZE", forge.Groups[0][0].Data.Body.Length.ToString("X2"), StringComparison.Ordinal));
        Assert.Contains(detail, Refuses.Always(ParquetRules.ZstdMalformed, forge.Build()).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void PQ1412_two_frames()
    {
        var forge = Zstd;
        forge.Groups[0][0].Data.EditCompressed = bytes => [.. bytes, .. bytes];
        Refuses.Always(ParquetRules.ZstdMalformed, forge.Build());
    }

    [Theory]
    [InlineData("28B52FFD" + "2007" + "3B0000" + "00")] // A size by the frame.
    [InlineData("28B52FFD" + "0000" + "3B0000" + "00")] // A size by the block alone.
    [InlineData("28B52FFD" + "20SIZE" + "3B0000" + "00")] // The size of the header, and a block of another.
    public void PQ1405_zstandard_of_another_size(string frame)
    {
        var forge = Zstd;
        forge.Groups[0][0].Data.EditCompressed = _ => Convert.FromHexString(
            frame.Replace("SIZE", forge.Groups[0][0].Data.Body.Length.ToString("X2"), StringComparison.Ordinal));
        Refuses.Always(ParquetRules.PageUncompressedSize, forge.Build());
    }

    [Fact]
    public void PQ1405_a_frame_that_does_not_say_its_size_is_read_where_others_may_write()
    {
        var forge = Zstd;
        forge.Groups[0][0].Data.EditCompressed = _ =>
        {
            using var stream = new MemoryStream();
            using (var zstd = new ZstdSharp.CompressionStream(stream, leaveOpen: true))
                zstd.Write(forge.Groups[0][0].Data.Body);
            return stream.ToArray();
        };
        Refuses.StrictlyAlone(ParquetRules.PageUncompressedSize, forge.Build());
    }

    [Fact]
    public void PQ1407_pages_of_another_size_together() =>
        Refused(
            ParquetRules.ChunkTotals, Plain,
            chunk => chunk.Edit = metadata => metadata with { UncompressedSizeInBytes = metadata.UncompressedSizeInBytes + 1 }, page: null);

    [Fact]
    public void PQ1407_a_size_below_0() =>
        Refused(
            ParquetRules.ChunkTotals, Plain, chunk => chunk.Edit = metadata => metadata with { UncompressedSizeInBytes = -1 }, page: null);

    [Fact]
    public void PQ1408_pages_of_other_values_together() => Refused(
        ParquetRules.ChunkValues,
        Plain,
        chunk =>
        {
            chunk.Data.EditHeader = header => header with { ValueCount = 3 };
            chunk.Edit = metadata => metadata with { ValueCount = 4 };
        },
        page: null);

    [Fact]
    public void PQ1409_a_dictionary_page_twice() => Refused(
        ParquetRules.PageOrder, Indexed, chunk => chunk.Pages.Insert(1, chunk.Dictionary), page: 1);

    [Fact]
    public void PQ1409_a_dictionary_page_that_the_metadata_does_not_know()
    {
        // Polars leaves that out.
        var forge = Indexed;
        forge.Groups[0][0].Edit = chunk => chunk with { DataPageOffset = 4, DictionaryPageOffset = null };
        TestFile.Verify(forge.Build(), ParquetReaderOptions.Default);
        forge.Groups[0][0].Metadata = forge.Groups[0][0].Metadata with { Encodings = [PageEncoding.Plain, PageEncoding.Rle] };
        Refuses.Strictly(ParquetRules.PageOrder, forge.Build());
    }

    [Fact]
    public void PQ1409_no_dictionary_page_where_the_metadata_says() =>
        Refused(
            ParquetRules.PageOrder, Plain,
            chunk =>
                chunk.Edit = metadata => metadata with { DictionaryPageOffset = 4, DataPageOffset = metadata.OffsetIndex!.Pages[1].Offset },
                page: 0, strict: false);

    [Fact]
    public void PQ1409_a_first_data_page_elsewhere() =>
        Refused(
            ParquetRules.PageOrder, Indexed,
            chunk => chunk.Edit = metadata => metadata with { DataPageOffset = metadata.DataPageOffset + 1 }, page: 1);

    [Fact]
    public void PQ1410_an_encoding_that_the_metadata_does_not_name() =>
        Refused(
            ParquetRules.PageEncodings, Plain, chunk => chunk.Edit = metadata => metadata with { Encodings = [PageEncoding.Rle] },
            page: null, strict: false);

    [Fact]
    public void PQ1410_another_number_of_pages() => Refused(
        ParquetRules.PageEncodings,
        Plain,
        chunk => chunk.Edit = metadata => metadata with
        {
            EncodingStatistics = [new() { PageType = PageType.Data, Encoding = PageEncoding.Plain, Count = 3 }],
        },
        page: null);

    [Fact]
    public void PQ1411_counts_below_0()
    {
        Refused(ParquetRules.PageCounts, Plain, chunk => chunk.Data.EditHeader = header => header with { ValueCount = -1 }, page: 0);
        Refused(
            ParquetRules.PageCounts, Plain,
            chunk => chunk.Data.EditHeader = header => header with { UncompressedSizeInBytes = -1 }, page: 0);
    }

    [Theory]
    [InlineData(-1, 0, 0, 2)]
    [InlineData(100, 0, 0, 2)]
    [InlineData(0, int.MaxValue, 0, 2)]
    [InlineData(0, 0, -1, 2)]
    [InlineData(0, 0, 3, 2)]
    [InlineData(0, 0, 0, 3)]
    public void PQ1411_parts_of_a_v2_page_that_do_not_fit(int definition, int repetition, int nulls, int rows) => Refused(
        ParquetRules.PageCounts,
        Plain,
        chunk =>
        {
            chunk.Data.Header = chunk.Data.Header with { Type = PageType.DataV2, IsCompressed = false };
            chunk.Data.EditHeader = header => header with
            {
                DefinitionLevelsSizeInBytes = definition,
                RepetitionLevelsSizeInBytes = repetition,
                NullCount = nulls,
                RowCount = rows,
            };
        },
        page: 0);

    private static void Refused(
        ParquetRule rule,
        Forge forge,
        Action<ForgedChunk> edit,
        int? page,
        bool strict = true,
        Func<RowGroupMetadata, long, RowGroupMetadata>? group = null)
    {
        edit(forge.Groups[0][0]);
        if (group is not null)
            forge.EditGroup = (metadata, _) => group(metadata, metadata.Columns[0].UncompressedSizeInBytes);
        var file = forge.Build();
        var fault = Refuses.Leniently(rule, file);
        Assert.Equal(("text", 0, page), (fault.Column, fault.RowGroup, fault.Page));
        if (strict)
            Refuses.Strictly(rule, file);
    }
}
