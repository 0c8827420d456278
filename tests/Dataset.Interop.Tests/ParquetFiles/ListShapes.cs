using Dataset.Parquet;

namespace Dataset.Interop.Tests.ParquetFiles;

/// <summary>
/// Every shape of a list column of 1 to 3 rows and up to 2 elements, with nulls and empties at each level; a column for each shape.
/// </summary>
public static class ListShapes
{
    private enum Row
    {
        Null,
        Empty,
        NullElement,
        Value,
        TwoNulls,
        NullAndValue,
        ValueAndNull,
        TwoValues,
    }

    private static readonly Row[] _rows = Enum.GetValues<Row>();

    /// <param name="types">A type for each column in turn; with <paramref name="everyType"/>, each shape in every type.</param>
    public static IReadOnlyList<TestColumn> Columns(int rowCount, bool everyType, IReadOnlyList<ParquetType> types)
    {
        IEnumerable<Row[]> shapes = [[]];
        for (var row = 0; row < rowCount; row++)
            shapes = shapes.SelectMany(shape => _rows.Select(next => (Row[])[.. shape, next]));
        return [.. shapes.SelectMany(
            (shape, i) => everyType ? types.Select(type => Column(shape, type)) : [Column(shape, types[i % types.Count])])];
    }

    private static TestColumn Column(Row[] shape, ParquetType type)
    {
        var samples = Samples.Of(type).Skip(1).ToArray();
        var next = 0;
        object? Value() => samples[next++ % samples.Length];
        object?[]? List(Row row) => row switch
        {
            Row.Null => null,
            Row.Empty => [],
            Row.NullElement => [null],
            Row.Value => [Value()],
            Row.TwoNulls => [null, null],
            Row.NullAndValue => [null, Value()],
            Row.ValueAndNull => [Value(), null],
            _ => [Value(), Value()],
        };
        var name = $"{string.Join('_', shape.Select(row => row.ToString()))}_{type}".ToLowerInvariant();
        return new(name, type, [.. shape.Select(List)], IsList: true);
    }
}
