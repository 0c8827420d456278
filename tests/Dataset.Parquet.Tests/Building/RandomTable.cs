using Dataset.Parquet.Metadata;

namespace Dataset.Parquet.Tests.Building;

/// <summary>Tables of any shape, from a seed.</summary>
internal sealed record RandomTable(ParquetSchema Schema, IReadOnlyList<IReadOnlyList<ColumnValues>> Groups, ParquetWriterOptions Options)
{
    private static readonly string[] _pieces = [
        "", "a", "é", "漢", "𝄞", "\uD7FF", "\uE000", "\uFFFF", "\U0010FFFF", "\u0001", "abcdefgh", " the ", "\n",
    ];

    public static RandomTable Make(Random random)
    {
        var columns = Enumerable.Range(0, random.Next(1, 6))
            .Select(i => new ParquetColumn($"c{i}", (ParquetType)random.Next(6), random.Next(3) == 0))
            .ToList();
        var groups = Enumerable.Range(0, random.Next(0, 3)).Select(_ => MakeGroup(columns, random.Next(1, 200), random)).ToList();
        return new(new("table", columns, []), groups, new()
        {
            PageRows = random.Next(1, 100),
            PageSizeInBytes = random.Next(1, 2000),
            Codec = random.Next(3) == 0 ? Metadata.CompressionCodec.Uncompressed : Metadata.CompressionCodec.Snappy,
        });
    }

    /// <summary>The same values with other values before them, so that offsets start above 0.</summary>
    public static ColumnValues Slide(ColumnValues values)
    {
        if (!values.Utf8Offsets.IsEmpty)
        {
            values = values with
            {
                Utf8 = (byte[])[.. "before"u8, .. values.Utf8.Span],
                Utf8Offsets = values.Utf8Offsets.ToArray().Select(offset => offset + 6).ToArray(),
            };
        }
        if (values.ListOffsets.IsEmpty || values.ListOffsets.Span[^1] == 0)
            return values;
        return values with
        {
            ListOffsets = values.ListOffsets.ToArray().Select(offset => offset + 2).ToArray(),
            ElementValidity = values.ElementValidity.IsEmpty ? default : (byte[])[1, 0, .. values.ElementValidity.Span],
            Utf8Offsets = values.Utf8Offsets.IsEmpty ? default : (int[])[6, 6, .. values.Utf8Offsets.Span],
            Integers = values.Integers.IsEmpty ? default : (long[])[1, 2, .. values.Integers.Span],
            Numbers = values.Numbers.IsEmpty ? default : (double[])[1, 2, .. values.Numbers.Span],
            Dates = values.Dates.IsEmpty ? default : (int[])[1, 2, .. values.Dates.Span],
            Booleans = values.Booleans.IsEmpty ? default : (byte[])[1, 0, .. values.Booleans.Span],
        };
    }

    private static List<ColumnValues> MakeGroup(List<ParquetColumn> columns, int rows, Random random) =>
        [.. columns.Select(column =>
        {
            var nulls = random.Next(4) switch { 0 => 0, 1 => 100, var some => some * 20 };
            var distinct = random.Next(1, 60);
            return Columns.Of(column, Enumerable.Range(0, rows).Select(_ => random.Next(100) < nulls
                ? null
                : column.IsList ? MakeList(column.Type, nulls, distinct, random) : MakeValue(column.Type, distinct, random)));
        })];

    private static List<object?> MakeList(ParquetType type, int nulls, int distinct, Random random) =>
        [.. Enumerable.Range(0, random.Next(5)).Select(_ => random.Next(100) < nulls ? null : MakeValue(type, distinct, random))];

    private static object MakeValue(ParquetType type, int distinct, Random random)
    {
        var which = new Random(random.Next(distinct));
        return type switch
        {
            ParquetType.String => string.Concat(Enumerable.Range(0, which.Next(30)).Select(_ => _pieces[which.Next(_pieces.Length)])),
            ParquetType.Number => which.Next(8) switch
            {
                0 => double.NaN,
                1 => -0.0,
                2 => 0.0,
                3 => double.PositiveInfinity,
                4 => double.MinValue,
                _ => which.NextDouble() - 0.5,
            },
            ParquetType.Boolean => which.Next(2) == 0,
            ParquetType.Date => which.Next(int.MinValue, int.MaxValue),
            _ => which.NextInt64(long.MinValue, long.MaxValue),
        };
    }
}
