using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Verification;

/// <summary>
/// The rows of a table that belong to documents, read beside those of the documents: both are in the order of the documents' keys.
/// </summary>
/// <remarks>JSON Lines are read, the quickest of the formats; that the others have the same rows is checked elsewhere.</remarks>
internal sealed class KeyedRows(ReleaseFiles files, ManifestTable table, TableSchema schema, WorkQueue work) : IDisposable
{
    /// <summary>From so many bytes on a file is read ahead.</summary>
    private const long WorthThread = 1 << 20;

    private readonly int keyColumn = schema.PrimaryKey[0];
    private SliceReader? reader;
    private int part = -1;
    private int next;

    /// <summary>Rows that <see cref="Take"/> gave and that are still looked at.</summary>
    public TableBatch Rows { get; } = schema.CreateBatch();

    public TableSchema Schema => schema;

    /// <summary>Runs of <see cref="Rows"/> that follow one another in a part: where each begins, here and there.</summary>
    private readonly List<(int First, int Part, long Row)> runs = [];

    /// <summary>Appends to <see cref="Rows"/> those of a document.</summary>
    /// <param name="key">The document's key; of those taken before none came after it.</param>
    /// <param name="most">About the most bytes of rows.</param>
    /// <param name="stray">Told the place of a row of no document: one before this document's.</param>
    /// <returns>False where there are more bytes.</returns>
    /// <exception cref="MalformedTableException">The file cannot be read any further.</exception>
    public bool Take(ReadOnlySpan<byte> key, long most, Action<Location> stray)
    {
        var first = Rows.RowCount;
        while (TryPeek(out var slice))
        {
            var keys = slice.Columns[keyColumn].AsText;
            var order = keys.Utf8At(next).SequenceCompareTo(key);
            if (order > 0)
                break;
            var end = next + 1;
            while (end < slice.RowCount && keys.Utf8At(end).SequenceEqual(keys.Utf8At(next)))
                end++;
            if (order < 0)
                stray(PlaceOf(part, reader!.RowsBefore + next));
            else
                Append(slice, end);
            next = end;
            if (Rows.SizeOfRows(first, Rows.RowCount - first) > most)
                return false;
        }
        return true;
    }

    /// <summary>The place of the first row after the last document's; null where there is none.</summary>
    /// <exception cref="MalformedTableException">The file cannot be read any further.</exception>
    public Location? Rest() => TryPeek(out _) ? PlaceOf(part, reader!.RowsBefore + next) : null;

    /// <summary>Appends all rows, whatever their keys.</summary>
    /// <exception cref="MalformedTableException">A file cannot be read to its end.</exception>
    public void TakeAll()
    {
        while (TryPeek(out var slice))
        {
            Append(slice, slice.RowCount);
            next = slice.RowCount;
        }
    }

    /// <summary>Where the table begins.</summary>
    public Location Start => PlaceOf(0, 0);

    /// <summary>Where a row of <see cref="Rows"/> is.</summary>
    public Location PlaceOf(int row)
    {
        var (low, high) = (0, runs.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = runs[middle].First <= row ? (middle, high) : (low, middle - 1);
        }
        return PlaceOf(runs[low].Part, runs[low].Row + row - runs[low].First);
    }

    /// <summary>Takes away <see cref="Rows"/>.</summary>
    public void Clear()
    {
        Rows.Clear();
        runs.Clear();
    }

    public void Dispose()
    {
        reader?.Dispose();
        Rows.Dispose();
    }

    private void Append(TableBatch slice, int end)
    {
        var row = reader!.RowsBefore + next;
        if (runs.Count == 0 || runs[^1].Part != part || runs[^1].Row + Rows.RowCount - runs[^1].First != row)
            runs.Add((Rows.RowCount, part, row));
        Rows.AppendRows(slice, next, end - next);
    }

    private Location PlaceOf(int ofPart, long row) =>
        new(files.Display(table.Parts[ofPart].Files[0]), (int)Math.Min(int.MaxValue, row + 1));

    private bool TryPeek(out TableBatch slice)
    {
        while (true)
        {
            slice = reader?.Slice!;
            if (slice is not null && next < slice.RowCount)
                return true;
            next = 0;
            if (reader?.TryAdvance() == true)
                continue;
            if (reader?.Fault is { } fault)
                throw fault;
            reader?.Dispose();
            reader = null;
            if (part + 1 >= table.Parts.Count)
                return false;
            reader = Open(table.Parts[++part].Files[0]);
        }
    }

    private SliceReader Open(RelativePath path)
    {
        var ahead = files.Find(path)!.SizeInBytes >= WorthThread ? work : null;
        return new(
            () => TableFormats.JsonLines.OpenReader(files.Open(path), files.Display(path), schema, ahead), schema, ahead,
            work.Cancellation);
    }
}
