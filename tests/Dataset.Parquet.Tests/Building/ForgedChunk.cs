using Dataset.Parquet.Metadata;
using Dataset.Parquet.Thrift;

namespace Dataset.Parquet.Tests.Building;

/// <summary>A column chunk in the making.</summary>
internal sealed class ForgedChunk
{
    public required ColumnChunkMetadata Metadata { get; set; }

    public required List<ForgedPage> Pages { get; init; }

    /// <summary>Called with the metadata once its offsets and sizes are known, before the indexes are written.</summary>
    public Func<ColumnChunkMetadata, ColumnChunkMetadata> Edit { get; set; } = chunk => chunk;

    /// <summary>Called with the metadata once its indexes are written.</summary>
    public Func<ColumnChunkMetadata, ColumnChunkMetadata> EditPlaced { get; set; } = chunk => chunk;

    /// <summary>The first data page.</summary>
    public ForgedPage Data => Pages.First(page => page.Header.Type != PageType.Dictionary);

    public ForgedPage Dictionary => Pages.First(page => page.Header.Type == PageType.Dictionary);

    public ColumnChunkMetadata Append(PooledBuffer output)
    {
        var start = output.Length;
        var uncompressed = 0L;
        var locations = new List<PageLocation>();
        long? dictionary = null;
        var rows = Metadata.OffsetIndex?.Pages.Select(page => page.FirstRow).ToList() ?? [];
        foreach (var page in Pages)
        {
            var offset = output.Length;
            var (header, body) = page.Make(Metadata.Codec);
            PageStructs.PageHeader.WriteElement(new(output), header);
            uncompressed += (long)output.Length - offset + header.UncompressedSizeInBytes;
            output.Add(body);
            if (header.Type == PageType.Dictionary)
                dictionary ??= offset;
            else
                locations.Add(new()
                {
                    Offset = offset,
                    SizeInBytes = output.Length - offset,
                    FirstRow = locations.Count < rows.Count ? rows[locations.Count] : 0,
                });
        }
        return Edit(Metadata with
        {
            CompressedSizeInBytes = output.Length - start,
            UncompressedSizeInBytes = uncompressed,
            ValueCount = Pages.Where(page => page.Header.Type != PageType.Dictionary).Sum(page => (long)page.Header.ValueCount),
            DictionaryPageOffset = Metadata.DictionaryPageOffset is null ? null : dictionary,
            DataPageOffset = locations.Count > 0 ? locations[0].Offset : start,
            OffsetIndex = Metadata.OffsetIndex is null ? null : new() { Pages = locations },
            OffsetIndexOffset = null,
            OffsetIndexSizeInBytes = null,
            ColumnIndexOffset = null,
            ColumnIndexSizeInBytes = null,
        });
    }
}
