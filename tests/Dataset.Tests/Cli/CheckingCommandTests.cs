using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Dataset.Releases;

namespace Dataset.Tests.Cli;

/// <summary>The commands that report findings: what goes where, and with which status.</summary>
public sealed partial class CheckingCommandTests : IDisposable
{
    private readonly SourcesForCommands sources = new();

    [Fact]
    public void Validate_says_that_all_is_fine_and_writes_nothing()
    {
        var before = SourcesForCommands.Snapshot(sources.Folder).ToList();
        var run = CommandRun.Of("validate", sources.Seeds);
        Assert.Equal((0, "", $"{sources.Seeds} can become a release.\n"), (run.Status, run.Out, run.Error));
        Assert.Equal(before, SourcesForCommands.Snapshot(sources.Folder));
    }

    [Fact]
    public void Validate_tells_findings_on_standard_output_and_counts_on_standard_error()
    {
        sources.Change("seeds/notes/river.yaml", "people: [ada, ben]", "people: [ada, eve]");
        sources.Change("seeds/notes/bridge.yaml", "written: ", "writen: ");
        var run = CommandRun.Of("validate", sources.Seeds);
        Assert.Equal(1, run.Status);
        var findings = run.Out.Split('\n').Where(l => l.Length > 0 && l[0] != ' ').ToList();
        AssertEx.All(
            findings,
            l =>
                Assert.Matches(
                    "^" + System.Text.RegularExpressions.Regex.Escape(sources.Seeds)
                        + @"/notes/(river|bridge)\.yaml\([0-9]+,[0-9]+\): error DS[0-9]{4}: ", l));
        Assert.Equal($"{findings.Count} errors.\n", run.Error);
    }

    [Fact]
    public void The_folder_above_the_sources_is_taken_for_them()
    {
        var run = CommandRun.Of("validate", sources.Folder);
        Assert.Equal((0, $"{sources.Seeds} can become a release.\n"), (run.Status, run.Error));
    }

    [Fact]
    public void At_a_screen_the_last_line_says_what_to_run_next()
    {
        var seeds = sources.Folder + "/it's mine";
        Directory.Move(sources.Seeds, seeds);
        var run = CommandRun.Of(t => t with { ErrorIsScreen = true }, "validate", seeds);
        Assert.EndsWith(
            $" can become a release.\nNext: dataset build '{sources.Folder}/it'\\''s mine'\n", run.Error, StringComparison.Ordinal);
        run = CommandRun.Of(t => t with { ErrorIsScreen = true }, "build", seeds, "-o", sources.Dist);
        Assert.EndsWith($"\nNext: dataset verify {sources.Release}\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Second_opinions_say_what_they_read_alike()
    {
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist).Status);
        var run = CommandRun.Of("verify", sources.Release, "--second-opinion", "--format", "json");
        Assert.Equal(0, run.Status);
        using var json = JsonDocument.Parse(run.Out);
        var result = json.RootElement.GetProperty("result");
        var others = result.GetProperty("secondOpinions");
        var tables = result.GetProperty("tables").EnumerateArray().ToList();
        var rows = tables.Sum(t => t.GetProperty("rows").GetInt64());
        Assert.Equal((3 * tables.Count, rows), (others.GetProperty("files").GetInt32(), others.GetProperty("records").GetInt64()));
        Assert.InRange(others.GetProperty("cells").GetInt64(), 3 * 2 * rows, 3 * 100 * rows);
        Assert.Equal(4, others.GetProperty("libraries").GetArrayLength());
        Assert.Matches(
            $"\nRead alike by System.Text.Json 10\\.[0-9.]+, CsvHelper [0-9.]+ and Parquet.Net [0-9.]+: [0-9,]+ cells in "
                + $"{3 * tables.Count} files\\. NJsonSchema [0-9.]+ accepts all {rows} records\\.\n$",
            run.Error);
        Assert.DoesNotContain("Read alike", CommandRun.Of("verify", sources.Release).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_makes_a_release_once_and_then_leaves_it_alone()
    {
        var run = CommandRun.Of("build", sources.Seeds, "-o", sources.Dist);
        Assert.Equal((0, ""), (run.Status, run.Out));
        Assert.StartsWith($"Built {sources.Release}: 5 tables, ", run.Error, StringComparison.Ordinal);
        var before = SourcesForCommands.Snapshot(sources.Dist).ToList();

        run = CommandRun.Of("build", sources.Seeds, "-o", sources.Dist);
        Assert.Equal(
            (0, "", $"{sources.Release} already exists, byte for byte the same; nothing was written.\n"),
            (run.Status, run.Out, run.Error));
        Assert.Equal(before, SourcesForCommands.Snapshot(sources.Dist));
    }

    [Fact]
    public void Build_refuses_to_change_a_version_unless_told_to()
    {
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist).Status);
        sources.Change("seeds/notes/river.yaml", "rating: null", "rating: 0.5");
        var before = SourcesForCommands.Snapshot(sources.Dist).ToList();
        var run = CommandRun.Of("build", sources.Seeds, "-o", sources.Dist);
        Assert.Equal(1, run.Status);
        Assert.Contains("notes.jsonl", run.Out, StringComparison.Ordinal);
        Assert.Equal(before, SourcesForCommands.Snapshot(sources.Dist));

        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist, "--replace").Status);
        Assert.NotEqual(before, SourcesForCommands.Snapshot(sources.Dist));
        Assert.Equal(0, CommandRun.Of("verify", sources.Release).Status);
    }

    [Fact]
    public void Build_with_findings_leaves_the_output_as_it_was()
    {
        sources.Change("seeds/notes/river.yaml", "people: [ada, ben]", "people: [ada, eve]");
        var run = CommandRun.Of("build", sources.Seeds, "-o", sources.Dist);
        Assert.Equal(1, run.Status);
        Assert.Equal("1 error.\n", run.Error);
        Assert.False(Directory.Exists(sources.Dist));
    }

    [Fact]
    public void Verify_tells_what_it_checked_or_names_the_file_that_changed()
    {
        CommandRun.Of("build", sources.Seeds, "-o", sources.Dist);
        var run = CommandRun.Of("verify", sources.Release);
        Assert.Equal((0, ""), (run.Status, run.Out));
        Assert.StartsWith($"{sources.Release} is sound: ", run.Error, StringComparison.Ordinal);

        File.AppendAllText(sources.Release + "/README.md", " ");
        run = CommandRun.Of("verify", sources.Release);
        Assert.Equal(1, run.Status);
        Assert.Contains($"{sources.Release}/README.md: error DS6", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_shows_a_release_its_tables_and_their_schemas()
    {
        CommandRun.Of("build", sources.Seeds, "-o", sources.Dist);
        var run = CommandRun.Of("inspect", sources.Release);
        Assert.StartsWith("minimal 1.0.0, released 2026-01-01\nTwo notes\n\n", run.Out, StringComparison.Ordinal);
        Assert.Matches("\nnotes +2 +[0-9,]+ +[0-9,]+ +[0-9,]+ +sha256:[0-9a-f]{64}\n", run.Out);

        run = CommandRun.Of("inspect", sources.Release, "claims", "--rows", "1");
        Assert.Equal(2, run.Out.Count(c => c == '\n'));
        Assert.Matches("^1 of [0-9]+ rows; --rows shows more.\n$", run.Error);
        Assert.Equal(
            File.ReadAllText(sources.Folder + "/schema/claims.schema.json"),
            CommandRun.Of("inspect", sources.Release, "claims", "--schema").Out);

        run = CommandRun.Of("inspect", sources.Release, "claim");
        Assert.Equal((2, "dataset: The release has no table \"claim\". Did you mean 'claims'?\n"), (run.Status, run.Error));
    }

    [Fact]
    public void Inspect_composes_the_schema_of_what_curators_write()
    {
        using var notes = JsonDocument.Parse(CommandRun.Of("inspect", sources.Seeds, "--schema", "notes").Out);
        var properties = notes.RootElement.GetProperty("properties").EnumerateObject().Select(p => p.Name).ToList();
        Assert.Contains("title", properties);
        Assert.Contains("claims", properties);
        Assert.Contains("paragraphs", properties);
        Assert.DoesNotContain("text", properties);
        using var people = JsonDocument.Parse(CommandRun.Of("inspect", sources.Seeds, "people", "--schema").Out);
        Assert.Equal("array", people.RootElement.GetProperty("type").GetString());

        var run = CommandRun.Of("inspect", sources.Seeds, "--schema", "claims");
        Assert.Equal((2, "dataset: The table \"claims\" has no files of its own. These have: notes, people.\n"), (run.Status, run.Error));
        Assert.Equal(2, CommandRun.Of("inspect", sources.Seeds).Status);
        sources.Change("seeds/dataset.yaml", "version: 1.0.0", "version: one");
        run = CommandRun.Of("inspect", sources.Seeds, "--schema", "notes");
        Assert.Equal(1, run.Status);
        Assert.StartsWith(sources.Seeds + "/dataset.yaml(", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_form_parses_with_findings_and_without()
    {
        foreach (var broken in new[] { false, true })
        {
            if (broken)
                sources.Change("seeds/notes/river.yaml", "people: [ada, ben]", "people: [ada, eve]");
            string Out(string form) => CommandRun.Of("validate", sources.Seeds, "--format", form).Out;
            var expected = broken ? 1 : 0;
            using var json = JsonDocument.Parse(Out("json"));
            Assert.Equal(expected, json.RootElement.GetProperty("errors").GetInt32());
            using var sarif = JsonDocument.Parse(Out("sarif"));
            Assert.Equal(expected, sarif.RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength());
            using var gitlab = JsonDocument.Parse(Out("gitlab"));
            Assert.Equal(expected, gitlab.RootElement.GetArrayLength());
            Assert.Equal(expected, XDocument.Parse(Out("junit")).Descendants("failure").Count());
            Assert.Equal(expected, Out("github").Split('\n').Count(l => l.StartsWith("::error file=", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("--format yaml", "--format takes text, json, sarif, junit, github or gitlab, not 'yaml'.")]
    [InlineData("--format", "--format needs a value, FORM.")]
    [InlineData("--max-findings 0", "--max-findings takes a whole number from 1 to 1000000, not '0'.")]
    [InlineData("--statistics --format junit", "--statistics is of the form text; json has the counts among its members.")]
    [InlineData("--jobs 0", "--jobs takes a whole number from 1 to 1024, not '0'.")]
    [InlineData("--jobs many", "--jobs takes a whole number from 1 to 1024, not 'many'.")]
    [InlineData("one two", "Unknown argument 'two'.")]
    [InlineData("--wach", "Unknown option '--wach'. Did you mean '--watch'? (A path of that name is written ./--wach.)")]
    public void Wrong_options_are_named(string options, string message)
    {
        var run = CommandRun.Of(["validate", .. options.Split(' ')]);
        Assert.Equal((2, "", $"dataset: {message}\nTry 'dataset validate --help'.\n"), (run.Status, run.Out, run.Error));
    }

    [Fact]
    public void Systematic_faults_are_listed_once_or_all_or_counted_or_left_out()
    {
        var metadata = File.ReadAllText(sources.Seeds + "/notes/river.yaml").Split("claims:")[0] + "claims: []\n";
        foreach (var i in Enumerable.Range(10, 13))
        {
            File.WriteAllText($"{sources.Seeds}/notes/n{i}.yaml", metadata);
            File.WriteAllText($"{sources.Seeds}/notes/n{i}.txt", $"List {i}\n\n" + string.Concat(Enumerable.Repeat("- A line.\n\n", 12)));
        }
        string Out(params string[] options) => CommandRun.Of(["validate", sources.Seeds, .. options]).Out;
        int Warnings(params string[] options) =>
            Out(options).Split('\n').Count(l => l.Contains("warning DS2201", StringComparison.Ordinal));
        Assert.Equal(1, Warnings());
        Assert.Contains("found \"- A line.\". After it come 11 more.\n", Out(), StringComparison.Ordinal);
        Assert.Contains("× 13 in \"text\", first here; --all lists them.", Out(), StringComparison.Ordinal);
        Assert.Equal(13, Warnings("--all"));
        Assert.Equal(0, Warnings("--quiet"));
        Assert.Equal(
            4, Out("--all", "--max-findings", "4").Split('\n').Count(l => l.StartsWith(sources.Seeds, StringComparison.Ordinal)));
        Assert.StartsWith("        13 warning DS2201  ", Out("--statistics"), StringComparison.Ordinal);
    }

    /// <summary>Each form, with and without findings and where there is no report; each option alone and beside others.</summary>
    [Fact]
    public void Every_form_and_option_writes_exactly_this()
    {
        var written = new StringBuilder();
        string[] forms = ["text", "json", "sarif", "junit", "github", "gitlab"];
        foreach (var form in forms)
            Run("validate seeds", $"--format {form}");
        sources.Change("seeds/notes/river.yaml", "people: [ada, ben]", "people: [ada, eve]");
        File.AppendAllText(sources.Seeds + "/notes/river.txt", "\n- A line of a list.\n");
        foreach (var form in forms)
            Run("validate seeds", $"--format {form}");
        foreach (var form in forms)
            Run("validate seeds", $"--jobs 0 --format {form}");
        foreach (var form in forms)
            Run("validate none", $"--format {form}");
        foreach (var command in new[]
        {
            "build none", "verify none", "shard none --part 1/1", "assemble none --source seeds", "pack none",
            "restore none --source seeds", "diff none none",
        })
            Run(command, "--format json");
        var metadata = File.ReadAllText(sources.Seeds + "/notes/river.yaml").Split("claims:")[0] + "claims: []\n";
        for (var i = 10; i < 21; i++)
        {
            File.WriteAllText($"{sources.Seeds}/notes/n{i}.yaml", metadata);
            File.WriteAllText($"{sources.Seeds}/notes/n{i}.txt", $"Text {i}\n");
        }
        foreach (var options in new[]
        {
            "", "--max-findings 1", "--max-findings 2", "--max-findings 1000", "--all", "--all --max-findings 3", "--statistics",
            "--statistics --all", "--statistics --max-findings 1", "--statistics --quiet", "--quiet", "--quiet --max-findings 1",
            "--strict", "--strict --quiet", "--max-findings 1 --format json", "--quiet --max-findings 1 --format json",
            "--max-findings 1 --format sarif", "--max-findings 1 --format junit", "--format github", "--max-findings 1 --format gitlab",
        })
            Run("validate seeds", options);
        Approved.Check("Cli/forms.txt", written.ToString());

        void Run(string command, string options)
        {
            var run = CommandRun.Of(
                t => t with { Variable = v => v is "GITHUB_WORKSPACE" or "CI_PROJECT_DIR" ? sources.Folder : null },
                [.. $"{command} {options}".Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(w => w is "seeds" or "none" ? $"{sources.Folder}/{w}" : w)]);
            var output = run.Out.Replace(sources.Folder, "FOLDER", StringComparison.Ordinal)
                .Replace($"\"{ToolIdentity.Current.Version}\"", "\"VERSION\"", StringComparison.Ordinal);
            // Where the rules are explained is known to a tool whose build knew the address of its repository.
            output = Address().Replace(output, "");
            // What is approved can be read too.
            var form = options.Split(' ')[^1];
            if (output.Length > 0 && form is "json" or "sarif" or "gitlab")
                Assert.NotNull(JsonNode.Parse(output));
            if (output.Length > 0 && form == "junit")
                Assert.NotNull(XDocument.Parse(output).Root);
            output += run.Error.Replace(sources.Folder, "FOLDER", StringComparison.Ordinal);
            written.Append($"$ dataset {command}{(options.Length > 0 ? " " : "")}{options}\n{output}");
            written.Append(FormattableString.Invariant($"[{run.Status}]\n\n"));
        }
    }

    [GeneratedRegex("\\n +\"(helpUri|informationUri)\": \".*\",?")]
    private static partial Regex Address();

    [Fact]
    public void A_text_may_end_in_capitals()
    {
        File.Move(sources.Seeds + "/notes/river.txt", sources.Seeds + "/notes/river.TXT");
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist, "--strict").Status);
        var run = CommandRun.Of("verify", sources.Release, "--source", sources.Seeds);
        Assert.Equal((0, ""), (run.Status, run.Out));
    }

    [Fact]
    public void Documents_may_be_in_folders_within_their_folder()
    {
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist).Status);
        var before = File.ReadAllText(sources.Release + "/data/notes.jsonl");
        Directory.Delete(sources.Dist, true);
        Directory.CreateDirectory(sources.Seeds + "/notes/2020/may");
        foreach (var ending in new[] { ".txt", ".yaml" })
            File.Move(sources.Seeds + "/notes/river" + ending, sources.Seeds + "/notes/2020/may/river" + ending);
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist, "--strict").Status);
        Assert.Equal(before, File.ReadAllText(sources.Release + "/data/notes.jsonl"));
        Assert.Contains("seeds/notes/2020/may/river.txt", File.ReadAllText(sources.Release + "/release.json"), StringComparison.Ordinal);
        var run = CommandRun.Of("verify", sources.Release, "--source", sources.Seeds);
        Assert.Equal((0, ""), (run.Status, run.Out));
        Assert.Equal(0, CommandRun.Of("shard", sources.Seeds, "--part", "1/2", "-o", sources.Folder + "/shards").Status);
        Assert.Equal(0, CommandRun.Of("shard", sources.Seeds, "--part", "2/2", "-o", sources.Folder + "/shards").Status);
        run = CommandRun.Of(
            "assemble", sources.Folder + "/shards", "--source", sources.Seeds, "-o", sources.Folder + "/joined");
        Assert.Equal((0, ""), (run.Status, run.Out));
    }

    [Fact]
    public void Build_warns_of_words_of_the_example()
    {
        sources.Change("seeds/dataset.yaml", "title: Two notes", "title: My dataset");
        sources.Change(
            "seeds/dataset.yaml", "The smallest dataset that uses each feature once.",
            "One sentence or two on what is in it and whom it is for.");
        sources.Change("seeds/dataset.yaml", "- name: CC0-1.0", "- name: LicenseRef-undecided");
        sources.Change("seeds/dataset.yaml", "title: Creative Commons Zero 1.0", "title: Not decided yet");
        sources.Change("seeds/dataset.yaml", "The authors of this project", "Your name");
        var run = CommandRun.Of("build", sources.Seeds, "-o", sources.Dist);
        Assert.Equal(0, run.Status);
        Assert.Equal(
            [
                "(4,8): \"My dataset\"", "(5,14): \"One sentence or two on what is in it and whom it is for.\"",
                "(10,11): \"LicenseRef-undecided\"", "(11,12): \"Not decided yet\"", "(15,11): \"Your name\"",
            ],
            run.Out.Split('\n').Where(l => l.StartsWith(sources.Seeds, StringComparison.Ordinal)).Select(
                l => l[(sources.Seeds.Length + "/dataset.yaml".Length)..]
                    .Replace(" warning DS5113: Expected words about this dataset, found", "", StringComparison.Ordinal)
                    .Replace(" of the example.", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void Build_says_that_it_found_no_earlier_release_where_the_version_is_a_later_one()
    {
        sources.Change("seeds/dataset.yaml", "version: 1.0.0", "version: 1.1.0");
        var run = CommandRun.Of("build", sources.Seeds, "-o", sources.Dist);
        Assert.EndsWith(" It was compared with no earlier release, as there is none beside it.\n", run.Error, StringComparison.Ordinal);
        sources.Change("seeds/dataset.yaml", "version: 1.1.0", "version: 1.1.1");
        run = CommandRun.Of("build", sources.Seeds, "-o", sources.Dist);
        Assert.DoesNotContain("earlier release", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_that_alone_is_another_is_named_as_such()
    {
        Assert.Equal(0, CommandRun.Of("build", sources.Seeds, "-o", sources.Dist).Status);
        sources.Change("seeds/dataset.yaml", "released: 2026-01-01", "released: 2026-02-01");
        var run = CommandRun.Of("build", sources.Seeds, "-o", sources.Dist);
        Assert.Equal(1, run.Status);
        Assert.Equal(
            [
                $"{sources.Release}: error DS8002: Expected version 1.0.1 or later for what the sources are now, found 1.0.0, which exists "
                    + "and differs.",
                $"{sources.Release}/release.json: error DS8002: Expected 2026-01-01 for \"released\", as published, found 2026-02-01; "
                    + "nothing else differs. A new day is a new version.",
            ],
            run.Out.Split('\n').Where(l => l.Contains(": error ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Quiet_is_silent_and_strict_refuses_for_a_warning()
    {
        File.AppendAllText(sources.Seeds + "/notes/river.txt", "\n- A line of a list.\n");
        var run = CommandRun.Of("build", sources.Seeds, "-o", sources.Dist, "--strict");
        Assert.Equal((1, "1 warning, and --strict allows none.\n"), (run.Status, run.LastError));
        Assert.Empty(Directory.Exists(sources.Dist) ? Directory.GetFileSystemEntries(sources.Dist) : []);
        // What fails is said even so.
        var quiet = CommandRun.Of("build", sources.Seeds, "-o", sources.Dist, "--strict", "--quiet");
        Assert.Equal((1, run.Out, ""), (quiet.Status, quiet.Out, quiet.Error));
        run = CommandRun.Of("build", sources.Seeds, "-o", sources.Dist, "--quiet");
        Assert.Equal((0, "", ""), (run.Status, run.Out, run.Error));
        Assert.True(Directory.Exists(sources.Release));
    }

    [Fact]
    public void Json_tells_what_was_made_and_checked()
    {
        JsonElement Result(params string[] args) =>
            JsonDocument.Parse(CommandRun.Of([.. args, "--format", "json"]).Out).RootElement.GetProperty("result");
        var built = Result("build", sources.Seeds, "-o", sources.Dist);
        Assert.Equal(("built", sources.Release), (built.GetProperty("outcome").GetString(), built.GetProperty("path").GetString()));
        Assert.Equal("unchanged", Result("build", sources.Seeds, "-o", sources.Dist).GetProperty("outcome").GetString());
        var sound = Result("verify", sources.Release);
        Assert.Equal("sound", sound.GetProperty("outcome").GetString());
        Assert.Equal(built.GetProperty("digest").GetString(), sound.GetProperty("digest").GetString());
        Assert.Equal(built.GetProperty("tables").GetRawText(), sound.GetProperty("tables").GetRawText());
        Assert.Equal(("notes", 2), (
            sound.GetProperty("tables")[0].GetProperty("name").GetString(), sound.GetProperty("tables")[0].GetProperty("rows").GetInt32()));
        var (parts, assets) = (sources.Folder + "/parts", sources.Folder + "/assets");
        foreach (var (outcome, result, isWhole) in new[]
        {
            ("valid", Result("validate", sources.Seeds), false), ("packed", Result("pack", sources.Release, "-o", assets, "--store"), true),
            ("unchanged", Result("pack", sources.Release, "-o", assets, "--store"), true),
            ("sound", Result("verify", $"{assets}/{Path.GetFileName(sources.Release)}.zip"), true),
            ("built", Result("shard", sources.Seeds, "-o", parts, "--part", "1/1"), false),
            ("built", Result("assemble", parts, "--source", sources.Seeds, "-o", sources.Folder + "/joined"), true),
        })
        {
            Assert.Equal(
                (outcome, Text(built, "name"), Text(built, "version")),
                (Text(result, "outcome"), Text(result, "name"), Text(result, "version")));
            Assert.Equal(
                built.GetProperty("tables").EnumerateArray().Select(t => (Text(t, "name"), t.GetProperty("rows").GetInt64(), isWhole)),
                result.GetProperty("tables").EnumerateArray().Select(
                    t => (Text(t, "name"), t.GetProperty("rows").GetInt64(), Text(t, "digest") is not null)));
            Assert.Equal(outcome != "valid", Text(result, "digest") is not null);
        }
        File.AppendAllText(sources.Release + "/README.md", " ");
        Assert.Equal(JsonValueKind.Null, Result("verify", sources.Release).ValueKind);

        static string? Text(JsonElement result, string member) => result.GetProperty(member).GetString();
    }

    [Fact]
    public void On_GitHub_paths_are_those_of_the_repository_and_the_page_of_the_run_has_a_summary()
    {
        sources.Change("seeds/notes/river.yaml", "people: [ada, ben]", "people: [ada, eve]");
        var summary = sources.Folder + "/summary.md";
        var run = CommandRun.Of(
            t => t with
            {
                Variable = v => v switch
                {
                    "GITHUB_WORKSPACE" => sources.Folder,
                    "GITHUB_STEP_SUMMARY" => summary,
                    _ => null,
                },
            },
            "validate", sources.Seeds, "--format", "github");
        Assert.StartsWith("::error file=seeds/notes/river.yaml,line=", run.Out, StringComparison.Ordinal);
        Assert.Contains("| error | DS3003 | seeds/notes/river.yaml", File.ReadAllText(summary), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sarif", 2, "--jobs", "0")]
    [InlineData("sarif", 3, "--jobs", "1")]
    [InlineData("json", 3, "--jobs", "1")]
    public void A_form_for_programs_says_why_there_is_no_report(string form, int status, params string[] options)
    {
        var run = CommandRun.Of(["validate", sources.Folder + "/none", "--format", form, .. options]);
        Assert.Equal(status, run.Status);
        using var json = JsonDocument.Parse(run.Out);
        Assert.Contains(status == 2 ? "--jobs takes" : "/none", json.RootElement.GetRawText(), StringComparison.Ordinal);
        Assert.StartsWith("dataset: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_read_or_written_is_status_3_and_one_line_that_names_it()
    {
        foreach (var args in new[]
        {
            (string[])["validate", sources.Folder + "/none"], ["build", sources.Folder + "/none", "-o", sources.Dist],
            ["verify", sources.Folder + "/none"],
        })
        {
            var run = CommandRun.Of(args);
            Assert.Equal((3, ""), (run.Status, run.Out));
            Assert.Equal(1, run.Error.Count(c => c == '\n'));
            Assert.StartsWith("dataset: ", run.Error, StringComparison.Ordinal);
            Assert.Contains(sources.Folder + "/none", run.Error, StringComparison.Ordinal);
        }
        File.WriteAllText(sources.Dist, "a file where the folder should be");
        var build = CommandRun.Of("build", sources.Seeds, "-o", sources.Dist);
        Assert.Equal(3, build.Status);
        Assert.Contains(sources.Dist, build.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", build.Error, StringComparison.Ordinal);
        Assert.Contains("   at ", CommandRun.Of("build", sources.Seeds, "-o", sources.Dist, "--debug").Error, StringComparison.Ordinal);
    }

    public void Dispose() => sources.Dispose();
}
