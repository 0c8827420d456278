using Dataset.Interop.Tests.Engines;
using Dataset.Parquet;

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
        // Some tables are new in each run, and made when the first test asks for them.
        Seeds.OfThisRun();
        var table = TestTables.All.Single(table => table.Name == tableName);

        if (engine.ReadsDatesOfDotNetAlone && table == TestTables.DatesFarAway)
        {
            Assert.NotNull(readings.ReadingOf(table, engine).Error);
            return;
        }
        var reading = readings.ReadingOf(table, engine).Succeeded();

        Assert.Equal(table.EngineColumns.Select(column => (column.Name, engine.TypeNameOf(column))), reading.Schema);
        Assert.Equal(table.RowCount, reading.Rows);
        var expected = readings.JsonLinesOf(table);
        if (engine.ReadsNullListsAsEmpty)
            JsonLinesComparison.WriteNullListsAsEmpty(
                readings.JsonLinesOf(table), table.EngineColumns, expected = readings.OutputOf(table, "no-null-lists"));
        Assert.Null(JsonLinesComparison.FirstDifference(expected, reading.Task.Output!));
    }

    [Fact]
    public void ParquetSharp_checks_the_checksums_of_pages()
    {
        using var folder = new TemporaryFolder();
        var table = TestTables.All.Single(table => table.Name == "mixed-not-compressed");
        table.WriteParquet(folder["t.parquet"]);
        var bytes = File.ReadAllBytes(folder["t.parquet"]);
        using (var reader = ParquetFileReader.Open(folder["t.parquet"]))
            // The last byte of the first page is a value's: without a checksum it would be another value.
            bytes[reader.Metadata.RowGroups[0].Columns[^1].OffsetIndex!.Pages[0] is var page ? page.Offset + page.SizeInBytes - 1 : 0] ^= 1;
        File.WriteAllBytes(folder["t.parquet"], bytes);
        var task = EngineTask.Read("parquet", folder["t.parquet"], table.EngineColumns, folder["found.jsonl"]);
        Assert.Contains("CRC", EngineProcess.Run(Engine.ParquetSharp, [task])[0].Error, StringComparison.OrdinalIgnoreCase);
    }
}
