using Dataset.Tables;

namespace Dataset.Releases.Writing;

/// <summary>A full batch that several formats encode at once; the last one to release it hands it back.</summary>
internal sealed class BatchLease(TableBatch batch, int holders, Action<TableBatch> handBack)
{
    private int holders = holders;

    public TableBatch Batch { get; } = batch;

    public void Release()
    {
        if (Interlocked.Decrement(ref holders) == 0)
            handBack(Batch);
    }
}
