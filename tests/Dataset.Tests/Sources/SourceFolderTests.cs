using Dataset.Diagnostics;
using Dataset.Sources;

namespace Dataset.Tests.Sources;

public class SourceFolderTests
{
    [Theory]
    [InlineData("tests/fixtures/minimal/seeds", 5)]
    [InlineData("tests/fixtures/second/seeds", 7)]
    [InlineData("seeds", 7)]
    public void Good_sources_open_without_findings(string folder, int tables)
    {
        var findings = new DiagnosticList();
        var opened = SourceFolder.Open(Repository.At(folder), findings);
        Assert.Empty(findings.Kept);
        Assert.Equal(tables, opened!.Tables.Count);
        Assert.Equal(tables + 1, opened.Files.Count);
    }

    [Fact]
    public void A_documents_table_knows_the_tables_of_its_documents()
    {
        var opened = SourceFolder.Open(Repository.At("tests/fixtures/minimal/seeds"), new())!;
        var notes = opened.Table("notes");
        Assert.Equal(["claims"], notes.Lists.Select(l => l.Name));
        Assert.Equal("paragraphs", notes.Paragraphs?.Name);
        Assert.Equal("mentions", notes.Mentions?.Name);
    }
}
