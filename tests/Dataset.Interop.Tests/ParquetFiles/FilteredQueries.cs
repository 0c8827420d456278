using System.Text.Json.Nodes;
using Dataset.Interop.Tests.Engines;

namespace Dataset.Interop.Tests.ParquetFiles;

/// <summary>
/// Engines skip what statistics and page indexes rule out, and find the rest. The proof: what is to be skipped is destroyed, so that an
/// engine that reads it fails, and one that trusts our statistics gives the right rows.
/// </summary>
public sealed class FilteredQueries(SortedFile file) : IClassFixture<SortedFile>
{
    /// <summary>Rows of the second row group, from the middle of its page 5 into its page 7.</summary>
    private const int First = 25_500;
    private const int Last = 27_200;

    [EngineTheory]
    [InlineData("duckdb", "id")]
    [InlineData("duckdb", "number")]
    [InlineData("polars", "id")]
    [InlineData("polars", "number")]
    [InlineData("chdb", "id")]
    [InlineData("chdb", "number")]
    [InlineData("hyparquet", "id")]
    [InlineData("hyparquet", "number")]
    public void Row_groups_are_skipped_by_their_statistics(string engine, string column) => Query(engine, column, destroyPages: false);

    [EngineTheory]
    [InlineData("chdb", "id")]
    [InlineData("chdb", "number")]
    [InlineData("hyparquet", "id")]
    [InlineData("hyparquet", "number")]
    public void Pages_are_skipped_by_the_page_index(string engine, string column) => Query(engine, column, destroyPages: true);

    [EngineFact]
    public void Arrow_rs_finds_rows_by_the_offset_index()
    {
        var task = EngineTask.Rows(
            file.WithOnly(First, Last, destroyPages: true), file.Table.EngineColumns, First, Last - First + 1,
            file.Output("arrow-rs.jsonl"));
        AssertRows(EngineProcess.Run(Engine.ArrowRs, [task])[0].Succeeded());
    }

    [EngineTheory]
    [InlineData("duckdb")]
    [InlineData("polars")]
    [InlineData("chdb")]
    [InlineData("arrow-rs")]
    [InlineData("hyparquet")]
    [InlineData("ParquetSharp")]
    [InlineData("Parquet.Net")]
    public void Destroyed_pages_do_not_go_unnoticed(string engine)
    {
        var task = EngineTask.Read(
            "parquet", file.WithOnly(First, Last, destroyPages: true), file.Table.EngineColumns, file.Output($"{engine}-whole.jsonl"));
        Assert.NotNull(EngineProcess.Run(EngineNamed(engine), [task])[0].Error);
    }

    private void Query(string engineName, string column, bool destroyPages)
    {
        JsonNode KeyOf(int row) => column == "id" ? JsonValue.Create(SortedFile.Id(row)) : JsonValue.Create(SortedFile.Number(row));
        var task = EngineTask.Query(
            file.WithOnly(First, Last, destroyPages), file.Table.EngineColumns, column, KeyOf(First), KeyOf(Last),
            file.Output($"{engineName}-{column}-{destroyPages}.jsonl"));
        AssertRows(EngineProcess.Run(EngineNamed(engineName), [task])[0].Succeeded());
    }

    private void AssertRows(EngineResult result)
    {
        Assert.Equal(Last - First + 1, result.Rows);
        var expected = result.Task.Output + ".expected";
        file.Table.WriteJsonLines(expected, First, Last - First + 1);
        Assert.Null(JsonLinesComparison.FirstDifference(expected, result.Task.Output!));
    }

    private static Engine EngineNamed(string name) => Engine.OfParquet.Single(engine => engine.Name == name);
}
