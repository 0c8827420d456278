using CsvHelper;
using Dataset.Formats.Guided;
using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Formats.Csv;

/// <summary>
/// CSV as RFC 4180 has it, but with LF: UTF-8 without a byte order mark, a header row, quotes where they are needed; null is the empty
/// cell, a list is its JSON text. Nothing is changed to please a spreadsheet.
/// </summary>
internal sealed class CsvFormat : ITableFormat, ITextFormat
{
    public string Extension => "csv";

    public string MediaType => "text/csv";

    public ITableEncoder CreateEncoder(TableSchema schema, FileOrigin? origin, WorkQueue? work) => new CsvEncoder(schema);

    public ITableReader OpenReader(Stream file, string displayPath, TableSchema schema, WorkQueue? work, long mostRows) =>
        new CsvTableReader(file, displayPath, schema);

    public string SecondReader => "CsvHelper";

    public ITableReader OpenSecondReader(Stream file, string displayPath, TableSchema schema) => new CsvHelperReader(
        file, displayPath, schema);

    public GuidedText OpenGuided(Stream file, TableSchema schema) => new GuidedCsv(file, schema);

    internal static CsvWriterOptions WriterOptions { get; } = new()
    {
        NewLine = "\n",
        Quoting = CsvQuoting.WhenNeeded,
        Injection = CsvInjection.None,
        HasHeader = false,
        WriteByteOrderMark = false,
    };
}

/// <summary>Rows as CSV.</summary>
internal sealed class CsvEncoder(TableSchema schema) : ITableEncoder
{
    private readonly string[] header = [.. schema.Columns.Select(c => c.Name)];

    public IEnumerable<(int Start, int Count)> Slices(TableBatch batch) => RowSlices.Of(batch);

    public EncodedRows Encode(TableBatch batch, int start, int count)
    {
        var bytes = RowSlices.ListFor(batch, start, count);
        using var cell = new PooledList<byte>();
        using (var writer = CsvWriter.Create(new PooledListStream(bytes), CsvFormat.WriterOptions, leaveOpen: false))
        {
            for (var row = start; row < start + count; row++)
            {
                foreach (var column in batch.Columns)
                    writer.WriteField(Cell(column, row, cell));
                writer.EndRecord();
            }
        }
        return new EncodedText(bytes);
    }

    public ITableFileWriter Begin(Stream output)
    {
        using var head = new PooledList<byte>();
        using (var writer = CsvWriter.Create(new PooledListStream(head), CsvFormat.WriterOptions, leaveOpen: false))
            writer.WriteHeader(header);
        return new TextFileWriter(output, head.Span);
    }

    private static ReadOnlySpan<byte> Cell(Column column, int row, PooledList<byte> cell)
    {
        if (column.IsNull(row))
            return [];
        if (column is TextColumn text)
            return text.Utf8At(row);
        cell.Truncate(0);
        if (column is ListColumn list)
            JsonValue.WriteList(list, row, cell);
        else
            column.AsScalar.Write(row, cell);
        return cell.Span;
    }
}
