using Dataset.Parquet.Metadata;
using Dataset.Parquet.Schemas;
using Dataset.Parquet.Statistics;
using Dataset.Parquet.Values;

namespace Dataset.Parquet.Reading;

/// <summary>Reads one column chunk, and verifies all that is said of it.</summary>
internal sealed class ColumnChunkDecoder : IDisposable
{
    private readonly LeafColumn leaf;
    private readonly ColumnChunkMetadata chunk;
    private readonly ParquetReaderOptions options;
    private readonly Place place;
    private readonly int rowCount;
    private readonly LevelDecoder levels;
    private readonly ValueDecoder values;
    private readonly List<DecodedPage> pages = [];

    /// <param name="leaf">The column.</param>
    /// <param name="chunk">What the footer says of the chunk, verified against the file's size.</param>
    /// <param name="rowCount">The rows of the row group.</param>
    /// <param name="budget">What the row group may still allocate; what this chunk's levels claim is taken from it first.</param>
    /// <param name="options">Limits and strictness.</param>
    /// <param name="place">The column and row group.</param>
    public ColumnChunkDecoder(
        LeafColumn leaf, ColumnChunkMetadata chunk, long rowCount, DecodeBudget budget, ParquetReaderOptions options, Place place)
    {
        this.leaf = leaf;
        this.chunk = chunk;
        this.options = options;
        this.place = place;
        var slotCount = leaf.Shape.IsList ? chunk.ValueCount : rowCount;
        var slotSize = leaf.Type switch { PhysicalType.Boolean => 2L, PhysicalType.Int32 or PhysicalType.ByteArray => 5, _ => 9 };

        if (Math.Max(rowCount, slotCount) >= Array.MaxLength)
            throw place.Fault(ParquetRules.DecodedSize, $"expected fewer than {Array.MaxLength} rows and values in a row group, found {rowCount} and {slotCount}");
        budget.Take((slotCount * slotSize) + (leaf.Shape.IsList ? rowCount * 5 : 0));
        this.rowCount = (int)rowCount;
        levels = new(leaf.Shape, this.rowCount, (int)slotCount, options.RequireOwnLayout);
        values = MakeDecoder((int)slotCount, budget);
    }

    /// <summary>Reads and verifies; the memory of the result is this decoder's.</summary>
    public ColumnValues Decode(ByteSource source)
    {
        using var bytes = source.Read(chunk.StartOffset, (int)chunk.CompressedSizeInBytes);
        using var scratch = new PooledBuffer();
        var number = 0;
        foreach (var page in PageWalker.Walk(bytes.Span, chunk, leaf, place, options))
        {
            var here = place with { Offset = page.Offset, Page = number++ };
            var at = (int)(page.Offset - chunk.StartOffset) + page.HeaderSizeInBytes;
            var body = PageBody.Open(page, bytes.Span.Slice(at, page.Header.CompressedSizeInBytes), chunk.Codec, leaf, scratch, here);
            if (page.Header.Type == PageType.Dictionary)
                values.ReadDictionary(body.Values, page.Header.ValueCount, here);
            else
                ReadData(page, body, here);
        }
        if (levels.Rows != rowCount)
            throw place.Fault(ParquetRules.PageRows, $"expected {rowCount} rows in the pages, found {levels.Rows}");
        var all = values.AddTo(levels.ToValues(), levels.Slots);
        new ChunkVerifier(chunk, pages, leaf.Shape.IsList, options.RequireOwnLayout, place).Verify(
            SlotValues.Of(leaf.Column.Type, all), levels, leaf.Shape.IsList ? all.ElementValidity.Span : all.RowValidity.Span);
        return all;
    }

    public void Dispose()
    {
        levels.Dispose();
        values.Dispose();
    }

    private void ReadData(PageInfo page, in PageBody body, Place here)
    {
        var header = page.Header;
        var firstRow = levels.Rows;

        // Older writers let a row go on in the next page; where there is an offset index, or the header counts rows, none may.
        var mustStartRow = options.RequireOwnLayout || chunk.OffsetIndex is not null || header.Type == PageType.DataV2;
        var slots = levels.Read(body, header.ValueCount, mustStartRow, here);
        var nulls = header.ValueCount - slots.Stored;
        if (header.NullCount is { } claimed && claimed != nulls)
            throw here.Fault(ParquetRules.PageNullCount, $"expected {nulls} nulls in the page's header, found {claimed}");
        if (header.RowCount is { } rows && rows != levels.Rows - firstRow)
            throw here.Fault(ParquetRules.PageNullCount, $"expected {levels.Rows - firstRow} rows in the page's header, found {rows}");
        pages.Add(new(page, firstRow, slots.First, slots.First + slots.Count, nulls));
        if (header.Encoding == PageEncoding.Plain)
            values.ReadPlain(body.Values, slots, here);
        else if (header.Encoding == PageEncoding.Rle)
            values.ReadRuns(body.Values, slots, here);
        else
            values.ReadIndexed(body.Values, slots, options.RequireOwnLayout, here);
    }

    private ValueDecoder MakeDecoder(int slotCount, DecodeBudget budget) => leaf.Column.Type switch
    {
        ParquetType.String => new TextDecoder(slotCount, ExpectedTextBytes(), budget),
        ParquetType.Integer or ParquetType.DateTime => new FixedDecoder<long>(slotCount, (all, found) => all with { Integers = found }),
        ParquetType.Number => new FixedDecoder<double>(slotCount, (all, found) => all with { Numbers = found }),
        ParquetType.Date => new FixedDecoder<int>(slotCount, (all, found) => all with { Dates = found }),
        _ => new BooleanDecoder(slotCount),
    };

    /// <summary>A first size for the text's buffer: what the file says, as far as its bytes make that likely.</summary>
    private int ExpectedTextBytes()
    {
        var claimed = chunk.SizeStatistics?.UnencodedByteArrayBytes ?? chunk.UncompressedSizeInBytes;
        return (int)Math.Clamp(claimed, 0, Math.Min(int.MaxValue / 2, 4 * chunk.CompressedSizeInBytes));
    }
}
