using System.Globalization;
using System.Text.Unicode;
using CsvHelper;
using Dataset.Diagnostics;
using Dataset.Formats.Csv;
using Dataset.Formats.Rows;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Inspection;

/// <summary>
/// CSV of any writer: the separator is found out, the first row names the columns, and each row has a cell for each. Of TSV, in which most
/// writers quote nothing, quotation marks are taken as they come.
/// </summary>
internal static class CsvPreview
{
    private static readonly CsvReaderOptions Tabs = new()
    {
        Separator = '\t',
        HasHeader = false,
        MaxRecordSize = LineBuffer.MaximumLineInBytes,
        FieldCountMismatch = CsvFieldCountHandling.Allow,
        TrackLineNumbers = true,
    };

    private static readonly CsvReaderOptions Guessed = Tabs with { Separator = null, MalformedData = CsvMalformedDataHandling.Throw };
    private static readonly CsvReaderOptions Commas = Guessed with { Separator = ',' };

    public static TablePreview Read(Stream file, string displayPath, int maximumRows)
    {
        if (!file.CanSeek)
            return Read(file, displayPath, maximumRows, Guessed);
        var start = file.Position;
        try
        {
            // Another separator than a comma (RFC 4180) is taken for one only where each row has it as often as the first.
            if (Read(file, displayPath, maximumRows, Guessed) is { Rows.Count: > 0 } preview)
                return preview;
        }
        catch (MalformedTableException)
        {
            // Why it is no CSV, the reading with commas tells.
        }
        file.Position = start;
        return Read(file, displayPath, maximumRows, Commas);
    }

    public static TablePreview ReadTabs(Stream file, string displayPath, int maximumRows) => Read(file, displayPath, maximumRows, Tabs);

    private static TablePreview Read(Stream file, string displayPath, int maximumRows, CsvReaderOptions options)
    {
        Span<byte> mark = stackalloc byte[4];
        if (file.CanSeek)
        {
            // The reader would take UTF-16 and UTF-32 for what they say they are, and other readers of CSV would not.
            var start = file.Position;
            if (SourceEncoding.NameOfMark(mark[..file.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false)]) is { } name)
                throw Malformed(new(displayPath, 1), $"Expected UTF-8, found a byte-order mark of {name}.");
            file.Position = start;
        }
        try
        {
            // Not disposed of: the file is the caller's.
            var limited = new FieldLimit(file, displayPath, options.Separator?.ToString() ?? ",;|\t", Rules.FileIsOfItsKind)
            {
                HasNoQuotes = options.Separator == '\t',
            };
            using var reader = CsvReader.Create(limited, options, leaveOpen: true);
            return Read(reader, limited, displayPath, maximumRows);
        }
        catch (CsvFormatException e)
        {
            throw Malformed(
                new(displayPath, (int)Math.Clamp(e.LineNumber, 0, int.MaxValue)),
                $"Expected CSV, found at byte {e.ByteOffset}: {e.Message}");
        }
    }

    private static TablePreview Read(CsvReader reader, FieldLimit file, string displayPath, int maximumRows)
    {
        var names = ReadRecord() ? Cells(reader).ToList() : [];
        var rows = new List<List<string?>>();
        var (hasMore, size, last) = (false, 0L, 0L);
        while (ReadRecord() && !(hasMore = rows.Count == maximumRows || size > TablePreview.EnoughInBytes))
        {
            size += reader.RawRecord.Length;
            var cells = Cells(reader).Select(c => c.Length == 0 ? null : c).ToList();
            if (names.Count != cells.Count)
                throw Malformed(
                    Place(),
                    FormattableString.Invariant(
                        $"Expected {Printable.Count(names.Count, "cell")}, as in the first row, found {cells.Count}."));
            rows.Add(cells);
            last = reader.LineNumber;
        }
        return new([.. names.Select((name, i) => new PreviewColumn(name, rows.All(r => IsNumber(r[i]))))], rows, hasMore)
        {
            IsCutBySize = hasMore && rows.Count < maximumRows,
            // The reader is ahead of the rows that it has given.
            FirstBlankLine = hasMore && file.FirstBlankLine > last ? 0 : file.FirstBlankLine,
        };

        bool ReadRecord()
        {
            if (!reader.Read())
                return false;
            if (reader.FieldCount > TablePreview.MaximumColumns)
                throw Malformed(
                    Place(),
                    FormattableString.Invariant($"Expected at most {TablePreview.MaximumColumns} cells, found {reader.FieldCount}."));
            if (reader.RawRecord.Contains((byte)0) || !Utf8.IsValid(reader.RawRecord))
                throw Malformed(Place(), $"Expected text in UTF-8, found {(reader.RawRecord.Contains((byte)0) ? "NUL" : "other bytes")}.");
            return true;
        }

        Location Place() => new(displayPath, (int)Math.Min(int.MaxValue, reader.LineNumber));
    }

    private static MalformedTableException Malformed(Location place, string message) => new(Rules.FileIsOfItsKind, place, message);

    private static IEnumerable<string> Cells(CsvReader reader) => Enumerable.Range(0, reader.FieldCount).Select(reader.GetString);

    private static bool IsNumber(string? cell) =>
        cell is null || double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
