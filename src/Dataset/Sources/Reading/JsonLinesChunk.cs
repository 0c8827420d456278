using System.Text.Unicode;
using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Sources.Binding;
using Dataset.Syntax;
using Dataset.Tables;

namespace Dataset.Sources.Reading;

/// <summary>Some lines of JSON Lines.</summary>
internal sealed class JsonLinesChunk(SourceContext context, RecordPiece piece) : SourceChunk(context.Table)
{
    private readonly UnlistedFaults faults = new();

    public override long SizeInBytes => piece.Length;

    internal override DocumentBatch BindDocuments(DiagnosticList findings)
    {
        var locator = new LineLocator(context, piece);
        var batch = context.CreateDocuments(locator, piece);
        locator.Documents = batch;
        var path = context.Path.Value;
        foreach (var line in new Lines(piece))
        {
            if (!line.IsUtf8 || !JsonRecords.TryAppend(line.Span, context.Plan, batch, Counting(findings)) || !TryCount(line, findings))
            {
                batch.AbandonDocument();
                if (ReadAgain(line, findings) is not { } record)
                    continue;
                locator.Add(line.Index, line.Start, line.Span.Length);
                batch.EndDocument(
                    new DocumentOrigin(path, piece.LineInRange + line.Index), TreeDocuments.Append(record, context.Plan, batch, findings));
                continue;
            }
            locator.Add(line.Index, line.Start, line.Span.Length);
            batch.EndDocument(new DocumentOrigin(path, piece.LineInRange + line.Index), []);
        }
        return batch;
    }

    internal override RecordBatch BindRecords(DiagnosticList findings)
    {
        var locator = new LineLocator(context, piece);
        var rows = Table.Schema.CreateBatch();
        foreach (var line in new Lines(piece))
        {
            var complete = rows.RowCount;
            if (!line.IsUtf8 || !JsonRecords.TryAppend(line.Span, context.Plan, rows, Counting(findings)) || !TryCount(line, findings))
            {
                rows.TruncateRows(complete);
                if (ReadAgain(line, findings) is not { } record)
                    continue;
                TreeRecords.Append(record, context.Plan, rows, findings);
            }
            context.EndRecord(rows, piece.FirstRecord + line.Index + 1);
            locator.Add(line.Index, line.Start, line.Span.Length);
        }
        return new RecordBatch { Rows = rows, Locator = locator, Source = piece };
    }

    /// <summary>Takes the faults of a line once a report has no room for all, so that most need no explanation; else null.</summary>
    private UnlistedFaults? Counting(DiagnosticList findings)
    {
        if (!findings.IsFull)
            return null;
        faults.Clear();
        return faults;
    }

    /// <summary>Whether the line has no fault that may be listed; those that it has are counted.</summary>
    private bool TryCount(in Line line, DiagnosticList findings) => faults.IsEmpty
        || faults.TryCount(findings, new Location(context.DisplayPath, piece.FirstLine + line.Index));

    /// <summary>The line by the way that explains; null, with findings, where it is not a mapping.</summary>
    private SourceMap? ReadAgain(in Line line, DiagnosticList findings)
    {
        if (line.Span.IndexOfAnyExcept(" \t\r"u8) < 0)
        {
            findings.Add(
                Rules.NoBlankLines, new Location(context.DisplayPath, piece.FirstLine + line.Index),
                "Expected a JSON object on each line, found a blank line.");
            return null;
        }
        if (!IsBrokenAndCounted(line, findings)
            && JsonTree.ReadLine(
                line.Span, context.DisplayPath, piece.FirstLine + line.Index, piece.FirstByte + line.Start, findings,
                context.IsOfRows) is { } node
            && TreeRecords.AsMap(node, "a record", findings) is { } record)
            return record;
        context.LeaveOut();
        return null;
    }

    /// <summary>Whether the line is malformed and what is wrong with it need not be explained; it is counted then.</summary>
    private bool IsBrokenAndCounted(in Line line, DiagnosticList findings)
    {
        if (Counting(findings) is null || !line.IsUtf8)
            return false;
        foreach (var rule in JsonTree.BrokenInLine(line.Span))
            faults.Add(rule);
        return !faults.IsEmpty && TryCount(line, findings);
    }

    /// <summary>A line without its end.</summary>
    private readonly ref struct Line(ReadOnlySpan<byte> span, int start, int index)
    {
        public ReadOnlySpan<byte> Span { get; } = span;

        /// <summary>Where it begins in the piece.</summary>
        public int Start { get; } = start;

        /// <summary>Lines of the piece before it.</summary>
        public int Index { get; } = index;

        public bool IsUtf8 => Utf8.IsValid(Span);
    }

    /// <summary>The lines of a piece.</summary>
    private ref struct Lines(RecordPiece piece)
    {
        private readonly ReadOnlySpan<byte> all = piece.Span;
        private int next;
        private int start;
        private int index = -1;

        public readonly Lines GetEnumerator() => this;

        public readonly Line Current
        {
            get
            {
                var line = all[start..next];
                return new(line.TrimEnd((byte)'\n').TrimEnd((byte)'\r'), start, index);
            }
        }

        public bool MoveNext()
        {
            if (next == all.Length)
                return false;
            start = next;
            var end = all[start..].IndexOf((byte)'\n');
            next = end < 0 ? all.Length : start + end + 1;
            index++;
            return true;
        }
    }
}

/// <summary>Finds values in lines of JSON, which it reads again when it is asked.</summary>
internal sealed class LineLocator(SourceContext context, RecordPiece piece) : MapLocator(context), ISourceLocator
{
    private readonly List<(int LineInPiece, int Start, int Length)> rows = [];
    private (int Row, SourceMap? Record) last = (-1, null);

    /// <summary>Adds the line of the next row.</summary>
    /// <param name="lineInPiece">Lines of the piece before it.</param>
    /// <param name="start">Where it begins in the piece.</param>
    /// <param name="length">In bytes, without its end.</param>
    public void Add(int lineInPiece, int start, int length) => rows.Add((lineInPiece, start, length));

    public Location LocateRecord(string table, int row, string? column)
    {
        var list = 0;
        while (list < Context.Table.Lists.Count && Context.Table.Lists[list].Name != table)
            list++;
        return PlaceOf(list < Context.Table.Lists.Count ? Documents!.DocumentOf(list, row) : row);
    }

    public override Location LocateText(int document) =>
        PlaceIn(RecordOf(document), Context.Table.Schema.ColumnOf(Derivation.DocumentText)?.Name, -1)
            ?? PlaceOf(document);

    protected override SourceMap? RecordOf(int row)
    {
        if (last.Row != row)
        {
            if (piece.IsGone)
                return null;
            var (line, start, length) = rows[row];
            last = (row,
                JsonTree.ReadLine(
                    piece.Span.Slice(start, length), Context.DisplayPath, piece.FirstLine + line, piece.FirstByte + start,
                    new DiagnosticList(), Context.IsOfRows) as SourceMap);
        }
        return last.Record;
    }

    protected override Location PlaceOf(int row) =>
        new(Context.DisplayPath, piece.FirstLine + rows[row].LineInPiece, Context.IsOfRows ? 0 : 1);
}
