using System.Text;
using System.Text.Unicode;
using CsvHelper;
using Dataset.Diagnostics;
using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Formats.Csv;

/// <summary>Reads the CSV of a release: exactly the table's columns, each cell in the one form of its type.</summary>
internal sealed class CsvTableReader : ITableReader
{
    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',',
        HasHeader = false,
        SkipEmptyLines = false,
        TrimWhitespace = false,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Allow,
        MaxRecordSize = LineBuffer.MaximumLineInBytes,
        DetectSeparatorHint = false,
        BufferSize = 1 << 18,
    };

    private readonly CsvReader reader;
    private readonly string displayPath;
    private readonly TableSchema schema;

    public CsvTableReader(Stream file, string displayPath, TableSchema schema)
    {
        (this.displayPath, this.schema) = (displayPath, schema);
        reader = CsvReader.Create(file, Options, leaveOpen: false);
        try
        {
            ReadHeader();
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    public int Read(TableBatch target, int maximumRows, long enoughInBytes = long.MaxValue)
    {
        var (first, rows, size) = (target.RowCount, 0, 0L);
        try
        {
            for (; rows < maximumRows && size < enoughInBytes && Next(); rows++)
                size += ReadRow(target);
        }
        catch (MalformedTableException)
        {
            target.TruncateRows(first + rows);
            throw;
        }
        return rows;
    }

    public void Dispose() => reader.Dispose();

    /// <summary>Appends the record that was read last, and gives its length in bytes without quotes.</summary>
    private long ReadRow(TableBatch target)
    {
        if (reader.FieldCount != schema.Columns.Count)
            throw Malformed($"Expected {schema.Columns.Count} cells, found {reader.FieldCount}.");
        var size = (long)reader.FieldCount;
        for (var i = 0; i < schema.Columns.Count; i++)
        {
            var cell = reader.GetSpan(i);
            ReadCell(cell, target.Columns[i]);
            size += cell.Length;
        }
        return size;
    }

    private void ReadHeader()
    {
        var expected = schema.Columns.Select(c => c.Name).ToArray();
        var found = Next() ? Enumerable.Range(0, reader.FieldCount).Select(reader.GetString).ToArray() : [];
        if (!found.SequenceEqual(expected, StringComparer.Ordinal))
            throw Malformed($"Expected the header {string.Join(',', expected)}, found {Printable.Quoted(string.Join(',', found), 400)}.");
    }

    private bool Next()
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException e)
        {
            throw new MalformedTableException(
                Rules.TableMalformed, new(displayPath, (int)Math.Min(int.MaxValue, Math.Max(0, e.LineNumber))),
                $"Expected CSV as in RFC 4180, found at byte {e.ByteOffset}: {e.Message}");
        }
    }

    private void ReadCell(ReadOnlySpan<byte> cell, Column column)
    {
        if (cell.IsEmpty)
            column.AppendNull();
        else if (column is TextColumn && !Utf8.IsValid(cell))
            throw Malformed($"Expected UTF-8 in column {column.Layout.Name}, found other bytes.");
        else if (column is ListColumn list ? JsonValue.ReadList(cell, list) != cell.Length : !column.AsScalar.TryAppend(cell))
        {
            var kind = column is ListColumn ? "the JSON text of a list" : column.Layout.Type.InReleases;
            throw Malformed(
                $"Expected {kind} in column {column.Layout.Name}, found {Printable.Quoted(Encoding.UTF8.GetString(cell), 40)}.");
        }
    }

    private MalformedTableException Malformed(string message) =>
        new(Rules.TableMalformed, new(displayPath, (int)Math.Min(int.MaxValue, reader.LineNumber)), message);
}
