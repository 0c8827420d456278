using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Verification;

/// <summary>
/// Gives a file's rows slice by slice. The next slice of a large file is read while this one is used, so that the files of a table are read
/// side by side; never further than one slice, so that memory does not grow with the file.
/// </summary>
/// <param name="open">Opens the file; called once, on any thread.</param>
/// <param name="schema">The table.</param>
/// <param name="ahead">The threads that read ahead; null to read on the calling one.</param>
/// <param name="cancellation">Stops reading.</param>
internal sealed class SliceReader(
    Func<ITableReader> open, TableSchema schema, WorkQueue? ahead, CancellationToken cancellation) : IDisposable
{
    private const int SliceRows = 4096;
    private const long SliceSizeInBytes = 2 << 20;

    private ITableReader? reader;
    private Task<TableBatch?>? next;
    private TableBatch? spare;
    private bool isAtEnd;

    /// <summary>The slice that <see cref="TryAdvance"/> came to; null before the first and after the last.</summary>
    public TableBatch? Slice { get; private set; }

    /// <summary>Rows of the slices before <see cref="Slice"/>.</summary>
    public long RowsBefore { get; private set; }

    /// <summary>Why the file cannot be read after the last slice; null where it was read to its end, or has not been yet.</summary>
    public MalformedTableException? Fault { get; private set; }

    /// <summary>
    /// Goes to the next slice, which has rows; the one before must not be used any more. False at the end and at a fault.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public bool TryAdvance()
    {
        if (isAtEnd)
            return false;
        RowsBefore += Slice?.RowCount ?? 0;
        (spare, Slice) = (Slice, null);
        spare?.Clear();
        if (ahead is null)
        {
            Slice = Fill(Empty());
        }
        else
        {
            Slice = (next ?? Begin()).GetAwaiter().GetResult();
            next = Slice is null ? null : Begin();
        }
        isAtEnd = Slice is null;
        return !isAtEnd;
    }

    public void Dispose()
    {
        if (next is not null)
        {
            WorkQueue.Settle(next);
            if (next.IsCompletedSuccessfully)
                next.Result?.Dispose();
        }
        reader?.Dispose();
        Slice?.Dispose();
        spare?.Dispose();
    }

    private Task<TableBatch?> Begin()
    {
        var batch = Empty();
        return ahead!.Run(() => Fill(batch));
    }

    private TableBatch Empty()
    {
        var batch = spare ?? schema.CreateBatch();
        spare = null;
        return batch;
    }

    /// <summary>Fills an empty batch with the next rows; null at the end and at a fault.</summary>
    private TableBatch? Fill(TableBatch batch)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            if (Fault is null)
            {
                reader ??= open();
                if (reader.Read(batch, SliceRows, SliceSizeInBytes) > 0)
                    return batch;
            }
        }
        catch (MalformedTableException e)
        {
            Fault = e;
            if (batch.RowCount > 0)
                return batch;
        }
        batch.Dispose();
        return null;
    }
}
