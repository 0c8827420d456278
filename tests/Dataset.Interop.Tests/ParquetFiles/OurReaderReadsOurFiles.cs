using Dataset.Parquet;

namespace Dataset.Interop.Tests.ParquetFiles;

/// <summary>The same tables through this project's own reader at its strictest; no engine is needed.</summary>
public sealed class OurReaderReadsOurFiles
{
    public static TheoryData<string> EveryTable() => [.. TestTables.All.Select(table => table.Name)];

    [Theory]
    [MemberData(nameof(EveryTable))]
    public void Every_type_row_and_value_is_the_same(string tableName)
    {
        // Some tables are new in each run, and made when the first test asks for them.
        Seeds.OfThisRun();
        var table = TestTables.All.Single(table => table.Name == tableName);
        using var folder = new TemporaryFolder();
        table.WriteParquet(folder["table.parquet"]);
        table.WriteJsonLines(folder["expected.jsonl"]);

        using var reader = ParquetFileReader.Open(folder["table.parquet"], ParquetReaderOptions.Strict);

        Assert.Equal(table.Schema.Columns, reader.Schema.Columns);
        OurReader.WriteJsonLines(reader, folder["found.jsonl"]);
        Assert.Null(JsonLinesComparison.FirstDifference(folder["expected.jsonl"], folder["found.jsonl"]));
    }
}
