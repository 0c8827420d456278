using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Tables;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Dataset.Tests.Sources.Reading;

/// <summary>However a source is cut into pieces and parts, its rows, findings, places and counts are those of one piece.</summary>
/// <remarks>Each property runs with a seed that stays and with a new one, which FsCheck prints where it finds something.</remarks>
public sealed class SourceCutsProperties
{
    private const string Seed = "(17,31)";
    private const int Cases = 30;

    private static readonly string[] CsvCells =
    [
        "a", "b", "", "1", "-2", "12x", "é", "=1", "\uFEFF", "\uFEFFy", "\"\uFEFF\"", "\"q,\"\"\n\r\n\"", "\"\rx\"", "0.1", "true",
        "2020-02-30", "6\" pipe", "\"x\"y", "\"x\" ", "a\rb", "\"open",
        "\"[1,null]\"", "\"[1,\"\"x\"\"]\"", "\u200Bz", "sep=;",
    ];

    private static readonly string[] JsonLines =
    [
        "", "{}", "[1]", "{\"id\":\"r\",\r\"count\":1.0}", "\uFEFF{\"id\":\"a\"}", "{\"id\":\"\uFEFFb\"}",
        "{\"id\":\"b\",\"count\":1}", "{\"id\":\"b\",\"count\":1.0}",
        "{\"id\":\"c\",\"title\":\"=t\",\"tags\":[\"x\",null],\"text\":\"One.\\n\\nTwo.\"}",
        "{\"id\":\"d\",\"title\":\"é\",\"tags\":[],\"text\":\"\uFEFFx\"}",
        "{\"id\":\"d\",\"title\":\"é\",\"tags\":[],\"text\":\"x\"}", "{\"id\":3,\"title\":\"\",\"tags\":[\"\"],\"text\":\"\"}",
        "{\"id\":\"e\",\"counts\":[1,\"x\"],\"ratio\":0.1}", "{\"id\":\"f\",\"id\":\"g\"}",
        "{\"id\":\"\\u200Bz\",\"at\":\"2020-01-01T00:00:00Z\"}", "{\"id\":\"x\"",
    ];

    [Property(MaxTest = Cases, Replay = Seed)]
    public Property Records_of_CSV_do_not_depend_on_cuts() => OfCsv("id,count,ratio,is_open,day,at,counts", 7, Records, "things.csv");

    [Property(MaxTest = Cases)]
    public Property Records_of_CSV_do_not_depend_on_cuts_with_a_new_seed() => Records_of_CSV_do_not_depend_on_cuts();

    [Property(MaxTest = Cases, Replay = Seed)]
    public Property Documents_of_CSV_do_not_depend_on_cuts() => OfCsv("id,title,stars,tags,text", 5, Documents, "notes.csv");

    [Property(MaxTest = Cases)]
    public Property Documents_of_CSV_do_not_depend_on_cuts_with_a_new_seed() => Documents_of_CSV_do_not_depend_on_cuts();

    [Property(MaxTest = Cases, Replay = Seed)]
    public Property Records_of_JSON_Lines_do_not_depend_on_cuts() => OfJsonLines(Records, "things.jsonl");

    [Property(MaxTest = Cases)]
    public Property Records_of_JSON_Lines_do_not_depend_on_cuts_with_a_new_seed() => Records_of_JSON_Lines_do_not_depend_on_cuts();

    [Property(MaxTest = Cases, Replay = Seed)]
    public Property Documents_of_JSON_Lines_do_not_depend_on_cuts() => OfJsonLines(Documents, "notes.jsonl");

    [Property(MaxTest = Cases)]
    public Property Documents_of_JSON_Lines_do_not_depend_on_cuts_with_a_new_seed() => Documents_of_JSON_Lines_do_not_depend_on_cuts();

    [Property(MaxTest = Cases, Replay = Seed)]
    public Property Documents_of_a_folder_do_not_depend_on_cuts() => OfFolder();

    [Property(MaxTest = Cases)]
    public Property Documents_of_a_folder_do_not_depend_on_cuts_with_a_new_seed() => OfFolder();

    [Fact]
    public void A_mark_that_begins_a_piece_is_text()
    {
        // The record after the first 983,040 bytes begins the second piece, and each of the others a part.
        var rows = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"\uFEFF{i:D6},{new string('x', 60)}\n"));
        using var sources = new TempSources();
        sources.Table("things", "from: documents, path: notes.csv", Columns("id", "text")).Write("notes.csv", "id,text\n" + rows);
        foreach (var parts in (PartSelection[])[PartSelection.Whole, PartSelection.All(7)])
        {
            var read = sources.Read("things", parts: parts).Rows;
            Assert.Equal(40_000, read.Count);
            AssertEx.All(read, row => Assert.StartsWith("\uFEFF", row, StringComparison.Ordinal));
            // Each has the mark.
            Assert.StartsWith("0 errors, 40000 warnings\n", Run(sources, SourceLimits.Default, parts), StringComparison.Ordinal);
        }
    }

    private static Property OfCsv(string header, int columns, Func<string, TempSources> make, string file)
    {
        var rows = Gen.Elements(CsvCells).ArrayOf(columns).ArrayOf();
        return Prop.ForAll(Arb.From(rows, Fewer), Cuts(), (cells, cut) =>
        {
            var text = string.Concat(cells.Select((r, i) => string.Join(',', r) + (i % 3 == 0 ? "\r\n" : "\n")));
            foreach (var start in (string[])["", "\uFEFF", "\uFEFF\uFEFF"])
                Compare(make(file), file, start + header + "\n" + text, cut);
        });
    }

    private static Property OfJsonLines(Func<string, TempSources> make, string file) =>
        Prop.ForAll(Arb.From(Gen.Elements(JsonLines).ArrayOf(), Fewer), Cuts(), (lines, cut) =>
        {
            foreach (var start in (string[])["", "\uFEFF", "\uFEFF\uFEFF"])
                Compare(make(file), file, start + string.Concat(lines.Select((l, i) => l + (i % 3 == 0 ? "\r\n" : "\n"))), cut);
        });

    private static Property OfFolder() =>
        Prop.ForAll(
            Arb.From(Gen.Elements("One.", "\uFEFFOne.", "\uFEFF\uFEFFOne.", "", " \n", "a\u200Bb", "\0").ArrayOf(), Fewer), Cuts(),
            (texts, cut) =>
            {
                using var sources = Documents("notes");
                Directory.CreateDirectory(sources.At("notes"));
                foreach (var (i, text) in texts.Index())
                    sources.Write($"notes/d{i % 5}{i}.txt", text)
                        .Write($"notes/d{i % 5}{i}.yaml", i % 4 == 3 ? "title: \"\"\nstars: x\ntags: [a]\n" : "title: t\ntags: []\n");
                CompareCuts(sources, "notes", cut);
            });

    private static void Compare(TempSources sources, string file, string text, Cut cut)
    {
        using (sources)
        {
            sources.Write(file, text);
            CompareCuts(sources, Path.GetFileNameWithoutExtension(file), cut);
        }
        using var compressed = file.StartsWith("notes", StringComparison.Ordinal) ? Documents(file + ".gz") : Records(file + ".gz");
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        compressed.Write(file + ".gz", bytes.ToArray());
        CompareCuts(compressed, Path.GetFileNameWithoutExtension(file), cut with { Parts = 1 });
    }

    private static void CompareCuts(TempSources sources, string table, Cut cut)
    {
        var limits = new SourceLimits { ChunkInBytes = cut.Size, ChunkInDocuments = cut.Size };
        var parts = PartSelection.All(cut.Parts);
        Assert.Equal(Read(sources, table, SourceLimits.Default, PartSelection.Whole), Read(sources, table, limits, PartSelection.Whole));
        Assert.Equal(Read(sources, table, SourceLimits.Default, PartSelection.Whole), Read(sources, table, limits, parts));
        Assert.Equal(Run(sources, SourceLimits.Default, PartSelection.Whole), Run(sources, limits, PartSelection.Whole));
        // Rows are sorted within a part alone; that those of the next do not come after them is one finding.
        var (whole, cuts) = (Run(sources, SourceLimits.Default, PartSelection.Whole), Run(sources, limits, parts));
        if (!cuts.Contains("DS8508", StringComparison.Ordinal))
            Assert.Equal(whole, cuts);
        else
            Assert.Equal(WithoutKeys(whole), WithoutKeys(cuts));
    }

    private static IEnumerable<string> WithoutKeys(string run) => run.Split('\n').Skip(1)
        .Where(f => !f.Contains("DS8508", StringComparison.Ordinal) && !f.Contains("DS3001", StringComparison.Ordinal));

    private static string Read(TempSources sources, string table, SourceLimits limits, PartSelection parts)
    {
        var (rows, findings) = sources.Read(table, limits, parts);
        // The lines of documents are counted again in each part, which another machine may read.
        var all = string.Join('\n', [.. rows, "and", .. findings]);
        return Regex.Replace(all, @"(?<= \| notes\.[.a-z]+):[0-9]+$", "", RegexOptions.Multiline);
    }

    private static string Run(TempSources sources, SourceLimits limits, PartSelection parts)
    {
        var findings = new DiagnosticList();
        if (sources.Open(findings) is { } folder)
        {
            var meter = new WorkMeter(null);
            meter.Begin("checking", 0);
            using var pipeline = new SourcePipeline(folder, parts, _ => null, new(2, default), findings, meter, limits);
            pipeline.Run();
        }
        return $"{findings.ErrorCount} errors, {findings.WarningCount} warnings\n{string.Join('\n', sources.Show(findings))}";
    }

    private static TempSources Records(string path) =>
        new TempSources().Table("things", $"from: records, path: {path}", TempSources.RecordColumns);

    private static TempSources Documents(string path) =>
        new TempSources().Table("notes", $"from: documents, path: {path}", TempSources.NoteColumns);

    private static string Columns(string key, string text) => $$"""
        "{{key}}": {"description": "d", "type": "string", "x-derived": "document.key"},
        "{{text}}": {"description": "d", "type": "string", "x-derived": "document.text"}
        """;

    private static Arbitrary<Cut> Cuts() =>
        Arb.From(from size in Gen.Choose(1, 60) from parts in Gen.Choose(1, 6) select new Cut(size, parts), c =>
             c.Parts > 1 ? [c with { Parts = c.Parts - 1 }] : []);

    /// <summary>The same without one of them, for a small example of what is wrong.</summary>
    private static IEnumerable<T[]> Fewer<T>(T[] all) => all.Select((_, i) => (T[])[.. all[..i], .. all[(i + 1)..]]);

    private sealed record Cut(int Size, int Parts);
}
