using Dataset.Interop.Tests.Engines;

namespace Dataset.Interop.Tests.ParquetFiles;

/// <summary>What this project's writer writes, each engine reads with the same types, rows and values.</summary>
public sealed class EnginesReadOurFiles(EngineReadings readings) : IClassFixture<EngineReadings>
{
    public static TheoryData<string, string> EveryEngineAndTable()
    {
        var data = new TheoryData<string, string>();
        foreach (var engine in Engine.OfParquet)
            foreach (var table in TestTables.All)
                data.Add(engine.Name, table.Name);
        return data;
    }

    [EngineTheory]
    [MemberData(nameof(EveryEngineAndTable))]
    public void Every_type_row_and_value_is_the_same(string engineName, string tableName)
    {
        var engine = Engine.OfParquet.Single(engine => engine.Name == engineName);
        var table = TestTables.All.Single(table => table.Name == tableName);

        var reading = readings.ReadingOf(table, engine).Succeeded();

        Assert.Equal(table.EngineColumns.Select(column => (column.Name, engine.TypeNameOf(column))), reading.Schema);
        Assert.Equal(table.RowCount, reading.Rows);
        var expected = readings.JsonLinesOf(table);
        if (engine.ReadsNullListsAsEmpty)
            JsonLinesComparison.WriteNullListsAsEmpty(
                readings.JsonLinesOf(table), table.EngineColumns, expected = readings.OutputOf(table, "no-null-lists"));
        Assert.Null(JsonLinesComparison.FirstDifference(expected, reading.Task.Output!));
    }
}
