using System.Globalization;
using Dataset.Parquet.Tests.Building;

namespace Dataset.Parquet.Tests;

/// <summary>Alone, because other tests would take the pool's arrays away.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public class AllocationTests
{
    private static readonly ParquetSchema _schema = new(
        "table",
        [new("id", ParquetType.String), new("n", ParquetType.Integer), new("tags", ParquetType.String, IsList: true)],
        [0]);

    [Fact]
    public void Nothing_but_pooled_buffers_grows_with_the_rows()
    {
        var few = Rows(5_000);
        var many = Rows(50_000);
        var file = TestFile.Write(_schema, [few]);
        var largeFile = TestFile.Write(_schema, [many]);
        Assert.True(largeFile.Length > 8 * file.Length);
        for (var warm = 0; warm < 3; warm++)
        {
            Encode(many);
            TestFile.Verify(largeFile, ParquetReaderOptions.Strict);
        }

        // What is left are the indexes, some hundred bytes for each page of 20,000 rows.
        var allowed = 20_000;
        Assert.InRange(Cost(() => Encode(many)) - Cost(() => Encode(few)), long.MinValue, allowed);
        Assert.InRange(
            Cost(() => TestFile.Verify(largeFile, ParquetReaderOptions.Strict)) - Cost(
                () => TestFile.Verify(file, ParquetReaderOptions.Strict)),
            long.MinValue,
            allowed);
    }

    private static long Cost(Action run)
    {
        run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        run();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Encode(IReadOnlyList<ColumnValues> columns) => RowGroupEncoder.Encode(
        _schema, columns, ParquetWriterOptions.Default).Dispose();

    private static List<ColumnValues> Rows(int count) =>
    [
        Columns.Text(Enumerable.Range(0, count).Select(i => "row " + i.ToString("D8", CultureInfo.InvariantCulture))),
        Columns.Integers(Enumerable.Range(0, count).Select(i => i % 7 == 0 ? null : (long?)i * i)),
        Columns.Of(
            _schema.Columns[2],
            Enumerable.Range(0, count).Select(i => Enumerable.Range(0, i % 4).Select(n => (object?)$"tag {n}").ToList())),
    ];
}
