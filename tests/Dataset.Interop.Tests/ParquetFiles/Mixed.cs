using Dataset.Parquet;

namespace Dataset.Interop.Tests.ParquetFiles;

/// <summary>
/// Tables of every type, flat and in lists, with values drawn from few and from many, and runs of nulls.
/// </summary>
public static class Mixed
{
    private const int Seed = 20_261_122;

    /// <param name="rows">How many.</param>
    /// <param name="withNegativeZeros">Some writers' dictionaries take -0 for 0.</param>
    /// <param name="seed">Of what is drawn.</param>
    public static IReadOnlyList<TestColumn> Columns(int rows, bool withNegativeZeros = true, int seed = Seed)
    {
        // System.Random's numbers for a seed are fixed by the runtime's promise of compatibility; nothing here is secret.
#pragma warning disable CA5394
        var random = new Random(seed);
        object? Value(ParquetType type, bool few)
        {
            var samples = Samples.Of(type);
            if (few)
            {
                var sample = samples[random.Next(Math.Min(5, samples.Count))];
                return !withNegativeZeros && sample is 0.0 ? 0.0 : sample;
            }

            return type switch
            {
                ParquetType.String => random.Next(10) == 0 ? samples[random.Next(samples.Count)] : $"text {random.NextInt64(1L << 40):x}",
                ParquetType.Integer => random.NextInt64(long.MinValue, long.MaxValue),
                ParquetType.Number => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-20, 20)),
                ParquetType.Boolean => random.Next(2) == 0,
                ParquetType.Date => random.Next(-700_000, 2_900_000),
                _ => random.NextInt64(-62_000_000_000_000_000, 250_000_000_000_000_000),
            };
        }

        IEnumerable<object?> Cells(Func<object?> value)
        {
            for (var row = 0; row < rows;)
            {
                // Runs of nulls and of values, so that the levels have both kinds of run.
                var isNull = random.Next(4) == 0;
                for (var run = random.Next(1, 40); run > 0 && row < rows; run--, row++)
                    yield return isNull ? null : value();
            }
        }

        object?[] List(ParquetType type, bool few) =>
            [.. Enumerable.Range(0, random.Next(6)).Select(_ => random.Next(5) == 0 ? null : Value(type, few))];

        return
        [
            .. from type in Samples.Types
               from few in new[] { true, false }
               from isList in new[] { false, true }
               select new TestColumn(
                   $"{TestColumn.WordOf(type)}_{(few ? "few" : "many")}{(isList ? "_list" : "")}",
                   type,
                   [.. Cells(() => isList ? List(type, few) : Value(type, few))],
                   isList),
        ];
#pragma warning restore CA5394
    }
}
