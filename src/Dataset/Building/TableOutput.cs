using System.Globalization;
using Dataset.Files;
using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Building;

/// <summary>
/// The files of one table. Rows are gathered in batches that are cut where the data says so (a row group's rows or bytes), never where
/// threads happen to be; one is filled while the one before is encoded.
/// </summary>
internal sealed class TableOutput : IDisposable
{
    private readonly TableSchema schema;
    private readonly FileOrigin origin;
    private readonly string folder;
    private readonly WorkQueue work;
    private readonly DiskQueue disk;
    private readonly WritingLimits limits;
    private readonly EncodingTurn turn;
    private readonly List<TablePart> parts = [];
    private TablePart? part;
    private TablePart? ending;
    private TableBatch? filling;
    private IReadOnlyList<ColumnRoom>? roomBefore;
    private int partsBefore;
    private long rowsInPart;
    private long bytesInPart;

    /// <param name="schema">The table.</param>
    /// <param name="origin">The release.</param>
    /// <param name="folder">Where the files are made; it is there.</param>
    /// <param name="work">The threads.</param>
    /// <param name="disk">Forces the files to the disk.</param>
    /// <param name="turn">That of all tables that are written side by side.</param>
    /// <param name="limits">Where batches and parts are cut.</param>
    public TableOutput(
        TableSchema schema, FileOrigin origin, string folder, WorkQueue work, DiskQueue disk, EncodingTurn turn, WritingLimits limits) =>
        (this.schema, this.origin, this.folder, this.work, this.disk, this.turn, this.limits) =
            (schema, origin, folder, work, disk, turn, limits);

    /// <summary>Where the files are made.</summary>
    public string Folder => folder;

    /// <summary>What sorting its rows holds in memory.</summary>
    public SortingLimits Sorting => limits.Sorting;

    /// <summary>Rows appended so far.</summary>
    public long RowCount { get; private set; }

    /// <summary>Appends rows after those before them.</summary>
    /// <exception cref="IOException">A file could not be written.</exception>
    public void Append(TableBatch rows)
    {
        for (var start = 0; start < rows.RowCount;)
        {
            // A batch, and a part, ends where the next row would pass its size; a row larger than that stands alone.
            var next = rows.SizeOfRows(start, 1);
            if (rowsInPart > 0 && bytesInPart + next > limits.PartSizeInBytes)
                EndFiles();
            else if (filling is { RowCount: > 0 }
                && (filling.RowCount == limits.BatchRows || filling.SizeInBytes + next > limits.BatchSizeInBytes))
                Cut();
            filling ??= NextBatch();
            var room = Math.Min(limits.BatchSizeInBytes - filling.SizeInBytes, limits.PartSizeInBytes - bytesInPart);
            var count = Math.Clamp(rows.RowsWithin(start, room), 1, limits.BatchRows - filling.RowCount);
            filling.AppendRows(rows, start, count);
            bytesInPart += rows.SizeOfRows(start, count);
            (rowsInPart, RowCount, start) = (rowsInPart + count, RowCount + count, start + count);
        }
    }

    /// <summary>Ends the part: the next row begins another. Where no row came since the last end there is no part of them.</summary>
    /// <exception cref="IOException">A file could not be written.</exception>
    public void EndPart()
    {
        EndFiles();
        partsBefore = parts.Count;
    }

    /// <summary>Gives all rows of the part back, in their order, as if none had been appended.</summary>
    /// <param name="take">Takes some rows.</param>
    /// <exception cref="IOException">A file could not be written or read.</exception>
    public void TakeBack(Action<TableBatch> take)
    {
        foreach (var written in parts.Skip(partsBefore))
        {
            written.FinishAsync().GetAwaiter().GetResult();
            // What encoding took is not needed while the rows are sorted.
            BytePool.Trim();
            RowCount -= written.RowCount;
            written.TakeBack(take);
            written.Dispose();
        }
        parts.RemoveRange(partsBefore, parts.Count - partsBefore);
        if (filling is not null)
        {
            RowCount -= filling.RowCount;
            take(filling);
            filling.Dispose();
        }
        (part, ending, filling, rowsInPart, bytesInPart) = (null, null, null, 0, 0);
    }

    /// <summary>Ends the files, which are large enough or of another part than the next row.</summary>
    private void EndFiles()
    {
        Cut();
        if (part is null)
            return;
        // Its files are closed as soon as they are complete; only two parts of a table have files open, however many there are.
        ending?.FinishAsync().GetAwaiter().GetResult();
        ending = part;
        ending.BeginFinish();
        (part, rowsInPart, bytesInPart) = (null, 0, 0);
    }

    /// <summary>Encodes what is left, ends the files, has them flushed to disk and names them.</summary>
    /// <param name="needsPart">Whether a table without rows has one part; else it has none.</param>
    /// <returns>The finished table.</returns>
    /// <exception cref="IOException">A file could not be written.</exception>
    public async Task<WrittenTable> FinishAsync(bool needsPart = true)
    {
        Cut();
        if (parts.Count == 0 && needsPart)
            parts.Add(new(schema, origin, folder, 1, work, disk));
        foreach (var each in parts)
            await each.FinishAsync().ConfigureAwait(false);
        return new(schema.Name, RowCount, [.. parts.Select((p, i) => new WrittenPart(p.RowCount, p.Rename(e => NameOf(i, e))))]);
    }

    /// <summary>Waits for what is on its way and gives the memory back; the files stay as they are.</summary>
    public void Dispose()
    {
        foreach (var part in parts)
            part.Dispose();
        filling?.Dispose();
    }

    /// <summary>Hands the batch that is filling to the encoders.</summary>
    private void Cut()
    {
        if (filling is not { RowCount: > 0 })
            return;
        // There is no use in going on after a full disk; finishing throws what went wrong.
        if (part is { HasFailed: true })
            part.FinishAsync().GetAwaiter().GetResult();
        if (part is null)
            parts.Add(part = new(schema, origin, folder, parts.Count + 1, work, disk));
        roomBefore = filling.Room;
        turn.Enter(work.Cancellation);
        // Its memory goes back to the pool, for the next batch of whichever table.
        part.Append(filling, batch =>
        {
            batch.Dispose();
            turn.Leave();
        });
        filling = null;
    }

    /// <summary>An empty batch with room for as much as the one before held, since batches of a table are mostly alike.</summary>
    private TableBatch NextBatch()
    {
        var batch = schema.CreateBatch();
        if (roomBefore is not null)
            batch.Reserve(roomBefore);
        return batch;
    }

    private string NameOf(int index, string extension) => parts.Count == 1
        ? $"{schema.Name}.{extension}"
        : string.Create(CultureInfo.InvariantCulture, $"{schema.Name}-{index + 1:D5}-of-{parts.Count:D5}.{extension}");
}
