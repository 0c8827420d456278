using System.Text;
using System.Text.Unicode;
using CsvHelper;
using Dataset.Diagnostics;
using Dataset.Sources.Binding;
using Dataset.Sources.Values;
using Dataset.Syntax;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Sources.Reading;

/// <summary>Some records of CSV. An empty cell is null, a list is its JSON text.</summary>
internal sealed class CsvChunk(SourceContext context, RecordPiece piece, CsvHeader header, bool hasHeader) : SourceChunk(context.Table)
{
    // Curated columns that the header leaves out, as it may.
    private readonly PlannedKey[] absent = [.. context.Plan.Keys.Where(k => k.Role == KeyRole.Column && !header.Cells.Contains(k))];

    // Once for all: only where something is wrong is each record looked at by itself.
    private readonly bool isUtf8 = Utf8.IsValid(piece.Span);

    public override long SizeInBytes => piece.Length;

    internal override DocumentBatch BindDocuments(DiagnosticList findings)
    {
        var locator = new CsvLocator(context, header, piece);
        var batch = context.CreateDocuments(locator, piece);
        locator.Documents = batch;
        var lines = new PositionTracker(context.DisplayPath, piece.LineInRange);
        using var reader = CsvReader.Create(piece.Memory, CsvHeader.Options);
        while (TryNext(reader, locator, findings, out var start))
        {
            locator.Add(start);
            var inner = AppendCells(reader, start, batch.Documents, batch, locator, findings);
            var annotations = inner is null ? [] : AppendInner(inner, batch, findings);
            batch.EndDocument(new DocumentOrigin(context.Path.Value, lines.At(piece.Span, start).Line), annotations);
        }
        return batch;
    }

    internal override RecordBatch BindRecords(DiagnosticList findings)
    {
        var locator = new CsvLocator(context, header, piece);
        var rows = Table.Schema.CreateBatch();
        using var reader = CsvReader.Create(piece.Memory, CsvHeader.Options);
        while (TryNext(reader, locator, findings, out var start))
        {
            locator.Add(start);
            AppendCells(reader, start, rows, null, locator, findings);
        }
        return new RecordBatch { Rows = rows, IsSorted = true, Locator = locator, Source = piece };
    }

    /// <summary>Goes to the next record that has a cell for each column and is UTF-8.</summary>
    private bool TryNext(CsvReader reader, CsvLocator locator, DiagnosticList findings, out int start)
    {
        while (true)
        {
            start = 0;
            try
            {
                if (!reader.Read())
                    return false;
            }
            catch (CsvFormatException problem)
            {
                context.LeaveOut();
                // Where records end was made sure of before; this is the library's own judgement of what is within.
                findings.Add(
                    Rules.CsvIsWellFormed, locator.PlaceOf((int)problem.ByteOffset, -1), $"Expected CSV as in RFC 4180; {problem.Message}");
                return false;
            }
            start = (int)reader.ByteOffset;
            if (start == 0 && hasHeader)
                continue;
            if (IsReadable(reader, start, locator, findings))
                return true;
            context.LeaveOut();
        }
    }

    /// <summary>Whether the record has a cell for each column and is UTF-8.</summary>
    private bool IsReadable(CsvReader reader, int start, CsvLocator locator, DiagnosticList findings)
    {
        if (reader.FieldCount == header.Cells.Count && (reader.FieldCount > 1 || !reader.RawRecord.IsEmpty))
            return isUtf8 || SourceEncoding.IsUtf8(
                reader.RawRecord, context.DisplayPath, locator.PlaceOf(start, -1).Line, piece.FirstByte + start, findings);
        var found = reader.RawRecord.IsEmpty ? "a blank line" : $"{reader.FieldCount}";
        findings.Add(Rules.CsvRowIsComplete, locator.PlaceOf(start, -1), $"Expected {header.Cells.Count} cells, found {found}.");
        return false;
    }

    /// <summary>Appends the row; gives the cells that hold records of their own, or null where there are none.</summary>
    private List<SourceEntry>? AppendCells(
        CsvReader reader, int start, TableBatch rows, DocumentBatch? batch, CsvLocator locator, DiagnosticList findings)
    {
        List<SourceEntry>? inner = null;
        for (var i = 0; i < header.Cells.Count; i++)
        {
            var key = header.Cells[i];
            var cell = reader.GetSpan(i);
            switch (key.Role)
            {
                case KeyRole.DocumentText when !cell.IsEmpty: batch!.Contents.AppendUtf8(cell); break;
                case KeyRole.DocumentText or KeyRole.DocumentKey:
                    var buffer = key.Role == KeyRole.DocumentKey ? batch!.Keys : batch!.Contents;
                    if (!TryAppendScalar(key, cell, buffer, start, i, locator, findings))
                        buffer.AppendUtf8([]);
                    break;
                case KeyRole.Column:
                    var column = rows.Columns[key.Index];
                    if (!TryAppend(key, cell, column, start, i, locator, findings))
                        column.AppendNull();
                    break;
                default:
                    if (!cell.IsEmpty && ReadJson(key, cell, start, i, locator, findings) is { } node)
                        (inner ??= []).Add(new SourceEntry(key.Name, locator.PlaceOf(start, i), node));
                    break;
            }
        }
        foreach (var key in absent)
            rows.Columns[key.Index].AppendNull();
        return inner;
    }

    private static bool TryAppend(
        PlannedKey key, ReadOnlySpan<byte> cell, Column column, int start, int index, CsvLocator locator, DiagnosticList findings)
    {
        if (cell.IsEmpty)
            return ReportEmpty(key, locator.PlaceOf(start, index), findings);
        if (column is not ListColumn list)
            return TryAppendScalar(key, cell, (ScalarColumn)column, start, index, locator, findings);
        var rows = column.RowCount;
        if (JsonRecords.TryAppendList(cell, list, key.Column!.ItemsNullable))
            return true;
        column.TruncateRows(rows);
        if (ReadJson(key, cell, start, index, locator, findings) is { } node)
        {
            var place = locator.PlaceOf(start, index);
            var own = new DiagnosticList();
            TreeValues.Append(key, new SourceMap(place, [new SourceEntry(key.Name, place, node)]), column, own);
            AddAt(place, own, findings);
            return true;
        }
        return false;
    }

    private static bool TryAppendScalar(
        PlannedKey key, ReadOnlySpan<byte> cell, ScalarColumn column, int start, int index, CsvLocator locator, DiagnosticList findings)
    {
        if (cell.IsEmpty)
            return ReportEmpty(key, locator.PlaceOf(start, index), findings);
        var fault = ScalarText.Append(cell, column);
        if (fault == ValueFault.None)
            return true;
        var text = Encoding.UTF8.GetString(cell);
        ValueFaults.Report(fault, key.Column!.Layout, Printable.Quoted(text), text, locator.PlaceOf(start, index), findings);
        return fault == ValueFault.Unseen;
    }

    /// <summary>Says that a cell may not be empty, where it may not; nothing is taken from it: false.</summary>
    private static bool ReportEmpty(PlannedKey key, Location place, DiagnosticList findings)
    {
        if (!key.IsRequired)
            return false;
        var layout = key.Column!.Layout;
        findings.Add(
            Rules.ValueIsThere, place,
            $"Expected {(layout.IsList ? "the JSON text of a list" : layout.Type.InSources)} in {Printable.Quoted(key.Name)}, "
                + "found an empty cell.");
        return false;
    }

    /// <summary>The cell's JSON, or null with a finding.</summary>
    private static SourceNode? ReadJson(
        PlannedKey key, ReadOnlySpan<byte> cell, int start, int index, CsvLocator locator, DiagnosticList findings)
    {
        var own = new DiagnosticList();
        var place = locator.PlaceOf(start, index);
        var node = JsonTree.ReadLine(cell, place.Path, place.Line, 0, own);
        if (node is null)
            findings.Add(
                Rules.ValueHasType, place,
                $"Expected the JSON text of a list in {Printable.Quoted(key.Name)}, found "
                    + $"{Printable.Quoted(Encoding.UTF8.GetString(cell))}.");
        else
            AddAt(place, own, findings);
        return node;
    }

    /// <summary>Appends the rows of lists and the annotations that cells hold.</summary>
    private List<ParagraphAnnotation> AppendInner(List<SourceEntry> cells, DocumentBatch batch, DiagnosticList findings)
    {
        var annotations = new List<ParagraphAnnotation>();
        foreach (var cell in cells)
        {
            var own = new DiagnosticList();
            var one = TreeDocuments.AppendInner(new SourceMap(cell.KeyLocation, [cell]), context.Plan, batch, own);
            annotations.AddRange(one.Select(a => a with { Location = cell.KeyLocation }));
            AddAt(cell.KeyLocation, own, findings);
        }
        return annotations;
    }

    /// <summary>
    /// Adds findings about what is in a cell: the file has their place in the cell escaped, so the cell's own stands for it.
    /// </summary>
    private static void AddAt(Location place, DiagnosticList own, DiagnosticList findings)
    {
        foreach (var finding in own.Kept)
            findings.Add(finding with { Location = place });
    }
}
