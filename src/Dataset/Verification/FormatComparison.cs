using Dataset.Diagnostics;
using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Verification;

/// <summary>
/// Holds a file of a table against the JSON Lines of the same part, column by column over runs of rows. Where they differ, keys tell
/// whether a value is another or a row is missing or too many, so that one row too few is one finding and not one for each row after it.
/// </summary>
/// <remarks>
/// This proves promise 3 (each format, read back and written as JSON Lines, gives byte for byte the <c>.jsonl</c> file) without writing
/// anything: writing is a function of the columns, and the JSON Lines reader takes no other form of a row than the one that is
/// written. So the bytes of the <c>.jsonl</c> file are those that its columns are written as, and columns that are equal to
/// them are written as the same bytes.
/// </remarks>
internal sealed class FormatComparison : IDisposable
{
    /// <summary>The most rows of a file that findings name; after them it is only read, no longer compared.</summary>
    public const int MaximumDifferences = 1000;

    private readonly TableSchema schema;
    private readonly RowOrder order;
    private readonly SliceReader file;
    private readonly Location location;
    private readonly string against;
    private readonly DiagnosticList findings;
    private readonly string? secondReader;
    private int position;
    private int differences;
    private bool isExhausted;

    /// <param name="schema">The table.</param>
    /// <param name="file">The file that is compared; disposed of with this.</param>
    /// <param name="path">The file in findings.</param>
    /// <param name="against">The path of the JSON Lines in messages.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <param name="secondReader">The library of others that reads the file for a second opinion; null for a reader of this
    /// project.</param>
    public FormatComparison(
        TableSchema schema, SliceReader file, string path, string against, DiagnosticList findings, string? secondReader = null)
    {
        (this.schema, this.file, this.against, this.findings, this.secondReader) = (schema, file, against, findings, secondReader);
        location = new(path);
        order = new(schema.PrimaryKey);
    }

    /// <summary>Rows that were read, once <see cref="Finish"/> has been called.</summary>
    public long RowCount { get; private set; }

    /// <summary>Whether the file could be read to its end, once <see cref="Finish"/> has been called.</summary>
    public bool IsWhole => file.Fault is null;

    private bool IsComparing => differences < MaximumDifferences && !isExhausted;

    /// <summary>Compares the next rows of the JSON Lines.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="rowsBefore">Rows of the JSON Lines before them.</param>
    public void Compare(TableBatch rows, long rowsBefore)
    {
        for (var at = 0; at < rows.RowCount && IsComparing;)
        {
            if (Remaining == 0 && !Advance())
            {
                isExhausted = true;
                if (file.Fault is null)
                    Differ(
                        Rules.FormatsHaveSameRows,
                        $"Expected the row {RowText.KeyOf(schema, rows, at)}, {Line(rowsBefore, at)}, found the end of the file.");
                return;
            }
            var count = Math.Min(rows.RowCount - at, Remaining);
            var same = EqualRows(rows, at, count);
            (at, position) = (at + same, position + same);
            if (same < count)
                at += Explain(rows, at, rowsBefore);
        }
    }

    /// <summary>Ends the comparison: reads what is left of the file.</summary>
    /// <param name="isAfterAllRows">Whether all rows of the JSON Lines were compared, so that what is left is too many.</param>
    public void Finish(bool isAfterAllRows)
    {
        if (isAfterAllRows && IsComparing && (Remaining > 0 || Advance()))
            Differ(
                Rules.FormatsHaveSameRows,
                $"Expected the end of the file, as {against} ends there, found the row {RowText.KeyOf(schema, file.Slice!, position)}.");
        while (Advance())
        {
        }
        RowCount = file.RowsBefore;
        if (file.Fault is { } fault)
            findings.AddFault(fault.ToDiagnostic());
    }

    public void Dispose() => file.Dispose();

    private int Remaining => (file.Slice?.RowCount ?? 0) - position;

    private bool Advance()
    {
        position = 0;
        return file.TryAdvance();
    }

    /// <summary>How many rows are the same in every column, from the start of the run on.</summary>
    private int EqualRows(TableBatch rows, int at, int count)
    {
        for (var i = 0; i < rows.Columns.Count && count > 0; i++)
        {
            var difference = rows.Columns[i].FirstDifference(at, file.Slice!.Columns[i], position, count);
            if (difference >= 0)
                count = difference;
        }
        return count;
    }

    /// <summary>Names what differs in the row that comes next, and steps over it in the file.</summary>
    /// <returns>How many rows of the JSON Lines are done with: 1, or 0 where the file has a row too many.</returns>
    private int Explain(TableBatch rows, int at, long rowsBefore)
    {
        var other = file.Slice!;
        var ordering = order.Compare(rows, at, other, position);
        if (ordering < 0)
        {
            Differ(
                Rules.FormatsHaveSameRows,
                $"Expected the row {RowText.KeyOf(schema, rows, at)}, {Line(rowsBefore, at)}, found none: the row "
                    + $"{RowText.KeyOf(schema, other, position)} is there.");
            return 1;
        }
        if (ordering > 0)
        {
            Differ(
                Rules.FormatsHaveSameRows,
                $"Expected only rows that {against} has, found the row {RowText.KeyOf(schema, other, position)} before the row "
                    + $"{RowText.KeyOf(schema, rows, at)}.");
            position++;
            return 0;
        }
        var key = RowText.KeyOf(schema, rows, at);
        for (var i = 0; i < rows.Columns.Count; i++)
        {
            if (rows.Columns[i].AreEqual(at, other.Columns[i], position, 1))
                continue;
            var (expected, found) = RowText.Differing(rows.Columns[i], at, other.Columns[i], position);
            Differ(
                Rules.FormatsAgree,
                $"Expected {expected} in column {schema.Columns[i].Name} of table {schema.Name}, row {key}, {Line(rowsBefore, at)}, found "
                    + $"{found}.");
        }
        position++;
        return 1;
    }

    private string Line(long rowsBefore, int at) => FormattableString.Invariant($"as in {against}({rowsBefore + at + 1})");

    private void Differ(Rule rule, string message)
    {
        if (++differences == MaximumDifferences)
            message += FormattableString.Invariant($" These are {MaximumDifferences} differences; the rest of the file was not compared.");
        if (differences > MaximumDifferences)
            return;
        if (secondReader is null)
            findings.Add(rule, location, message);
        else
            findings.Add(
                Rules.SecondOpinionDiffers, location,
                $"{message} What was expected is what the reader of this tool gives; {secondReader} gives the other.");
    }
}
