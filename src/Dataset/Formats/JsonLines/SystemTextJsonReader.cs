using System.Text;
using System.Text.Json;
using Dataset.Diagnostics;
using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Formats.JsonLines;

/// <summary>
/// Reads JSON Lines with the runtime's lines and System.Text.Json: the second opinion on the strict <see cref="JsonLinesReader"/>.
/// </summary>
internal sealed class SystemTextJsonReader(Stream file, string displayPath, TableSchema schema) : ITableReader
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    private readonly StreamReader lines = new(file, new UTF8Encoding(false, true), detectEncodingFromByteOrderMarks: false);
    private long line;

    public int Read(TableBatch target, int maximumRows, long enoughInBytes = long.MaxValue)
    {
        var (first, rows, size) = (target.RowCount, 0, 0L);
        try
        {
            for (; rows < maximumRows && size < enoughInBytes && lines.ReadLine() is { } text; rows++)
            {
                line++;
                using var json = JsonDocument.Parse(text, Options);
                ReadRow(json.RootElement, target);
                size += text.Length;
            }
            return rows;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or DecoderFallbackException)
        {
            target.TruncateRows(first + rows);
            throw Malformed($"Expected a record, found: {Printable.Line(e.Message)}");
        }
        catch (MalformedTableException)
        {
            target.TruncateRows(first + rows);
            throw;
        }
    }

    public void Dispose() => lines.Dispose();

    private void ReadRow(JsonElement record, TableBatch target)
    {
        var found = record.EnumerateObject().Select(p => p.Name).ToArray();
        if (!found.SequenceEqual(schema.Columns.Select(c => c.Name), StringComparer.Ordinal))
            throw Malformed(
                $"Expected the keys {string.Join(", ", schema.Columns.Select(c => c.Name))}, found "
                    + $"{Printable.Quoted(string.Join(", ", found), 200)}.");
        for (var i = 0; i < schema.Columns.Count; i++)
            ReadValue(record.GetProperty(schema.Columns[i].Name), target.Columns[i]);
    }

    private void ReadValue(JsonElement value, Column column)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            column.AppendNull();
        }
        else if (column is ListColumn list)
        {
            foreach (var element in value.EnumerateArray())
                ReadValue(element, list.Elements);
            list.EndList();
        }
        else if (!TryAppend(value, (ScalarColumn)column))
        {
            throw Malformed(
                $"Expected {column.Layout.Type.InReleases} in column {column.Layout.Name}, found "
                    + $"{Printable.Quoted(value.GetRawText(), 40)}.");
        }
    }

    private static bool TryAppend(JsonElement value, ScalarColumn column)
    {
        switch (column)
        {
            case IntegerColumn integers:
                integers.Append(value.GetInt64());
                return true;
            case NumberColumn numbers:
                numbers.Append(value.GetDouble());
                return true;
            case BooleanColumn booleans:
                booleans.Append(value.GetBoolean());
                return true;
            default:
                return value.ValueKind == JsonValueKind.String && ForeignValues.TryAppendText(column, value.GetString()!);
        }
    }

    private MalformedTableException Malformed(string message) =>
        new(Rules.SecondOpinionDiffers, new(displayPath, (int)Math.Min(int.MaxValue, line)), message);
}
