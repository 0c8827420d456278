using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace Dataset.Interop.Tests.Libraries;

/// <summary>Parquet.Net: the reader behind second opinions, asked by code apart from the tool.</summary>
internal static class ParquetNetLibrary
{
    private static readonly ParquetOptions Options = new() { UseDateOnlyTypeForDates = true };

    public static IReadOnlyList<LibraryColumn> Read(string path)
    {
        var reader = ParquetReader.CreateAsync(path, Options).GetAwaiter().GetResult();
        try
        {
            var cells = reader.Schema.Fields.Select(_ => new List<object?>()).ToArray();
            for (var i = 0; i < reader.RowGroupCount; i++)
            {
                using var group = reader.OpenRowGroupReader(i);
                foreach (var (c, field) in reader.Schema.DataFields.Index())
                {
                    using var raw = group.ReadRawColumnDataBaseAsync(field).AsTask().GetAwaiter().GetResult();
                    Add(raw, field.MaxDefinitionLevel, reader.Schema.Fields[c] is ListField, cells[c]);
                }
            }
            return
            [
                .. reader.Schema.Fields.Zip(reader.Schema.DataFields, cells).Select(c => new LibraryColumn(
                    c.First.Name, c.First is ListField ? $"List({WordOf(c.Second)})" : WordOf(c.Second), c.Third)),
            ];
        }
        finally
        {
            reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    public static IReadOnlyDictionary<string, string> KeysOf(string path)
    {
        var reader = ParquetReader.CreateAsync(path).GetAwaiter().GetResult();
        try
        {
            return reader.CustomMetadata;
        }
        finally
        {
            reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static string WordOf(DataField leaf) => leaf.ClrType == typeof(ReadOnlyMemory<char>) ? "text" : leaf.ClrType.Name;

    /// <summary>Levels of ours: 0 a null list, 1 an empty one, 2 a null element, 3 a value; or 0 null, 1 a value.</summary>
    private static void Add(RawColumnData raw, int most, bool isList, List<object?> cells)
    {
        var next = ValuesOf(raw);
        List<object?>? list = null;
        for (var i = 0; i < raw.DefinitionLevels.Length; i++)
        {
            var level = raw.DefinitionLevels[i];
            var value = level == most ? next() : null;
            if (!isList)
            {
                cells.Add(value);
                continue;
            }
            if (raw.RepetitionLevels[i] == 0)
            {
                End();
                list = [];
            }
            if (level >= most - 1)
                list!.Add(value);
            else if (level == 0)
                list = null;
            if (list is null)
                cells.Add(null);
        }
        End();

        void End()
        {
            if (list is not null)
                cells.Add(list.ToArray());
        }
    }

    private static Func<object> ValuesOf(RawColumnData raw)
    {
        var at = 0;
        return raw switch
        {
            RawColumnData<ReadOnlyMemory<char>> texts => () => texts.Values[at++].ToString(),
            RawColumnData<long> integers => () => integers.Values[at++],
            RawColumnData<double> numbers => () => numbers.Values[at++],
            RawColumnData<bool> booleans => () => booleans.Values[at++],
            RawColumnData<DateOnly> dates => () => dates.Values[at++].DayNumber - new DateOnly(1970, 1, 1).DayNumber,
            RawColumnData<DateTime> instants => () => LibraryColumn.MicrosecondsOf(instants.Values[at++]),
            _ => throw new NotSupportedException(raw.GetType().ToString()),
        };
    }
}
