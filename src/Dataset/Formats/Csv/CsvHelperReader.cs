using System.Text;
using System.Text.Json;
using CsvHelper;
using Dataset.Diagnostics;
using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Formats.Csv;

/// <summary>
/// Reads CSV with CsvHelper as its users do, by header and text, each cell converted by the runtime: the second opinion on the strict
/// <see cref="CsvTableReader"/> and on the walk of <see cref="GuidedCsv"/>.
/// </summary>
internal sealed class CsvHelperReader : ITableReader
{
    private readonly CsvReader reader;
    private readonly string displayPath;
    private readonly TableSchema schema;

    public CsvHelperReader(Stream file, string displayPath, TableSchema schema)
    {
        (this.displayPath, this.schema) = (displayPath, schema);
        reader = CsvReader.Create(
            new StreamReader(file, new UTF8Encoding(false, true), detectEncodingFromByteOrderMarks: false),
            CsvReaderOptions.Default with
            {
                SkipEmptyLines = false,
                TrackLineNumbers = true,
                MalformedData = CsvMalformedDataHandling.Throw,
                DetectSeparatorHint = false,
            },
            leaveOpen: false);
        reader.ReadHeader();
        if (!reader.Headers.SequenceEqual(schema.Columns.Select(c => c.Name), StringComparer.Ordinal))
        {
            var found = string.Join(',', reader.Headers);
            reader.Dispose();
            throw new MalformedTableException(
                Rules.SecondOpinionDiffers, new(displayPath, 1),
                $"Expected the header {string.Join(',', schema.Columns.Select(c => c.Name))}, found {Printable.Quoted(found, 200)}.");
        }
    }

    public int Read(TableBatch target, int maximumRows, long enoughInBytes = long.MaxValue)
    {
        var (first, rows, size) = (target.RowCount, 0, 0L);
        try
        {
            for (; rows < maximumRows && size < enoughInBytes && reader.Read(); rows++)
            {
                if (reader.FieldCount != schema.Columns.Count)
                    throw Malformed($"Expected {Printable.Count(schema.Columns.Count, "cell")}, found {reader.FieldCount}.");
                for (var i = 0; i < schema.Columns.Count; i++)
                {
                    var cell = reader.GetString(i);
                    ReadCell(cell, target.Columns[i]);
                    size += cell.Length + 1;
                }
            }
            return rows;
        }
        catch (Exception e) when (e is CsvFormatException or JsonException or InvalidOperationException or DecoderFallbackException)
        {
            target.TruncateRows(first + rows);
            throw Malformed($"Expected a record, found: {Printable.Line(e.Message.Split('\n')[0])}");
        }
        catch (MalformedTableException)
        {
            target.TruncateRows(first + rows);
            throw;
        }
    }

    public void Dispose() => reader.Dispose();

    private void ReadCell(string cell, Column column)
    {
        if (cell.Length == 0)
            column.AppendNull();
        else if (column is ListColumn list)
            ReadList(cell, list);
        else if (!ForeignValues.TryAppendText((ScalarColumn)column, cell))
            throw Malformed(
                $"Expected {column.Layout.Type.InReleases} in column {column.Layout.Name}, found {Printable.Quoted(cell, 40)}.");
    }

    private void ReadList(string cell, ListColumn column)
    {
        using var json = JsonDocument.Parse(cell);
        foreach (var element in json.RootElement.EnumerateArray())
        {
            if (element.ValueKind == JsonValueKind.Null)
                column.Elements.AppendNull();
            else if (!ForeignValues.TryAppendText(
                column.Elements, element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText()))
                throw Malformed(
                    $"Expected {column.Layout.Type.InReleases} in a list of column {column.Layout.Name}, found "
                        + $"{Printable.Quoted(element.GetRawText(), 40)}.");
        }
        column.EndList();
    }

    private MalformedTableException Malformed(string message) =>
        new(Rules.SecondOpinionDiffers, new(displayPath, (int)Math.Min(int.MaxValue, reader.LineNumber)), message);
}
