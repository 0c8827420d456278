using Dataset.Interop.Tests.Engines;
using Dataset.Parquet;

namespace Dataset.Interop.Tests.ParquetFiles;

/// <summary>A column with its cells, easy to write down in a test.</summary>
/// <param name="Cells">
/// Null, or by the column's type a string, long, double, bool, int (a date's days) or long (a date-time's microseconds); for a list
/// column an array of those.
/// </param>
public sealed record TestColumn(string Name, ParquetType Type, IReadOnlyList<object?> Cells, bool IsList = false)
{
    public ParquetColumn Parquet => new(Name, Type, IsList);

    public EngineColumn Engine => new(Name, WordOf(Type), IsList);

    public static string WordOf(ParquetType type) => type switch
    {
        ParquetType.String => "string",
        ParquetType.Integer => "integer",
        ParquetType.Number => "number",
        ParquetType.Boolean => "boolean",
        ParquetType.Date => "date",
        ParquetType.DateTime => "date-time",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    public static ParquetType TypeOf(string word) => Samples.Types.Single(type => WordOf(type) == word);

    /// <summary>The cells of some rows as the writer takes them.</summary>
    public ColumnValues Slice(int start, int count)
    {
        var rows = Cells.Skip(start).Take(count).ToArray();
        var validity = rows.Select(cell => (byte)(cell is null ? 0 : 1)).ToArray();
        var values = new ColumnValues { RowCount = rows.Length, RowValidity = validity };
        if (!IsList)
            return WithSlots(values, rows);
        var offsets = new List<int> { 0 };
        foreach (var list in rows)
            offsets.Add(offsets[^1] + (((object?[]?)list)?.Length ?? 0));
        var elements = rows.SelectMany(list => (object?[]?)list ?? []).ToArray();
        var there = elements.Select(element => (byte)(element is null ? 0 : 1)).ToArray();
        return WithSlots(values with { ListOffsets = offsets.ToArray(), ElementValidity = there }, elements);
    }

    private ColumnValues WithSlots(ColumnValues values, object?[] slots)
    {
        switch (Type)
        {
            case ParquetType.String:
                var texts = slots.Select(slot => System.Text.Encoding.UTF8.GetBytes((string?)slot ?? "")).ToArray();
                var offsets = new int[texts.Length + 1];
                for (var i = 0; i < texts.Length; i++)
                    offsets[i + 1] = offsets[i] + texts[i].Length;
                return values with { Utf8 = Join(texts), Utf8Offsets = offsets };
            case ParquetType.Integer or ParquetType.DateTime:
                return values with { Integers = slots.Select(slot => (long?)slot ?? 0).ToArray() };
            case ParquetType.Number:
                return values with { Numbers = slots.Select(slot => (double?)slot ?? 0).ToArray() };
            case ParquetType.Date:
                return values with { Dates = slots.Select(slot => (int?)slot ?? 0).ToArray() };
            default:
                return values with { Booleans = slots.Select(slot => (byte)((bool?)slot == true ? 1 : 0)).ToArray() };
        }
    }

    private static byte[] Join(byte[][] texts)
    {
        var joined = new MemoryStream();
        foreach (var text in texts)
            joined.Write(text);
        return joined.ToArray();
    }
}
