using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Building;

/// <summary>
/// Finds rows that no reader would take: as text they are longer than <see cref="LineBuffer.MaximumLineInBytes"/>, or their lists have
/// more than <see cref="JsonValue.MaximumElements"/>. A source within its limits may become so long, since several make one row, and
/// escaping makes six bytes of a control character.
/// </summary>
internal static class RowSize
{
    private const int MostOfByte = 6;

    /// <summary>What surrounds each value: the column's name, quotation marks, a comma.</summary>
    private const int AroundValueInBytes = 8;

    /// <summary>Adds a finding for each row that is too long.</summary>
    public static void Check(
        TableSchema schema, TableBatch rows, ISourceLocator locator, DiagnosticList findings,
        long mostInBytes = LineBuffer.MaximumLineInBytes)
    {
        if (rows.Columns.Sum(c => (long)c.ElementCount) > JsonValue.MaximumElements)
            for (var row = 0; row < rows.RowCount; row++)
                if (rows.ElementsOf(row) is > JsonValue.MaximumElements and var count)
                    findings.Add(
                        Rules.RecordWithinLimit, locator.Locate(schema.Name, row, null),
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"Expected a row of {schema.Name} with at most {JsonValue.MaximumElements} elements in its lists, found "
                                + $"{count}."));
        // Nearly always: then nothing is counted.
        if (MostOfByte * rows.SizeInBytes < mostInBytes)
            return;
        for (var row = 0; row < rows.RowCount; row++)
            if (MostOfByte * rows.SizeOfRows(row, 1) >= mostInBytes && Of(schema, rows, row) is var size && size > mostInBytes)
            {
                // The longest value is the one to divide, and nearly always a text.
                var longest = rows.Columns.MaxBy(c => c.SizeOfRows(row, 1))!;
                findings.Add(
                    Rules.RecordWithinLimit, locator.Locate(schema.Name, row, longest.Layout.Name),
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Expected a row of {schema.Name} of at most {mostInBytes:N0} bytes with controls escaped, found one of up to "
                            + $"{size:N0}, of which {longest.Layout.Name} has {longest.SizeOfRows(row, 1):N0} as it is."));
            }
    }

    /// <summary>The bytes that a row takes at most, as a line of JSON and as one of CSV.</summary>
    internal static long Of(TableSchema schema, TableBatch rows, int row)
    {
        var size = 2L;
        for (var i = 0; i < rows.Columns.Count; i++)
        {
            var (column, name) = (rows.Columns[i], schema.Columns[i].Name);
            var (values, start, end) = column is ListColumn list
                ? (list.Elements, list.ElementsOf(row).Start, list.ElementsOf(row).End)
                : ((ScalarColumn)column, row, row + 1);
            size += name.Length + AroundValueInBytes + column.SizeOfRows(row, 1) + AroundValueInBytes * (end - start);
            if (values is not TextColumn texts)
                // Numbers and dates are longer as text than as values, by no more than this.
                size += 2L * AroundValueInBytes * (end - start);
            else
                for (var at = start; at < end; at++)
                    size += Escaping(texts.Utf8At(at), column is ListColumn);
        }
        return size;
    }

    /// <summary>What escaping adds: in a list as a cell of CSV a quotation mark becomes three bytes, and elsewhere two.</summary>
    private static long Escaping(ReadOnlySpan<byte> text, bool isInList)
    {
        var added = 0L;
        foreach (var character in text)
            added += character < 0x20 ? MostOfByte - 1 : character is (byte)'"' or (byte)'\\' ? (isInList ? 2 : 1) : 0;
        return added;
    }
}
