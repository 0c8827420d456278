using Dataset.Parquet.Metadata;
using Dataset.Parquet.Writing;

namespace Dataset.Parquet;

/// <summary>The bytes of a row group, in pooled buffers, and what the footer will say of it.</summary>
public sealed class EncodedRowGroup : IDisposable
{
    private readonly IReadOnlyList<EncodedColumnChunk> chunks;
    private bool disposed;

    internal EncodedRowGroup(
        ParquetSchema schema, ParquetWriterOptions options, int rowCount, IReadOnlyList<EncodedColumnChunk> chunks)
    {
        Schema = schema;
        Options = options;
        RowCount = rowCount;
        this.chunks = chunks;
        SizeInBytes = chunks.Sum(chunk => chunk.Blocks.SizeInBytes);
        UncompressedSizeInBytes = chunks.Sum(chunk => chunk.Blocks.UncompressedSizeInBytes);
    }

    /// <summary>The number of rows, at least one.</summary>
    public int RowCount { get; }

    /// <summary>What it takes up in the file.</summary>
    public long SizeInBytes { get; }

    /// <summary>The same before compression.</summary>
    public long UncompressedSizeInBytes { get; }

    /// <summary>The bytes, in order. Not to be used after <see cref="Dispose"/>.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Segments
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return chunks.SelectMany(chunk => chunk.Blocks.Pages);
        }
    }

    internal ParquetSchema Schema { get; }

    internal ParquetWriterOptions Options { get; }

    /// <summary>Gives the buffers back to the pool.</summary>
    public void Dispose()
    {
        disposed = true;
        foreach (var chunk in chunks)
            chunk.Dispose();
    }

    /// <summary>What the footer says, for the group at an offset of the file, with its ordinal.</summary>
    internal RowGroupMetadata At(long offset, int ordinal)
    {
        var columns = new List<ColumnChunkMetadata>(chunks.Count);
        var next = offset;
        foreach (var chunk in chunks)
        {
            columns.Add(chunk.At(next));
            next += chunk.Blocks.SizeInBytes;
        }
        return new()
        {
            Columns = columns,
            UncompressedSizeInBytes = UncompressedSizeInBytes,
            RowCount = RowCount,
            SortingColumns = Schema.SortedBy.Count == 0 ? null : [.. Schema.SortedBy.Select(i => new SortingColumn { ColumnIndex = i })],
            FileOffset = offset,
            CompressedSizeInBytes = SizeInBytes,
            Ordinal = ordinal <= short.MaxValue ? (short)ordinal : null,
        };
    }
}
