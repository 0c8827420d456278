using Dataset.Diagnostics;
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
    private readonly Stream file;
    private readonly string displayPath;
    private readonly ParquetFileReader reader;
    private DecodedRowGroup? group;
    private int nextGroup;
    private int nextRow;

    public ParquetTableReader(Stream file, string displayPath, TableSchema schema)
    {
        (this.file, this.displayPath) = (file, displayPath);
        try
        {
            reader = Faults(() => ParquetFileReader.Open(file, ParquetReaderOptions.Strict));
            var own = ParquetFormat.SchemaOf(schema);
            // The order stands in the row groups; a table of no rows has none.
            var (expected, found) = (Describe(reader.RowGroupCount == 0 ? own with { SortedBy = [] } : own), Describe(reader.Schema));
            if (expected != found)
                throw new MalformedTableException(Rules.TableMalformed, new(displayPath), $"Expected {expected}, found {found}.");
        }
        catch
        {
            reader?.Dispose();
            file.Dispose();
            throw;
        }
    }

    public int Read(TableBatch target, int maximumRows)
    {
        var rows = 0;
        while (rows < maximumRows)
        {
            if (group is null)
            {
                if (nextGroup == reader.RowGroupCount)
                    break;
                group = Faults(() => reader.ReadRowGroup(nextGroup, Environment.ProcessorCount));
                (nextGroup, nextRow) = (nextGroup + 1, 0);
            }
            var count = Math.Min(maximumRows - rows, group.RowCount - nextRow);
            for (var i = 0; i < group.Columns.Count; i++)
                Append(target.Columns[i], group.Columns[i], nextRow, count);
            (rows, nextRow) = (rows + count, nextRow + count);
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
        reader.Dispose();
        file.Dispose();
    }

    private static void Append(ColumnBuffer target, in ColumnValues values, int start, int count) => target.AppendSlots(
        start, count,
        new()
        {
            RowValidity = values.RowValidity.Span,
            ListOffsets = values.ListOffsets.Span,
            ElementValidity = values.ElementValidity.Span,
            Utf8 = values.Utf8.Span,
            Utf8Offsets = values.Utf8Offsets.Span,
            Integers = values.Integers.Span,
            Numbers = values.Numbers.Span,
            Dates = values.Dates.Span,
            Booleans = values.Booleans.Span,
        });

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
