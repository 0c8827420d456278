using CsvHelper;
using Dataset.Formats.Values;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Formats.Csv;

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

    private static ReadOnlySpan<byte> Cell(ColumnBuffer column, int row, PooledList<byte> cell)
    {
        if (column.IsNull(row))
            return [];
        if (column.Layout is { IsList: false, Type: ColumnType.String })
            return column.Utf8At(row);
        cell.Truncate(0);
        if (column.Layout.IsList)
            JsonValue.WriteList(column, row, cell);
        else
            ValueText.Write(column, row, cell);
        return cell.Span;
    }
}
