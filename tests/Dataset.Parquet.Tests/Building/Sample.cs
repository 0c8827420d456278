namespace Dataset.Parquet.Tests.Building;

/// <summary>A small table with every type, nulls, lists, a dictionary and two row groups.</summary>
internal static class Sample
{
    public static ParquetSchema Schema { get; } = new(
        "sample",
        [
            new("id", ParquetType.String),
            new("count", ParquetType.Integer),
            new("score", ParquetType.Number),
            new("open", ParquetType.Boolean),
            new("day", ParquetType.Date),
            new("seen", ParquetType.DateTime),
            new("kind", ParquetType.String),
            new("tags", ParquetType.String, IsList: true),
            new("numbers", ParquetType.Integer, IsList: true),
        ],
        [0]);

    /// <summary>Pages of four rows, so that there are several.</summary>
    public static ParquetWriterOptions Options { get; } = new() { PageRows = 4 };

    public static byte[] File { get; } = TestFile.Write(Schema, [Rows(0, 10), Rows(10, 7)], Options);

    public static IReadOnlyList<ColumnValues> Rows(int first, int count) =>
        [.. Schema.Columns.Select((column, i) => Columns.Of(column, Enumerable.Range(first, count).Select(row => Cell(i, row))))];

    public static object? Cell(int column, int row) => column switch
    {
        0 => $"id-{row:D4}",
        1 => row % 3 == 1 ? null : row * 1_000_003L,
        2 => row / 7.0,
        3 => row % 5 == 0 ? null : row % 2 == 0,
        4 => (row * 400) - 2000,
        5 => row * 86_400_000_000L,
        6 => row % 4 == 3 ? null : row % 2 == 0 ? "a kind of some length" : "another kind, longer still",
        7 => row % 4 == 2 ? null : Enumerable.Range(0, row % 4).Select(i => (object?)(i == 1 ? null : $"tag {i}")).ToList(),
        _ => row % 5 == 4 ? null : Enumerable.Range(0, row % 3).Select(i => (object?)(i == 1 ? null : (long)(row + i))).ToList(),
    };
}
