using System.Text;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Tables;

namespace Dataset.Tests.Sources;

public class SourceReaderTests
{
    [Theory]
    [InlineData("tests/fixtures/minimal/seeds")]
    [InlineData("tests/fixtures/second/seeds")]
    [InlineData("seeds")]
    public void Good_sources_are_bound_without_findings(string path)
    {
        var findings = new DiagnosticList();
        var folder = SourceFolder.Open(Repository.At(path), findings)!;
        foreach (var table in folder.Tables.Where(t => t.Source.Path is not null))
        {
            using var reader = new SourceReader(folder, table);
            var rows = 0;
            foreach (var chunk in reader.ReadChunks(findings))
            {
                if (table.Source.Kind == TableKind.Documents)
                {
                    using var batch = reader.BindDocuments(chunk, findings);
                    rows += batch.Count;
                }
                else
                {
                    using var batch = reader.BindRecords(chunk, findings);
                    rows += batch.Rows.RowCount;
                }
            }
            Assert.NotEqual(0, rows);
            Assert.NotEmpty(reader.Files);
        }
        Assert.Empty(findings.Kept);
    }

    [Fact]
    public void Documents_of_a_folder_come_by_key_with_what_curators_wrote()
    {
        var findings = new DiagnosticList();
        var folder = SourceFolder.Open(Repository.At("tests/fixtures/minimal/seeds"), findings)!;
        var notes = folder.Table("notes");
        using var reader = new SourceReader(folder, notes);
        using var batch = reader.BindDocuments(Assert.Single(reader.ReadChunks(findings)), findings);
        Assert.Empty(findings.Kept);
        Assert.Equal(["bridge", "river"], [Text(batch.Keys, 0), Text(batch.Keys, 1)]);
        Assert.Equal(["notes/bridge.txt", "notes/river.txt"], batch.Origins.Select(o => o.File));
        Assert.StartsWith("The bridge\n\nAda Stone crossed", Text(batch.Contents, 0), StringComparison.Ordinal);
        Assert.Equal("The river", Text(batch.Documents.Columns[notes.Schema.IndexOf("title")], 1));
        Assert.True(batch.Documents.Columns[notes.Schema.IndexOf("rating")].IsNull(1));
        Assert.Equal((1, 3), ((ListColumn)batch.Documents.Columns[notes.Schema.IndexOf("people")]).ElementsOf(1));
        Assert.Equal(0, batch.Documents.Columns[notes.Schema.IndexOf("source_sha256")].RowCount);
        Assert.Equal(((0, 2), (2, 3)), (batch.RowsOf(0, 0), batch.RowsOf(0, 1)));
        var paragraph = batch.Lists[0].Columns[folder.Table("claims").Schema.IndexOf("quote_paragraph")];
        Assert.True(paragraph.IsNull(0));
        Assert.Equal(2, paragraph.AsIntegers.ValueAt(2));
        var annotation = Assert.Single(batch.AnnotationsOf(0));
        Assert.Equal(("The bridge", null, "headline"), (annotation.Begins, annotation.Number, annotation.Role));
        Assert.EndsWith("notes/bridge.yaml(8,14)", annotation.Location.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("notes/river.yaml(8,58)", batch.Locator.Locate("claims", 2, "quote").ToString(), StringComparison.Ordinal);
        Assert.EndsWith("notes/river.yaml(6,15)", batch.Locator.Locate("notes", 1, "people", 1).ToString(), StringComparison.Ordinal);
        Assert.EndsWith("notes/river.txt", batch.Locator.LocateText(1).ToString(), StringComparison.Ordinal);
        Assert.Equal(
            ["seeds/notes/bridge.txt", "seeds/notes/bridge.yaml", "seeds/notes/river.txt", "seeds/notes/river.yaml"],
            reader.Files.Select(f => f.Path.Value));
        AssertEx.All(reader.Files, f => Assert.Equal(
            Dataset.Files.Digest.Of(File.ReadAllBytes(Repository.At("tests/fixtures/minimal/" + f.Path))), f.Digest));
    }

    private static string Text(Column column, int row) => column.AsText.TextOf(row);
}
