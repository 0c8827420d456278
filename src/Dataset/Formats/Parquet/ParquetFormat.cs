using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Formats.Parquet;

/// <summary>Parquet, as the library <c>Dataset.Parquet</c> writes it: a row group a batch.</summary>
internal sealed class ParquetFormat : ITableFormat
{
    public string Extension => "parquet";

    public string MediaType => "application/vnd.apache.parquet";

    public ITableEncoder CreateEncoder(TableSchema schema) => new ParquetEncoder(schema);

    public ITableReader OpenReader(Stream file, string displayPath, TableSchema schema) => new ParquetTableReader(
        file, displayPath, schema);

    /// <summary>The Parquet schema of a table. The root is named after the table, and the rows stand in order of the primary key.</summary>
    internal static ParquetSchema SchemaOf(TableSchema schema) =>
        new(schema.Name, [.. schema.Layouts.Select(l => new ParquetColumn(l.Name, TypeOf(l.Type), l.IsList))], schema.PrimaryKey);

    internal static ParquetType TypeOf(ColumnType type) => type switch
    {
        ColumnType.String => ParquetType.String,
        ColumnType.Integer => ParquetType.Integer,
        ColumnType.Number => ParquetType.Number,
        ColumnType.Boolean => ParquetType.Boolean,
        ColumnType.Date => ParquetType.Date,
        _ => ParquetType.DateTime,
    };
}

/// <summary>Rows as Parquet row groups.</summary>
internal sealed class ParquetEncoder(TableSchema table) : ITableEncoder
{
    private readonly ParquetSchema schema = ParquetFormat.SchemaOf(table);

    /// <summary>The whole batch: batches are cut where row groups end (<see cref="ParquetWriterOptions.RowGroupRows"/> and size).</summary>
    public IEnumerable<(int Start, int Count)> Slices(TableBatch batch) => batch.RowCount == 0 ? [] : [(0, batch.RowCount)];

    public EncodedRows Encode(TableBatch batch, int start, int count) => new EncodedGroup(RowGroupEncoder.Encode(
        schema, [.. batch.Columns.Select(c => Values(c, start, count))], ParquetWriterOptions.Default, Environment.ProcessorCount));

    public ITableFileWriter Begin(Stream output) => new FileWriter(new(output, schema, ParquetWriterOptions.Default));

    private static ColumnValues Values(ColumnBuffer column, int start, int count)
    {
        var (first, last) = count == 0 ? (0, 0) : (column.SlotsOf(start).Start, column.SlotsOf(start + count - 1).End);
        var slots = last - first;
        var values = new ColumnValues { RowCount = count };
        if (column.NullCount > 0)
            values = values with { RowValidity = column.RowValidity.Slice(start, count) };
        if (column.Layout.IsList)
            values = values with
            {
                ListOffsets = ZeroBased(column, start, count),
                ElementValidity = column.ElementValidity.Slice(first, slots),
            };
        return column.Layout.Type switch
        {
            ColumnType.String => values with { Utf8 = column.Utf8, Utf8Offsets = column.Utf8Offsets.Slice(first, slots + 1) },
            ColumnType.Integer or ColumnType.DateTime => values with { Integers = column.Integers.Slice(first, slots) },
            ColumnType.Number => values with { Numbers = column.Numbers.Slice(first, slots) },
            ColumnType.Date => values with { Dates = column.Dates.Slice(first, slots) },
            _ => values with { Booleans = column.Booleans.Slice(first, slots) },
        };
    }

    /// <summary>List offsets into the elements that are handed over, which start at the slice's first.</summary>
    private static ReadOnlyMemory<int> ZeroBased(ColumnBuffer column, int start, int count)
    {
        var offsets = column.ListOffsets.Slice(start, count + 1);
        var first = offsets.Span[0];
        if (first == 0)
            return offsets;
        var shifted = new int[count + 1];
        for (var i = 0; i <= count; i++)
            shifted[i] = offsets.Span[i] - first;
        return shifted;
    }

    private sealed class EncodedGroup(EncodedRowGroup group) : EncodedRows
    {
        public EncodedRowGroup Group => group;

        public override long SizeInBytes => group.SizeInBytes;

        protected override void Dispose(bool disposing) => group.Dispose();
    }

    private sealed class FileWriter(ParquetFileWriter writer) : ITableFileWriter
    {
        public void Append(EncodedRows rows) => writer.Append(((EncodedGroup)rows).Group);

        public void Finish() => writer.Finish();
    }
}
