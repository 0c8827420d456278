using Dataset.Interop.Tests.Engines;
using Dataset.Parquet;

namespace Dataset.Interop.Tests.ParquetFiles;

/// <summary>
/// Files that the engines write: our reader reads those of its subset, value for value, and refuses the others by the name of the feature
/// that it lacks.
/// </summary>
public sealed class OurReaderReadsEnginesFiles(ForeignFiles files) : IClassFixture<ForeignFiles>
{
    public static TheoryData<string, string> EveryFile()
    {
        var data = new TheoryData<string, string>();
        foreach (var file in ForeignFile.All)
            foreach (var table in ForeignFiles.Tables)
                data.Add(file.Name, table.Name);
        return data;
    }

    [EngineTheory]
    [MemberData(nameof(EveryFile))]
    public void It_is_read_or_refused_by_name(string fileName, string tableName)
    {
        var file = ForeignFile.All.Single(file => file.Name == fileName);
        var table = ForeignFiles.Tables.Single(table => table.Name == tableName);
        var path = files.PathOf(file, table);
        try
        {
            Assert.Null(JsonLinesComparison.FirstDifference(files.JsonLinesOf(table), Read(path, table)));
            // The first table has every type and thousands of values: whatever the file needs, it needs there.
            Assert.False(file.MissingFeatures.Length > 0 && table == ForeignFiles.Tables[0], "It was read, and should have been refused.");
        }
        catch (ParquetException refusal)
        {
            Assert.True(
                file.MissingFeatures.Any(feature => refusal.Message.Contains(feature, StringComparison.Ordinal)), refusal.ToString());
        }
    }

    private static string Read(string path, TestTable table)
    {
        using var reader = ParquetFileReader.Open(path);
        Assert.Equal(table.Schema.Columns, reader.Schema.Columns);
        OurReader.WriteJsonLines(reader, path + ".jsonl");
        return path + ".jsonl";
    }
}
