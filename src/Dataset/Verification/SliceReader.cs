using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Verification;

/// <summary>
/// Gives a file's rows slice by slice. A large file is read ahead on a thread of its own, so that the files of a table are read side by
/// side; never further than two slices, so that memory does not grow with the file.
/// </summary>
internal sealed class SliceReader : IDisposable
{
    private const int SliceRows = 4096;
    private const long SliceSizeInBytes = 2 << 20;
    private const int SlicesAhead = 2;

    private readonly Func<ITableReader> open;
    private readonly TableSchema schema;
    private readonly CancellationTokenSource stop;
    private readonly BlockingCollection<TableBatch>? full;
    private readonly BlockingCollection<TableBatch> free = [];
    private readonly Thread? thread;
    private ITableReader? reader;
    private ExceptionDispatchInfo? failure;
    private bool isAtEnd;

    /// <param name="open">Opens the file; called once, on any thread.</param>
    /// <param name="schema">The table.</param>
    /// <param name="readsAhead">Whether a thread is worth it.</param>
    /// <param name="cancellation">Stops reading.</param>
    public SliceReader(Func<ITableReader> open, TableSchema schema, bool readsAhead, CancellationToken cancellation)
    {
        (this.open, this.schema) = (open, schema);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (!readsAhead)
            return;
        full = new(SlicesAhead);
        thread = new(ReadAhead) { IsBackground = true, Name = "dataset verify" };
        thread.Start();
    }

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
        var spent = Slice;
        RowsBefore += spent?.RowCount ?? 0;
        Slice = null;
        spent?.Clear();
        Slice = full is null ? Fill(spent ?? schema.CreateBatch()) : Take(spent);
        isAtEnd = Slice is null;
        return !isAtEnd;
    }

    public void Dispose()
    {
        stop.Cancel();
        thread?.Join();
        reader?.Dispose();
        Slice?.Dispose();
        while (full?.TryTake(out var batch) ?? false)
            batch.Dispose();
        while (free.TryTake(out var batch))
            batch.Dispose();
        full?.Dispose();
        free.Dispose();
        stop.Dispose();
    }

    private TableBatch? Take(TableBatch? spent)
    {
        if (spent is not null)
            free.Add(spent);
        if (full!.TryTake(out var next, Timeout.Infinite, stop.Token))
            return next;
        failure?.Throw();
        return null;
    }

    /// <summary>Fills an empty batch with the next rows; null at the end and at a fault.</summary>
    private TableBatch? Fill(TableBatch batch)
    {
        stop.Token.ThrowIfCancellationRequested();
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

    private void ReadAhead()
    {
        try
        {
            for (var made = 0; ; made++)
            {
                // One with the reader's user, the others on their way.
                var batch = made <= SlicesAhead ? schema.CreateBatch() : free.Take(stop.Token);
                if (Fill(batch) is not { } filled)
                    break;
                full!.Add(filled, stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // All waiters see the same token.
        }
        catch (Exception e)
        {
            failure = ExceptionDispatchInfo.Capture(e);
        }
        finally
        {
            full!.CompleteAdding();
        }
    }
}
