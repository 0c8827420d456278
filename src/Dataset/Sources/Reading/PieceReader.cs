using Dataset.Diagnostics;
using Dataset.Parquet;
using Dataset.Syntax;

namespace Dataset.Sources.Reading;

/// <summary>
/// Cuts a bulk file into pieces of whole records, as it is read: where the cuts are depends on the bytes alone, and no more is held than a
/// piece and the longest record allowed.
/// </summary>
internal sealed class PieceReader : IDisposable
{
    private const int LeastRead = 4 << 10;

    /// <summary>The beginning of a file, in which marks are looked for; more than anybody puts there.</summary>
    private const int RoomForMarks = LeastRead;

    private readonly Stream stream;
    private readonly RecordEnds ends;
    private readonly string displayPath;
    private readonly SourceLimits limits;
    private readonly DiagnosticList findings;
    private readonly Lazy<int> linesBefore;

    private byte[] buffer;

    /// <summary>Where what is held begins in the buffer, and how much it is.</summary>
    private int from, count;

    /// <summary>Bytes of what is held that <see cref="ends"/> has seen, and those of them that are whole records.</summary>
    private int seen, whole;

    /// <summary>Bytes after those, of a line that is no record.</summary>
    private int passed;

    private int line = 1;
    private long firstByte;
    private bool isAtEnd;
    private bool isSkipping;

    /// <summary>Records whose ends were found, and those of them before the piece at hand.</summary>
    private long records, firstRecord;

    /// <summary>What is wrong with the record that is passed over, until it is known whether the next one can be found.</summary>
    private (Rule Rule, Location Place, string Message)? problem;

    /// <summary>Whether there was a record; the first of a file is its header, without which no other can be read.</summary>
    private bool hasRecord;
    private bool hasPassedOver;

    /// <param name="stream">The records; disposed of with this.</param>
    /// <param name="ends">Finds where they end.</param>
    /// <param name="displayPath">The file in findings.</param>
    /// <param name="limits">What a record may be at most, and where pieces are cut.</param>
    /// <param name="findings">Takes what is wrong with the file.</param>
    /// <param name="start">Where in the file the stream begins, in bytes.</param>
    /// <param name="linesBefore">Lines of the file before that, asked for only by findings; null for none.</param>
    public PieceReader(
        Stream stream, RecordEnds ends, string displayPath, SourceLimits limits, DiagnosticList findings, long start = 0,
        Lazy<int>? linesBefore = null)
    {
        (this.stream, this.ends, this.displayPath, this.limits, this.findings) = (stream, ends, displayPath, limits, findings);
        (firstByte, this.linesBefore, hasRecord) = (start, linesBefore ?? new(0), start > 0);
        buffer = BytePool.Rent(limits.ChunkInBytes + SourceLimits.ReadAheadInBytes);
    }

    private Span<byte> Held => buffer.AsSpan(from, count);

    /// <summary>Lines of all pieces so far.</summary>
    public int LinesRead => line - 1;

    /// <summary>Whether the file was read to its end, so that its digest is that of the whole.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Whether no record was passed over so far and, once there are no more pieces, none is missing.</summary>
    public bool IsWhole => IsComplete && !hasPassedOver;

    /// <summary>The next piece, or null at the end of the file or where reading on would be guessing.</summary>
    /// <exception cref="InvalidDataException">The file cannot be decompressed.</exception>
    public RecordPiece? Next()
    {
        while (!isAtEnd)
        {
            DropPassed();
            if (FindEnds())
                return Cut(whole);
            if (ends.Problem is { } found)
            {
                problem = (ends.ProblemRule, PlaceAt(seen + ends.ProblemOffset), found);
                if (!hasRecord)
                    return Lose();
                seen += ends.ProblemOffset;
                ends.Recover();
                PassOver();
            }
            else if (ends.IsLost)
            {
                return Lose();
            }
            else if (!isSkipping && count - whole > limits.MaximumRecordInBytes)
            {
                findings.Add(
                    Rules.RecordWithinLimit, PlaceAt(whole) with { Column = 0 },
                    $"Expected a {ends.Record} of at most {limits.MaximumRecordInBytes} bytes "
                        + $"({nameof(SourceLimits.MaximumRecordInBytes)}), found a longer one.");
                if (!ends.CanSkip)
                    return Finish(whole);
                PassOver();
            }
            if (isSkipping && whole > 0)
                return Cut(whole);
            if (isSkipping)
                DropSeen();
            if (seen == count && !Fill())
                return AtFileEnd();
        }
        return null;
    }

    public void Dispose()
    {
        if (buffer.Length > 0)
            BytePool.Return(buffer);
        buffer = [];
        stream.Dispose();
    }

    /// <summary>Goes through what is new; whether the records reach a piece's size, or end before a line that is none.</summary>
    private bool FindEnds()
    {
        while (seen < count)
        {
            var length = ends.Next(Held[seen..]);
            if (length < 0)
            {
                if (ends.Problem is null && !ends.IsLost)
                    seen = count;
                return false;
            }
            seen += length;
            if (ends.WasPassedOver && !isSkipping)
            {
                passed = seen - whole;
                if (whole > 0)
                    return true;
                DropPassed();
                continue;
            }
            hasRecord = true;
            records++;
            if (isSkipping)
            {
                // The end of the record that was passed over: what follows is read again.
                isSkipping = false;
                ReportProblem("");
                line += ends.LinesIn(Held[..seen]);
                Drop(seen);
                continue;
            }
            whole = seen;
            if (whole >= limits.ChunkInBytes)
                return true;
        }
        return false;
    }

    private bool Fill()
    {
        var room = limits.ChunkInBytes + SourceLimits.ReadAheadInBytes;
        if (room - count < LeastRead)
            room = (int)Math.Min(2L * count, (long)whole + limits.MaximumRecordInBytes + SourceLimits.ReadAheadInBytes) + LeastRead;
        MakeRoom(room);
        var isFirst = firstByte == 0 && count == 0;
        var read = stream.ReadAtLeast(buffer.AsSpan(count, room - count), isFirst ? RoomForMarks : 1, throwOnEndOfStream: false);
        if (isFirst)
            read = WithoutMark(read);
        count += read;
        return read > 0;
    }

    /// <summary>Takes byte-order marks off the beginning of the file, never off that of a piece; what is left of the bytes read.</summary>
    private int WithoutMark(int read)
    {
        // Delimited files alone have a mark taken off, and a dialect that declares another encoding.
        if (!SourceEncoding.TryTakeMark(
            buffer.AsSpan(0, read), displayPath, findings, out var mark, takesMark: ends.TakesMark, isDelimited: ends.TakesMark))
        {
            isAtEnd = true;
            return 0;
        }
        if (ends.LeadingLine(buffer.AsSpan(mark, read - mark)) is > 0 and var length)
            (mark, line) = (mark + length, line + 1);
        buffer.AsSpan(mark, read - mark).CopyTo(buffer);
        firstByte = mark;
        return read - mark;
    }

    private RecordPiece? AtFileEnd()
    {
        if (isAtEnd)
            return null;
        IsComplete = true;
        ReportProblem("");
        if (whole == count || isSkipping || ends.IsPassingOver)
            return Finish(whole);
        if (ends.AtFileEnd(out var isWhole) is { } found)
            findings.Add(found.Rule, isWhole ? PlaceAt(whole) with { Column = 0 } : PlaceAt(whole + ends.CellStart), found.Message);
        hasPassedOver |= !isWhole;
        return Finish(isWhole ? count : whole);
    }

    /// <summary>Ends the reading at a record after which no other can be found.</summary>
    private RecordPiece? Lose()
    {
        ReportProblem(" The rest of the file was not read.");
        hasPassedOver = true;
        return Finish(whole);
    }

    private void ReportProblem(string more)
    {
        if (problem is { } found)
            findings.Add(found.Rule, found.Place, found.Message + (found.Rule == Rules.CsvIsWellFormed ? more : ""));
        problem = null;
    }

    private void PassOver() => isSkipping = hasPassedOver = true;

    /// <summary>
    /// Takes what was seen of a record that is passed over out of the buffer, but for a CR that may be half of a line end.
    /// </summary>
    private void DropSeen()
    {
        var length = seen > 0 && Held[seen - 1] == '\r' ? seen - 1 : seen;
        line += ends.LinesIn(Held[..length]);
        Drop(length);
    }

    private RecordPiece? Finish(int length)
    {
        isAtEnd = true;
        return length == 0 ? null : Cut(length);
    }

    /// <summary>Gives the first bytes away as a piece and keeps the rest.</summary>
    private RecordPiece Cut(int length)
    {
        var lines = ends.LinesIn(Held[..length]);
        // The smaller of the two is copied: where every other record is passed over, a piece is a record.
        var isSmall = from > 0 || length < count - length;
        var own = isSmall ? BytePool.Rent(length) : buffer;
        if (isSmall)
            Held[..length].CopyTo(own);
        var piece = new RecordPiece(own, length, line, firstByte, firstRecord, linesBefore);
        firstRecord = records;
        line += lines;
        if (!isSmall)
        {
            buffer = BytePool.Rent(Math.Max(limits.ChunkInBytes, count - length) + SourceLimits.ReadAheadInBytes);
            own.AsSpan(length, count - length).CopyTo(buffer);
            from = -length;
        }
        Drop(length);
        return piece;
    }

    /// <summary>Takes a line that is no record out of what is held, once what comes before it was given away.</summary>
    private void DropPassed()
    {
        line += ends.LinesIn(Held[..passed]);
        Drop(passed);
        passed = 0;
    }

    /// <summary>Takes the first bytes out of what is held.</summary>
    private void Drop(int length)
    {
        from += length;
        count -= length;
        seen -= Math.Min(seen, length);
        whole -= Math.Min(whole, length);
        firstByte += length;
    }

    /// <summary>Makes room for so many bytes, those held among them, and moves these to the beginning.</summary>
    private void MakeRoom(int room)
    {
        var held = Held;
        var old = buffer;
        if (room > buffer.Length)
            buffer = BytePool.Rent(room);
        held.CopyTo(buffer);
        from = 0;
        if (buffer != old)
            BytePool.Return(old);
    }

    private Location PlaceAt(int offset) => new PositionTracker(displayPath, linesBefore.Value + line).At(Held, offset);
}
