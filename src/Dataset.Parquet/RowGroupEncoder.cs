using Dataset.Parquet.Statistics;
using Dataset.Parquet.Writing;

namespace Dataset.Parquet;

/// <summary>Turns rows into the bytes of a row group. Pure: the same input gives the same bytes, on any thread.</summary>
public static class RowGroupEncoder
{
    /// <summary>Encodes one row group. Safe to call on many threads at once.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="columns">The values of each column, all of the same number of rows, at least one.</param>
    /// <param name="options">How to write; the same for every row group of a file.</param>
    /// <param name="maxDegreeOfParallelism">How many columns to encode at once, at least 1. The bytes do not depend on it.</param>
    /// <returns>The row group; dispose it once it is appended.</returns>
    /// <exception cref="ArgumentException">
    /// The values do not fit the schema or each other, text is not UTF-8, or the rows are not sorted as the schema says. The
    /// message names the column.
    /// </exception>
    public static EncodedRowGroup Encode(
        ParquetSchema schema, IReadOnlyList<ColumnValues> columns, ParquetWriterOptions options, int maxDegreeOfParallelism = 1) =>
        Encode(schema, columns, options, new WorkQueue(maxDegreeOfParallelism, CancellationToken.None));

    /// <summary>Encodes one row group, its columns on the threads of a queue.</summary>
    /// <inheritdoc cref="Encode(ParquetSchema, IReadOnlyList{ColumnValues}, ParquetWriterOptions, int)"/>
    internal static EncodedRowGroup Encode(
        ParquetSchema schema, IReadOnlyList<ColumnValues> columns, ParquetWriterOptions options, WorkQueue work)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(options);
        schema.Validate();
        options.Validate();
        if (columns.Count != schema.Columns.Count)
            throw new ArgumentException($"Expected {schema.Columns.Count} columns, found {columns.Count}.", nameof(columns));
        var rowCount = columns[0].RowCount;
        if (rowCount < 1)
            throw new ArgumentException("A row group holds at least one row; a table without rows has no row group.", nameof(columns));
        var chunks = new EncodedColumnChunk?[columns.Count];
        try
        {
            var inputs = new ColumnInput[columns.Count];
            work.For(columns.Count, i =>
            {
                inputs[i] = new(schema.Columns[i], columns[i], rowCount);
                chunks[i] = ColumnChunkEncoder.Encode(inputs[i], options);
            });
            CheckSorted(schema, columns, inputs, rowCount);
            return new(schema, options, rowCount, chunks!);
        }
        catch
        {
            foreach (var chunk in chunks)
                chunk?.Dispose();
            throw;
        }
    }

    private static void CheckSorted(ParquetSchema schema, IReadOnlyList<ColumnValues> columns, ColumnInput[] inputs, int rowCount)
    {
        var keys = schema.SortedBy.Select(i => new SortOrder.Key(inputs[i].Slots, columns[i].RowValidity, false, false)).ToList();
        if (SortOrder.FindDisorder(keys, rowCount) is >= 0 and var row)
            throw new ArgumentException(
                $"The rows are not sorted by {string.Join(", ", schema.SortedBy.Select(i => $"'{schema.Columns[i].Name}'"))} as the "
                    + $"schema says: row {row} belongs before the one above it.",
                nameof(columns));
    }
}
