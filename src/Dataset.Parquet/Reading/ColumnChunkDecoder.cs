using Dataset.Parquet.Metadata;
using Dataset.Parquet.Schemas;
using Dataset.Parquet.Values;

namespace Dataset.Parquet.Reading;

/// <summary>Reads one column chunk, and verifies every statement about it.</summary>
internal sealed class ColumnChunkDecoder : IDisposable
{
    private readonly LeafColumn leaf;
    private readonly ColumnChunkMetadata chunk;
    private readonly ParquetReaderOptions options;
    private readonly DecodeBudget budget;
    private readonly Place place;
    private readonly int rowCount;
    private readonly int slotCount;
    private readonly long slotBytes;
    private readonly ValueDecoder values;
    private readonly List<DecodedPage> pages = [];
    private LevelDecoder? levels;

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
        var slots = leaf.Shape.IsList ? chunk.ValueCount : rowCount;
        var slotSize = leaf.Type switch { PhysicalType.Boolean => 2L, PhysicalType.Int32 or PhysicalType.ByteArray => 5, _ => 9 };
        if (Math.Max(rowCount, slots) >= Array.MaxLength)
            throw place.Fault(
                ParquetRules.DecodedSize,
                $"expected fewer than {Array.MaxLength} rows and values in a row group, found {rowCount} and {slots}");
        this.rowCount = (int)rowCount;
        slotCount = (int)slots;
        slotBytes = leaf.Shape.IsList ? (slots * (slotSize + 2)) + (rowCount * 5) : slots * slotSize;
        budget.Take(slotBytes);
        this.budget = budget;
        values = MakeDecoder(budget);
    }

    /// <summary>Reads and verifies; the memory of the result is this decoder's.</summary>
    public ColumnValues Decode(ByteSource source)
    {
        using var bytes = source.Read(chunk.StartOffset, (int)chunk.CompressedSizeInBytes);
        using var scratch = new PooledBuffer();
        var infos = PageWalker.Walk(bytes.Span, chunk, leaf, place, options);
        // A few bytes of Zstandard can claim a thousand times as many.
        if (chunk.Codec == CompressionCodec.Zstd && infos.Count > 0)
            budget.Take(infos.Max(page => page.Header.UncompressedSizeInBytes));
        var firstData = 0;
        if (infos.Count > 0 && infos[0].Header.Type == PageType.Dictionary)
        {
            var here = PlaceOf(infos, firstData++);
            values.ReadDictionary(Open(infos[0], bytes.Span, scratch, here).Values, infos[0].Header.ValueCount, here);
        }
        var textBytes = ExpectTextBytes(infos, firstData, bytes.Span, scratch);
        values.Allocate(slotCount, textBytes, place);
        levels = new(leaf.Shape, rowCount, slotCount, options.RequireOwnLayout);
        for (var i = firstData; i < infos.Count; i++)
        {
            var here = PlaceOf(infos, i);
            ReadData(levels, infos[i], Open(infos[i], bytes.Span, scratch, here), here);
        }
        if (levels.Rows != rowCount)
            throw place.Fault(ParquetRules.PageRows, $"expected {rowCount} rows in the pages, found {levels.Rows}");
        var all = values.AddTo(levels.ToValues(), levels.Slots);
        if (options.VerifyClaims)
            new ChunkVerifier(chunk, pages, leaf, options.RequireOwnLayout, place).Verify(
                SlotValues.Of(leaf.Column.Type, all), levels, leaf.Shape.IsList ? all.ElementValidity.Span : all.RowValidity.Span);
        return all;
    }

    public void Dispose()
    {
        levels?.Dispose();
        values.Dispose();
    }

    private Place PlaceOf(List<PageInfo> infos, int number) => place with { Offset = infos[number].Offset, Page = number };

    private PageBody Open(PageInfo page, ReadOnlySpan<byte> bytes, PooledBuffer scratch, Place here)
    {
        var start = (int)(page.Offset - chunk.StartOffset) + page.HeaderSizeInBytes;
        var body = bytes.Slice(start, page.Header.CompressedSizeInBytes);
        return PageBody.Open(page, body, chunk.Codec, leaf, options.RequireOwnLayout, scratch, here);
    }

    /// <summary>
    /// How many bytes of text there will be. A dictionary can repeat a text, and a run a null, more often than there is
    /// memory: then the pages are gone through before anything is allocated for them.
    /// </summary>
    private long ExpectTextBytes(List<PageInfo> infos, int firstData, ReadOnlySpan<byte> bytes, PooledBuffer scratch)
    {
        var isUnlikely = slotBytes > (4 << 20) + (64 * chunk.CompressedSizeInBytes);
        if (!isUnlikely && values is not TextDecoder { HasDictionary: true })
            return values is TextDecoder ? chunk.UncompressedSizeInBytes : 0;
        long total = 0;
        for (var i = firstData; i < infos.Count; i++)
        {
            var here = PlaceOf(infos, i);
            total += ClaimScanner.Scan(
                infos[i].Header, Open(infos[i], bytes, scratch, here), leaf.Shape, values as TextDecoder, options.RequireOwnLayout, here);
        }
        return total;
    }

    private void ReadData(LevelDecoder levels, PageInfo page, in PageBody body, Place here)
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

    private ValueDecoder MakeDecoder(DecodeBudget budget) => leaf.Column.Type switch
    {
        ParquetType.String => new TextDecoder(budget),
        ParquetType.Integer or ParquetType.DateTime => new FixedDecoder<long>(budget, (all, found) => all with { Integers = found }),
        ParquetType.Number => new FixedDecoder<double>(budget, (all, found) => all with { Numbers = found }),
        ParquetType.Date => new FixedDecoder<int>(budget, (all, found) => all with { Dates = found }),
        _ => new BooleanDecoder(budget),
    };
}

/// <summary>
/// How much memory a row group may decode to. A few bytes can claim billions of nulls, or a text of a megabyte a million
/// times; that is refused before it is allocated.
/// </summary>
internal sealed class DecodeBudget(long limit, Place rowGroup)
{
    private long taken;

    /// <exception cref="ParquetException">The limit is passed.</exception>
    public void Take(long bytes)
    {
        if (bytes > limit || Interlocked.Add(ref taken, bytes) > limit)
            throw rowGroup.Fault(
                ParquetRules.DecodedSize, $"expected a row group that decodes to at most {limit} bytes, found one that claims more");
    }
}

/// <summary>A data page after its levels were read.</summary>
internal readonly record struct DecodedPage(PageInfo Info, int FirstRow, int FirstSlot, int EndSlot, int NullCount);
