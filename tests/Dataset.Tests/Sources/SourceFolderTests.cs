using Dataset.Diagnostics;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Tests.Cli;

namespace Dataset.Tests.Sources;

public class SourceFolderTests
{
    [Theory]
    [InlineData("tests/fixtures/minimal/seeds", 5)]
    [InlineData("tests/fixtures/second/seeds", 7)]
    [InlineData("seeds", 16)]
    public void Good_sources_open_without_findings(string folder, int tables)
    {
        var findings = new DiagnosticList();
        var opened = SourceFolder.Open(Repository.At(folder), findings);
        Assert.Empty(findings.Kept);
        Assert.Equal(tables, opened!.Tables.Count);
        Assert.Equal(tables + (opened.Datasheet.Count > 0 ? 2 : 1), opened.Files.Count);
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
        Approved.Findings(sources.Show(findings));
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
        Approved.Findings(sources.Show(findings));
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
        Approved.Findings(sources.Show(findings));
    }

    [PosixFact]
    public void A_path_that_the_user_names_may_be_a_link_and_nothing_below_it()
    {
        using var sources = new TempSources();
        sources.Table("things", "from: records, path: a/b/things.csv", TempSources.RecordColumns).Write("a/b/things.csv", "id\n1\n");
        Assert.NotNull(sources.Open(new()));
        Directory.CreateSymbolicLink(sources.At("../named"), sources.Seeds);
        Assert.NotNull(SourceFolder.Open(sources.At("../named"), new()));
        foreach (var name in new[] { "a", "a/b", "a/b/things.csv" })
        {
            Directory.Move(sources.At(name), sources.At("../elsewhere"));
            File.CreateSymbolicLink(sources.At(name), sources.At("../elsewhere"));
            Approved.Findings(sources.Read("things").Findings, name);
            File.Delete(sources.At(name));
            Directory.Move(sources.At("../elsewhere"), sources.At(name));
        }
        Directory.Move(sources.At("../schema"), sources.At("../elsewhere"));
        Directory.CreateSymbolicLink(sources.At("../schema"), sources.At("../elsewhere"));
        var findings = new DiagnosticList();
        Assert.Null(SourceFolder.Open(sources.Seeds, findings));
        Approved.Findings(sources.Show(findings), "schema");
    }

    [PosixFact]
    public void A_link_that_leads_nowhere_is_called_so_where_it_was_named()
    {
        using var sources = new TempSources();
        sources.Write("file", "");
        foreach (var (target, found) in new[]
        {
            ("nothing", "a link that leads nowhere"), ("link", "a link that leads nowhere"), ("file", "a link to a file"),
        })
        {
            File.CreateSymbolicLink(sources.At("link"), target);
            var problem = Assert.Throws<DirectoryNotFoundException>(() => SourceFolder.Open(sources.At("link"), new()));
            Assert.EndsWith($"found {found}.", problem.Message, StringComparison.Ordinal);
            File.Delete(sources.At("link"));
        }
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
        Approved.Findings(sources.Show(findings));
    }
}
