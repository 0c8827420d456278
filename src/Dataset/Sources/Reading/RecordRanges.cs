using Dataset.Files;
using Dataset.Syntax;
using Microsoft.Win32.SafeHandles;

namespace Dataset.Sources.Reading;

/// <summary>
/// Cuts a file of records into ranges of about the same size that begin and end with a record, so that machines which know nothing of
/// each other come to the same cuts.
/// </summary>
/// <remarks>
/// A line of JSON Lines ends at any LF, so a cut is found by looking around it alone. An LF of CSV ends a record only outside quotation
/// marks, and whether a place is outside them, everything before it decides. So records are gone through from the file's beginning, as they
/// are when they are read (<see cref="CsvRecordEnds"/>): where that is lost, there are no more cuts.
/// </remarks>
internal static class RecordRanges
{
    private const int PieceInBytes = 1 << 18;

    /// <summary>Where the ranges begin and end; those of some parts alone are looked for.</summary>
    /// <param name="file">The file.</param>
    /// <param name="size">Its size in bytes.</param>
    /// <param name="notation"><see cref="SourceNotation.JsonLines"/> or <see cref="SourceNotation.Csv"/>.</param>
    /// <param name="parts">Which parts.</param>
    /// <param name="dialect">Of CSV; null for commas.</param>
    /// <param name="pieceInBytes">How much is read at once.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<(int Part, long From, long To)> Of(
        SafeFileHandle file, long size, SourceNotation notation, PartSelection parts, CsvDialect? dialect = null,
        int pieceInBytes = PieceInBytes)
    {
        var finder = new CutFinder(file, size, notation == SourceNotation.Csv, dialect, pieceInBytes);
        var ranges = new List<(int, long, long)>();
        foreach (var part in parts.Parts)
        {
            var from = ranges.Count > 0 ? ranges[^1].Item3 : part == 0 ? 0 : finder.Find(parts.Start(part, size));
            ranges.Add((part, from, part + 1 == parts.Count ? size : finder.Find(parts.Start(part + 1, size))));
        }
        return ranges;
    }

    /// <summary>The line ends before a place.</summary>
    /// <param name="path">The file.</param>
    /// <param name="place">In bytes.</param>
    /// <param name="notation">In CSV a CR alone ends a line too; in JSON Lines it is white space.</param>
    /// <param name="pieceInBytes">How much is read at once.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static int LinesBefore(string path, long place, SourceNotation notation, int pieceInBytes = PieceInBytes)
    {
        var hasReturns = notation == SourceNotation.Csv;
        using var file = PlainFile.Open(path);
        var (buffer, lines, endsInReturn) = (new byte[pieceInBytes], 0, false);
        for (long at = 0; at < place;)
        {
            var read = RandomAccess.Read(file, buffer.AsSpan(0, (int)Math.Min(buffer.Length, place - at)), at);
            if (read == 0)
                break;
            var piece = buffer.AsSpan(0, read);
            lines += piece.Count((byte)'\n') + (hasReturns ? piece.Count((byte)'\r') - piece.Count("\r\n"u8) : 0);
            // The two halves of a line end may be in two pieces.
            if (hasReturns && endsInReturn && piece[0] == '\n')
                lines--;
            endsInReturn = piece[^1] == '\r';
            at += read;
        }
        return lines;
    }

    /// <summary>Finds the first record that begins at a place or after it; places are asked for in ascending order.</summary>
    private sealed class CutFinder(SafeFileHandle file, long size, bool hasQuotes, CsvDialect? dialect, int pieceInBytes)
    {
        private readonly byte[] buffer = new byte[pieceInBytes];
        private readonly CsvRecordEnds records = new(dialect);

        /// <summary>The bytes of the buffer that no record's end was sought in yet; the first is at <see cref="at"/> in the file.</summary>
        private (int Start, int End) unread;

        private long at;
        private long lastEnd;

        public long Find(long place)
        {
            // The record that begins the file, and with it the header of CSV, is always of the first part.
            place = Math.Max(1, place);
            if (hasQuotes)
                return FindRecord(place);
            for (var from = place - 1; RandomAccess.Read(file, buffer, from) is > 0 and var read; from += read)
            {
                var end = buffer.AsSpan(0, read).IndexOf((byte)'\n');
                if (end >= 0)
                    return Math.Min(size, from + end + 1);
            }
            return size;
        }

        private long FindRecord(long place)
        {
            while (lastEnd < place && !records.IsLost)
            {
                if (unread.Start == unread.End && !Read())
                    return size;
                var length = records.Next(buffer.AsSpan(unread.Start, unread.End - unread.Start));
                if (length < 0 && records.Problem is not null)
                {
                    length = Math.Max(0, records.ProblemOffset);
                    records.Recover();
                }
                else if (length < 0)
                {
                    length = unread.End - unread.Start;
                }
                else
                {
                    lastEnd = at + length;
                }
                (at, unread.Start) = (at + length, unread.Start + length);
            }
            return records.IsLost && lastEnd < place ? size : Math.Min(size, lastEnd);
        }

        private bool Read()
        {
            unread = (0, RandomAccess.Read(file, buffer, at));
            if (at == 0)
            {
                while (buffer.AsSpan(unread.Start, unread.End - unread.Start).StartsWith("\uFEFF"u8))
                    (at, unread.Start) = (at + 3, unread.Start + 3);
                var line = records.LeadingLine(buffer.AsSpan(unread.Start, unread.End - unread.Start));
                (at, unread.Start) = (at + line, unread.Start + line);
            }
            return unread.End > 0;
        }
    }
}
