using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Sources.Binding;
using Dataset.Syntax;
using Dataset.Tables;

namespace Dataset.Sources.Reading;

/// <summary>
/// Finds values in records of CSV: the line and column where a cell begins. Lines are counted once for all records of the piece, and a cell
/// is
/// sought from the one asked for before it in its record, so that places cost no more than reading does.
/// </summary>
internal sealed class CsvLocator(SourceContext context, CsvHeader header, RecordPiece piece) : ISourceLocator
{
    private readonly List<int> starts = [];
    private readonly Dictionary<string, int> cells =
        header.Cells.Index().Where(c => c.Item.Role != KeyRole.Passed).ToDictionary(c => c.Item.Column?.Name ?? c.Item.Name, c => c.Index);

    /// <summary>The line in the piece of each of the first <see cref="starts"/>, from 0.</summary>
    private readonly List<int> lines = [];

    /// <summary>The record's start, and its line in the piece, that was asked for last by the way that goes ahead.</summary>
    private (int Start, int Line) ahead;

    private (int Start, int Cell, int At, PositionTracker Places) last = (-1, 0, 0, default);

    /// <summary>The batch, once there is one of documents.</summary>
    public DocumentBatch? Documents { get; set; }

    /// <summary>Adds where the record of the next row begins in the piece.</summary>
    public void Add(int start) => starts.Add(start);

    public Location Locate(string of, int row, string? column, int element = -1)
    {
        var list = ListOf(of);
        // The rows of a list are in one cell of their document.
        return PlaceOf(StartOf(list, row), CellOf(list < 0 ? column : context.Table.Lists[list].Source.Field));
    }

    public Location LocateRecord(string of, int row, string? column) => PlaceOf(StartOf(ListOf(of), row), -1);

    public Location LocateText(int document) =>
        PlaceOf(starts[document], CellOf(context.Table.Schema.ColumnOf(Derivation.DocumentText)?.Name));

    /// <summary>The place of a cell of the record that begins there; of the record where the index is -1.</summary>
    public Location PlaceOf(int start, int cell)
    {
        if (piece.IsGone)
            return new Location(context.DisplayPath);
        var text = piece.Span;
        if (last.Start != start || cell < last.Cell)
            last = (start, 0, start, new(context.DisplayPath, new TextPlace(start, piece.FirstLine + LineOf(start), 1)));
        if (cell < 0)
            return last.Places.At(text, start) with { Column = 0 };
        var (at, isQuoted) = (last.At, false);
        for (; last.Cell < cell && at < text.Length; at++)
        {
            if (text[at] == '"' && context.Dialect.HasQuotes)
                isQuoted = !isQuoted;
            else if (text[at] == context.Dialect.Delimiter && !isQuoted)
                last.Cell++;
            else if (text[at] is (byte)'\r' or (byte)'\n' && !isQuoted)
                break; // A ragged record ends before the cell.
        }
        last.At = at;
        return last.Places.At(text, at);
    }

    /// <summary>Lines of the piece before a record.</summary>
    private int LineOf(int start)
    {
        if (start >= ahead.Start)
            return (ahead = (start, ahead.Line + PositionTracker.LinesIn(piece.Span[ahead.Start..start]))).Line;
        for (var next = lines.Count; next < starts.Count; next++)
        {
            var (before, line) = next == 0 ? (0, 0) : (starts[next - 1], lines[^1]);
            lines.Add(line + PositionTracker.LinesIn(piece.Span[before..starts[next]]));
        }
        return lines[starts.BinarySearch(start)];
    }

    private int CellOf(string? name) => name is null ? -1 : cells.GetValueOrDefault(name, -1);

    /// <summary>The number of the list of documents that the table is; -1 of the source's own table.</summary>
    private int ListOf(string table)
    {
        if (table == context.Table.Name)
            return -1;
        for (var list = 0; list < context.Table.Lists.Count; list++)
            if (context.Table.Lists[list].Name == table)
                return list;
        throw new ArgumentException($"The locator of {context.Table.Name} knows nothing of {table}.", nameof(table));
    }

    /// <summary>Where the record of a row begins.</summary>
    private int StartOf(int list, int row) => starts[list < 0 ? row : Documents!.DocumentOf(list, row)];
}
