using System.Globalization;
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
        string[] expected =
            [
                $"{sources.Seeds}/notes.{notation}.gz: error DS8501: Expected a file that is not compressed, as the documents of notes "
                    + "are to be cut into 4 parts, found gzip, which can only be read from its beginning.",
            ];
        var findings = new DiagnosticList();
        Assert.Null(ShardBuilder.Build(
            new() { SourceFolder = sources.Seeds, OutputFolder = sources.Shards, Part = PartSelection.Only(2, 4) }, findings));
        Assert.Equal(expected, Lines(findings));
        var (outcome, ofBuild) = sources.Build("dist", 4);
        Assert.IsType<BuildOutcome.Refused>(outcome);
        Assert.Equal(expected, Lines(ofBuild));
        Assert.False(Directory.Exists(sources.Shards) || Directory.Exists(sources.Folder + "/dist"));
    }

    [Fact]
    public void DS8502_A_path_without_parts_is_named()
    {
        Directory.CreateDirectory(sources.Folder + "/empty");
        Refused(
            [sources.Folder + "/none", sources.Seeds + "/people.yaml", sources.Folder + "/empty/"],
            $"{sources.Folder}/none: error DS8502: Expected a part, a folder with shard.json, found nothing.",
            $"{sources.Seeds}/people.yaml: error DS8502: Expected a part, a folder with shard.json, found a file.",
            $"{sources.Folder}/empty: error DS8502: Expected a part, with shard.json, or a folder that holds parted-1.0.0.part-00001 and "
                + "so on, found neither.");
    }

    [Fact]
    public void DS8502_A_part_without_its_shard_json_is_named_and_so_is_its_absence()
    {
        sources.ShardAll(3);
        File.Delete(Shard(2, 3) + "/shard.json");
        Refused(
            [sources.Shards], $"{Shard(2, 3)}: error DS8502: Expected a part, a folder with shard.json, found a folder without one.",
            "parted-1.0.0.part-00002-of-00003: error DS8505: Expected part 2 of 3, found none.");
    }

    [PosixFact]
    public void DS8502_A_link_in_a_folder_of_parts_is_not_followed_but_one_that_is_given_is()
    {
        sources.ShardAll(2);
        Directory.Move(Shard(2, 2), sources.Folder + "/moved");
        Directory.CreateSymbolicLink(Shard(2, 2), sources.Folder + "/moved");
        Refused(
            [sources.Shards], $"{Shard(2, 2)}: error DS8502: Expected a part, a folder with shard.json, found a link.",
            "parted-1.0.0.part-00002-of-00002: error DS8505: Expected part 2 of 2, found none.");
        Assert.IsType<BuildOutcome.Built>(sources.Assemble("dist", Shard(1, 2), Shard(2, 2)).Outcome);
    }

    [Theory]
    [InlineData(
        "\"shard\": 1", "\"shard\": 2", "(1,1)", "Expected a part of form 1, found form 2, which another version of this tool reads.")]
    [InlineData(
        "\"recipe\"", "\"recipes\"", "(5,3)",
        "Expected the part to have no members but shard, name, version, recipe, tool, part, parts, ranges, tables, files, sources, found "
            + "\"recipes\"; is recipe meant?")]
    [InlineData("\"part\": 2", "\"part\": 3", "(1,1)", "Expected a part from 1 of at most 99999, found 3 of 2.")]
    [InlineData("  \"version\"", " \"version\"", "(4,2)", "Expected \" \"version\": \"1.0.0\",\", found \"\"version\": \"1.0.0\",\".")]
    [InlineData(
        "\"rows\": 4,\n      \"first\"", "\"rows\": 5,\n      \"first\"", "(1,1)",
        "Expected table notes to have the rows of its parts, and a first and a last key where it has rows, found another count or no "
            + "keys.")]
    [InlineData(
        "\"csv\": \"data/claims.csv\"", "\"csv\": \"data/claims.jsonl\"", "(1,1)",
        "Expected every file to be of one table, found files of none or of several.")]
    public void DS8503_A_shard_json_of_another_form_is_named(string old, string changed, string place, string message)
    {
        sources.ShardAll(2);
        Change(2, 2, old, changed);
        var findings = Lines(sources.Assemble("dist").Findings);
        Assert.Contains(findings, f => f.StartsWith($"{Shard(2, 2)}/shard.json{place}: error DS8503: ", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.EndsWith(message, StringComparison.Ordinal));
        // The part is broken and not missing.
        AssertEx.All(findings, f => Assert.Contains(" DS8503: ", f, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"name\": \"parted\"", "\"name\": \"other\"", "Expected the dataset parted, found other.")]
    [InlineData(
        "\"version\": \"1.0.0\",\n  \"recipe\"", "\"version\": \"1.2.0\",\n  \"recipe\"", "Expected the version 1.0.0, found 1.2.0.")]
    [InlineData("\"recipe\": \"text-1\"", "\"recipe\": \"text-0\"", "Expected the recipe text-1, found text-0.")]
    [InlineData("\"name\": \"dataset\"", "\"name\": \"another\"", "Expected the tool dataset 0.1.0, found another 0.1.0.")]
    public void DS8504_A_part_of_another_release_or_tool_is_named(string old, string changed, string message)
    {
        sources.ShardAll(3);
        Change(2, 3, old, changed);
        Refused(
            [sources.Shards],
            $"{Shard(2, 3)}/shard.json: error DS8504: "
                + $"{message.Replace("0.1.0", Dataset.Releases.ToolIdentity.Current.Version, StringComparison.Ordinal)}");
    }

    [Fact]
    public void DS8504_A_part_of_another_number_of_parts_is_named()
    {
        sources.ShardAll(3);
        sources.Shard(2, 2);
        Refused([sources.Shards], $"{Shard(2, 2)}/shard.json: error DS8504: Expected the number of parts 3, found 2.");
    }

    [Fact]
    public void DS8505_Parts_that_are_missing_or_there_twice_are_named()
    {
        sources.Shard(2, 4);
        sources.Shard(3, 4);
        sources.Shard(3, 4, sources.Folder + "/again");
        Refused(
            [sources.Shards, sources.Folder + "/again"],
            "parted-1.0.0.part-00001-of-00004: error DS8505: Expected part 1 of 4, found none.",
            $"{sources.Folder}/again/parted-1.0.0.part-00003-of-00004/shard.json: error DS8505: Expected part 3 of 4 once, found it here "
                + $"and at {Shard(3, 4)}/shard.json.",
            "parted-1.0.0.part-00004-of-00004: error DS8505: Expected part 4 of 4, found none.");
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
        var size = new FileInfo(Shard(2, 2) + "/data/notes.jsonl").Length;
        Refused(
            [sources.Shards],
            $"{Shard(1, 2)}/data/claims.csv: error DS8506: Expected the file that shard.json lists, found none.",
            $"{Shard(1, 2)}/data/note.txt: error DS8506: Expected only files that shard.json lists, found one that it does not.",
            FormattableString.Invariant(
                $"{Shard(2, 2)}/data/notes.jsonl: error DS8506: Expected {size - 3} bytes, as shard.json says, found {size}."));
    }

    [PosixFact]
    public void DS6003_A_link_among_the_files_of_a_part_is_named()
    {
        sources.ShardAll(2);
        var file = Shard(2, 2) + "/data/notes.csv";
        File.Move(file, sources.Folder + "/notes.csv");
        File.CreateSymbolicLink(file, sources.Folder + "/notes.csv");
        var finding = Assert.Single(Lines(sources.Assemble("dist").Findings));
        Assert.StartsWith($"{file}: error {Rules.ReleaseHoldsFiles.Id}: Expected a file, found a link.", finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seeds/people.yaml", "- {person_id: ada, names: [Ada]}\n- {person_id: ben, names: [Benno]}\n", 2)]
    [InlineData("seeds/notes/n0005.txt", "Another text.", 1)]
    public void DS8507_Parts_of_other_sources_are_named(string path, string text, int partsThatRead)
    {
        sources.ShardAll(2);
        sources.Write(path, text);
        var findings = Lines(sources.Assemble("dist").Findings);
        Assert.Equal(partsThatRead, findings.Length);
        AssertEx.All(
            findings,
            f =>
                Assert.Matches(
                    $"^{sources.Shards}/parted-1.0.0.part-0000[12]-of-00002/shard.json: error DS8507: Expected {path} with "
                        + $"sha256:[0-9a-f]{{64}}, as the sources are, found sha256:[0-9a-f]{{64}}\\.$", f));
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
        var findings = Lines(sources.Assemble("dist").Findings);
        AssertEx.All(findings, f => Assert.Contains(" DS8507: ", f, StringComparison.Ordinal));
        Assert.Contains(
            $"{Shard(2, 2)}/shard.json: error DS8507: Expected seeds/notes/n0007.txt not to be read, as the sources are, found "
                + $"{DigestOf(2, "n0007.txt")}.",
            findings);
        Assert.Contains(
            findings,
            f => f.StartsWith(
                    $"{Shard(1, 2)}/shard.json: error DS8507: Expected documents 0 to 3 of 7 of seeds/notes for notes with sha256:",
                    StringComparison.Ordinal));
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
        var finding = Assert.Single(Lines(bulk.Assemble("dist").Findings));
        Assert.Matches(
            $"^{bulk.Shards}/parted-1.0.0.part-00003-of-00003/shard.json: error DS8507: Expected bytes [0-9]+ to [0-9]+ of [0-9]+ of "
                + $"seeds/notes.{notation} for notes with sha256:[0-9a-f]{{64}}, as the sources are, found bytes [0-9]+ to [0-9]+ of "
                + $"[0-9]+ of seeds/notes.{notation} for notes with sha256:[0-9a-f]{{64}}\\.$", finding);
    }

    [Fact]
    public void DS8507_Ranges_that_overlap_are_named()
    {
        sources.ShardAll(2);
        Change(2, 2, "\"from\": 4", "\"from\": 3");
        var finding = Assert.Single(Lines(sources.Assemble("dist").Findings));
        Assert.StartsWith(
            $"{Shard(2, 2)}/shard.json: error DS8507: Expected documents 4 to 8 of 8 of seeds/notes for notes with sha256:", finding,
            StringComparison.Ordinal);
        Assert.Contains(", as the sources are, found documents 3 to 8 of 8 of ", finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("csv")]
    public void DS8508_Keys_that_do_not_ascend_from_part_to_part_are_named_where_the_source_has_them(string notation)
    {
        using var bulk = new ShardedSources(notation, 8);
        var source = $"{bulk.Seeds}/notes.{notation}";
        var text = File.ReadAllText(source);
        var (key, header) = notation == "csv"
            ? ("\n\"n000{0}\",", text.IndexOf('\n', StringComparison.Ordinal) + 1)
            : ("\n{{\"note_id\":\"n000{0}\"", 0);
        var half = text.IndexOf(string.Format(null, key, 4), StringComparison.Ordinal) + 1;
        // Each half is sorted in itself, so no part alone has anything to find.
        bulk.Write($"seeds/notes.{notation}", text[..header] + text[half..] + text[header..half]);
        bulk.ShardAll(2);
        var (outcome, findings) = bulk.Assemble("dist");
        Assert.IsType<BuildOutcome.Refused>(outcome);
        var line = (text[..header] + text[half..]).Count(c => c == '\n');
        // Claims, paragraphs and mentions are out of order with the notes, and nothing needs to be said of them.
        Assert.Equal(
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{source}({line + 1}): error DS8508: Expected the first key of notes in part 2 of 2 after \"n0007\" at "
                        + $"{source}({line}), the last of part 1 of 2, found \"n0000\"."),
            ],
            Lines(findings));
    }

    [Fact]
    public void DS8508_The_last_key_of_a_part_is_not_the_first_of_the_next()
    {
        using var sound = new ShardedSources("jsonl", 8);
        sound.ShardAll(2);
        var count = File.ReadLines($"{sound.Shards}/{ShardedSources.Name(1, 2)}/data/notes.jsonl").Count();
        using var bulk = new ShardedSources("jsonl", 8);
        var key = (string)bulk.Notes[count - 1]["note_id"]!;
        bulk.Notes[count]["note_id"] = key;
        bulk.WriteNotes();
        bulk.ShardAll(2);
        var (outcome, findings) = bulk.Assemble("dist");
        Assert.IsType<BuildOutcome.Refused>(outcome);
        Assert.Equal(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{bulk.Seeds}/notes.jsonl({count + 1}): error DS8508: Expected the first key of notes in part 2 of 2 after \"{key}\" at "
                    + $"{bulk.Seeds}/notes.jsonl({count}), the last of part 1 of 2, found \"{key}\"."),
            Lines(findings)[0]);
    }

    [Theory]
    [InlineData("folder", "notes/n0005.json(1,")]
    [InlineData("jsonl", "notes.jsonl(6,")]
    [InlineData("csv", "notes.csv(")]
    public void DS3003_A_reference_to_no_row_of_any_part_is_told_where_the_source_has_it(string notation, string place)
    {
        using var all = new ShardedSources(notation, 8);
        all.Notes[5]["next"] = "nowhere";
        all.Notes[6]["next"] = "nowhere";
        all.WriteNotes();
        all.ShardAll(2);
        var found = Lines(all.Assemble("dist").Findings);
        Assert.Equal(2, found.Length);
        Assert.StartsWith($"{all.Seeds}/{place}", found[0], StringComparison.Ordinal);
        Assert.EndsWith(
            ": error DS3003: Expected next of notes to be note_id of a row of notes, found \"nowhere\", which no row has.", found[0],
            StringComparison.Ordinal);
        var alone = new DiagnosticList();
        SourceValidator.Validate(all.Seeds, 2, alone);
        Assert.Equal(alone.Kept.Select(d => d.ToString()).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [OtherDiskFact]
    public void DS8509_Parts_on_another_file_system_are_refused()
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(OtherDiskFactAttribute.Folder, Path.GetRandomFileName())).FullName;
        try
        {
            sources.Shard(1, 2, elsewhere);
            sources.Shard(2, 2, elsewhere);
            sources.Write("seeds/notes/n0005.txt", "Another text.");
            var (outcome, findings) = sources.Assemble("dist", elsewhere);
            Assert.IsType<BuildOutcome.Refused>(outcome);
            // Every part is tried, before its sources are read: here those of the second have changed since.
            Assert.Equal(
                from part in new[] { 1, 2 }
                select $"{elsewhere}/{ShardedSources.Name(part, 2)}/data/claims.csv: error DS8509: Expected the file on the file system of "
                    + $"{sources.Folder}/dist, found it on another: a second name does not lead from one to the other.",
                Lines(findings));
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
    [InlineData(
        "\"first\": [\n        \"n0004\"", "\"first\": [\n        \"n0005\"",
        "Expected the first key of table notes to be \"n0004\", as its rows are, found \"n0005\".")]
    [InlineData(
        "\"last\": [\n        \"n0007\"", "\"last\": [\n        \"n0006\"",
        "Expected the last key of table notes to be \"n0007\", as its rows are, found \"n0006\".")]
    [InlineData(
        "\"last\": [\n        \"n0007\"", "\"last\": [\n        \"n0001\"",
        "Expected the last key of table notes to be \"n0007\", as its rows are, found \"n0001\".")]
    public void DS8503_Keys_that_are_not_those_of_the_rows_are_named(string old, string changed, string message)
    {
        sources.ShardAll(2);
        Change(2, 2, old, changed);
        var (outcome, findings) = sources.Assemble("dist");
        Assert.IsType<BuildOutcome.Refused>(outcome);
        // Tables that come from the documents begin and end with the same keys, and theirs were changed too.
        Assert.Contains($"{Shard(2, 2)}/shard.json: error DS8503: {message}", Lines(findings));
        AssertEx.All(Lines(findings), f => Assert.StartsWith($"{Shard(2, 2)}/shard.json: error DS8503: ", f, StringComparison.Ordinal));
    }

    [Fact]
    public void DS8507_A_source_of_another_size_is_named()
    {
        sources.ShardAll(2);
        var size = new FileInfo(sources.Seeds + "/people.yaml").Length;
        Change(
            2, 2, FormattableString.Invariant($"\"seeds/people.yaml\",\n      \"sizeInBytes\": {size},"),
            "\"seeds/people.yaml\",\n      \"sizeInBytes\": 1,");
        Refused(
            [sources.Shards],
            FormattableString.Invariant(
                $"{Shard(2, 2)}/shard.json: error DS8507: Expected seeds/people.yaml with {size} bytes, as the sources are, found 1."));
    }

    [Fact]
    public void DS8506_Rows_that_are_not_there_are_named_where_the_part_has_the_file()
    {
        sources.ShardAll(2);
        Change(2, 2, "\"rows\": 4", "\"rows\": 5");
        OfPart(2);
    }

    [Fact]
    public void DS8506_Files_of_two_tables_that_changed_places_are_named_where_the_part_has_them()
    {
        sources.ShardAll(2);
        foreach (var (from, to) in new[] { ("people", "other"), ("visits", "people"), ("other", "visits") })
            Change(1, 2, $"\"csv\": \"data/{from}.csv\"", $"\"csv\": \"data/{to}.csv\"");
        OfPart(1);
    }

    private void OfPart(int number)
    {
        var (outcome, findings) = sources.Assemble("dist");
        Assert.IsType<BuildOutcome.Refused>(outcome);
        AssertEx.All(Lines(findings), f => Assert.StartsWith(Shard(number, 2), f, StringComparison.Ordinal));
        AssertEx.All(
            Lines(findings),
            f => Assert.Contains(
                ": error DS8506: Expected a file that is what shard.json says of it, found DS", f, StringComparison.Ordinal));
        AssertEx.All(Lines(findings), f => Assert.DoesNotContain(sources.Folder + "/dist", f, StringComparison.Ordinal));
    }

    private static string[] Lines(DiagnosticList findings) => [.. findings.Kept.Select(d => d.ToString())];

    private string Shard(int number, int count) => $"{sources.Shards}/{ShardedSources.Name(number, count)}";

    private string DigestOf(int number, string name)
    {
        var text = File.ReadAllText(Shard(number, 2) + "/shard.json");
        var at = text.IndexOf($"seeds/notes/{name}\"", StringComparison.Ordinal);
        return text.Substring(text.IndexOf("sha256:", at, StringComparison.Ordinal), 71);
    }

    private void Change(int number, int count, string old, string changed)
    {
        var path = Shard(number, count) + "/shard.json";
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, changed, StringComparison.Ordinal));
    }

    private void Refused(string[] paths, params string[] expected)
    {
        var (outcome, findings) = sources.Assemble("dist", paths);
        Assert.Equal(expected.Order(StringComparer.Ordinal), Lines(findings).Order(StringComparer.Ordinal));
        Assert.IsType<BuildOutcome.Refused>(outcome);
        Assert.False(Directory.Exists(sources.Folder + "/dist"));
    }
}
