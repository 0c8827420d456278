using System.Text;

namespace Dataset.Parquet.Tests.Building;

/// <summary>Column values from plain .NET values, null for null.</summary>
internal static class Columns
{
    public static ColumnValues Of(ParquetColumn column, IEnumerable<object?> rows) =>
        column.IsList ? Lists(column.Type, [.. rows.Select(row => (IReadOnlyList<object?>?)row)]) : Flat(column.Type, [.. rows]);

    public static ColumnValues Text(params IEnumerable<string?> rows) => Flat(ParquetType.String, [.. rows]);

    public static ColumnValues Integers(params IEnumerable<long?> rows) => Flat(ParquetType.Integer, [.. rows.Select(row => (object?)row)]);

    public static ColumnValues Numbers(params IEnumerable<double?> rows) => Flat(ParquetType.Number, [.. rows.Select(row => (object?)row)]);

    /// <summary>The values of a row as they were given to <see cref="Of"/>.</summary>
    public static IEnumerable<object?> ToRows(ParquetColumn column, ColumnValues values)
    {
        for (var row = 0; row < values.RowCount; row++)
        {
            if (!values.RowValidity.IsEmpty && values.RowValidity.Span[row] == 0)
                yield return null;
            else if (!column.IsList)
                yield return Value(column.Type, values, row);
            else
            {
                var elements = new List<object?>();
                for (var slot = values.ListOffsets.Span[row]; slot < values.ListOffsets.Span[row + 1]; slot++)
                    elements.Add(!values.ElementValidity.IsEmpty && values.ElementValidity.Span[slot] == 0
                        ? null
                        : Value(column.Type, values, slot));
                yield return elements;
            }
        }
    }

    private static ColumnValues Flat(ParquetType type, IReadOnlyList<object?> slots) =>
        Dense(type, slots, new() { RowCount = slots.Count, RowValidity = Validity(slots) });

    private static ColumnValues Lists(ParquetType type, IReadOnlyList<IReadOnlyList<object?>?> rows)
    {
        var offsets = new int[rows.Count + 1];
        for (var i = 0; i < rows.Count; i++)
            offsets[i + 1] = offsets[i] + (rows[i]?.Count ?? 0);
        var elements = rows.SelectMany(row => row ?? []).ToList();
        return Dense(type, elements, new()
        {
            RowCount = rows.Count,
            RowValidity = Validity(rows),
            ListOffsets = offsets,
            ElementValidity = Validity(elements),
        });
    }

    private static ColumnValues Dense(ParquetType type, IReadOnlyList<object?> slots, ColumnValues values)
    {
        switch (type)
        {
            case ParquetType.String:
                var texts = slots.Select(slot => Encoding.UTF8.GetBytes((string?)slot ?? "")).ToList();
                var offsets = new int[texts.Count + 1];
                for (var i = 0; i < texts.Count; i++)
                    offsets[i + 1] = offsets[i] + texts[i].Length;
                var all = new byte[offsets[^1]];
                for (var i = 0; i < texts.Count; i++)
                    texts[i].CopyTo(all, offsets[i]);
                return values with { Utf8 = all, Utf8Offsets = offsets };
            case ParquetType.Number:
                return values with { Numbers = slots.Select(slot => (double?)slot ?? 0).ToArray() };
            case ParquetType.Date:
                return values with { Dates = slots.Select(slot => (int?)slot ?? 0).ToArray() };
            case ParquetType.Boolean:
                return values with { Booleans = slots.Select(slot => (byte)((bool?)slot == true ? 1 : 0)).ToArray() };
            default:
                return values with { Integers = slots.Select(slot => (long?)slot ?? 0).ToArray() };
        }
    }

    private static object Value(ParquetType type, in ColumnValues values, int slot) => type switch
    {
        ParquetType.String => Encoding.UTF8.GetString(values.Utf8.Span[values.Utf8Offsets.Span[slot]..values.Utf8Offsets.Span[slot + 1]]),
        ParquetType.Number => values.Numbers.Span[slot],
        ParquetType.Date => values.Dates.Span[slot],
        ParquetType.Boolean => values.Booleans.Span[slot] != 0,
        _ => values.Integers.Span[slot],
    };

    private static byte[] Validity<T>(IReadOnlyList<T?> slots)
        where T : class => slots.All(slot => slot is not null) ? [] : [.. slots.Select(slot => (byte)(slot is null ? 0 : 1))];
}
