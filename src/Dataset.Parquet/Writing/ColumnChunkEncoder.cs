using Dataset.Parquet.Encodings;
using Dataset.Parquet.Metadata;
using Dataset.Parquet.Schemas;
using Dataset.Parquet.Statistics;
using Dataset.Parquet.Values;

namespace Dataset.Parquet.Writing;

/// <summary>Makes one column chunk: dictionary page, data pages, statistics, page indexes.</summary>
internal sealed class ColumnChunkEncoder : IDisposable
{
    private readonly ColumnInput input;
    private readonly PageBlocks blocks;
    private readonly LevelWriter levels;
    private readonly PooledBuffer body = new(1 << 16);
    private readonly List<PageLocation> locations = [];
    private readonly IndexBuilder index;

    private ColumnChunkEncoder(ColumnInput input, ParquetWriterOptions options)
    {
        this.input = input;
        blocks = new(options.Codec, options.ZstdLevel);
        levels = new(input);
        index = new(input.Slots);
    }

    public static EncodedColumnChunk Encode(ColumnInput input, ParquetWriterOptions options)
    {
        using var encoder = new ColumnChunkEncoder(input, options);
        try
        {
            return encoder.Run(options);
        }
        catch
        {
            encoder.blocks.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        levels.Dispose();
        body.Dispose();
    }

    private EncodedColumnChunk Run(ParquetWriterOptions options)
    {
        var firstSlot = input.FirstSlotOf(0);
        var endSlot = input.FirstSlotOf(input.RowCount);
        using var dictionary = input.Slots.TryBuildDictionary(firstSlot, endSlot, input.SlotValidity);
        if (dictionary is not null)
        {
            input.CheckValues(firstSlot, endSlot);
            WriteDictionaryPage(dictionary);
        }
        var dataPageOffset = blocks.SizeInBytes;
        var encoding = dictionary is null ? PageEncoding.Plain : PageEncoding.RleDictionary;
        var storedBefore = 0;
        long valueCount = 0;
        foreach (var page in PagePlanner.Plan(input, dictionary, options))
        {
            body.Clear();
            var count = levels.Write(page, body);
            var stored = CountStored(page);
            if (dictionary is null)
            {
                input.Slots.WritePlain(page.FirstSlot, page.EndSlot, input.SlotValidity, body);

                // Now, while the bytes are in the cache.
                input.CheckValues(page.FirstSlot, page.EndSlot);
            }
            else
                WriteIndexes(dictionary, storedBefore, stored);
            AddDataPage(page, count, encoding);
            index.Add(page.FirstSlot, page.EndSlot, input.SlotValidity, count - stored, count);
            storedBefore += stored;
            valueCount += count;
        }
        if (blocks.SizeInBytes > int.MaxValue || blocks.UncompressedSizeInBytes > int.MaxValue)
            throw new ArgumentException(
                $"Column '{input.Column.Name}' of this row group passes 2 GiB, more than readers take: cut smaller row groups.");
        var dataPages = new PageEncodingStatistics { PageType = PageType.Data, Encoding = encoding, Count = locations.Count };
        return new(blocks, new()
        {
            Type = input.Slots.PhysicalType,
            Encodings = dictionary is null
                ? [PageEncoding.Plain, PageEncoding.Rle]
                : [PageEncoding.Plain, PageEncoding.Rle, PageEncoding.RleDictionary],
            Path = SchemaTree.PathOf(input.Column),
            Codec = options.Codec,
            ValueCount = valueCount,
            UncompressedSizeInBytes = blocks.UncompressedSizeInBytes,
            CompressedSizeInBytes = blocks.SizeInBytes,
            DataPageOffset = dataPageOffset,
            DictionaryPageOffset = dictionary is null ? null : 0,
            Statistics = index.ChunkStatistics(),
            EncodingStatistics = dictionary is null
                ? [dataPages]
                : [new() { PageType = PageType.Dictionary, Encoding = PageEncoding.Plain, Count = 1 }, dataPages],
            SizeStatistics = new()
            {
                UnencodedByteArrayBytes = input.Slots.UnencodedByteArrayBytes(firstSlot, endSlot, input.SlotValidity),
                RepetitionLevels = input.Shape.IsList ? levels.RepetitionHistogram : null,
                DefinitionLevels = levels.DefinitionHistogram,
            },
            OffsetIndex = new() { Pages = locations },
            ColumnIndex = index.TryBuildColumnIndex(),
        });
    }

    private void WriteDictionaryPage(ColumnDictionary dictionary)
    {
        body.Clear();
        foreach (var slot in dictionary.Entries)
            input.Slots.WritePlain(slot, slot + 1, default, body);
        blocks.Add(
            new()
            {
                Type = PageType.Dictionary,
                ValueCount = dictionary.Entries.Length,
                Encoding = PageEncoding.Plain,
            },
            body.Written);
    }

    /// <summary>One byte of width, then runs. A page of nulls still has a run: some readers ask for one.</summary>
    private void WriteIndexes(ColumnDictionary dictionary, int from, int count)
    {
        body.Add((byte)dictionary.BitWidth);
        if (count > 0)
            HybridEncoder.Encode(dictionary.Indexes.Slice(from, count), dictionary.BitWidth, body);
        else
        {
            body.AddVarint((1 << 1) | 1);
            for (var i = 0; i < dictionary.BitWidth; i++)
                body.Add(0);
        }
    }

    private void AddDataPage(PageRange page, int valueCount, PageEncoding encoding)
    {
        var offset = blocks.SizeInBytes;
        var size = blocks.Add(
            new()
            {
                Type = PageType.Data,
                ValueCount = valueCount,
                Encoding = encoding,
                DefinitionLevelEncoding = PageEncoding.Rle,
                RepetitionLevelEncoding = PageEncoding.Rle,
            },
            body.Written);
        locations.Add(new() { Offset = offset, SizeInBytes = size, FirstRow = page.FirstRow });
    }

    private int CountStored(PageRange page) => input.SlotValidity.IsEmpty
        ? page.EndSlot - page.FirstSlot
        : input.SlotValidity[page.FirstSlot..page.EndSlot].Count((byte)1);
}

/// <summary>A column chunk as it will be in the file, with offsets from its own start.</summary>
internal sealed record EncodedColumnChunk(PageBlocks Blocks, ColumnChunkMetadata Metadata) : IDisposable
{
    public void Dispose() => Blocks.Dispose();

    /// <summary>The same with offsets from the start of the file.</summary>
    public ColumnChunkMetadata At(long offset) => Metadata with
    {
        DataPageOffset = Metadata.DataPageOffset + offset,
        DictionaryPageOffset = Metadata.DictionaryPageOffset + offset,
        OffsetIndex = new()
        {
            Pages = [.. Metadata.OffsetIndex!.Pages.Select(page => page with { Offset = page.Offset + offset })],
        },
    };
}
