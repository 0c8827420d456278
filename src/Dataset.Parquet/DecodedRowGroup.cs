using Dataset.Parquet.Reading;

namespace Dataset.Parquet;

/// <summary>The values of a row group, read and verified, over pooled memory.</summary>
public sealed class DecodedRowGroup : IDisposable
{
    private readonly IReadOnlyList<ColumnChunkDecoder> decoders;

    internal DecodedRowGroup(int rowCount, IReadOnlyList<ColumnValues> columns, IReadOnlyList<ColumnChunkDecoder> decoders)
    {
        RowCount = rowCount;
        Columns = columns;
        this.decoders = decoders;
    }

    public int RowCount { get; }

    /// <summary>The values of each column of the schema. Not to be used after <see cref="Dispose"/>.</summary>
    public IReadOnlyList<ColumnValues> Columns { get; }

    /// <summary>Gives the memory back to the pool.</summary>
    public void Dispose()
    {
        foreach (var decoder in decoders)
            decoder.Dispose();
    }
}
