using System.Buffers.Binary;
using Dataset.Files;
using Dataset.Parquet;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Text;
using Microsoft.Win32.SafeHandles;

namespace Dataset.Building;

/// <summary>
/// Puts a table's rows, which come in any order, into the order of their key. What is more than a buffer is sorted by itself, written to a
/// file without a name as a run, and merged in the end. So memory does not grow with the rows, and the file is gone with the process.
/// </summary>
internal sealed class RowSorter : IDisposable
{
    private readonly int[] columns;
    private readonly RowOrder givenOrder;
    private readonly RowOrder order;
    private readonly Func<NumberedRows> create;
    private readonly NumberedRows buffer;
    private readonly string folder;
    private readonly SortingLimits limits;
    private readonly CancellationToken cancellation;
    private readonly List<Run> runs = [];
    private SafeFileHandle? file;
    private long end;

    /// <param name="schema">The table.</param>
    /// <param name="hasKeysAlone">Whether only the columns of the key are kept, in the order of the key.</param>
    /// <param name="folder">Takes the file, where one is needed.</param>
    /// <param name="limits">What is held in memory.</param>
    /// <param name="cancellation">Stops sorting.</param>
    public RowSorter(TableSchema schema, bool hasKeysAlone, string folder, SortingLimits limits, CancellationToken cancellation)
    {
        (HasKeysAlone, this.folder, this.limits, this.cancellation) = (hasKeysAlone, folder, limits, cancellation);
        columns = hasKeysAlone ? [.. schema.PrimaryKey] : [.. Enumerable.Range(0, schema.Columns.Count)];
        create = () => new(new(columns.Select(c => schema.Columns[c].Layout)));
        (givenOrder, KeyColumns) = (new(schema.PrimaryKey), [.. schema.PrimaryKey.Select(k => Array.IndexOf(columns, k))]);
        (order, buffer) = (new(KeyColumns), create());
    }

    /// <summary>Whether only the columns of the key are kept.</summary>
    public bool HasKeysAlone { get; }

    /// <summary>The key's columns in <see cref="InOrder"/>.</summary>
    public int[] KeyColumns { get; }

    private long BufferInBytes => HasKeysAlone ? limits.BufferInBytes / SortingLimits.KeyShare : limits.BufferInBytes;

    /// <summary>Takes rows; those without a key are left out, since they are in no order.</summary>
    /// <param name="rows">In the table's layout.</param>
    /// <param name="firstNumber">The number of the first; the next ones follow.</param>
    /// <exception cref="IOException">A run could not be written.</exception>
    public void Append(TableBatch rows, long firstNumber)
    {
        for (int start = 0, next; start < rows.RowCount; start = next + 1)
        {
            for (next = start; next < rows.RowCount && !givenOrder.HasNullKey(rows, next); next++)
                buffer.Numbers.Append(firstNumber + next);
            for (var i = 0; i < columns.Length; i++)
                buffer.Rows.Columns[i].AppendRows(rows.Columns[columns[i]], start, next - start);
        }
        if (buffer.Rows.SizeInBytes >= BufferInBytes)
            Spill();
    }

    /// <summary>All rows in order, some at a time in the same batch; of those with one key the lower number comes first.</summary>
    /// <exception cref="IOException">A run could not be written or read.</exception>
    public IEnumerable<NumberedRows> InOrder()
    {
        if (runs.Count == 0)
            return SortedBuffer();
        Spill();
        buffer.Dispose();
        // What comes now needs arrays of other sizes.
        BytePool.Trim();
        while (true)
        {
            var (count, size) = (0, 0L);
            while (count < runs.Count && (count < 2 || size + runs[count].BlockInBytes <= limits.MergeInBytes))
                size += runs[count++].BlockInBytes;
            Run[] merged = [.. runs.Take(count)];
            if (count == runs.Count)
                return Merge(merged);
            runs.RemoveRange(0, count);
            Write(Merge(merged));
        }
    }

    public void Dispose()
    {
        buffer.Dispose();
        file?.Dispose();
    }

    private void Spill()
    {
        if (buffer.Rows.RowCount == 0)
            return;
        Write(SortedBuffer());
        buffer.Clear();
    }

    private IEnumerable<NumberedRows> SortedBuffer()
    {
        var rows = buffer.Rows;
        var places = Enumerable.Range(0, rows.RowCount).ToArray();
        Array.Sort(
            places, (a, b) => order.Compare(rows, a, rows, b) is var c && c != 0 ? c : buffer.NumberOf(a).CompareTo(buffer.NumberOf(b)));
        using var block = create();
        var size = 0L;
        for (int start = 0, next; start < places.Length; start = next)
        {
            for (next = start; next < places.Length && places[next] == places[start] + next - start && size < limits.BlockInBytes; next++)
                size += rows.SizeOfRows(places[next], 1);
            block.Append(buffer, places[start], next - start);
            if (size < limits.BlockInBytes && next < places.Length)
                continue;
            yield return block;
            block.Clear();
            size = 0;
        }
    }

    private IEnumerable<NumberedRows> Merge(IEnumerable<Run> merged)
    {
        var readers = merged.Select(r => new RunReader(file!, r, create())).ToArray();
        using var block = create();
        try
        {
            var queue = new PriorityQueue<RunReader, RunReader>(Comparer<RunReader>.Create(Compare));
            foreach (var reader in readers)
                if (reader.TryRead())
                    queue.Enqueue(reader, reader);
            var size = 0L;
            while (queue.TryDequeue(out var least, out _))
            {
                var hasMore = true;
                for (var isLeast = true; isLeast; isLeast = hasMore && (queue.Count == 0 || Compare(least, queue.Peek()) < 0))
                {
                    var (rows, start) = (least.Rows.Rows, least.Row);
                    do
                        size += rows.SizeOfRows(least.Row++, 1);
                    while (least.Row < rows.RowCount && size < limits.BlockInBytes
                        && (queue.Count == 0 || Compare(least, queue.Peek()) < 0));
                    block.Append(least.Rows, start, least.Row - start);
                    hasMore = least.Row < rows.RowCount || least.TryRead();
                    if (size < limits.BlockInBytes)
                        continue;
                    yield return block;
                    block.Clear();
                    size = 0;
                }
                if (hasMore)
                    queue.Enqueue(least, least);
            }
            if (block.Rows.RowCount > 0)
                yield return block;
        }
        finally
        {
            foreach (var reader in readers)
                reader.Dispose();
        }
    }

    private int Compare(RunReader a, RunReader b) => order.Compare(a.Rows.Rows, a.Row, b.Rows.Rows, b.Row) is var c && c != 0
        ? c
        : a.Rows.NumberOf(a.Row).CompareTo(b.Rows.NumberOf(b.Row));

    /// <summary>Writes a run.</summary>
    private void Write(IEnumerable<NumberedRows> sorted)
    {
        file ??= UnnamedFile.Create(folder);
        using var bytes = new PooledList<byte>();
        var (start, largest) = (end, 0);
        foreach (var block in sorted)
        {
            cancellation.ThrowIfCancellationRequested();
            bytes.Truncate(0);
            bytes.Reserve(RunReader.HeadInBytes);
            block.Save(bytes);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.WritableSpan, bytes.Count - RunReader.HeadInBytes);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.WritableSpan[sizeof(int)..], block.Rows.RowCount);
            Posix.Write(file, bytes.Span, end, folder);
            (end, largest) = (end + bytes.Count, Math.Max(largest, bytes.Count));
        }
        runs.Add(new(start, end - start, largest));
    }

    /// <summary>Sorted rows in the file.</summary>
    /// <param name="Start">Its first byte.</param>
    /// <param name="SizeInBytes">Its bytes.</param>
    /// <param name="BlockInBytes">The most that are read at once.</param>
    private readonly record struct Run(long Start, long SizeInBytes, int BlockInBytes);

    /// <summary>Reads a run, block by block.</summary>
    private sealed class RunReader(SafeFileHandle file, Run run, NumberedRows rows) : IDisposable
    {
        /// <summary>Before each block: its bytes and its rows.</summary>
        public const int HeadInBytes = 2 * sizeof(int);

        private readonly FileWindow bytes = new(file, run.Start, run.SizeInBytes);

        public NumberedRows Rows => rows;

        /// <summary>The next row.</summary>
        public int Row { get; set; }

        /// <summary>Goes to the next block; false at the end.</summary>
        public bool TryRead()
        {
            if (bytes.Position == bytes.Length)
                return false;
            Span<byte> head = stackalloc byte[HeadInBytes];
            bytes.ReadExactly(head);
            using var block = new PooledList<byte>();
            bytes.ReadExactly(block.Reserve(BinaryPrimitives.ReadInt32LittleEndian(head)));
            rows.Clear();
            rows.Load(BinaryPrimitives.ReadInt32LittleEndian(head[sizeof(int)..]), block.Span);
            Row = 0;
            return true;
        }

        public void Dispose()
        {
            bytes.Dispose();
            rows.Dispose();
        }
    }
}

/// <summary>Rows, and of each which one it is of all that came.</summary>
internal sealed class NumberedRows(TableBatch rows) : IDisposable
{
    public TableBatch Rows => rows;

    public IntegerColumn Numbers { get; } = new(new ColumnLayout("number", ColumnType.Integer));

    public long NumberOf(int row) => Numbers.ValueAt(row);

    public void Append(NumberedRows source, int start, int count)
    {
        rows.AppendRows(source.Rows, start, count);
        Numbers.AppendRows(source.Numbers, start, count);
    }

    public void Clear()
    {
        rows.Clear();
        Numbers.Clear();
    }

    public void Save(PooledList<byte> target)
    {
        rows.Save(target);
        Numbers.Save(target);
    }

    public void Load(int rowCount, ReadOnlySpan<byte> source)
    {
        rows.Load(rowCount, ref source);
        Numbers.Load(rowCount, ref source);
    }

    public void Dispose()
    {
        rows.Dispose();
        Numbers.Dispose();
    }
}

/// <summary>What sorting holds in memory. The bytes of a release do not depend on it.</summary>
internal sealed record SortingLimits
{
    /// <summary>Of keys alone less is held: there may be one buffer for each table while sources are only checked.</summary>
    public const int KeyShare = 8;

    public static SortingLimits Default { get; } = new();

    /// <summary>The rows of a table that are sorted at once: 32 MiB.</summary>
    public long BufferInBytes { get; init; } = 32 << 20;

    /// <summary>The rows that are written and read at once, unless a single row has more: 256 KiB.</summary>
    public long BlockInBytes { get; init; } = 256 << 10;

    /// <summary>Of the runs that are merged at once the blocks together, unless two have more: 64 MiB.</summary>
    public long MergeInBytes { get; init; } = 64 << 20;
}
