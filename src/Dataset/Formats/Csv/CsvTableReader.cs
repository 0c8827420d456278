using System.Text;
using System.Text.Unicode;
using CsvHelper;
using Dataset.Diagnostics;
using Dataset.Files;
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
    private readonly CsvEncoder encoder;
    private readonly TakenBytes taken;
    private long line;
    private readonly string displayPath;
    private readonly TableSchema schema;

    public CsvTableReader(Stream file, string displayPath, TableSchema schema)
    {
        (this.displayPath, this.schema, encoder) = (displayPath, schema, new(schema));
        taken = new(new FieldLimit(file, displayPath, ",", Rules.TableMalformed));
        reader = CsvReader.Create(taken, Options, leaveOpen: false);
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
            HoldAgainstWritten(target, first, rows);
        }
        catch (MalformedTableException)
        {
            target.TruncateRows(first + rows);
            throw;
        }
        return rows;
    }

    public void Dispose()
    {
        reader.Dispose();
        taken.Dispose();
    }

    /// <summary>
    /// Refuses rows that are not as the encoder writes them: with a byte-order mark, other line ends, quotation marks that nothing asks
    /// for, or two of them for null. Once no row is left, no byte may be either.
    /// </summary>
    private void HoldAgainstWritten(TableBatch rows, int first, int count)
    {
        using var written = encoder.Encode(rows, first, count) as EncodedText;
        HoldAgainst(written!.Bytes.Span);
        if (count == 0 && taken.Bytes is { IsEmpty: false } left)
            throw NotAsWritten([], left);
    }

    private void HoldAgainst(ReadOnlySpan<byte> written)
    {
        if (!taken.Bytes.StartsWith(written))
            throw NotAsWritten(written, taken.Bytes);
        line += written.Count((byte)'\n');
        taken.Drop(written.Length);
    }

    private MalformedTableException NotAsWritten(ReadOnlySpan<byte> written, ReadOnlySpan<byte> found)
    {
        var difference = TextDifference.First(written, found[..Math.Min(found.Length, written.Length + 1)])!;
        return new(
            Rules.TableMalformed, new(displayPath, (int)Math.Min(int.MaxValue, line + difference.Line), difference.Column),
            $"{difference.Message[..^1]}: CSV has one form, with quotation marks only where a comma, a quotation mark or a line end asks "
                + "for them, and LF at the end of each line.");
    }

    /// <summary>Appends the record that was read last, and gives its length in bytes without quotes.</summary>
    private long ReadRow(TableBatch target)
    {
        if (reader.FieldCount != schema.Columns.Count)
            throw Malformed($"Expected {Printable.Count(schema.Columns.Count, "cell")}, found {reader.FieldCount}.");
        var (size, elements) = ((long)reader.FieldCount, 0);
        for (var i = 0; i < schema.Columns.Count; i++)
        {
            var cell = reader.GetSpan(i);
            var before = target.Columns[i].ElementCount;
            ReadCell(cell, target.Columns[i]);
            elements += target.Columns[i].ElementCount - before;
            if (elements > JsonValue.MaximumElements)
                throw JsonValue.TooManyElements(Place);
            size += cell.Length;
        }
        return size;
    }

    private void ReadHeader()
    {
        var expected = schema.Columns.Select(c => c.Name).ToArray();
        var found = Next() ? Enumerable.Range(0, reader.FieldCount).Select(reader.GetString).ToArray() : [];
        if (found.SequenceEqual(expected, StringComparer.Ordinal))
            HoldAgainst(Encoding.UTF8.GetBytes(string.Join(',', expected) + "\n"));
        else
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
        else if (column is ListColumn list ? !TryReadList(cell, list) : !column.AsScalar.TryAppend(cell))
        {
            var kind = column is ListColumn ? "the JSON text of a list" : column.Layout.Type.InReleases;
            throw Malformed(
                $"Expected {kind} in column {column.Layout.Name}, found {Printable.Quoted(Encoding.UTF8.GetString(cell), 40)}.");
        }
    }

    private bool TryReadList(ReadOnlySpan<byte> cell, ListColumn list)
    {
        var most = list.ElementCount + JsonValue.MaximumElements;
        return JsonValue.ReadList(cell, list) == cell.Length ? true : list.ElementCount > most
            ? throw JsonValue.TooManyElements(Place) : false;
    }

    private Location Place => new(displayPath, (int)Math.Min(int.MaxValue, reader.LineNumber));

    private MalformedTableException Malformed(string message) => new(Rules.TableMalformed, Place, message);
}

/// <summary>Passes a stream's bytes on and keeps those that were not dropped yet.</summary>
internal sealed class TakenBytes(Stream stream) : PassingStream(stream)
{
    private byte[] kept = [];
    private int start;
    private int end;

    /// <summary>What was read and not dropped.</summary>
    public ReadOnlySpan<byte> Bytes => kept.AsSpan(start, end - start);

    /// <summary>Forgets the first bytes.</summary>
    public void Drop(int count) => start += count;

    public override int Read(Span<byte> buffer)
    {
        var read = Inner.Read(buffer);
        if (end + read > kept.Length)
        {
            // Moved to the beginning where there is room, and to a longer array where there is not.
            var left = Bytes;
            var target = kept;
            if (left.Length + read > kept.Length / 2)
                target = new byte[Math.Max(2 * (left.Length + read), 1 << 16)];
            left.CopyTo(target);
            (start, end, kept) = (0, left.Length, target);
        }
        buffer[..read].CopyTo(kept.AsSpan(end));
        end += read;
        return read;
    }
}
