using Dataset.Files;
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

    public ITableEncoder CreateEncoder(TableSchema schema, FileOrigin? origin, WorkQueue? work) =>
        new ParquetEncoder(schema, origin, work);

    public ITableReader OpenReader(Stream file, string displayPath, TableSchema schema, WorkQueue? work, long mostRows) =>
        new ParquetTableReader(file, displayPath, schema, work, mostRows);

    public string SecondReader => "Parquet.Net";

    public ITableReader OpenSecondReader(Stream file, string displayPath, TableSchema schema) => new ParquetNetReader(
        file, displayPath, schema);

    /// <summary>The Parquet schema of a table. The root is named after the table, and the rows are in order of the primary key.</summary>
    internal static ParquetSchema SchemaOf(TableSchema schema) =>
        new(schema.Name, [.. schema.Layouts.Select(l => new ParquetColumn(l.Name, l.Type.Parquet, l.IsList))], schema.PrimaryKey);
}

/// <summary>Rows as Parquet row groups.</summary>
internal sealed class ParquetEncoder(TableSchema table, FileOrigin? origin, WorkQueue? work) : ITableEncoder
{
    private readonly WorkQueue work = work ?? new(1, CancellationToken.None);
    private readonly ParquetSchema schema = ParquetFormat.SchemaOf(table);
    private readonly ParquetWriterOptions options = (origin?.Compression ?? ParquetCompression.Snappy).WriterOptions;

    /// <summary>The whole batch: batches are cut where row groups end (<see cref="ParquetWriterOptions.RowGroupRows"/> and size).</summary>
    public IEnumerable<(int Start, int Count)> Slices(TableBatch batch) => batch.RowCount == 0 ? [] : [(0, batch.RowCount)];

    public EncodedRows Encode(TableBatch batch, int start, int count) => new EncodedGroup(RowGroupEncoder.Encode(
        schema, [.. batch.Columns.Select(c => c.ValuesOf(start, count))], options, work));

    public ITableFileWriter Begin(Stream output) => new FileWriter(
        new(output, schema, options), rows => origin is null ? null : FooterKeys.Of(table, origin, rows));

    private sealed class EncodedGroup(EncodedRowGroup group) : EncodedRows
    {
        public EncodedRowGroup Group => group;

        public override long SizeInBytes => group.SizeInBytes;

        protected override void Dispose(bool disposing) => group.Dispose();
    }

    private sealed class FileWriter(
        ParquetFileWriter writer, Func<Digest, IReadOnlyList<KeyValuePair<string, string?>>?> keys) : ITableFileWriter
    {
        public void Append(EncodedRows rows) => writer.Append(((EncodedGroup)rows).Group);

        public void Finish(Digest rows) => writer.Finish(keys(rows));
    }
}
