using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.Guided;
using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Verification;

/// <summary>
/// Checks the files of one part of a table: that they hold the same rows in all formats, which are checked by themselves once.
/// </summary>
/// <remarks>
/// Sound files are proven alike by <see cref="GuidedPart"/>, which is cheaper. Where it can't go on, the files are read side by side from
/// the start: the strict JSON Lines reader drives, the other formats are checked against it, and so the findings do not depend on how far
/// the proof came.
/// </remarks>
/// <param name="files">The release.</param>
/// <param name="part">The part.</param>
/// <param name="schema">The table.</param>
/// <param name="progress">Told of rows that are done with.</param>
/// <param name="isThere">Whether a file is there to be read; null where the files alone say so.</param>
/// <param name="isGuided">False to read the files side by side in any case.</param>
/// <param name="work">The threads.</param>
internal sealed class PartCheck(
    ReleaseFiles files, ManifestPart part, TableSchema schema, VerifyProgress progress, Func<RelativePath, bool>? isThere, bool isGuided,
    WorkQueue work)
{
    /// <summary>From so many bytes on the files are read ahead on several threads.</summary>
    private const long WorthThreads = 1 << 20;

    private readonly long size = part.Files.Sum(p => files.Find(p)?.SizeInBytes ?? 0);

    /// <summary>
    /// More rows than there can be: each is a line of the JSON Lines, in which every column has its name and a value. A file that has a few
    /// rows too many is still read, to name them.
    /// </summary>
    private long MostRows =>
        (files.Find(part.Files[0])?.SizeInBytes ?? 0) / schema.Columns.Sum(c => c.Name.Length + "\"\":0,".Length)
            + FormatComparison.MaximumDifferences;

    /// <summary>Rows that were checked: those of the JSON Lines, each once.</summary>
    private long checkedRows;

    /// <summary>Rows of the JSON Lines.</summary>
    public long RowCount { get; private set; }

    /// <summary>Whether the JSON Lines are there and could be read to their end.</summary>
    public bool IsWhole { get; private set; }

    /// <param name="check">Checks rows of the JSON Lines by themselves.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public void Run(Action<TableBatch, JsonLinesPlaces> check, DiagnosticList findings)
    {
        var places = new JsonLinesPlaces(files.Display(part.Files[0]));
        void CheckOnce(TableBatch rows, long rowsBefore)
        {
            var known = (int)Math.Clamp(checkedRows - rowsBefore, 0, rows.RowCount);
            if (known == rows.RowCount)
                return;
            using var rest = known == 0 ? null : schema.CreateBatch();
            rest?.AppendRows(rows, known, rows.RowCount - known);
            places.RowsBefore = rowsBefore + known;
            check(rest ?? rows, places);
            checkedRows = rowsBefore + rows.RowCount;
            progress.Add(rows.RowCount - known, part.RowCount, size);
        }
        if (isGuided && part.Files.All(IsThere) && new GuidedPart(files, part, schema, Open).Prove(CheckOnce))
        {
            (IsWhole, RowCount) = (true, checkedRows);
            foreach (var path in part.Files)
                CheckCount(path, RowCount, findings);
        }
        else
        {
            ReadSideBySide(CheckOnce, findings);
        }
    }

    private void ReadSideBySide(Action<TableBatch, long> check, DiagnosticList findings)
    {
        var (jsonLines, against) = (part.Files[0], part.Files[0].Value);
        var comparisons = new List<(FormatComparison Comparison, RelativePath Path)>();
        try
        {
            foreach (var (format, path) in TableFormats.All.Zip(part.Files).Skip(1))
                if (IsThere(path))
                    comparisons.Add((new(schema, Open(format, path), files.Display(path), against, findings), path));
            using var rows = !IsThere(jsonLines) ? null : Open(TableFormats.JsonLines, jsonLines);
            while (rows?.TryAdvance() ?? false)
            {
                check(rows.Slice!, rows.RowsBefore);
                foreach (var (comparison, _) in comparisons)
                    comparison.Compare(rows.Slice!, rows.RowsBefore);
            }
            IsWhole = rows is { Fault: null };
            RowCount = rows?.RowsBefore ?? 0;
            if (rows?.Fault is { } fault)
                findings.AddFault(fault.ToDiagnostic());
            else if (rows is not null)
                CheckCount(jsonLines, RowCount, findings);
            foreach (var (comparison, path) in comparisons)
            {
                comparison.Finish(IsWhole);
                if (comparison.IsWhole)
                    CheckCount(path, comparison.RowCount, findings);
            }
        }
        finally
        {
            foreach (var (comparison, _) in comparisons)
                comparison.Dispose();
        }
    }

    private bool IsThere(RelativePath path) => isThere?.Invoke(path) ?? files.Find(path) is not null;

    private SliceReader Open(ITableFormat format, RelativePath path)
    {
        var ahead = size >= WorthThreads ? work : null;
        return new(
            () => format.OpenReader(files.Open(path), files.Display(path), schema, ahead, MostRows), schema, ahead, work.Cancellation);
    }

    private void CheckCount(RelativePath path, long found, DiagnosticList findings)
    {
        if (found != part.RowCount)
            findings.Add(
                Rules.TableRowCount, new(files.Display(path)),
                FormattableString.Invariant(
                    $"Expected {Printable.Count(part.RowCount, "row")}, as {ReleaseLayout.Manifest} says, found {found}."));
    }
}

/// <summary>
/// Checks that rows are in strictly ascending order of the primary key, from one slice and one part to the next; so no key occurs
/// twice either, and nothing needs to be remembered but the last row.
/// </summary>
internal sealed class KeyOrderCheck(TableSchema schema) : IDisposable
{
    private readonly RowOrder order = new(schema.PrimaryKey);
    private readonly TableBatch last = schema.CreateBatch();

    /// <summary>Checks the next rows.</summary>
    public void Add(TableBatch rows, JsonLinesPlaces places, DiagnosticList findings)
    {
        if (rows.RowCount == 0)
            return;
        if (last.RowCount > 0)
            Check(last, 0, rows, 0, places, findings);
        for (var row = 1; row < rows.RowCount; row++)
            Check(rows, row - 1, rows, row, places, findings);
        last.Clear();
        last.AppendRows(rows, rows.RowCount - 1, 1);
    }

    public void Dispose() => last.Dispose();

    private void Check(TableBatch before, int beforeRow, TableBatch rows, int row, JsonLinesPlaces places, DiagnosticList findings)
    {
        if (order.HasNullKey(before, beforeRow) || order.HasNullKey(rows, row))
            return;
        var ordering = order.Compare(before, beforeRow, rows, row);
        if (ordering >= 0)
            findings.Add(
                Rules.ReleaseRowsInOrder, places.Locate(schema.Name, row, null),
                () => $"Expected a key after that of the previous row, {RowText.KeyOf(schema, before, beforeRow)}, found "
                    + $"{(ordering == 0 ? "the same key again" : RowText.KeyOf(schema, rows, row))}.");
    }
}

/// <summary>
/// Proves the files of one part of a table alike without decoding its text formats: the rows of its Parquet file guide a walk over the
/// others. It finds nothing wrong: where it can't go on, its plain twin, <see cref="PartCheck"/>, reads the
/// files by themselves and tells why.
/// </summary>
/// <remarks>
/// The Parquet reader is strict and gives valid UTF-8, and what is accepted of a text is what its strict reader reads as the same row. So
/// the rows that were proven are those that the JSON Lines reader would have given.
/// </remarks>
/// <param name="files">The release.</param>
/// <param name="part">The part.</param>
/// <param name="schema">The table.</param>
/// <param name="open">Reads a file of the part slice by slice.</param>
internal sealed class GuidedPart(
    ReleaseFiles files, ManifestPart part, TableSchema schema, Func<ITableFormat, RelativePath, SliceReader> open)
{
    /// <summary>Rows that are the same at the beginning of every file.</summary>
    public long RowCount { get; private set; }

    /// <summary>Goes over the files.</summary>
    /// <param name="take">Takes rows that are proven, which are its own only until it returns, and how many came before them.</param>
    /// <returns>Whether the files are alike from the first byte to the last.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public bool Prove(Action<TableBatch, long> take)
    {
        if (part.Files.Any(p => files.Find(p) is null))
            return false;
        var texts = new List<GuidedText>();
        var byFormat = TableFormats.All.Zip(part.Files).ToArray();
        var (driver, driverPath) = byFormat.Single(f => f.First is not ITextFormat);
        using var rows = open(driver, driverPath);
        try
        {
            foreach (var (format, path) in byFormat)
                if (format is ITextFormat text)
                    texts.Add(text.OpenGuided(files.Open(path), schema));
            while (rows.TryAdvance())
            {
                var slice = rows.Slice!;
                var (count, alike) = (slice.RowCount, texts.Min(t => t.Accept(slice)));
                slice.TruncateRows(alike);
                RowCount += alike;
                if (alike > 0)
                    take(slice, RowCount - alike);
                if (alike < count)
                    return false;
            }
            return rows.Fault is null && texts.TrueForAll(t => t.IsAtEnd);
        }
        catch (MalformedTableException)
        {
            // A file was exchanged after it was listed; the reader of the files side by side reports it.
            return false;
        }
        finally
        {
            foreach (var text in texts)
                text.Dispose();
        }
    }
}
