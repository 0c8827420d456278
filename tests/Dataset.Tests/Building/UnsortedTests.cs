using System.Text.Json.Nodes;
using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Parquet;
using Dataset.Sources;
using Dataset.Tables;
using Dataset.Tests.Sharding;
using Dataset.Tests.Sources;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Dataset.Tests.Building;

/// <summary>Records and documents in any order give the data files of sorted ones; a key that occurs twice is found.</summary>
public sealed class UnsortedTests
{
    /// <summary>Several files of a table, some of them written before a row is out of order; several runs, merged twice.</summary>
    private static readonly WritingLimits Small = new()
    {
        BatchRows = 16,
        PartSizeInBytes = 6_000,
        Sorting = new() { BufferInBytes = 2_000, BlockInBytes = 300, MergeInBytes = 900 },
    };

    private static readonly string[] Formats = ["csv", "jsonl", "json", "yaml", "xlsx", "parquet"];

    public static TheoryData<string> AllFormats => [.. Formats];

    [Property(MaxTest = 12)]
    public Property Documents_in_any_order_give_the_same_data_files() => Prop.ForAll(
        Arb.From(Gen.Elements("jsonl", "csv")), Arb.From(Gen.Choose(1, int.MaxValue)), Arb.From(Gen.Choose(0, 2)), (notation, seed, kind) =>
        {
            using var sources = new ShardedSources(notation, 50) { Limits = kind == 0 ? WritingLimits.Default : Small };
            var expected = Data(sources, "sorted");
            // All in any order, or one record after those that should follow it.
            T[] Mix<T>(IEnumerable<T> items)
            {
                T[] all = [.. items];
                var late = all.Length / 3;
                if (kind == 1)
                    return [.. all[..late], .. all[(late + 1)..], all[late]];
                new Random(seed).Shuffle(all);
                return all;
            }
            sources.WriteNotes(Mix(sources.Notes));
            foreach (var name in (string[])["letters.jsonl", "visits.jsonl", "people.yaml"])
                sources.Write($"seeds/{name}", string.Concat(Mix(File.ReadLines($"{sources.Seeds}/{name}")).Select(l => l + "\n")));
            Assert.Equal(expected, Data(sources, "unsorted"));
        });

    [Property(MaxTest = 30)]
    public Property Records_in_any_order_give_the_same_data_files() => Prop.ForAll(
        Arb.From(Gen.Elements(Formats)), Arb.From(Gen.Shuffle(Enumerable.Range(-20, 40).ToArray())), (format, keys) =>
            Assert.Equal(Built(format, [.. keys.Order()]), Built(format, keys)));

    [Theory]
    [MemberData(nameof(AllFormats))]
    public void A_key_that_occurs_again_is_found_wherever_it_is(string format)
    {
        using var sources = Records(format, [5, 9, 5, -1, 7, 9, 3, 5]);
        var findings = new DiagnosticList();
        SourceValidator.Validate(sources.Open(findings)!, new(2, default), findings, Meter());
        var places = findings.Sorted().Select(f => (f.Rule.Id, f.Location.Line)).ToArray();
        // The others have a header or a bracket before the first record.
        var start = format is "csv" or "json" or "xlsx" ? 2 : 1;
        Assert.Equal([("DS3001", start + 2), ("DS3001", start + 5), ("DS3001", start + 7)], places);
        foreach (var (finding, other) in new[] { (0, 0), (1, 1), (2, 2) })
            Assert.Matches(
                $@"^Expected one row of things with id {(finding == 1 ? 9 : 5)}, found another at .*/things\.{format}\({start + other}\b",
                findings.Sorted()[finding].Message);
        var again = new DiagnosticList();
        Assert.IsType<BuildOutcome.Refused>(
            ReleaseBuilder.Build(new() { SourceFolder = sources.Seeds, OutputFolder = sources.At("../dist"), Limits = Small }, again));
        Assert.Equal(findings.Sorted(), again.Sorted().Where(f => f.Rule.Severity == Severity.Error));
    }

    /// <summary>The pieces are of a few rows, so that rows with one key are in one and in several.</summary>
    [Property(MaxTest = 12)]
    public Property Keys_that_occur_again_in_order_are_found_as_those_out_of_order() => Prop.ForAll(
        Arb.From(Gen.Elements(Formats)), Arb.From(Gen.ArrayOf(Gen.Choose(0, 30))), (format, keys) =>
        {
            keys = [.. keys.Order()];
            // A row of the least key at the end, which is there once, puts all the others out of order.
            Assert.Equal(Repeated(format, keys), Repeated(format, [.. keys, -1]));
        });

    private static List<string> Repeated(string format, int[] keys)
    {
        using var sources = Records(format, keys);
        var findings = new DiagnosticList();
        using var pipeline = new SourcePipeline(
            sources.Open(findings)!, PartSelection.Whole, _ => null, new(1, default), findings, Meter(),
            new() { ChunkInBytes = 40 });
        pipeline.Run();
        return sources.Show(findings);
    }

    [Fact]
    public void Rows_of_documents_that_have_one_key_are_found_though_the_documents_are_unsorted()
    {
        using var sources = new ShardedSources("jsonl", 40) { Limits = Small };
        var (claims, own) = ((JsonArray)sources.Notes[38]["claims"]!, (JsonArray)sources.Notes[8]["claims"]!);
        claims.Add(claims[0]!.DeepClone());
        own.Add(own[1]!.DeepClone());
        sources.Notes[21]["note_id"] = "n0003";
        sources.WriteNotes(sources.Notes.Reverse());
        var found = sources.Show(sources.Build("dist", 1).Findings);
        // What a document's key is repeated for, its paragraphs and mentions are too.
        foreach (var (place, claim) in new[] { ("seeds/notes.jsonl(2,", "claim_id \"c0\""), ("seeds/notes.jsonl(32,", "claim_id \"c1\"") })
            Assert.Contains(found, f => f.StartsWith(place, StringComparison.Ordinal) && f.Contains(claim, StringComparison.Ordinal));
        Assert.Contains(
            "seeds/notes.jsonl(37,12): error DS3001: Expected one row of notes with note_id \"n0003\", found another at "
                + "seeds/notes.jsonl(19,12).", found);
    }

    [Fact]
    public void More_of_them_than_a_report_lists_are_counted_and_the_first_are_listed()
    {
        const int Count = DiagnosticList.Limit + 500;
        using var sources = Records("csv", [.. Enumerable.Range(0, Count), .. Enumerable.Range(0, Count)]);
        var findings = new DiagnosticList();
        SourceValidator.Validate(sources.Open(findings)!, new(2, default), findings, Meter());
        Assert.Equal([("DS3001", (long)Count)], findings.CountsByRule.Select(c => (c.Rule.Id, c.Count)));
        Assert.Equal(Enumerable.Range(Count + 2, DiagnosticList.Limit), findings.Sorted().Select(f => f.Location.Line));
    }

    [Fact]
    public void Within_a_part_the_order_is_free()
    {
        using var sources = new ShardedSources("jsonl", 24);
        sources.ShardAll(2);
        var expected = Shards();
        var first = File.ReadLines($"{sources.Shards}/{ShardedSources.Name(1, 2)}/data/notes.jsonl").Count();
        // Each half in itself the other way round: the cut is at the same byte.
        sources.WriteNotes(sources.Notes.Take(first).Reverse().Concat(sources.Notes.Skip(first).Reverse()));
        sources.ShardAll(2);
        Assert.Equal(expected, Shards());
        Assert.IsType<BuildOutcome.Built>(sources.Assemble("assembled").Outcome);
        Assert.IsType<BuildOutcome.Built>(sources.Build("parted", 2).Outcome);
        Assert.Equal(Describe(sources.Folder + "/assembled"), Describe(sources.Folder + "/parted"));

        string Shards() =>
            string.Join('\n', Enumerable.Range(1, 2).Select(n => Digests($"{sources.Shards}/{ShardedSources.Name(n, 2)}/data")));
    }

    [Fact]
    public void Nothing_is_left_of_what_was_sorted()
    {
        using var sources = new ShardedSources("jsonl", 50) { Limits = Small };
        sources.WriteNotes(sources.Notes.Reverse());
        Assert.IsType<BuildOutcome.Built>(sources.Build("dist", 1).Outcome);
        Assert.Equal(["parted-1.0.0", "releases.json"], Names(sources.Folder + "/dist"));
        Assert.DoesNotContain(
            Directory.EnumerateFiles(sources.Folder + "/dist", "*", SearchOption.AllDirectories),
            f => f.Contains(".dataset-", StringComparison.Ordinal) || f.EndsWith(".writing", StringComparison.Ordinal));
        sources.Notes[7]["note_id"] = "n0003";
        sources.WriteNotes(sources.Notes.Reverse());
        Assert.IsType<BuildOutcome.Refused>(sources.Build("again", 1).Outcome);
        Assert.False(Directory.Exists(sources.Folder + "/again"));
    }

    private static string[] Names(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder).Select(e => Path.GetFileName(e)).Order(StringComparer.Ordinal)];

    private static WorkMeter Meter()
    {
        var meter = new WorkMeter(null);
        meter.Begin("checking", 0);
        return meter;
    }

    private static string Data(ShardedSources sources, string output)
    {
        var (outcome, findings) = sources.Build(output, 1);
        Assert.True(outcome is BuildOutcome.Built, string.Join('\n', sources.Show(findings)));
        return Describe(sources.Folder + "/" + output);
    }

    /// <summary>The digest of each data file of the only release in a folder.</summary>
    private static string Describe(string output) => Digests(Directory.EnumerateDirectories(output).Single() + "/data");

    private static string Digests(string folder) => string.Join('\n', Names(folder).Select(n =>
    {
        using var file = File.OpenRead($"{folder}/{n}");
        return $"{n} {Digest.Of(file)}";
    }));

    private static string Built(string format, int[] keys)
    {
        using var sources = Records(format, keys);
        var (output, findings) = (sources.At("../dist"), new DiagnosticList());
        sources.Open(findings);
        var outcome = ReleaseBuilder.Build(new() { SourceFolder = sources.Seeds, OutputFolder = output, Limits = Small }, findings);
        Assert.True(outcome is BuildOutcome.Built, string.Join('\n', findings.Sorted()));
        return Describe(output);
    }

    private static TempSources Records(string format, int[] keys)
    {
        var sources = new TempSources().Table("things", $"from: records, path: things.{format}", """
            "id": {"description": "d", "type": "integer"},
            "name": {"description": "d", "type": "string"}
            """);
        return format switch
        {
            "xlsx" => sources.Write(
                "things.xlsx", ExcelTests.Workbook(("Sheet1", [["id", "name"], .. keys.Select(k => new object?[] { k, $"n{k}" })]))),
            "parquet" => sources.Write("things.parquet", Parquet(keys)),
            _ => sources.Write($"things.{format}", format switch
            {
                "csv" => "id,name\n" + string.Concat(keys.Select(k => $"{k},n{k}\n")),
                "jsonl" => string.Concat(keys.Select(k => $"{{\"id\":{k},\"name\":\"n{k}\"}}\n")),
                "yaml" => string.Concat(keys.Select(k => $"- {{id: {k}, name: n{k}}}\n")),
                _ => "[\n" + string.Join(",\n", keys.Select(k => $"{{\"id\":{k},\"name\":\"n{k}\"}}")) + "\n]\n",
            }),
        };
    }

    private static byte[] Parquet(int[] keys)
    {
        using var bytes = new MemoryStream();
        new ParquetTableBuilder("things").Integers("id", keys.Select(k => (long?)k)).Text("name", keys.Select(k => $"n{k}")).Write(bytes);
        return bytes.ToArray();
    }
}
