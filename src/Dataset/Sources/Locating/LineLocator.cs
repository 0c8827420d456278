using Dataset.Diagnostics;
using Dataset.Sources.Reading;
using Dataset.Syntax;

namespace Dataset.Sources.Locating;

/// <summary>Finds values in lines of JSON, which it reads again when it is asked.</summary>
internal sealed class LineLocator(SourceContext context, RecordPiece piece) : MapLocator(context)
{
    private readonly List<(int LineInPiece, int Start, int Length)> rows = [];
    private (int Row, SourceMap? Record) last = (-1, null);

    /// <summary>Adds the line of the next row.</summary>
    /// <param name="lineInPiece">Lines of the piece before it.</param>
    /// <param name="start">Where it begins in the piece.</param>
    /// <param name="length">In bytes, without its end.</param>
    public void Add(int lineInPiece, int start, int length) => rows.Add((lineInPiece, start, length));

    public override Location LocateText(int document) =>
        PlaceIn(RecordOf(document), Context.Table.Schema.Columns.FirstOrDefault(c => c.Derivation == "document.text")?.Name, -1) ?? PlaceOf(document);

    protected override SourceMap? RecordOf(int row)
    {
        if (last.Row != row)
        {
            if (piece.IsGone)
                return null;
            var (line, start, length) = rows[row];
            last = (row, JsonTree.ReadLine(piece.Span.Slice(start, length), Context.DisplayPath, piece.FirstLine + line, piece.FirstByte + start, new DiagnosticList()) as SourceMap);
        }
        return last.Record;
    }

    protected override Location PlaceOf(int row) => new(Context.DisplayPath, piece.FirstLine + rows[row].LineInPiece, 1);
}
