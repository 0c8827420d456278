using Dataset.Files;
using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Sources;
using Dataset.Tables;

namespace Dataset.Building;

/// <summary>The outputs of several tables in one folder.</summary>
internal sealed class TableOutputs : IDisposable
{
    private readonly List<(SourceTable Table, TableOutput Output)> outputs = [];
    private readonly EncodingTurn turn = new();

    /// <param name="tables">The tables that are written.</param>
    /// <param name="origin">The release.</param>
    /// <param name="folder">Where the files are made; it is there.</param>
    /// <param name="work">The threads.</param>
    /// <param name="disk">Forces the files to the disk.</param>
    /// <param name="limits">Where batches and parts are cut.</param>
    public TableOutputs(
        IEnumerable<SourceTable> tables, FileOrigin origin, string folder, WorkQueue work, DiskQueue disk, WritingLimits limits)
    {
        foreach (var table in tables)
            outputs.Add((table, new(table.Schema, origin, folder, work, disk, turn, limits)));
    }

    /// <summary>Where a table's rows are written; null where they are not.</summary>
    public TableOutput? Of(SourceTable table) => outputs.Find(o => o.Table == table).Output;

    /// <summary>Ends every file.</summary>
    /// <param name="needsPart">Whether a table without rows has one part; else it has none.</param>
    /// <returns>The tables in their order.</returns>
    /// <exception cref="IOException">A file could not be written.</exception>
    public IReadOnlyList<WrittenTable> Finish(bool needsPart = true) =>
        [.. outputs.Select(o => o.Output.FinishAsync(needsPart).GetAwaiter().GetResult())];

    /// <summary>Waits for what is on its way and gives the memory back; the files stay as they are.</summary>
    public void Dispose()
    {
        foreach (var (_, output) in outputs)
            output.Dispose();
        turn.Dispose();
    }
}

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

/// <summary>
/// One full batch at a time is encoded, over all tables of a build: while it is, each table fills its next one. So a build has one batch
/// more than it has tables in memory, however fast the sources are read.
/// </summary>
internal sealed class EncodingTurn : IDisposable
{
    private readonly SemaphoreSlim free = new(1);

    /// <summary>Waits until the batch before is encoded and written.</summary>
    /// <exception cref="OperationCanceledException">The build was stopped.</exception>
    public void Enter(CancellationToken cancellation) => free.Wait(cancellation);

    public void Leave() => free.Release();

    public void Dispose() => free.Dispose();
}

/// <summary>Where rows are cut into batches (Parquet's row groups) and tables into parts. The bytes of a release depend on them.</summary>
internal sealed record WritingLimits
{
    public static WritingLimits Default { get; } = new();

    /// <summary>The most rows of a batch.</summary>
    public int BatchRows { get; init; } = ParquetWriterOptions.Default.RowGroupRows;

    /// <summary>The most bytes of column data in a batch, unless a single row has more.</summary>
    public long BatchSizeInBytes { get; init; } = ParquetWriterOptions.Default.RowGroupSizeInBytes;

    /// <summary>The most bytes of column data in a part of a table, unless a single row has more: 512 MiB.</summary>
    public long PartSizeInBytes { get; init; } = 512L << 20;

    /// <summary>How rows that do not come in order are sorted; no byte depends on it.</summary>
    public SortingLimits Sorting { get; init; } = SortingLimits.Default;
}
