using System.Runtime.CompilerServices;
using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Parquet;
using Dataset.Releases;
using Dataset.Sharding;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Tables;
using Dataset.Tests.Cli;
using Dataset.Tests.Files;

namespace Dataset.Tests.Sharding;

/// <summary>What keeps parts from becoming a release: exactly the findings of it, and the output as it was.</summary>
public sealed class ShardFaultTests : IDisposable
{
    private readonly ShardedSources sources = new("folder", 8);

    public void Dispose() => sources.Dispose();

    [Theory]
    [InlineData("jsonl")]
    [InlineData("csv")]
    public void DS8501_What_is_compressed_is_not_cut(string notation)
    {
        sources.Describe("1.0.0", $"notes.{notation}.gz");
        sources.Write($"seeds/notes.{notation}.gz", "");
        Directory.Delete(sources.Seeds + "/notes", recursive: true);
        var findings = new DiagnosticList();
        Assert.Null(ShardBuilder.Build(
            new() { SourceFolder = sources.Seeds, OutputFolder = sources.Shards, Part = PartSelection.Only(2, 4) }, findings));
        var (outcome, ofBuild) = sources.Build("dist", 4);
        Assert.IsType<BuildOutcome.Refused>(outcome);
        Assert.Equal(sources.Show(findings), sources.Show(ofBuild));
        Approved.Findings(sources.Show(findings), notation);
        Assert.False(Directory.Exists(sources.Shards) || Directory.Exists(sources.Folder + "/dist"));
    }

    [Fact]
    public void DS8502_A_path_without_parts_is_named()
    {
        Directory.CreateDirectory(sources.Folder + "/empty");
        Refused([sources.Folder + "/none", sources.Seeds + "/people.yaml", sources.Folder + "/empty/"]);
    }

    [Fact]
    public void DS8502_A_part_without_its_shard_json_is_named_and_so_is_its_absence()
    {
        sources.ShardAll(3);
        File.Delete(Shard(2, 3) + "/shard.json");
        Refused([sources.Shards]);
    }

    [PosixFact]
    public void DS8502_A_link_in_a_folder_of_parts_is_not_followed_but_one_that_is_given_is()
    {
        sources.ShardAll(2);
        Directory.Move(Shard(2, 2), sources.Folder + "/moved");
        Directory.CreateSymbolicLink(Shard(2, 2), sources.Folder + "/moved");
        Refused([sources.Shards]);
        Assert.IsType<BuildOutcome.Built>(sources.Assemble("dist", Shard(1, 2), Shard(2, 2)).Outcome);
    }

    [Theory]
    [InlineData("\"shard\": 1", "\"shard\": 2")]
    [InlineData("\"recipe\"", "\"recipes\"")]
    [InlineData("\"part\": 2", "\"part\": 3")]
    [InlineData("  \"version\"", " \"version\"")]
    [InlineData("\"rows\": 4,\n      \"first\"", "\"rows\": 5,\n      \"first\"")]
    [InlineData("\"csv\": \"data/claims.csv\"", "\"csv\": \"data/claims.jsonl\"")]
    public void DS8503_A_shard_json_of_another_form_is_named(string old, string changed)
    {
        sources.ShardAll(2);
        Change(2, 2, old, changed);
        // The part is broken and not missing.
        Refused([sources.Shards], $"{old} | {changed}");
    }

    [Theory]
    [InlineData("\"name\": \"parted\"", "\"name\": \"other\"")]
    [InlineData("\"version\": \"1.0.0\",\n  \"recipe\"", "\"version\": \"0.2.0\",\n  \"recipe\"")]
    [InlineData("\"recipe\": \"text-1\"", "\"recipe\": \"text-0\"")]
    [InlineData("\"name\": \"dataset\"", "\"name\": \"another\"")]
    public void DS8504_A_part_of_another_release_or_tool_is_named(string old, string changed)
    {
        sources.ShardAll(3);
        Change(2, 3, old, changed);
        Refused([sources.Shards], $"{old} | {changed}");
    }

    [Fact]
    public void DS8504_A_part_of_another_number_of_parts_is_named()
    {
        sources.ShardAll(3);
        sources.Shard(2, 2);
        Refused([sources.Shards]);
    }

    [Fact]
    public void DS8505_Parts_that_are_missing_or_there_twice_are_named()
    {
        sources.Shard(2, 4);
        sources.Shard(3, 4);
        sources.Shard(3, 4, sources.Folder + "/again");
        Refused([sources.Shards, sources.Folder + "/again"]);
    }

    [Fact]
    public void DS8506_A_bit_that_is_flipped_in_any_file_is_named_by_that_file_alone()
    {
        sources.ShardAll(2);
        var files = Directory.GetFiles(Shard(1, 2) + "/data").Concat(Directory.GetFiles(Shard(2, 2) + "/data"))
            .Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(36, files.Length);
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(file);
            bytes[bytes.Length / 2] ^= 1;
            File.WriteAllBytes(file, bytes);
            var (outcome, findings) = sources.Assemble("dist");
            Assert.IsType<BuildOutcome.Refused>(outcome);
            Assert.Matches(
                $"^{file}: error DS8506: Expected sha256:[0-9a-f]{{64}}, as shard.json says, found sha256:[0-9a-f]{{64}}\\.$",
                Assert.Single(Lines(findings)));
            bytes[bytes.Length / 2] ^= 1;
            File.WriteAllBytes(file, bytes);
        }
        Assert.IsType<BuildOutcome.Built>(sources.Assemble("dist").Outcome);
    }

    [PosixTheory]
    [InlineData("a named pipe")]
    [InlineData("a folder")]
    [InlineData("a link")]
    public void DS8506_A_file_exchanged_after_it_was_listed_is_named_and_not_waited_for(string kind)
    {
        sources.ShardAll(2);
        var findings = new DiagnosticList();
        var folder = SourceFolder.Open(sources.Seeds, findings)!;
        var shards = new ShardFinder(folder.Descriptor, findings).Open([sources.Shards]);
        Assert.Empty(findings.Kept);
        var file = Shard(1, 2) + "/data/notes.jsonl";
        Assert.True(File.Exists(file));
        File.Move(file, sources.Folder + "/aside");
        if (kind == "a named pipe")
            PlainFileTests.MakePipe(file);
        else if (kind == "a folder")
            Directory.CreateDirectory(file);
        else
            File.CreateSymbolicLink(file, sources.Folder + "/aside");
        ShardFiles.CheckDigests(shards, new WorkQueue(1, CancellationToken.None), findings, new WorkMeter(null));
        ShardKeys.Check(shards, folder, findings);
        Assert.Equal(3, findings.Kept.Count);
        AssertEx.All(findings.Kept, d => Assert.Equal(("DS8506", file), (d.Rule.Id, d.Location.Path)));
        AssertEx.All(findings.Kept, d => Assert.Contains($"found {kind}", d.Message, StringComparison.Ordinal));
        foreach (var shard in shards)
            shard.Dispose();
    }

    [Fact]
    public void DS8506_Files_that_are_missing_too_many_or_of_another_size_are_named()
    {
        sources.ShardAll(2);
        File.Delete(Shard(1, 2) + "/data/claims.csv");
        File.WriteAllText(Shard(1, 2) + "/data/note.txt", "x");
        File.AppendAllText(Shard(2, 2) + "/data/notes.jsonl", "{}\n");
        Refused([sources.Shards]);
    }

    [PosixFact]
    public void DS6002_A_link_among_the_files_of_a_part_is_named()
    {
        sources.ShardAll(2);
        var file = Shard(2, 2) + "/data/notes.csv";
        File.Move(file, sources.Folder + "/notes.csv");
        File.CreateSymbolicLink(file, sources.Folder + "/notes.csv");
        Refused([sources.Shards]);
    }

    [Theory]
    [InlineData("seeds/people.yaml", "- {person_id: ada, names: [Ada]}\n- {person_id: ben, names: [Benno]}\n")]
    [InlineData("seeds/notes/n0005.txt", "Another text.")]
    public void DS8507_Parts_of_other_sources_are_named(string path, string text)
    {
        sources.ShardAll(2);
        sources.Write(path, text);
        Refused([sources.Shards], path);
        // Built again, the parts are as they should be.
        if (path.EndsWith("yaml", StringComparison.Ordinal))
        {
            sources.ShardAll(2);
            Assert.IsType<BuildOutcome.Built>(sources.Assemble("dist").Outcome);
        }
    }

    [Fact]
    public void DS8507_Documents_that_came_or_went_since_are_named_with_the_ranges_that_moved()
    {
        sources.ShardAll(2);
        File.Delete(sources.Seeds + "/notes/n0007.txt");
        File.Delete(sources.Seeds + "/notes/n0007.json");
        Refused([sources.Shards]);
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("csv")]
    public void DS8507_A_range_of_bytes_that_changed_is_named(string notation)
    {
        using var bulk = new ShardedSources(notation, 8);
        bulk.ShardAll(3);
        bulk.Notes[7]["title"] = "Title, \"X\"";
        bulk.WriteNotes();
        Approved.Findings(bulk.Show(bulk.Assemble("dist").Findings), notation);
    }

    [Fact]
    public void DS8507_Ranges_that_overlap_are_named()
    {
        sources.ShardAll(2);
        Change(2, 2, "\"from\": 4", "\"from\": 3");
        Refused([sources.Shards]);
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("csv")]
    public void DS8508_Keys_that_do_not_ascend_from_part_to_part_are_named(string notation)
    {
        using var bulk = new ShardedSources(notation, 8);
        var text = File.ReadAllText($"{bulk.Seeds}/notes.{notation}");
        var (key, header) = notation == "csv"
            ? ("\n\"n000{0}\",", text.IndexOf('\n', StringComparison.Ordinal) + 1)
            : ("\n{{\"note_id\":\"n000{0}\"", 0);
        var half = text.IndexOf(string.Format(null, key, 4), StringComparison.Ordinal) + 1;
        // Each half is sorted in itself, so no part alone has anything to find.
        bulk.Write($"seeds/notes.{notation}", text[..header] + text[half..] + text[header..half]);
        bulk.ShardAll(2);
        var (outcome, findings) = bulk.Assemble("dist");
        Assert.IsType<BuildOutcome.Refused>(outcome);
        // Claims, paragraphs and mentions are out of order with the notes, and nothing needs to be said of them.
        Approved.Findings(bulk.Show(findings), notation);
        // One build of as many parts says the same.
        Assert.Equal(bulk.Show(findings), bulk.Show(bulk.Build("parted", 2).Findings));
    }

    [Fact]
    public void DS8508_The_last_key_of_a_part_is_not_the_first_of_the_next()
    {
        using var sound = new ShardedSources("jsonl", 8);
        sound.ShardAll(2);
        var count = File.ReadLines($"{sound.Shards}/{ShardedSources.Name(1, 2)}/data/notes.jsonl").Count();
        using var bulk = new ShardedSources("jsonl", 8);
        bulk.Notes[count]["note_id"] = (string)bulk.Notes[count - 1]["note_id"]!;
        bulk.WriteNotes();
        bulk.ShardAll(2);
        var (outcome, findings) = bulk.Assemble("dist");
        Assert.IsType<BuildOutcome.Refused>(outcome);
        Approved.Findings(bulk.Show(findings));
        // With what refers to the key that is gone now: one build of all parts knows that too.
        Assert.Equal(bulk.Show(bulk.Build("parted", 2).Findings), bulk.Show(findings));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void DS3003_References_to_no_row_are_all_counted_whatever_the_order_of_the_parts(bool isReversed)
    {
        using var bulk = new ShardedSources("jsonl", 8);
        foreach (var note in bulk.Notes)
            note["next"] = "nowhere";
        bulk.WriteNotes(isReversed ? bulk.Notes.Skip(4).Concat(bulk.Notes.Take(4)) : null);
        bulk.ShardAll(2);
        var (found, built) = (new DiagnosticList(3), new DiagnosticList(3));
        var options = new BuildOptions { SourceFolder = bulk.Seeds, OutputFolder = bulk.Folder + "/dist", Jobs = 2 };
        ReleaseAssembler.Assemble([bulk.Shards], options, found);
        ReleaseBuilder.Build(options with { PartCount = 2 }, built);
        Assert.Equal(bulk.Show(built), bulk.Show(found));
        Assert.Equal(built.CountsByRule, found.CountsByRule);
        Assert.Equal(8, found.CountsByRule.Single(c => c.Rule == Rules.ReferenceDangles).Count);
        Assert.Equal(isReversed, found.CountsByRule.Any(c => c.Rule == Rules.PartsInOrder));
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("jsonl")]
    [InlineData("csv")]
    public void DS3003_A_reference_to_no_row_of_any_part_is_told_where_the_source_has_it(string notation)
    {
        using var all = new ShardedSources(notation, 8);
        all.Notes[5]["next"] = "nowhere";
        all.Notes[6]["next"] = "nowhere";
        all.WriteNotes();
        all.ShardAll(2);
        var found = all.Show(all.Assemble("dist").Findings);
        Approved.Findings(found, notation);
        var alone = new DiagnosticList();
        SourceValidator.Validate(all.Seeds, 2, alone);
        Assert.Equal(all.Show(alone), found);
    }

    [OtherDiskFact]
    public void DS8509_Parts_on_another_file_system_are_refused()
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(OtherDiskFactAttribute.Folder!, Path.GetRandomFileName())).FullName;
        try
        {
            sources.Shard(1, 2, elsewhere);
            sources.Shard(2, 2, elsewhere);
            sources.Write("seeds/notes/n0005.txt", "Another text.");
            var (outcome, findings) = sources.Assemble("dist", elsewhere);
            Assert.IsType<BuildOutcome.Refused>(outcome);
            // Every part is tried, before its sources are read: here those of the second have changed since.
            Approved.Findings(sources.Show(findings).Select(f => f.Replace(elsewhere, "elsewhere", StringComparison.Ordinal)));
        }
        finally
        {
            Directory.Delete(elsewhere, recursive: true);
        }
    }

    [Theory]
    [InlineData(1, "as the user who owns the part's files")]
    [InlineData(18, "found it on another")]
    [InlineData(31, "assemble from a copy of the part")]
    [InlineData(38, "no hard links")]
    [InlineData(95, "no hard links")]
    [InlineData(5, null)]
    [InlineData(28, null)]
    public void DS8509_What_keeps_a_file_from_a_second_name_is_told_apart(int code, string? told)
    {
        var obstacle = Posix.ObstacleOf(code);
        Assert.Equal(told is null, obstacle is null);
        if (obstacle is { } known)
            Assert.Contains(told!, ShardLinks.Describe(known, "dist"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"first\": [\n        \"n0004\"", "\"first\": [\n        \"n0005\"")]
    [InlineData("\"last\": [\n        \"n0007\"", "\"last\": [\n        \"n0006\"")]
    [InlineData("\"last\": [\n        \"n0007\"", "\"last\": [\n        \"n0001\"")]
    public void DS8503_Keys_that_are_not_those_of_the_rows_are_named(string old, string changed)
    {
        sources.ShardAll(2);
        Change(2, 2, old, changed);
        // Tables that come from the documents begin and end with the same keys, and theirs were changed too.
        Refused([sources.Shards], $"{old} | {changed}");
    }

    [Fact]
    public void DS8507_A_source_of_another_size_is_named()
    {
        sources.ShardAll(2);
        var size = new FileInfo(sources.Seeds + "/people.yaml").Length;
        Change(
            2, 2, FormattableString.Invariant($"\"seeds/people.yaml\",\n      \"sizeInBytes\": {size},"),
            "\"seeds/people.yaml\",\n      \"sizeInBytes\": 1,");
        Refused([sources.Shards]);
    }

    [Fact]
    public void DS8506_Rows_that_are_not_there_are_named_where_the_part_has_the_file()
    {
        sources.ShardAll(2);
        Change(2, 2, "\"rows\": 4", "\"rows\": 5");
        Refused([sources.Shards]);
    }

    [Fact]
    public void DS8506_Files_of_two_tables_that_changed_places_are_named_where_the_part_has_them()
    {
        sources.ShardAll(2);
        foreach (var (from, to) in new[] { ("people", "other"), ("visits", "people"), ("other", "visits") })
            Change(1, 2, $"\"csv\": \"data/{from}.csv\"", $"\"csv\": \"data/{to}.csv\"");
        Refused([sources.Shards]);
    }

    private static string[] Lines(DiagnosticList findings) => [.. findings.Kept.Select(d => d.ToString())];

    private string Shard(int number, int count) => $"{sources.Shards}/{ShardedSources.Name(number, count)}";

    private void Change(int number, int count, string old, string changed)
    {
        var path = Shard(number, count) + "/shard.json";
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, changed, StringComparison.Ordinal));
    }

    /// <summary>What these parts are refused with, as approved; the version of the tool is left out.</summary>
    private void Refused(string[] paths, string of = "", [CallerMemberName] string test = "")
    {
        var (outcome, findings) = sources.Assemble("dist", paths);
        Approved.Findings(
            sources.Show(findings).Select(f => f.Replace(" " + ToolIdentity.Current.Version, " VERSION", StringComparison.Ordinal)), of,
            test: test);
        Assert.IsType<BuildOutcome.Refused>(outcome);
        Assert.False(Directory.Exists(sources.Folder + "/dist"));
    }
}
