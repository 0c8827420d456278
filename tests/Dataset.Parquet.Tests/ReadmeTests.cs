namespace Dataset.Parquet.Tests;

/// <summary>The library's README says what works.</summary>
public class ReadmeTests
{
    [Fact]
    public void The_ten_lines_write_and_read()
    {
        using var stream = new MemoryStream();

        // As in src/Dataset.Parquet/README.md:
        var schema = new ParquetSchema("articles", [new("id", ParquetType.String), new("words", ParquetType.Integer)], SortedBy: [0]);
        ColumnValues ids = new() { RowCount = 3, Utf8 = "a1a2a3"u8.ToArray(), Utf8Offsets = new[] { 0, 2, 4, 6 } };
        ColumnValues words = new() { RowCount = 3, Integers = new long[] { 812, 0, 97 }, RowValidity = new byte[] { 1, 0, 1 } };
        var writer = new ParquetFileWriter(stream, schema, ParquetWriterOptions.Default);
        using (var group = RowGroupEncoder.Encode(schema, [ids, words], ParquetWriterOptions.Default))
            writer.Append(group);
        writer.Finish();

        using var reader = ParquetFileReader.Open(stream, ParquetReaderOptions.Strict);
        using var rows = reader.ReadRowGroup(0);
        var total = rows.Columns[1].Integers.ToArray().Sum();

        // So far.
        Assert.Equal(909, total);
    }

    [Fact]
    public void The_ten_lines_are_those_of_the_readme()
    {
        var readme = Lines("library-readme.md").SkipWhile(line => line != "```csharp").Skip(1).TakeWhile(line => line != "```");
        var test = Lines("ReadmeTests.cs").SkipWhile(line => !line.StartsWith("// As in", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => line != "// So far.");
        Assert.Equal(readme, test.SkipLast(1));
    }

    private static IEnumerable<string> Lines(string name) =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "fixtures", name)).Select(line => line.Trim());
}
