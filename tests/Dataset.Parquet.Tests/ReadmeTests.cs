namespace Dataset.Parquet.Tests;

/// <summary>The library's README says what works.</summary>
public class ReadmeTests
{
    [Fact]
    public void The_ten_lines_write_and_read()
    {
        using var stream = new MemoryStream();

        // As in src/Dataset.Parquet/README.md:
        new ParquetTableBuilder("articles")
            .Text("id", "a1", "a2", "a3")
            .Integers("words", 812, null, 97)
            .TextLists("tags", ["news", "port"], [], null)
            .SortedBy("id")
            .Write(stream);

        using var reader = ParquetFileReader.Open(stream, ParquetReaderOptions.Strict);
        using var rows = reader.ReadRowGroup(0, ["words"]);
        var total = rows.Columns[0].Integers.ToArray().Sum();

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
