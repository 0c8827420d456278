using System.Text;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats.Rows;
using Dataset.Text;
using Microsoft.Win32.SafeHandles;

namespace Dataset.Sources.Reading;

/// <summary>Cuts a file of records into chunks: the whole file, or the ranges of the parts that are read, one after another.</summary>
internal sealed class BulkReader(SourceContext context, DiagnosticList findings)
{
    private CsvHeader? header;

    private bool IsCsv => context.Form.Notation == SourceNotation.Csv;

    public IEnumerable<SourceChunk> Read()
    {
        if (WholeFile.Open(context.PathOf(context.Path), context.DisplayPath, findings) is not { } handle)
        {
            context.LeaveOut();
            yield break;
        }
        var chunks = context.Form.Notation == SourceNotation.Parquet ? ReadParquet(handle)
            : context.Parts.IsCut ? ReadRanges(handle) : ReadWhole(handle);
        foreach (var chunk in chunks)
            yield return chunk;
    }

    private IEnumerable<SourceChunk> ReadWhole(SafeFileHandle handle)
    {
        using var file = new HashedFile(handle);
        using var pieces = Open(Decoded(context.Form.IsGzip ? new WholeGzip(file) : file), context.Limits, 0, null);
        foreach (var chunk in ReadPieces(pieces, 0, 0))
            yield return chunk;
        if (pieces.IsComplete)
            context.Ledger.Add(context.Path, file.BytesRead, file.Digest);
    }

    private IEnumerable<SourceChunk> ReadParquet(SafeFileHandle handle)
    {
        using var file = new FileWindow(handle, 0, RandomAccess.GetLength(handle), ownsFile: true);
        var digest = Digest.Of(file);
        var size = file.Length;
        if (ParquetRecords.Open(file, context.DisplayPath, context.Plan, findings) is not { } records)
        {
            context.LeaveOut();
            yield break;
        }
        using var pieces = Open(records, context.Limits, 0, null);
        foreach (var chunk in ReadPieces(pieces, 0, 0))
            yield return chunk;
        if (pieces.IsComplete)
            context.Ledger.Add(context.Path, size, digest);
    }

    private IEnumerable<SourceChunk> ReadRanges(SafeFileHandle handle)
    {
        var size = RandomAccess.GetLength(handle);
        var ranges = RecordRanges.Of(handle, size, context.Form.Notation, context.Parts, context.Dialect);
        var (path, start) = (context.PathOf(context.Path), ranges[0].From);
        // The line of a range that is read by itself is found out only when a finding asks for it.
        var linesBefore = start == 0 ? new Lazy<int>(0) : new Lazy<int>(() => RecordRanges.LinesBefore(path, start, context.Form.Notation));
        using var file = new HashedFile(handle, start);
        foreach (var (part, from, to) in ranges)
        {
            if (IsCsv && header is null && from > 0 && !ReadHeader(path))
                yield break;
            using var pieces = Open(new RangeStream(file, to - from, context.DisplayPath), context.Limits, from, linesBefore);
            foreach (var chunk in ReadPieces(pieces, part, from))
                yield return chunk;
            if (!pieces.IsComplete)
                yield break;
            if (ranges.Count > 1)
                linesBefore = new(linesBefore.Value + pieces.LinesRead);
        }
        if (RandomAccess.GetLength(handle) != size)
            throw new IOException($"{context.DisplayPath} changed while it was read; run the command again.");
        if (context.Parts.IsPartial)
            context.Range = new(
                context.Table.Name, SourceFile.PathOf(context.Path), SourceUnit.Byte, start, ranges[0].To, size, file.Digest);
        else
            context.Ledger.Add(context.Path, file.BytesRead, file.Digest);
    }

    /// <summary>Reads the header for a range that does not begin the file.</summary>
    private bool ReadHeader(string path)
    {
        var handle = PlainFile.Open(path);
        // A piece ends with the first record that reaches its size.
        using var pieces = Open(new HashedFile(handle), context.Limits with { ChunkInBytes = 1 }, 0, null);
        using var piece = Next(pieces);
        return SetHeader(piece, pieces);
    }

    private IEnumerable<SourceChunk> ReadPieces(PieceReader pieces, int part, long from)
    {
        for (var isFirst = from == 0; ; isFirst = false)
        {
            var piece = Next(pieces);
            if (IsCsv && isFirst && !SetHeader(piece, pieces))
                yield break;
            if (piece is null)
                break;
            yield return header is null
                ? new JsonLinesChunk(context, piece) { Part = part }
                : new CsvChunk(context, piece, header, isFirst && context.Dialect.HasHeader) { Part = part };
        }
        if (!pieces.IsWhole)
            context.LeaveOut();
    }

    private bool SetHeader(RecordPiece? piece, PieceReader pieces)
    {
        // A file of which nothing can be read is not an empty one; why it cannot is reported already.
        header = piece is null && !pieces.IsWhole
            ? null
            : CsvHeader.Read(piece?.Memory ?? default, context.Plan, context.Dialect, context.DisplayPath, piece?.FirstLine ?? 1,
                findings);
        if (header is null)
            context.LeaveOut();
        return header is not null;
    }

    private PieceReader Open(Stream stream, SourceLimits limits, long start, Lazy<int>? linesBefore) =>
        new(
            stream, IsCsv ? new CsvRecordEnds(context.Dialect, start == 0) : new LineEnds(), context.DisplayPath, limits, findings, start,
            linesBefore);

    /// <summary>The same text in UTF-8.</summary>
    private Stream Decoded(Stream stream) => context.Dialect.Encoding == TextEncodings.Utf8
        ? stream
        : Encoding.CreateTranscodingStream(stream, TextEncodings.Find(context.Dialect.Encoding)!, new UTF8Encoding(false));

    private RecordPiece? Next(PieceReader pieces)
    {
        try
        {
            return pieces.Next();
        }
        catch (MalformedTableException fault)
        {
            findings.Add(fault.ToDiagnostic());
            return null;
        }
        catch (DecoderFallbackException problem)
        {
            findings.Add(
                Rules.TextIsUtf8, new Location(context.DisplayPath),
                $"Expected {context.Dialect.Encoding}, as dataset.yaml says, found the bytes "
                    + $"{string.Join(' ', (problem.BytesUnknown ?? []).Select(b => $"0x{b:X2}"))}, which are no character in it.");
            return null;
        }
        catch (InvalidDataException problem)
        {
            findings.Add(
                Rules.GzipIsWhole, new Location(context.DisplayPath), $"Expected gzip, whole and undamaged, found that {problem.Message}.");
            return null;
        }
    }
}

/// <summary>Records that are lines, each ended by LF.</summary>
internal sealed class LineEnds : RecordEnds
{
    public override string Record => "line";

    public override bool CanSkip => true;

    public override int LinesIn(ReadOnlySpan<byte> records) => records.Count((byte)'\n');

    public override int Next(ReadOnlySpan<byte> more)
    {
        var end = more.IndexOf((byte)'\n');
        return end < 0 ? -1 : end + 1;
    }

    public override (Rule Rule, string Message)? AtFileEnd(out bool isWhole)
    {
        isWhole = true;
        return (Rules.LinesEnd, "Expected LF at the end of the last line, found the end of the file.");
    }
}
