using Dataset.Checksums;
using Dataset.Diagnostics;
using Dataset.Sources.Chunks;

namespace Dataset.Sources.Reading;

/// <summary>Cuts a table's source into chunks, one after another.</summary>
internal static class ChunkReader
{
    public static IEnumerable<SourceChunk> Read(SourceContext context, DiagnosticList findings) => context.Form.Notation switch
    {
        SourceNotation.Folder => ReadFolder(context, findings),
        SourceNotation.JsonLines or SourceNotation.Csv => ReadPieces(context, findings),
        _ => ReadList(context, findings),
    };

    private static IEnumerable<SourceChunk> ReadFolder(SourceContext context, DiagnosticList findings)
    {
        var folder = new DocumentFolder(context.PathOf(context.Path), context.DisplayPath, findings);
        var documents = folder.List().ToArray();
        if (!folder.IsWhole)
            context.LeaveOut();
        var size = context.Limits.ChunkInDocuments;
        for (var start = 0; start < documents.Length; start += size)
            yield return new DocumentFilesChunk(context, new(documents, start, Math.Min(size, documents.Length - start)));
    }

    private static IEnumerable<SourceChunk> ReadList(SourceContext context, DiagnosticList findings)
    {
        if (WholeFile.ReadMetadata(context.PathOf(context.Path), context.DisplayPath, context.Limits, findings) is not { } bytes)
        {
            context.LeaveOut();
            yield break;
        }
        context.Ledger.Add(context.Path, bytes.Length, Digest.Of(bytes));
        yield return new RecordListChunk(context, bytes);
    }

    private static IEnumerable<SourceChunk> ReadPieces(SourceContext context, DiagnosticList findings)
    {
        if (WholeFile.Open(context.PathOf(context.Path), context.DisplayPath, findings) is not { } handle)
        {
            context.LeaveOut();
            yield break;
        }
        using var file = new HashedFile(handle);
        var form = context.Form;
        using var pieces = new PieceReader(
            form.IsGzip ? new WholeGzip(file) : file,
            form.Notation == SourceNotation.Csv ? new CsvRecordEnds() : new LineEnds(),
            context.DisplayPath, context.Limits, findings);
        CsvHeader? header = null;
        for (var isFirst = true; ; isFirst = false)
        {
            var piece = Next(pieces, context, findings);
            if (form.Notation == SourceNotation.Csv && isFirst)
            {
                header = CsvHeader.Read(piece?.Memory ?? default, context.Plan, context.DisplayPath, findings);
                if (header is null)
                {
                    context.LeaveOut();
                    yield break;
                }
            }
            if (piece is null)
                break;
            yield return header is null ? new JsonLinesChunk(context, piece) : new CsvChunk(context, piece, header, isFirst);
        }
        if (!pieces.IsWhole)
            context.LeaveOut();
        if (pieces.IsComplete)
            context.Ledger.Add(context.Path, file.BytesRead, file.Digest);
    }

    private static RecordPiece? Next(PieceReader pieces, SourceContext context, DiagnosticList findings)
    {
        try
        {
            return pieces.Next();
        }
        catch (InvalidDataException problem)
        {
            findings.Add(Rules.GzipIsWhole, new Location(context.DisplayPath), $"Expected gzip, whole and undamaged, found that {problem.Message}.");
            return null;
        }
    }
}
