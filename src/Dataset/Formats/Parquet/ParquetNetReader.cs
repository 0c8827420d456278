using Dataset.Diagnostics;
using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Text;
using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace Dataset.Formats.Parquet;

/// <summary>
/// Reads the Parquet of a release with Parquet.Net: the second opinion on the strict <see cref="ParquetTableReader"/>, which has to have
/// read the file before, since Parquet.Net does not withstand damaged files. One row group, and beyond it one column, are in memory.
/// </summary>
internal sealed class ParquetNetReader : ITableReader
{
    private static readonly ParquetOptions Options = new() { UseDateOnlyTypeForDates = true };

    private readonly ParquetReader reader;
    private readonly string displayPath;
    private readonly TableSchema schema;
    private readonly TableBatch group;
    private int nextGroup;
    private int nextRow;

    public ParquetNetReader(Stream file, string displayPath, TableSchema schema)
    {
        (this.displayPath, this.schema) = (displayPath, schema);
        reader = Asked(() => ParquetReader.CreateAsync(file, Options, leaveStreamOpen: false).GetAwaiter().GetResult());
        group = schema.CreateBatch();
        var found = reader.Schema.Fields.Select(f => f.Name).ToArray();
        if (!found.SequenceEqual(schema.Columns.Select(c => c.Name), StringComparer.Ordinal))
        {
            Dispose();
            throw Malformed(
                $"Expected the columns {string.Join(", ", schema.Columns.Select(c => c.Name))}, found "
                    + $"{Printable.Quoted(string.Join(", ", found), 200)}.");
        }
    }

    public int Read(TableBatch target, int maximumRows, long enoughInBytes = long.MaxValue)
    {
        while (nextRow == group.RowCount)
        {
            if (nextGroup == reader.RowGroupCount)
                return 0;
            ReadGroup(nextGroup++);
        }
        var count = Math.Min(maximumRows, Math.Max(1, group.RowsWithin(nextRow, enoughInBytes)));
        target.AppendRows(group, nextRow, count);
        nextRow += count;
        return count;
    }

    public void Dispose()
    {
        group?.Dispose();
        reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private void ReadGroup(int index)
    {
        group.Clear();
        nextRow = 0;
        using var rows = Asked(() => reader.OpenRowGroupReader(index));
        for (var i = 0; i < schema.Columns.Count; i++)
        {
            var field = reader.Schema.DataFields[i];
            using var raw = Asked(() => rows.ReadRawColumnDataBaseAsync(field).AsTask().GetAwaiter().GetResult());
            Append(raw, field, group.Columns[i]);
            if (group.Columns[i].RowCount != rows.RowCount)
                throw Malformed(
                    $"Expected {rows.RowCount} rows in column {field.Name} of row group {index}, found {group.Columns[i].RowCount}.");
        }
    }

    private void Append(RawColumnData raw, DataField field, Column column)
    {
        var scalars = column is ListColumn list ? list.Elements : (ScalarColumn)column;
        var take = Taking(raw, scalars);
        var definitions = raw.DefinitionLevels;
        var levels = field.MaxDefinitionLevel;
        if (column is not ListColumn lists)
        {
            for (int i = 0, value = 0; i < definitions.Length; i++)
                if (definitions[i] < levels)
                    column.AppendNull();
                else
                    take(value++);
            return;
        }
        var repetitions = raw.RepetitionLevels;
        for (int i = 0, value = 0; i < definitions.Length;)
        {
            // 0 a null list, 1 an empty one, 2 a null element, 3 a value.
            if (definitions[i] == 0)
            {
                column.AppendNull();
                i++;
                continue;
            }
            var start = i;
            do
            {
                if (definitions[i] == levels)
                    take(value++);
                else if (definitions[i] == levels - 1)
                    scalars.AppendNull();
            }
            while (++i < definitions.Length && repetitions[i] > 0 && i > start);
            lists.EndList();
        }
    }

    /// <summary>What appends the value at an index: only values that are not null have one.</summary>
    private Action<int> Taking(RawColumnData raw, ScalarColumn column) => (raw, column) switch
    {
        (RawColumnData<ReadOnlyMemory<char>> texts, TextColumn target) => i =>
        {
            if (!ForeignValues.TryAppend(target, texts.Values[i].Span))
                throw Malformed($"Expected text in column {column.Layout.Name}, found an unpaired surrogate.");
        }
        ,
        (RawColumnData<long> integers, IntegerColumn target) => i => target.Append(integers.Values[i]),
        (RawColumnData<double> numbers, NumberColumn target) => i => target.Append(numbers.Values[i]),
        (RawColumnData<bool> booleans, BooleanColumn target) => i => target.Append(booleans.Values[i]),
        (RawColumnData<DateOnly> dates, DateColumn target) => i => target.Append(ForeignValues.DaysOf(dates.Values[i])),
        (RawColumnData<DateTime> instants, DateTimeColumn target) => i => target.Append(ForeignValues.MicrosecondsOf(instants.Values[i])),
        _ =>
            throw Malformed(
                $"Expected {column.Layout.Type.InReleases} in column {column.Layout.Name}, found "
                    + $"{raw.GetType().GenericTypeArguments.FirstOrDefault()?.Name}."),
    };

    /// <summary>Parquet.Net throws what its code happens to meet: each of them is one finding.</summary>
    private T Asked<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException or MalformedTableException))
        {
            throw Malformed($"Expected a file that Parquet.Net reads, found: {Printable.Line(e.Message)}");
        }
    }

    private MalformedTableException Malformed(string message) => new(Rules.SecondOpinionDiffers, new(displayPath), message);
}
