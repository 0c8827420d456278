namespace Dataset.Tests.Cli;

public sealed class InitTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dataset-test-").FullName;

    [Fact]
    public void Files_that_exist_are_left_alone_and_named()
    {
        File.WriteAllText(Path.Combine(folder, "README.md"), "mine");
        File.WriteAllText(Path.Combine(folder, "mine.txt"), "mine");
        var run = CommandRun.Of("init", folder);
        Assert.Equal(0, run.Status);
        Assert.DoesNotContain("README.md", run.Out, StringComparison.Ordinal);
        Assert.StartsWith($"Left alone, as they exist: {folder}/README.md.\n", run.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(folder, "README.md")));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(folder, "mine.txt")));
        Assert.Equal(0, CommandRun.Of("validate", Path.Combine(folder, "seeds")).Status);
    }

    [Fact]
    public void A_dataset_that_exists_gets_what_is_missing_around_it()
    {
        var target = Path.Combine(folder, "old");
        Directory.CreateDirectory(Path.Combine(target, "seeds"));
        File.WriteAllText(Path.Combine(target, "seeds/dataset.yaml"), "name: old\n");
        var run = CommandRun.Of("init", target);
        Assert.Equal(0, run.Status);
        Assert.Equal(
            [".github/workflows/dataset.yml", ".gitignore", ".vscode/tasks.json", "schema/dataset.schema.json"],
            run.Out.TrimEnd('\n').Split('\n').Select(l => l[(target.Length + 1)..]).Order(StringComparer.Ordinal));
        Assert.Equal((3, ""), (CommandRun.Of("init", target, "--from", target) is var from ? from.Status : 0, from.Out));
        Assert.Contains("Add to it with 'dataset add'", from.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_schema_that_a_file_names_for_editors_is_there_and_takes_the_file()
    {
        var target = Path.Combine(folder, "new");
        Assert.Equal(0, CommandRun.Of("init", target).Status);
        var files = Directory.GetFiles(Path.Combine(target, "seeds"), "*.yaml", SearchOption.AllDirectories);
        AssertEx.All(files, file =>
        {
            var line = File.ReadLines(file).First();
            Assert.StartsWith("# yaml-language-server: $schema=", line, StringComparison.Ordinal);
            var schema = Path.Combine(Path.GetDirectoryName(file)!, line.Split('=')[1]);
            using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllText(schema));
            Assert.Equal("object", json.RootElement.GetProperty("type").GetString());
        });
    }

    [Fact]
    public void What_it_writes_validates_builds_and_verifies_as_it_is()
    {
        var target = Path.Combine(folder, "starter");
        Assert.Equal(0, CommandRun.Of("init", target).Status);
        var (seeds, dist) = (Path.Combine(target, "seeds"), Path.Combine(target, "dist"));
        var run = CommandRun.Of("validate", seeds);
        Assert.Equal((0, "", $"{seeds} can become a release.\n"), (run.Status, run.Out, run.Error));
        run = CommandRun.Of("build", seeds, "-o", dist);
        Assert.Equal(0, run.Status);
        // The questions are there and no answer yet, and the words of the example are still there.
        Assert.Equal(
            ["DS5113", "DS5113", "DS5113", "DS5111"],
            run.Out.Split('\n').Where(l => l.StartsWith(seeds, StringComparison.Ordinal)).Select(l => l.Split(": warning ")[1][..6]));
        var release = Assert.Single(Directory.GetDirectories(dist));
        Assert.Equal("starter-1.0.0", Path.GetFileName(release));
        run = CommandRun.Of("verify", release);
        Assert.Equal((0, ""), (run.Status, run.Out));
        Assert.Contains("3 tables, 8 rows, the same in every format", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_keys_that_its_README_shows_are_taken_and_reach_the_release()
    {
        var target = Path.Combine(folder, "starter");
        Assert.Equal(0, CommandRun.Of("init", target).Status);
        var keys = File.ReadAllText(Path.Combine(target, "README.md")).Split("```yaml\n")[1].Split("```")[0];
        var descriptor = Path.Combine(target, "seeds/dataset.yaml");
        var plain = File.ReadAllText(descriptor).Split('\n').Where(l => !l.StartsWith("language:", StringComparison.Ordinal));
        File.WriteAllText(descriptor, string.Join('\n', plain).Replace("creators:\n  - name: Your name\n", keys, StringComparison.Ordinal));
        var run = CommandRun.Of("build", Path.Combine(target, "seeds"), "-o", Path.Combine(target, "dist"));
        Assert.True(run.Status == 0, run.Out + run.Error);
        var release = Path.Combine(target, "dist/starter-1.0.0");
        var manifest = File.ReadAllText(release + "/release.json");
        AssertEx.All(
            ["data@example.org", "10.5281/zenodo.1234567", "Notes of the river.", "grant 12", "1949/..", "Köln", "was collected", "\"tr\"",
                "0000-0002-1825-0097"],
            said => Assert.Contains(said, manifest, StringComparison.Ordinal));
        Assert.Contains("What readers should know", File.ReadAllText(release + "/CHANGELOG.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_the_path_of_a_file()
    {
        var file = Path.Combine(folder, "file");
        File.WriteAllText(file, "mine");
        Assert.Equal(3, CommandRun.Of("init", file).Status);
        Assert.Equal("mine", File.ReadAllText(file));
    }

    [Fact]
    public void Lists_every_file_that_it_writes()
    {
        var target = Path.Combine(folder, "a-dataset");
        var run = CommandRun.Of("init", target);
        Assert.Equal(0, run.Status);
        Assert.Equal(
            run.Out.TrimEnd('\n').Split('\n').Order(StringComparer.Ordinal),
            Directory.GetFiles(target, "*", SearchOption.AllDirectories).Select(f => f.Replace('\\', '/')).Order(StringComparer.Ordinal));
        Assert.Contains("\nname: a-dataset ", File.ReadAllText(Path.Combine(target, "seeds/dataset.yaml")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("My Data: 1", "my-data-1")]
    [InlineData("Größe", "grosse")]
    [InlineData("名前", "my-dataset")]
    public void A_folder_whose_name_no_dataset_can_have_gets_another(string name, string given)
    {
        var target = Path.Combine(folder, name);
        var run = CommandRun.Of("init", target);
        Assert.Equal(0, run.Status);
        Assert.Contains($"\nname: {given} ", File.ReadAllText(Path.Combine(target, "seeds/dataset.yaml")), StringComparison.Ordinal);
        Assert.StartsWith(
            $"The dataset is called {given}, as names of releases have lower-case letters, digits and hyphens; to change that, edit name "
                + $"in {target}/seeds/dataset.yaml.\nNext: ",
            run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null", "\"null\"")]
    [InlineData("true", "\"true\"")]
    [InlineData("no", "\"no\"")]
    [InlineData("2024-01-01", "\"2024-01-01\"")]
    [InlineData("1e5", "\"1e5\"")]
    [InlineData("nil", "nil")]
    [InlineData("a234567890234567890234567890234567890234567890234567890234567890", null)]
    [InlineData(
        "a2345678902345678902345678902345678902345678902345678902345678905", "a234567890234567890234567890234567890234567890234567890234")]
    public void A_name_is_written_so_that_every_reader_takes_it_for_text(string name, string? written)
    {
        var target = Path.Combine(folder, name);
        Assert.Equal(0, CommandRun.Of("init", target).Status);
        var descriptor = File.ReadAllText(Path.Combine(target, "seeds/dataset.yaml"));
        Assert.Contains($"\nname: {written ?? name} ", descriptor, StringComparison.Ordinal);
        var run = CommandRun.Of("validate", Path.Combine(target, "seeds"));
        Assert.Equal((0, ""), (run.Status, run.Out));
    }

    [Fact]
    public void The_release_date_is_today()
    {
        var target = Path.Combine(folder, "new");
        CommandRun.Of(t => t with { Clock = new FixedClock(new(2031, 2, 3, 23, 59, 0, TimeSpan.Zero)) }, "init", target);
        Assert.Contains("\nreleased: 2031-02-03 ", File.ReadAllText(Path.Combine(target, "seeds/dataset.yaml")), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
