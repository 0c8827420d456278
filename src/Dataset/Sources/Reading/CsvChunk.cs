using System.Text;
using System.Text.Unicode;
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
    private readonly CellForms forms = context.Dialect.Forms;
    private readonly UnlistedFaults faults = new();

    // Curated columns that the header leaves out, as it may.
    private readonly PlannedKey[] absent = [.. context.Plan.Keys.Where(k => k.Role == KeyRole.Column && !header.Cells.Contains(k))];

    /// <summary>The place in the file of the current record, from 1, the header not counted.</summary>
    private long number = piece.FirstRecord - (context.Dialect.HasHeader ? 1 : 0);

    // Once for all: only where something is wrong is each record looked at by itself.
    private readonly bool isUtf8 = Utf8.IsValid(piece.Span);

    public override long SizeInBytes => piece.Length;

    internal override DocumentBatch BindDocuments(DiagnosticList findings)
    {
        var locator = new CsvLocator(context, header, piece);
        var batch = context.CreateDocuments(locator, piece);
        locator.Documents = batch;
        var lines = new PositionTracker(context.DisplayPath, piece.LineInRange);
        using var records = new CsvRecords(piece.Memory, context.Dialect);
        while (TryNext(records, locator, findings, out var start))
        {
            locator.Add(start);
            var inner = AppendCells(records, start, batch.Documents, batch, locator, findings);
            var annotations = inner is null ? [] : AppendInner(inner, batch, findings);
            batch.EndDocument(new DocumentOrigin(context.Path.Value, lines.At(piece.Span, start).Line), annotations);
        }
        return batch;
    }

    internal override RecordBatch BindRecords(DiagnosticList findings)
    {
        var locator = new CsvLocator(context, header, piece);
        var rows = Table.Schema.CreateBatch();
        using var records = new CsvRecords(piece.Memory, context.Dialect);
        while (TryNext(records, locator, findings, out var start))
        {
            locator.Add(start);
            AppendCells(records, start, rows, null, locator, findings);
            context.EndRecord(rows, number);
        }
        return new RecordBatch { Rows = rows, Locator = locator, Source = piece };
    }

    /// <summary>Goes to the next record that has a cell for each column and is UTF-8.</summary>
    private bool TryNext(CsvRecords records, CsvLocator locator, DiagnosticList findings, out int start)
    {
        (int Offset, string Message)? problem;
        while (records.TryRead(out problem))
        {
            start = records.Start;
            number++;
            if (start == 0 && hasHeader)
                continue;
            if (IsReadable(records, start, locator, findings))
                return true;
            context.LeaveOut();
        }
        start = 0;
        if (problem is not { } found)
            return false;
        context.LeaveOut();
        // Where records end was made sure of before; this is the library's own judgement of what is within.
        findings.Add(Rules.CsvIsWellFormed, locator.PlaceOf(found.Offset, -1), $"Expected CSV as in RFC 4180; {found.Message}");
        return false;
    }

    /// <summary>Whether the record has a cell for each column and is UTF-8.</summary>
    private bool IsReadable(CsvRecords records, int start, CsvLocator locator, DiagnosticList findings)
    {
        if (HasItsCells(records))
            return isUtf8 || SourceEncoding.IsUtf8(
                records.Raw, context.DisplayPath, locator.PlaceOf(start, -1).Line, piece.FirstByte + start, findings,
                isDelimited: true);
        var found = records.IsBlank ? "a blank line" : $"{records.CellCount}";
        findings.Add(
            Rules.CsvRowIsComplete, locator.PlaceOf(start, -1),
            $"Expected {Printable.Count(header.Cells.Count, "cell")}, found {found}."
            + (records.Raw.StartsWith("#"u8)
                ? " Where such a line is a comment, write csv: {comment: \"#\"} for the table in dataset.yaml."
                : ""));
        return false;
    }

    private bool HasItsCells(CsvRecords records)
    {
        if (records.CellCount == header.Cells.Count)
            return records.CellCount > 1 || !records.IsBlank;
        if (!context.Dialect.IsRagged || records.IsBlank)
            return false;
        for (var i = header.Cells.Count; i < records.CellCount; i++)
            if (!records[i].IsEmpty)
                return false;
        return true;
    }

    /// <summary>Appends the row; gives the cells that hold records of their own, or null where there are none.</summary>
    private List<SourceEntry>? AppendCells(
        CsvRecords records, int start, TableBatch rows, DocumentBatch? batch, CsvLocator locator, DiagnosticList findings)
    {
        List<SourceEntry>? inner = null;
        for (var i = 0; i < header.Cells.Count; i++)
        {
            var key = header.Cells[i];
            var cell = records.CellOf(i);
            switch (key.Role)
            {
                case KeyRole.DocumentText when !cell.IsEmpty: batch!.Contents.AppendUtf8(cell); break;
                case KeyRole.DocumentText or KeyRole.DocumentKey:
                    var buffer = key.Role == KeyRole.DocumentKey ? batch!.Keys : batch!.Contents;
                    if (!TryAppendScalar(key, cell, buffer, start, i, locator, findings))
                        buffer.AppendNull();
                    break;
                case KeyRole.Column:
                    var column = rows.Columns[key.Index];
                    if (!key.IsRequired && forms.IsNull(cell))
                        column.AppendNull();
                    else if (!TryAppend(key, cell, column, start, i, locator, findings))
                        rows.Refuse(key.Index, column.RowCount - 1);
                    break;
                case KeyRole.Passed:
                    if (!forms.IsNull(cell))
                        ReportNameless(cell, start, i, locator, findings);
                    break;
                default:
                    if (cell.IsEmpty)
                        break;
                    if (ReadJson(key, cell, start, i, locator, findings) is { } node)
                        (inner ??= []).Add(new SourceEntry(key.Name, locator.PlaceOf(start, i), node));
                    else
                        batch!.LacksListRows = true;
                    break;
            }
        }
        foreach (var key in absent)
            rows.Columns[key.Index].AppendNull();
        return inner;
    }

    /// <summary>Appends a value, with null in the place of what could not be taken; whether all of it was.</summary>
    private bool TryAppend(
        PlannedKey key, ReadOnlySpan<byte> cell, Column column, int start, int index, CsvLocator locator, DiagnosticList findings)
    {
        if (column is not ListColumn list || forms.IsNull(cell))
        {
            if (forms.IsNull(cell) ? ReportEmpty(key, start, index, locator, findings)
                : TryAppendScalar(key, cell, (ScalarColumn)column, start, index, locator, findings))
                return true;
            column.AppendNull();
            return false;
        }
        var rows = column.RowCount;
        faults.Clear();
        if (JsonRecords.TryAppendList(cell, list, key.Column!.ItemsNullable, findings.IsFull ? faults : null, out var isWhole)
            && TryCount(start, locator, findings))
            return isWhole;
        column.TruncateRows(rows);
        if (cell.Length <= CellCauses.LongestWordForNull && Encoding.UTF8.GetString(cell) is not "null" and var word
            && CellCauses.MayMeanNull(word))
        {
            ReportOnce(CellCauses.OfNull(word, null, forms), key.InFindings, cell, start, index, locator, findings);
            column.AppendNull();
            return false;
        }
        if (IsBrokenAndCounted(cell, start, locator, findings) || ReadJson(key, cell, start, index, locator, findings) is not { } node)
        {
            column.AppendNull();
            return false;
        }
        var place = locator.PlaceOf(start, index);
        var own = DiagnosticList.WithoutPlace();
        var isTaken = TreeValues.Append(key, new SourceMap(place, [new SourceEntry(key.Name, place, node)]), context.Plan, column, own);
        findings.AddRangeAt(place, own);
        return isTaken;
    }

    private bool TryAppendScalar(
        PlannedKey key, ReadOnlySpan<byte> cell, ScalarColumn column, int start, int index, CsvLocator locator, DiagnosticList findings)
    {
        if (cell.IsEmpty)
            return ReportEmpty(key, start, index, locator, findings);
        var fault = forms.Append(cell, column);
        if (fault != ValueFault.None)
            return Report(fault, key.Column!.Layout, cell, start, index, locator, findings);
        if (column is TextColumn && !forms.HasNulls && CellCauses.IsWordForNull(cell))
            ReportOnce(CellCauses.OfText(Encoding.UTF8.GetString(cell)), key.InFindings, cell, start, index, locator, findings);
        return true;
    }

    /// <summary>Says what is wrong with a cell, or counts it; whether its value was taken.</summary>
    private bool Report(
        ValueFault fault, ColumnLayout layout, ReadOnlySpan<byte> cell, int start, int index, CsvLocator locator, DiagnosticList findings)
    {
        if (fault == ValueFault.Form && CellCauses.Of(Encoding.UTF8.GetString(cell), layout, forms) is { } cause)
        {
            ReportOnce(cause, layout.Name, cell, start, index, locator, findings);
            return false;
        }
        faults.Clear();
        if (findings.IsFull)
            faults.Add(fault, layout, cell);
        if (faults.IsEmpty || !TryCount(start, locator, findings))
            Report(fault, layout, Encoding.UTF8.GetString(cell), locator.PlaceOf(start, index), findings);
        return fault == ValueFault.Unseen;
    }

    /// <summary>Says why many cells are no values, unless an earlier record has said it.</summary>
    private static void ReportOnce(
        CellCause cause, string name, ReadOnlySpan<byte> cell, int start, int index, CsvLocator locator, DiagnosticList findings)
    {
        if (findings.WantsOnce(cause.Rule, locator.PlaceOf(start, -1), cause.Subject))
        {
            var message = cause.Message(Printable.Quoted(name), Printable.Quoted(Encoding.UTF8.GetString(cell)));
            findings.AddOnce(cause.Rule, locator.PlaceOf(start, index), cause.Subject, () => message);
        }
    }

    private void Report(ValueFault fault, ColumnLayout layout, string text, Location place, DiagnosticList findings) =>
        ValueFaults.Report(fault, layout, text, () => Printable.Quoted(text), place, findings, CellCauses.Expected(layout.Type, forms));

    /// <summary>Whether none of the faults, if there are any, may be listed; they are counted then.</summary>
    private bool TryCount(int start, CsvLocator locator, DiagnosticList findings) =>
        faults.IsEmpty || faults.TryCount(findings, locator.PlaceOf(start, -1));

    /// <summary>Says that a cell may not be empty, where it may not; nothing is taken from it: false.</summary>
    private bool ReportEmpty(PlannedKey key, int start, int index, CsvLocator locator, DiagnosticList findings)
    {
        faults.Clear();
        if (!key.IsRequired)
            return false;
        faults.Add(Rules.ValueIsThere, key.Column!.Layout.Name);
        if (!findings.IsFull || !TryCount(start, locator, findings))
            ReportEmpty(key.Column.Layout, locator.PlaceOf(start, index), findings);
        return false;
    }

    /// <summary>Says that a value is in a column without a name, or counts it.</summary>
    private void ReportNameless(ReadOnlySpan<byte> cell, int start, int index, CsvLocator locator, DiagnosticList findings)
    {
        faults.Clear();
        faults.Add(Rules.ColumnWithoutNameDeclared);
        if (!findings.IsFull || !TryCount(start, locator, findings))
            findings.Add(
                Rules.ColumnWithoutNameDeclared, locator.PlaceOf(start, index),
                $"{CsvHeader.ExpectedNone}{Printable.Quoted(Encoding.UTF8.GetString(cell))}.{CsvHeader.NameTheColumn}");
    }

    private static void ReportEmpty(ColumnLayout layout, Location place, DiagnosticList findings) => findings.Add(
        Rules.ValueIsThere, place,
        () => $"Expected {(layout.IsList ? "the JSON text of a list" : layout.Type.InSources)} in {Printable.Quoted(layout.Name)}, "
            + "found an empty cell.",
        layout.Name);

    /// <summary>Whether a cell is not JSON and that need not be explained; it is counted then.</summary>
    private bool IsBrokenAndCounted(ReadOnlySpan<byte> cell, int start, CsvLocator locator, DiagnosticList findings)
    {
        if (!findings.IsFull || JsonTree.BrokenInLine(cell).Count == 0)
            return false;
        faults.Clear();
        faults.Add(Rules.ValueHasType);
        return TryCount(start, locator, findings);
    }

    /// <summary>The cell's JSON, or null with a finding.</summary>
    private static SourceNode? ReadJson(
        PlannedKey key, ReadOnlySpan<byte> cell, int start, int index, CsvLocator locator, DiagnosticList findings)
    {
        var own = DiagnosticList.WithoutPlace();
        var place = locator.PlaceOf(start, index);
        var node = JsonTree.ReadLine(cell, place.Path, place.Line, 0, own);
        if (node is null)
            findings.Add(
                Rules.ValueHasType, place,
                $"Expected the JSON text of a list in {Printable.Quoted(key.InFindings)}, found "
                    + $"{Printable.Quoted(Encoding.UTF8.GetString(cell))}.");
        else
            findings.AddRangeAt(place, own);
        return node;
    }

    /// <summary>Appends the rows of lists and the annotations that cells hold.</summary>
    private List<ParagraphAnnotation> AppendInner(List<SourceEntry> cells, DocumentBatch batch, DiagnosticList findings)
    {
        var annotations = new List<ParagraphAnnotation>();
        foreach (var cell in cells)
        {
            var own = DiagnosticList.WithoutPlace();
            var one = TreeDocuments.AppendInner(new SourceMap(cell.KeyLocation, [cell]), context.Plan, batch, own);
            annotations.AddRange(one.Select(a => a with { Location = cell.KeyLocation }));
            findings.AddRangeAt(cell.KeyLocation, own);
        }
        return annotations;
    }
}
