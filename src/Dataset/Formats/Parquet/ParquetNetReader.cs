using Dataset.Diagnostics;
using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Text;
using Parquet;
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
    private readonly IReadOnlyList<DataField> fields;
    private readonly TableBatch group;
    private int nextGroup;
    private int nextRow;

    public ParquetNetReader(Stream file, string displayPath, TableSchema schema)
    {
        (this.displayPath, this.schema) = (displayPath, schema);
        reader = Asked(() => ParquetReader.CreateAsync(file, Options, leaveStreamOpen: false).GetAwaiter().GetResult());
        group = schema.CreateBatch();
        // Made anew each time that it is asked for: of n columns, n times n fields.
        var model = Asked(() => reader.Schema);
        fields = model.DataFields;
        var found = model.Fields.Select(f => f.Name).ToArray();
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
            var (field, column) = (fields[i], group.Columns[i]);
            ReadColumn(rows, field, column);
            if (column.RowCount != rows.RowCount)
                throw Malformed(
                    $"Expected {Printable.Count(rows.RowCount, "row")} in column {field.Name} of row group {index}, found "
                        + $"{column.RowCount}.");
        }
    }

    private void ReadColumn(ParquetRowGroupReader rows, DataField field, Column column)
    {
        switch (column is ListColumn list ? list.Elements : column)
        {
            case TextColumn texts:
                Read<ReadOnlyMemory<char>>(rows, field, column, text =>
                {
                    if (!ForeignValues.TryAppend(texts, text.Span))
                        throw Malformed($"Expected text in column {column.Layout.Name}, found an unpaired surrogate.");
                });
                break;
            case IntegerColumn integers: Read<long>(rows, field, column, integers.Append); break;
            case NumberColumn numbers: Read<double>(rows, field, column, numbers.Append); break;
            case BooleanColumn booleans: Read<bool>(rows, field, column, booleans.Append); break;
            case DateColumn dates: Read<DateOnly>(rows, field, column, date => dates.Append(ForeignValues.DaysOf(date))); break;
            case DateTimeColumn instants:
                Read<DateTime>(rows, field, column, instant => instants.Append(ForeignValues.MicrosecondsOf(instant)));
                break;
            default: throw new InvalidOperationException($"{column.Layout.Type.Name} has no type of Parquet.Net.");
        }
    }

    /// <summary>
    /// Reads a column by its type: where Parquet.Net finds the type itself, it does so by <c>dynamic</c>, which takes a tenth of a second
    /// at its first time.
    /// </summary>
    private void Read<T>(ParquetRowGroupReader rows, DataField field, Column column, Action<T> append)
        where T : struct
    {
        if (field.ClrType != typeof(T))
            throw Malformed(
                $"Expected {column.Layout.Type.InReleases} in column {column.Layout.Name}, found that Parquet.Net takes it for another.");
        var (values, definitions, repetitions) = Asked(() =>
        {
            var count = checked((int)rows.GetMetadata(field)!.MetaData!.NumValues);
            var found = (Values: new T[count], Definitions: new int[count], Repetitions: new int[count]);
            rows.ReadRawAsync<T>(field, found.Values, found.Definitions, found.Repetitions).AsTask().GetAwaiter().GetResult();
            return found;
        });
        Append(column, field.MaxDefinitionLevel, definitions, repetitions, i => append(values[i]));
    }

    /// <param name="column">Takes the values.</param>
    /// <param name="levels">The definition level of a value.</param>
    /// <param name="definitions">Of each value, null and empty list.</param>
    /// <param name="repetitions">As many; lists alone have them.</param>
    /// <param name="take">Appends the value at an index: only values that are not null have one.</param>
    private static void Append(Column column, int levels, int[] definitions, int[] repetitions, Action<int> take)
    {
        if (column is not ListColumn lists)
        {
            for (int i = 0, value = 0; i < definitions.Length; i++)
                if (definitions[i] < levels)
                    column.AppendNull();
                else
                    take(value++);
            return;
        }
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
                    lists.Elements.AppendNull();
            }
            while (++i < definitions.Length && repetitions[i] > 0 && i > start);
            lists.EndList();
        }
    }

    /// <summary>Parquet.Net throws what its code happens to meet: each of them is one finding.</summary>
    private T Asked<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException or MalformedTableException))
        {
            // What it says is of its code and not of the file.
            throw Malformed($"Expected a file that {ForeignParquet.ReaderName} reads, found one that it does not.");
        }
    }

    private MalformedTableException Malformed(string message) => new(Rules.SecondOpinionDiffers, new(displayPath), message);
}
