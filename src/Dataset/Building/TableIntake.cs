using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Tables;

namespace Dataset.Building;

/// <summary>
/// Takes a table's rows as they come: references hold, no key occurs twice, and they are written in the order of their key. Rows that come
/// in that order are written at once. Where one does not, all of its part are sorted.
/// </summary>
internal sealed class TableIntake : IDisposable
{
    private readonly TableSchema schema;
    private readonly ReferenceCheck references;
    private readonly TableOutput? output;
    private readonly CancellationToken cancellation;
    private readonly RowOrder order;
    private readonly RowOrder orderToKey;

    /// <summary>The keys of the first and the last row of the part, in order; and the last of the parts before.</summary>
    private readonly TableBatch first;
    private readonly TableBatch last;
    private readonly TableBatch before;
    private readonly AdjacentKeys adjacent;
    private RowSorter? sorter;
    private bool isAscending = true;
    private long partStart;
    private long rowCount;

    /// <param name="schema">The table.</param>
    /// <param name="references">Of all tables.</param>
    /// <param name="output">Where the rows are written, or null where they are only checked.</param>
    /// <param name="cancellation">Stops sorting.</param>
    public TableIntake(TableSchema schema, ReferenceCheck references, TableOutput? output, CancellationToken cancellation)
    {
        (this.schema, this.references, this.output, this.cancellation) = (schema, references, output, cancellation);
        (order, orderToKey) = (new(schema.PrimaryKey), ToKey(schema.PrimaryKey));
        (first, last, before) = (KeyText.CreateBatch(schema), KeyText.CreateBatch(schema), KeyText.CreateBatch(schema));
        (Repeated, adjacent) = (new(schema), new(schema));
    }

    /// <summary>The keys of the part's first and last row; null where it has none.</summary>
    public (KeyText First, KeyText Last)? Keys => first.RowCount == 0 ? null : (KeyText.Of(first), KeyText.Of(last));

    /// <summary>Rows of parts out of order that have the key of another one, once the part is finished.</summary>
    public RepeatedKeys Repeated { get; }

    /// <summary>Rows that were taken, of all parts.</summary>
    public long RowCount => rowCount;

    /// <summary>Takes the next rows.</summary>
    /// <param name="rows">Complete rows.</param>
    /// <param name="locator">Asked only when there is a finding about these rows.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <exception cref="IOException">A file could not be written.</exception>
    public void Append(TableBatch rows, ISourceLocator locator, DiagnosticList findings)
    {
        if (rows.RowCount == 0)
            return;
        references.Add(schema, rows, locator, findings);
        var wasAscending = isAscending;
        isAscending = isAscending && Follow(rows, locator);
        if (sorter is null && isAscending && output is not null && !findings.HasErrors)
        {
            output.Append(rows);
        }
        else
        {
            // Rows that will never be published are not kept; of their keys each has to be another one.
            sorter ??= new(
                schema, output is null || findings.HasErrors, output?.Folder ?? Path.GetTempPath(),
                output?.Sorting ?? SortingLimits.Default, cancellation);
            if (wasAscending && !isAscending)
                TakeBack();
            sorter.Append(rows, rowCount);
        }
        rowCount += rows.RowCount;
    }

    /// <summary>Ends the rows of a part, and of the table: those that did not come in order are written now.</summary>
    /// <param name="findings">Tell whether anything is written; take rows with one key, where the rows came in order.</param>
    /// <returns>The last key of the parts before and the first of this one, where it does not come after it; else null.</returns>
    /// <exception cref="IOException">A file could not be written.</exception>
    public (KeyText Before, KeyText First)? Finish(DiagnosticList findings)
    {
        if (!isAscending)
            WriteSorted(findings);
        else
            adjacent.Report(findings);
        adjacent.Clear();
        sorter?.Dispose();
        (sorter, isAscending, partStart) = (null, true, rowCount);
        return first.RowCount > 0 && before.RowCount > 0 && ToKey(OfKey(first)).Compare(first, 0, before, 0) <= 0
            ? (KeyText.Of(before), KeyText.Of(first))
            : null;
    }

    /// <summary>Begins another part, once the one before is finished.</summary>
    /// <exception cref="IOException">A file could not be written.</exception>
    public void BeginPart()
    {
        output?.EndPart();
        if (last.RowCount > 0)
            Remember(before, last, 0, OfKey(last));
        first.Clear();
        last.Clear();
    }

    public void Dispose()
    {
        sorter?.Dispose();
        first.Dispose();
        last.Dispose();
        before.Dispose();
    }

    /// <summary>
    /// Whether no row that has a key comes before the one before that has one. Where their keys are the same, both are located at once. If
    /// that one came with other rows and its place was not kept, the part counts as out of order.
    /// </summary>
    private bool Follow(TableBatch rows, ISourceLocator locator)
    {
        var latest = -1;
        for (var row = 0; row < rows.RowCount; row++)
        {
            if (order.HasNullKey(rows, row))
                continue;
            var afterLatest = latest >= 0 ? order.Compare(rows, row, rows, latest)
                : last.RowCount > 0 ? orderToKey.Compare(rows, row, last, 0)
                : 1;
            if (afterLatest < 0 || (afterLatest == 0 && !adjacent.TryAdd(rows, latest, row, locator)))
                return false;
            if (first.RowCount == 0)
                Remember(first, rows, row, schema.PrimaryKey);
            latest = row;
        }
        if (latest >= 0)
        {
            Remember(last, rows, latest, schema.PrimaryKey);
            adjacent.End(latest, locator);
        }
        return true;
    }

    /// <summary>Sorts the rows of the part that are written already.</summary>
    private void TakeBack()
    {
        var number = partStart;
        output?.TakeBack(rows =>
        {
            sorter!.Append(rows, number);
            number += rows.RowCount;
        });
    }

    private void WriteSorted(DiagnosticList findings)
    {
        var (within, toKey) = (new RowOrder(sorter!.KeyColumns), ToKey(sorter.KeyColumns));
        var isWritten = output is not null && !sorter.HasKeysAlone && !findings.HasErrors;
        var number = -1L;
        first.Clear();
        last.Clear();
        foreach (var block in sorter.InOrder())
        {
            cancellation.ThrowIfCancellationRequested();
            var rows = block.Rows;
            for (var row = 0; row < rows.RowCount; row++)
            {
                if (row > 0 ? within.Compare(rows, row - 1, rows, row) == 0 : last.RowCount > 0 && toKey.Compare(rows, 0, last, 0) == 0)
                    Repeated.Add(number, block.NumberOf(row));
                number = block.NumberOf(row);
            }
            if (first.RowCount == 0)
                Remember(first, rows, 0, sorter.KeyColumns);
            Remember(last, rows, rows.RowCount - 1, sorter.KeyColumns);
            if (isWritten && Repeated.IsEmpty)
                output!.Append(rows);
        }
    }

    private static void Remember(TableBatch key, TableBatch rows, int row, IEnumerable<int> columns)
    {
        key.Clear();
        foreach (var (own, given) in key.Columns.Zip(columns))
            own.AppendRows(rows.Columns[given], row, 1);
    }

    /// <summary>The columns of a key that is kept by itself.</summary>
    private static IEnumerable<int> OfKey(TableBatch key) => Enumerable.Range(0, key.Columns.Count);

    /// <summary>The order of rows and keys.</summary>
    private static RowOrder ToKey(IEnumerable<int> columns) => new([.. columns], [.. Enumerable.Range(0, columns.Count())]);
}

/// <summary>
/// Rows of a table that have the key of another one. They are known by their number, the order in which they came: where they are in the
/// source is found by reading it once more.
/// </summary>
internal sealed class RepeatedKeys(TableSchema schema)
{
    /// <summary>The last to come goes first where there are more than a report lists.</summary>
    private readonly PriorityQueue<(long Number, long Later), long> pairs = new();
    private readonly Dictionary<long, (Location Place, string Key)> places = [];
    private long omitted;
    private long read;

    public bool IsEmpty => pairs.Count == 0;

    private string Column => schema.Columns[schema.PrimaryKey[^1]].Name;

    /// <summary>Takes two rows with one key.</summary>
    public void Add(long number, long later)
    {
        if (pairs.Count < DiagnosticList.Limit)
        {
            pairs.Enqueue((number, later), -later);
            return;
        }
        pairs.EnqueueDequeue((number, later), -later);
        omitted++;
    }

    /// <summary>Takes the places of rows, all of which come once more in their order.</summary>
    public void Locate(TableBatch rows, ISourceLocator locator)
    {
        if (read == 0)
            foreach (var (pair, _) in pairs.UnorderedItems)
                places[pair.Number] = places[pair.Later] = default;
        for (var row = 0; row < rows.RowCount; row++, read++)
            if (places.ContainsKey(read))
                places[read] = (locator.Locate(schema.Name, row, Column), RowKey.Describe(schema, rows, row));
    }

    /// <summary>Adds a finding for each row but the first with its key.</summary>
    /// <exception cref="IOException">A row did not come again: the source is another now.</exception>
    public void Report(DiagnosticList findings, string displayPath)
    {
        if (places.Values.Any(p => p.Key is null))
            throw new IOException($"{displayPath} changed while it was read; run the command again.");
        foreach (var ((number, later), _) in pairs.UnorderedItems)
            findings.Add(
                Rules.KeyStandsTwice, places[later].Place, () => Message(schema, places[later].Key, places[number].Place), Column);
        if (omitted > 0)
            findings.Count(Rules.KeyStandsTwice, Column, omitted);
    }

    public static string Message(TableSchema schema, string key, Location other) =>
        $"Expected one row of {schema.Name} with {key}, found another at {other}.";
}

/// <summary>Rows that have the key of the row before them: of rows in order these are all with the key of another.</summary>
internal sealed class AdjacentKeys(TableSchema schema)
{
    private readonly List<(Location Place, string Key, Location Other)> listed = [];
    private long omitted;

    /// <summary>The place of the last row of the rows before; null where it was not asked for.</summary>
    private Location? last;

    private string Column => schema.Columns[schema.PrimaryKey[^1]].Name;

    /// <summary>Takes a row with the key of the one before.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="earlier">The one before; -1 where it came with the rows before these.</param>
    /// <param name="later">The row.</param>
    /// <param name="locator">Of the rows.</param>
    /// <returns>False where the place of the one before is not known.</returns>
    public bool TryAdd(TableBatch rows, int earlier, int later, ISourceLocator locator)
    {
        if (listed.Count >= DiagnosticList.Limit)
        {
            omitted++;
            return true;
        }
        if (earlier < 0 && last is null)
            return false;
        var other = earlier < 0 ? last!.Value : locator.Locate(schema.Name, earlier, Column);
        listed.Add((locator.Locate(schema.Name, later, Column), RowKey.Describe(schema, rows, later), other));
        return true;
    }

    /// <summary>Ends some rows. Where keys are the same already, the last one's may come again.</summary>
    public void End(int lastRow, ISourceLocator locator) =>
        last = listed.Count is > 0 and < DiagnosticList.Limit ? locator.Locate(schema.Name, lastRow, Column) : null;

    /// <summary>Adds a finding for each of the rows.</summary>
    public void Report(DiagnosticList findings)
    {
        foreach (var (place, key, other) in listed)
            findings.Add(Rules.KeyStandsTwice, place, () => RepeatedKeys.Message(schema, key, other), Column);
        if (omitted > 0)
            findings.Count(Rules.KeyStandsTwice, Column, omitted);
    }

    public void Clear()
    {
        listed.Clear();
        (omitted, last) = (0, null);
    }
}

/// <summary>
/// Puts rows that curators write in any order into the order of their key, and still tells where each is in its source.
/// </summary>
internal static class SortedRows
{
    /// <summary>The rows in key order, equal keys in their old order; the batch itself where it is in order already.</summary>
    /// <param name="rows">The rows; where others take their place the caller still disposes of them.</param>
    /// <param name="order">The order.</param>
    /// <param name="locator">Of the rows as they are.</param>
    public static (TableBatch Rows, ISourceLocator Locator) Of(TableBatch rows, RowOrder order, ISourceLocator locator)
    {
        var isSorted = true;
        for (var row = 1; row < rows.RowCount && isSorted; row++)
            isSorted = order.Compare(rows, row - 1, rows, row) <= 0;
        if (isSorted)
            return (rows, locator);
        var places = Enumerable.Range(0, rows.RowCount).ToArray();
        Array.Sort(places, (a, b) => order.Compare(rows, a, rows, b) is var c && c != 0 ? c : a.CompareTo(b));
        var sorted = new TableBatch(rows.Columns.Select(c => c.Layout));
        foreach (var place in places)
            sorted.AppendRows(rows, place, 1);
        return (sorted, new Reordered(locator, places));
    }

    private sealed class Reordered(ISourceLocator locator, int[] places) : ISourceLocator
    {
        public Location Locate(string table, int row, string? column, int element) => locator.Locate(table, places[row], column, element);

        public Location LocateText(int document) => locator.LocateText(document);
    }
}
