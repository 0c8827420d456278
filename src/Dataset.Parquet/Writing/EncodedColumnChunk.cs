using Dataset.Parquet.Metadata;

namespace Dataset.Parquet.Writing;

/// <summary>A column chunk as it will stand in the file, with offsets from its own start.</summary>
internal sealed record EncodedColumnChunk(PageBlocks Blocks, ColumnChunkMetadata Metadata) : IDisposable
{
    public void Dispose() => Blocks.Dispose();

    /// <summary>The same with offsets from the start of the file.</summary>
    public ColumnChunkMetadata At(long offset) => Metadata with
    {
        DataPageOffset = Metadata.DataPageOffset + offset,
        DictionaryPageOffset = Metadata.DictionaryPageOffset + offset,
        OffsetIndex = new([.. Metadata.OffsetIndex!.Pages.Select(page => page with { Offset = page.Offset + offset })]),
    };
}
