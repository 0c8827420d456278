using Dataset.Files;
using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Tables;

namespace Dataset.Building;

/// <summary>One file of a table: batches are encoded slice by slice on several threads, and one writer appends them in order.</summary>
internal sealed class FormatFile : IDisposable
{
    private readonly ITableEncoder encoder;
    private readonly WorkQueue work;
    private readonly HashingFile file;
    private readonly ITableFileWriter writer;
    private Task tail = Task.CompletedTask;

    public FormatFile(ITableFormat format, ITableEncoder encoder, string path, WorkQueue work, DiskQueue disk)
    {
        (Format, Path, this.encoder, this.work) = (format, path, encoder, work);
        file = new(path, disk);
        writer = encoder.Begin(file);
    }

    public ITableFormat Format { get; }

    public string Path { get; }

    /// <summary>Queues a batch after those before it; it is released when it is written or has failed.</summary>
    public void Append(BatchLease lease) => tail = AppendAsync(tail, lease);

    /// <summary>Once it is finished.</summary>
    public long SizeInBytes { get; private set; }

    /// <summary>Once it is finished.</summary>
    public Digest Digest { get; private set; } = Digest.OfNothing;

    /// <summary>Whether a batch could not be written; <see cref="FinishAsync"/> says why.</summary>
    public bool HasFailed => tail.IsFaulted;

    /// <summary>Waits for every batch, ends the file and has it flushed to disk.</summary>
    /// <exception cref="IOException">The file could not be written.</exception>
    /// <param name="rows">The digest of the JSON Lines file with the same rows.</param>
    public async Task FinishAsync(Digest rows)
    {
        await tail.ConfigureAwait(false);
        (SizeInBytes, Digest) = await work.Run(() =>
        {
            writer.Finish(rows);
            file.Complete();
            return (file.Length, file.Digest);
        }).ConfigureAwait(false);
    }

    /// <summary>Waits until nothing is on its way any more, whatever became of it.</summary>
    public void Settle() => WorkQueue.Settle(tail);

    public void Dispose() => file.Dispose();

    private async Task AppendAsync(Task before, BatchLease lease)
    {
        try
        {
            await before.ConfigureAwait(false);
            var slices = work.InOrderAsync(
                encoder.Slices(lease.Batch), slice => encoder.Encode(lease.Batch, slice.Start, slice.Count), ahead: work.Degree);
            await foreach (var rows in slices.ConfigureAwait(false))
            {
                using (rows)
                    writer.Append(rows);
            }
        }
        finally
        {
            lease.Release();
        }
    }
}
