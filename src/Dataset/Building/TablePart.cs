using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Verification;

namespace Dataset.Building;

/// <summary>A part of a table: the same rows in each format.</summary>
internal sealed class TablePart : IDisposable
{
    private readonly TableSchema schema;
    private readonly WorkQueue work;
    private readonly FormatFile[] files;
    private Task? finishing;

    /// <param name="schema">The table.</param>
    /// <param name="origin">The release.</param>
    /// <param name="folder">Where the files are made.</param>
    /// <param name="number">1-based.</param>
    /// <param name="work">The threads.</param>
    /// <param name="disk">Forces the files to the disk.</param>
    public TablePart(TableSchema schema, FileOrigin origin, string folder, int number, WorkQueue work, DiskQueue disk)
    {
        (this.schema, this.work) = (schema, work);
        // How many parts there will be is not known yet, so the files get their names at the end.
        files = [.. TableFormats.All.Select(f => new FormatFile(
            f, f.CreateEncoder(schema, origin, work), Path.Combine(folder, $"{schema.Name}.{number}.{f.Extension}.writing"), work, disk))];
    }

    /// <summary>Rows appended so far.</summary>
    public long RowCount { get; private set; }

    /// <summary>Whether a file could not be written; <see cref="FinishAsync"/> says why.</summary>
    public bool HasFailed => files.Any(f => f.HasFailed);

    /// <summary>Queues a batch in every format.</summary>
    /// <param name="batch">Not to be touched until it is handed back.</param>
    /// <param name="handBack">Called once, on any thread.</param>
    public void Append(TableBatch batch, Action<TableBatch> handBack)
    {
        RowCount += batch.RowCount;
        var lease = new BatchLease(batch, files.Length, handBack);
        // The Parquet file, the last of the formats, first: the largest column of a row group is one piece of work, beside which there is
        // room for the many small ones of the others; begun last, it would be waited for alone.
        foreach (var file in files.Reverse())
            file.Append(lease);
    }

    /// <summary>Ends and closes the files when every batch is in them, without waiting for it.</summary>
    public void BeginFinish() => finishing ??= FinishFilesAsync();

    /// <summary>Waits for every batch and ends the files.</summary>
    /// <exception cref="IOException">A file could not be written.</exception>
    public Task FinishAsync()
    {
        BeginFinish();
        return finishing!;
    }

    /// <summary>Gives the rows of the finished files back and deletes these.</summary>
    /// <param name="take">Takes some rows.</param>
    /// <exception cref="IOException">A file could not be read.</exception>
    public void TakeBack(Action<TableBatch> take)
    {
        var (format, path) = (files[0].Format, files[0].Path);
        using (var reader = new SliceReader(() => format.OpenReader(File.OpenRead(path), path, schema), schema, work, work.Cancellation))
        {
            while (reader.TryAdvance())
                take(reader.Slice!);
            if (reader.Fault is { } fault)
                throw fault;
        }
        foreach (var file in files)
            File.Delete(file.Path);
    }

    /// <summary>Gives the finished files their names.</summary>
    /// <param name="nameOf">The name for an ending such as <c>csv</c>.</param>
    /// <returns>The files in the order of <see cref="TableFormats.All"/>.</returns>
    public IReadOnlyList<WrittenFile> Rename(Func<string, string> nameOf) => [.. files.Select(f =>
    {
        var name = nameOf(f.Format.Extension);
        f.Dispose();
        // The runtime's own call copies where the disk refuses to rename.
        Posix.Rename(f.Path, Path.Combine(Path.GetDirectoryName(f.Path)!, name));
        return new WrittenFile(name, f.SizeInBytes, f.Digest, IsLinked: false);
    })];

    /// <summary>Waits until nothing is on its way any more, then closes the files.</summary>
    public void Dispose()
    {
        if (finishing is not null)
            WorkQueue.Settle(finishing);
        foreach (var file in files)
        {
            file.Settle();
            file.Dispose();
        }
    }

    private async Task FinishFilesAsync()
    {
        // The JSON Lines come first: the other files may name their digest.
        foreach (var file in files)
        {
            await file.FinishAsync(files[0].Digest).ConfigureAwait(false);
            file.Dispose();
        }
    }
}
