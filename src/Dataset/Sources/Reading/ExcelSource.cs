using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Sources.Binding;
using Dataset.Syntax;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Sources.Reading;

/// <summary>
/// Cuts a sheet of an Excel workbook into chunks: its first row names the columns, every other is a record, whose line is its row and whose
/// column that of the sheet.
/// </summary>
internal sealed class ExcelSource(SourceContext context, DiagnosticList findings)
{
    private const int ChunkInRows = 1_000;
    private const int ChunkInCharacters = 1 << 20;

    public IEnumerable<SourceChunk> Read()
    {
        if (WholeFile.Open(context.PathOf(context.Path), context.DisplayPath, findings) is not { } handle)
        {
            context.LeaveOut();
            yield break;
        }
        using var file = new FileWindow(handle, 0, RandomAccess.GetLength(handle), ownsFile: true);
        var digest = Digest.Of(file);
        using var sheet = ExcelSheet.Open(file, context.Table.Source.Sheet, context.DisplayPath, findings);
        if (sheet is null || ReadHeader(sheet) is not { } keys)
        {
            context.LeaveOut();
            yield break;
        }
        var (records, characters, given) = (new List<SourceMap>(), 0, 0L);
        // Rows without a cell at the end of a sheet are none; between others they are.
        var blank = new List<SourceMap>();
        while (sheet.TryReadRow(findings))
        {
            var record = ReadRecord(sheet, keys);
            if (record.Entries.All(e => e.Value is SourceScalar { Kind: ScalarKind.Null }))
            {
                blank.Add(record);
                continue;
            }
            records.AddRange(blank);
            records.Add(record);
            blank.Clear();
            characters += record.Entries.Sum(e => e.Value is SourceScalar scalar ? scalar.Text.Length : 0);
            if (records.Count < ChunkInRows && characters < ChunkInCharacters)
                continue;
            yield return new ExcelChunk(context, records, given);
            (given, records, characters) = (given + records.Count, [], 0);
        }
        if (records.Count > 0)
            yield return new ExcelChunk(context, records, given);
        if (sheet.IsWhole)
            context.Ledger.Add(context.Path, file.Length, digest);
        else
            context.LeaveOut();
    }

    private IReadOnlyList<PlannedKey>? ReadHeader(ExcelSheet sheet)
    {
        var names = new List<string>();
        var skip = context.Table.Source.Skip;
        for (var i = 0; i < skip && sheet.TryReadRow(findings); i++)
        {
        }
        if (sheet.TryReadRow(findings))
            for (var i = 0; i < sheet.CellCount; i++)
                names.Add(sheet.Read(i, asText: true) is SourceScalar scalar ? scalar.Text : "");
        else if (!sheet.IsWhole)
            return null;
        while (names.Count > 0 && names[^1].Length == 0)
            names.RemoveAt(names.Count - 1);
        if (names.Count == 0 && context.Plan.Keys.Any(k => k.IsInEveryHeader && k.Name.Length > 0))
        {
            ReportEmptyHeader(sheet, skip);
            return null;
        }
        var unnamed = context.Plan.Keys.Count(k => k.IsInEveryHeader && k.Name.Length == 0);
        while (names.Count(n => n.Length == 0) < unnamed)
            names.Add("");
        return CsvHeader.OfNames([.. names], context.Plan, new Location(context.DisplayPath, skip + 1), findings)?.Cells;
    }

    /// <summary>Says that the row of the header is empty or not there, and which one may be meant.</summary>
    private void ReportEmptyHeader(ExcelSheet sheet, int skip)
    {
        var place = new Location(context.DisplayPath, skip + 1);
        var wanted = CsvDialectHints.Names([.. context.Plan.Keys.Where(k => k.IsInEveryHeader).Select(k => k.Name)]);
        var first = skip + 1;
        while (sheet.TryReadRow(findings))
        {
            first++;
            if (!Enumerable.Range(0, sheet.CellCount).Any(i => sheet.Read(i, asText: true) is not null))
                continue;
            findings.Add(
                Rules.HeaderIsThere, place,
                $"Expected a header that names {wanted}, found an empty row. The first one with a value is row "
                    + FormattableString.Invariant($"{first}: where that is the header, write skip: {first - 1} for the table in ")
                    + "dataset.yaml.");
            return;
        }
        if (sheet.IsWhole)
            findings.Add(
                Rules.CsvHeaderNamesColumns, place,
                $"Expected a header that names {wanted}, found {(skip == 0 ? "an empty sheet" : "no row with a value from here on")}.");
    }

    private SourceMap ReadRecord(ExcelSheet sheet, IReadOnlyList<PlannedKey> keys)
    {
        var entries = new List<SourceEntry>();
        for (var i = 0; i < sheet.CellCount; i++)
        {
            if (i >= keys.Count || keys[i] is not { Role: not KeyRole.Passed } key)
            {
                if (sheet.Read(i, asText: true) is { } more)
                {
                    var isPassed = i < keys.Count;
                    findings.Add(
                        isPassed ? Rules.ColumnWithoutNameDeclared : Rules.CsvRowIsComplete, sheet.PlaceOf(i),
                        () => isPassed ? $"{CsvHeader.ExpectedNone}{more.Describe()}.{CsvHeader.NameTheColumn}"
                            : $"Expected {Printable.Count(keys.Count, "cell")}, found another, {more.Describe()}.");
                    context.LeaveOut();
                }
                continue;
            }
            if (sheet.Read(i, key.Column?.Layout is { IsList: false, Type.IsText: true }) is { } value)
                entries.Add(new(key.InRecord, sheet.PlaceOf(i), HoldsJson(key) ? ReadJson(value) : value));
            else if (key.IsRequired)
                entries.Add(new(key.InRecord, sheet.PlaceOf(i), SourceScalar.OfEmptyCell(sheet.PlaceOf(i))));
        }
        return new(sheet.PlaceOf(-1), entries);
    }

    private static bool HoldsJson(PlannedKey key) => key.Column?.Layout.IsList ?? true;

    /// <summary>A list is its JSON text in a cell, as in CSV.</summary>
    private static SourceNode ReadJson(SourceNode value)
    {
        if (value is not SourceScalar { Kind: ScalarKind.String } text)
            return value;
        var own = DiagnosticList.WithoutPlace();
        var node = JsonTree.ReadLine(System.Text.Encoding.UTF8.GetBytes(text.Text), text.Location.Path, text.Location.Line, 0, own);
        return node is null || own.HasErrors ? value : node with { Location = text.Location };
    }
}

/// <summary>Some rows of a sheet.</summary>
/// <param name="context">Of the table.</param>
/// <param name="records">The rows.</param>
/// <param name="before">Records before them.</param>
internal sealed class ExcelChunk(SourceContext context, IReadOnlyList<SourceMap> records, long before) : SourceChunk(context.Table)
{
    public override long SizeInBytes => 0;

    internal override DocumentBatch BindDocuments(DiagnosticList findings)
    {
        var locator = new TreeLocator(context, records);
        var batch = context.CreateDocuments(locator, null);
        locator.Documents = batch;
        foreach (var record in records)
            batch.EndDocument(
                new DocumentOrigin(context.Path.Value, record.Location.Line),
                TreeDocuments.Append(record, context.Plan, batch, findings));
        return batch;
    }

    internal override RecordBatch BindRecords(DiagnosticList findings)
    {
        var rows = Table.Schema.CreateBatch();
        foreach (var (index, record) in records.Index())
        {
            TreeRecords.Append(record, context.Plan, rows, findings);
            context.EndRecord(rows, before + index + 1);
        }
        return new RecordBatch { Rows = rows, Locator = new TreeLocator(context, records) };
    }
}
