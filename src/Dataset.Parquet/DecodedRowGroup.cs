using Dataset.Parquet.Reading;

namespace Dataset.Parquet;

/// <summary>The values of a row group, read and verified, over pooled memory.</summary>
public sealed class DecodedRowGroup : IDisposable
{
    private readonly IReadOnlyList<ColumnChunkDecoder> decoders;

    internal DecodedRowGroup(
        int rowCount, IReadOnlyList<ParquetColumn> schema, IReadOnlyList<ColumnValues> columns, IReadOnlyList<ColumnChunkDecoder> decoders)
    {
        RowCount = rowCount;
        Schema = schema;
        Columns = columns;
        this.decoders = decoders;
    }

    /// <summary>The number of rows, the same in every column.</summary>
    public int RowCount { get; }

    /// <summary>The columns that were read, in the order of <see cref="Columns"/>.</summary>
    public IReadOnlyList<ParquetColumn> Schema { get; }

    /// <summary>The values of each column that was read. Not to be used after <see cref="Dispose"/>.</summary>
    public IReadOnlyList<ColumnValues> Columns { get; }

    /// <summary>Gives the memory back to the pool.</summary>
    public void Dispose()
    {
        foreach (var decoder in decoders)
            decoder.Dispose();
    }
}
