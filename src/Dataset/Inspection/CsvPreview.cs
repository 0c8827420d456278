using System.Globalization;
using CsvHelper;
using Dataset.Diagnostics;
using Dataset.Formats;

namespace Dataset.Inspection;

/// <summary>CSV of any writer: the separator is found out, faulty quotes are taken as they come; the first row names the columns.</summary>
internal static class CsvPreview
{
    private static readonly CsvReaderOptions Options = new() { HasHeader = false, MaxRecordSize = Formats.JsonLines.LineBuffer.MaximumLineInBytes };

    public static TablePreview Read(Stream file, string displayPath, int maximumRows)
    {
        try
        {
            using var reader = CsvReader.Create(file, Options, leaveOpen: true);
            return Read(reader, maximumRows);
        }
        catch (CsvFormatException e)
        {
            throw new MalformedTableException(Rules.TableMalformed, new(displayPath), $"Expected CSV, found at byte {e.ByteOffset}: {e.Message}");
        }
    }

    private static TablePreview Read(CsvReader reader, int maximumRows)
    {
        var names = reader.Read() ? Cells(reader).ToList() : [];
        var rows = new List<List<string?>>();
        var hasMore = false;
        while (reader.Read() && !(hasMore = rows.Count == maximumRows))
        {
            var cells = Cells(reader).Select(c => c.Length == 0 ? null : c).ToList();
            while (names.Count < cells.Count)
                names.Add(string.Create(CultureInfo.InvariantCulture, $"column {names.Count + 1}"));
            rows.Add(cells);
        }
        foreach (var row in rows)
            while (row.Count < names.Count)
                row.Add(null);
        return new([.. names.Select((name, i) => new PreviewColumn(name, rows.All(r => IsNumber(r[i]))))], rows, hasMore);
    }

    private static IEnumerable<string> Cells(CsvReader reader) => Enumerable.Range(0, reader.FieldCount).Select(reader.GetString);

    private static bool IsNumber(string? cell) =>
        cell is null || double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
