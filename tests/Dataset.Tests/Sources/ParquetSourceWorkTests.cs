using Dataset.Formats.Parquet;
using Dataset.Tests.Building;
using Parquet;
using Parquet.Schema;

namespace Dataset.Tests.Sources;

/// <summary>What Parquet files of many columns take; alone, since what other tests allocate would be counted too.</summary>
[Collection(nameof(FindingsWorkTests))]
public class ParquetSourceWorkTests
{
    /// <summary>Parquet.Net makes its fields anew whenever they are asked for, so each reader asks once.</summary>
    [Fact]
    public async Task Memory_grows_with_the_columns_and_not_faster()
    {
        var of = new List<(long Source, long SecondOpinion)>();
        foreach (var count in new[] { 100, 200, 400 })
        {
            var names = Enumerable.Range(0, count).Select(i => $"c{i}").ToArray();
            var schema = new ParquetSchema(names.Select(n => new DataField<long>(n)));
            using var bytes = new MemoryStream();
            await using (var writer = await ParquetWriter.CreateAsync(schema, bytes))
            {
                using var group = writer.CreateRowGroup();
                foreach (var field in schema.DataFields)
                    await group.WriteAsync<long>(field, new long[] { 7 });
            }
            using var sources = new TempSources();
            sources.Table(
                "t", "from: records, path: t.parquet",
                string.Join(",\n", names.Select(n => $"\"{n}\": {{\"description\": \"d\", \"type\": \"integer\"}}")), "c0");
            sources.Write("t.parquet", bytes.ToArray());
            var table = sources.Open(new())!.Table("t").Schema;
            using var rows = table.CreateBatch();
            // What other threads do for the source is counted as well, so the least of some.
            of.Add((
                Enumerable.Range(0, 5).Min(_ => Allocated(() => Assert.Single(sources.Read("t").Rows))),
                Enumerable.Range(0, 5).Min(_ => Allocated(() =>
                {
                    using var reader = new ParquetNetReader(new MemoryStream(bytes.ToArray()), "t.parquet", table);
                    Assert.Equal(1, reader.Read(rows, 1));
                }))));
        }
        Assert.True(of[2].Source < 2.3 * of[1].Source, $"{of[1]}, {of[2]}");
        Assert.True(of[2].SecondOpinion < 2.3 * of[1].SecondOpinion, $"{of[1]}, {of[2]}");
    }

    private static long Allocated(Action action)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        action();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
