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
                EndPart();
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

    /// <summary>
    /// Ends the current part: the next row begins another. Where no row came since the last end there is no part of them.
    /// </summary>
    /// <exception cref="IOException">A file could not be written.</exception>
    public void EndPart()
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
