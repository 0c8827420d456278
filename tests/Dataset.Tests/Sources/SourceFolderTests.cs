using Dataset.Diagnostics;
using Dataset.Sources;
using Dataset.Sources.Reading;

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

    [Fact]
    public void Files_that_nothing_reads_are_warned_of()
    {
        using var sources = new TempSources();
        sources.Table("notes", "from: documents, path: deep/notes", TempSources.NoteColumns)
            .Table("things", "from: records, path: deep/down/things.csv", TempSources.RecordColumns)
            .Write("README.md", "x").Write(".DS_Store", "x").Write("deep/notes/anything.md", "x").Write("deep/README.md", "x")
            .Write("deep/down/things.csv.bak", "x").Write("old/a.txt", "x");
        var findings = new DiagnosticList();
        Assert.NotNull(sources.Open(findings));
        Assert.Equal(
            [
                "seeds/.DS_Store: warning DS1010: Expected only what dataset.yaml names, found a file that it does not name.",
                "seeds/deep/README.md: warning DS1010: Expected only what dataset.yaml names, found a file that it does not name.",
                "seeds/deep/down/things.csv.bak: warning DS1010: Expected only what dataset.yaml names, found a file that it does not "
                    + "name.",
                "seeds/old: warning DS1010: Expected only what dataset.yaml names, found a folder that it does not name.",
            ],
            sources.Show(findings));
    }

    [Fact]
    public void DS5034_A_schema_that_no_table_has_is_warned_of()
    {
        using var sources = new TempSources();
        sources.Table("things", "from: records, path: things.csv", TempSources.RecordColumns).Write("things.csv", "id\n")
            .Write("../schema/thinks.schema.json", "{}").Write("../schema/zzz.schema.json", "{}")
            .Write("../schema/dataset.schema.json", "{}").Write("../schema/README.md", "x");
        var findings = new DiagnosticList();
        Assert.NotNull(sources.Open(findings));
        Assert.Equal(
            [
                "schema/thinks.schema.json: warning DS5034: Expected the schema of a table of dataset.yaml, found that of \"thinks\", "
                    + "which it does not name; is things meant?",
                "schema/zzz.schema.json: warning DS5034: Expected the schema of a table of dataset.yaml, found that of \"zzz\", which it "
                    + "does not name.",
            ],
            sources.Show(findings));
    }

    [Fact]
    public void A_file_of_documents_needs_a_column_for_the_text()
    {
        using var sources = new TempSources();
        sources.Table(
            "notes", "from: documents, path: notes.csv",
            "\"id\": {\"description\": \"d\", \"type\": \"string\", \"x-derived\": \"document.key\"}");
        var findings = new DiagnosticList();
        Assert.Null(sources.Open(findings));
        Assert.Equal(
            [
                "schema/notes.schema.json: error DS5108: Expected a column derived from document.text, as each record of notes.csv holds a "
                    + "text with its metadata, found none.",
            ],
            sources.Show(findings));
    }

    [Fact]
    public void The_descriptor_and_schemas_are_files()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var sources = new TempSources();
        sources.Table("things", "from: records, path: things.csv", TempSources.RecordColumns);
        var findings = new DiagnosticList();
        Assert.NotNull(sources.Open(findings));
        File.Move(sources.At("../schema/things.schema.json"), sources.At("../elsewhere.json"));
        Assert.Null(sources.Open(findings));
        File.CreateSymbolicLink(sources.At("../schema/things.schema.json"), sources.At("../elsewhere.json"));
        Assert.Null(sources.Open(findings));
        File.Delete(sources.At("dataset.yaml"));
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", [sources.At("dataset.yaml")]))
            mkfifo.WaitForExit();
        Assert.Null(SourceFolder.Open(sources.Seeds, findings));
        Assert.Equal(
            [
                "schema/things.schema.json: error DS1002: Expected a file, found a link.",
                "schema/things.schema.json: error DS5001: Expected the table's schema, found no file of that name.",
                "seeds/dataset.yaml: error DS1002: Expected a file, found a named pipe.",
            ],
            sources.Show(findings));
    }
}
