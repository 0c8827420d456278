using System.Diagnostics.CodeAnalysis;
using Dataset.Diagnostics;
using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Formats.Parquet;

/// <summary>
/// Reads the Parquet of a release, in the strict way of <see cref="ParquetReaderOptions.Strict"/>: laid out as our writer does, every
/// checksum, statistic and index there and right.
/// </summary>
internal sealed class ParquetTableReader : ITableReader
{
    /// <summary>
    /// Two row groups may be in memory at once; the writer cuts them at 64 MiB. It cuts pages at 1 MiB, at the end of a row, which is no
    /// longer than <see cref="LineBuffer.MaximumLineInBytes"/> as text.
    /// </summary>
    private static readonly ParquetReaderOptions Options = ParquetReaderOptions.Strict with
    {
        MaxDecodedSizeInBytes = 96 << 20,
        MaxPageSizeInBytes = 2 * LineBuffer.MaximumLineInBytes,
        MaxFooterSizeInBytes = LineBuffer.MaximumLineInBytes,
    };

    private readonly Stream file;
    private readonly string displayPath;
    private readonly ParquetFileReader reader;
    private readonly TableSchema schema;
    private DecodedRowGroup? group;
    private readonly IEnumerator<DecodedRowGroup> groups;
    private long groupSize;
    private int groupsRead;
    private int nextRow;

    public ParquetTableReader(Stream file, string displayPath, TableSchema schema, WorkQueue? work, long mostRows)
    {
        (this.file, this.displayPath, this.schema) = (file, displayPath, schema);
        try
        {
            reader = Faults(() => ParquetFileReader.Open(file, Options));
            var own = ParquetFormat.SchemaOf(schema);
            // The order is in the row groups; a table of no rows has none.
            var (expected, found) = (Describe(reader.RowGroupCount == 0 ? own with { SortedBy = [] } : own), Describe(reader.Schema));
            if (expected != found)
                throw new MalformedTableException(Rules.TableMalformed, new(displayPath), $"Expected {expected}, found {found}.");
            if (reader.RowCount > mostRows)
                throw new MalformedTableException(
                    Rules.TableMalformed, new(displayPath),
                    FormattableString.Invariant(
                        $"Expected at most {mostRows} rows, as the JSON Lines have bytes for, found {reader.RowCount}."));
        }
        catch
        {
            reader?.Dispose();
            file.Dispose();
            throw;
        }
        var indexes = Enumerable.Range(0, reader.RowGroupCount);
        // One is decoded while the one before it is used.
        groups = (work is null
            ? indexes.Select(i => reader.ReadRowGroup(i))
            : work.InOrder(indexes, i => reader.ReadRowGroup(i, work), ahead: 1)).GetEnumerator();
    }

    public int Read(TableBatch target, int maximumRows, long enoughInBytes = long.MaxValue)
    {
        var (rows, size) = (0, 0L);
        while (rows < maximumRows && size < enoughInBytes)
        {
            if (group is null && !NextGroup(target))
                break;
            var count = Math.Min(maximumRows - rows, group.RowCount - nextRow);
            // Rows of a group are taken to be about alike; what one row has beyond that is in memory already.
            count = (int)Math.Clamp((enoughInBytes - size) / Math.Max(1, groupSize / group.RowCount), 1, count);
            for (var i = 0; i < group.Columns.Count; i++)
                target.Columns[i].AppendRows(group.Columns[i], nextRow, count);
            (rows, nextRow, size) = (rows + count, nextRow + count, size + count * (groupSize / group.RowCount));
            if (nextRow == group.RowCount)
            {
                group.Dispose();
                group = null;
            }
        }
        return rows;
    }

    public void Dispose()
    {
        group?.Dispose();
        groups.Dispose();
        reader.Dispose();
        file.Dispose();
    }

    /// <summary>Goes to the next row group that has rows; false at the end.</summary>
    [MemberNotNullWhen(true, nameof(group))]
    private bool NextGroup(TableBatch target)
    {
        while (Faults(groups.MoveNext))
        {
            var next = groups.Current;
            (groupsRead, nextRow) = (groupsRead + 1, 0);
            if (next.RowCount > 0)
            {
                (group, groupSize) = (next, next.Columns.Sum(SizeInBytes));
                CheckValues(next, target);
                return true;
            }
            next.Dispose();
        }
        return false;
    }

    /// <summary>Parquet can hold days and instants beyond the year 9999, infinities and NaN; no other format of a release can.</summary>
    private void CheckValues(DecodedRowGroup values, TableBatch target)
    {
        for (var i = 0; i < schema.Columns.Count; i++)
            if (target.Columns[i].Refusal(values.Columns[i]) is { } expected)
                throw new MalformedTableException(
                    Rules.TableMalformed, new(displayPath),
                    $"Expected {expected} in column {schema.Columns[i].Name}, found another value in row group {groupsRead - 1}.");
    }

    private static long SizeInBytes(ColumnValues column) =>
        column.RowValidity.Length + 4L * (column.ListOffsets.Length + column.Utf8Offsets.Length + column.Dates.Length)
            + column.ElementValidity.Length
        + column.Utf8.Length + 8L * (column.Integers.Length + column.Numbers.Length) + column.Booleans.Length;

    private static string Describe(ParquetSchema schema) =>
        $"the table {schema.Name}, sorted by [{string.Join(", ", schema.SortedBy.Select(i => schema.Columns[i].Name))}], with the columns "
        + string.Join(", ", schema.Columns.Select(c => $"{c.Name} {(c.IsList ? "list of " : "")}{c.Type}"));

    private T Faults<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ParquetException e)
        {
            throw new MalformedTableException(Rules.Of(e.Rule), new(displayPath), e.Message);
        }
    }
}
