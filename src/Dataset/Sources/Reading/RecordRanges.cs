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
/// marks, and whether a place is outside them, everything before it decides: in CSV as RFC 4180 has it, an even number of quotation marks
/// stands before it. So they are counted from the file's beginning, which takes reading it, at the speed of the disk, but no parsing.
/// </remarks>
internal static class RecordRanges
{
    private const int PieceInBytes = 1 << 18;

    /// <summary>Where the ranges begin and end; those of some parts alone are looked for.</summary>
    /// <param name="file">The file.</param>
    /// <param name="size">Its size in bytes.</param>
    /// <param name="notation"><see cref="SourceNotation.JsonLines"/> or <see cref="SourceNotation.Csv"/>.</param>
    /// <param name="parts">Which parts.</param>
    /// <param name="pieceInBytes">How much is read at once.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<(int Part, long From, long To)> Of(
        SafeFileHandle file, long size, SourceNotation notation, PartSelection parts, int pieceInBytes = PieceInBytes)
    {
        var finder = new CutFinder(file, size, notation == SourceNotation.Csv, pieceInBytes);
        var ranges = new List<(int, long, long)>();
        foreach (var part in parts.Parts)
        {
            var from = ranges.Count > 0 ? ranges[^1].Item3 : part == 0 ? 0 : finder.Find(parts.Start(part, size));
            ranges.Add((part, from, part + 1 == parts.Count ? size : finder.Find(parts.Start(part + 1, size))));
        }
        return ranges;
    }

    /// <summary>The line ends before a place, counted as <see cref="Syntax.PositionTracker"/> does.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static int LinesBefore(string path, long place, int pieceInBytes = PieceInBytes)
    {
        using var file = PlainFile.Open(path);
        var (buffer, lines, endsInReturn) = (new byte[pieceInBytes], 0, false);
        for (long at = 0; at < place;)
        {
            var read = RandomAccess.Read(file, buffer.AsSpan(0, (int)Math.Min(buffer.Length, place - at)), at);
            if (read == 0)
                break;
            var piece = buffer.AsSpan(0, read);
            lines += piece.Count((byte)'\n') + piece.Count((byte)'\r') - piece.Count("\r\n"u8);
            // The two halves of a line end may stand in two pieces.
            if (endsInReturn && piece[0] == '\n')
                lines--;
            endsInReturn = piece[^1] == '\r';
            at += read;
        }
        return lines;
    }

    /// <summary>Finds the first record that begins at a place or behind it; places are asked for in ascending order.</summary>
    private sealed class CutFinder(SafeFileHandle file, long size, bool hasQuotes, int pieceInBytes)
    {
        private readonly byte[] buffer = new byte[pieceInBytes];
        private long counted;
        private bool isQuoted;

        public long Find(long place)
        {
            // The record that begins the file, and with it the header of CSV, is always of the first part.
            var at = Math.Max(1, place) - 1;
            if (hasQuotes)
                CountTo(at);
            var isWithin = isQuoted;
            while (at < size)
            {
                var read = RandomAccess.Read(file, buffer, at);
                if (read == 0)
                    return size;
                var end = hasQuotes ? EndOfRecord(buffer.AsSpan(0, read), ref isWithin) : buffer.AsSpan(0, read).IndexOf((byte)'\n');
                if (end >= 0)
                    return Math.Min(size, at + end + 1);
                at += read;
            }
            return size;
        }

        private static int EndOfRecord(ReadOnlySpan<byte> piece, ref bool isWithin)
        {
            for (var at = 0; at < piece.Length; at++)
            {
                if (piece[at] == '"')
                    isWithin = !isWithin;
                else if (piece[at] == '\n' && !isWithin)
                    return at;
            }
            return -1;
        }

        private void CountTo(long place)
        {
            while (counted < place)
            {
                var read = RandomAccess.Read(file, buffer.AsSpan(0, (int)Math.Min(buffer.Length, place - counted)), counted);
                if (read == 0)
                    break;
                isQuoted ^= (buffer.AsSpan(0, read).Count((byte)'"') & 1) != 0;
                counted += read;
            }
        }
    }
}
