using Dataset.Diagnostics;
using Dataset.Syntax;
using Dataset.Tables;

namespace Dataset.Sources.Reading;

/// <summary>Finds values in records of CSV: the line and column where a cell begins.</summary>
internal sealed class CsvLocator(SourceContext context, CsvHeader header, RecordPiece piece) : ISourceLocator
{
    private readonly List<int> starts = [];

    /// <summary>The batch, once there is one of documents.</summary>
    public DocumentBatch? Documents { get; set; }

    /// <summary>Adds where the record of the next row begins in the piece.</summary>
    public void Add(int start) => starts.Add(start);

    public Location Locate(string of, int row, string? column, int element = -1)
    {
        if (of == context.Table.Name)
            return column is null ? PlaceOf(starts[row], -1) : PlaceOfKey(starts[row], column);
        for (var list = 0; list < context.Table.Lists.Count; list++)
        {
            if (context.Table.Lists[list].Name != of)
                continue;
            // The rows of a list are in one cell of their document.
            for (var document = 0; document < Documents!.Count; document++)
            {
                if (row < Documents.RowsOf(list, document).End)
                    return PlaceOfKey(starts[document], context.Table.Lists[list].Source.Field!);
            }
        }
        throw new ArgumentException($"The locator of {context.Table.Name} knows nothing of {of}.", nameof(of));
    }

    public Location LocateText(int document) =>
        PlaceOfKey(starts[document], context.Table.Schema.Columns.FirstOrDefault(c => c.Derivation == "document.text")?.Name ?? "");

    /// <summary>The place of a cell of the record that begins there; of the record where the index is -1.</summary>
    public Location PlaceOf(int start, int cell)
    {
        if (piece.IsGone)
            return new Location(context.DisplayPath);
        var at = start;
        var isQuoted = false;
        for (; cell > 0 && at < piece.Span.Length; at++)
        {
            if (piece.Span[at] == '"')
                isQuoted = !isQuoted;
            else if (piece.Span[at] == ',' && !isQuoted)
                cell--;
        }
        var place = new PositionTracker(context.DisplayPath, piece.FirstLine).At(piece.Span, at);
        return cell < 0 ? place with { Column = 0 } : place;
    }

    private Location PlaceOfKey(int start, string name)
    {
        for (var i = 0; i < header.Cells.Count; i++)
        {
            if (header.Cells[i].Name == name)
                return PlaceOf(start, i);
        }
        return PlaceOf(start, -1);
    }
}
