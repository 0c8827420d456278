using System.Text;
using Dataset.Files;

namespace Dataset.Tests.Cli;

/// <summary><c>dataset add</c>.</summary>
public sealed class AddTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dataset-add-").FullName;
    private readonly string seeds;

    public AddTests()
    {
        seeds = Path.Combine(folder, "mine/seeds");
        Assert.Equal(0, CommandRun.Of("init", Path.Combine(folder, "mine")).Status);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_table_gets_a_schema_and_an_entry_and_everything_else_stays_as_it_is()
    {
        var before = File.ReadAllText(Path.Combine(seeds, "dataset.yaml"));
        var run = Add(("Prices 2020.csv", "id;price\na;1,5\nb;2,25\n"));
        Assert.Equal(
            (0, $"{seeds}/dataset.yaml\n{seeds}/prices_2020.csv\n{folder}/mine/schema/prices_2020.schema.json\n"), (run.Status, run.Out));
        Assert.Equal(
            before + "  - {name: prices_2020, from: records, path: prices_2020.csv, csv: {delimiter: \";\", decimal: \",\"}}\n",
            File.ReadAllText(Path.Combine(seeds, "dataset.yaml")));
        Assert.Equal(0, CommandRun.Of("build", seeds, "-o", Path.Combine(folder, "dist")).Status);
        Assert.Equal(
            ["{\"id\":\"a\",\"price\":1.5}", "{\"id\":\"b\",\"price\":2.25}"],
            File.ReadLines(Path.Combine(folder, "dist/mine-1.0.0/data/prices_2020.jsonl")));
    }

    [Fact]
    public void A_text_gets_every_key_that_curators_write()
    {
        File.WriteAllText(Path.Combine(seeds, "articles/my-text.txt"), "Taken.\n");
        File.WriteAllText(Path.Combine(seeds, "articles/my-text.yaml"), "title: Taken\ntopics: []\n");
        var run = Add(("My text.txt", "My Text\n\nWords.\n"));
        Assert.Equal(
            (0, $"{seeds}/articles/my-text-2.txt\n{seeds}/articles/my-text-2.yaml\n"),
            (run.Status, run.Out));
        Assert.Equal("My Text\n\nWords.\n", File.ReadAllText(Path.Combine(seeds, "articles/my-text-2.txt")));
        Assert.Equal(
            "# yaml-language-server: $schema=../../schema/editor/articles.json\n"
                + $"# My text.txt, {Digest.Of("My Text\n\nWords.\n"u8)}. schema/articles.schema.json says what each key means.\n"
                + "title: \"My Text\"\noutlet: null\npublished: null\npublished_note: null\ntopics: []\n",
            File.ReadAllText(Path.Combine(seeds, "articles/my-text-2.yaml")));
    }

    [Fact]
    public void A_key_that_must_have_a_value_is_left_to_a_person()
    {
        var schema = Path.Combine(folder, "mine/schema/articles.schema.json");
        File.WriteAllText(schema, File.ReadAllText(schema).Replace(
            "\"Who published it. Null: the text does not say.\", \"type\": [\"string\", \"null\"]",
            "\"Who published it.\", \"type\": \"string\"", StringComparison.Ordinal));
        var run = Add(("new.txt", "New\n\nWords.\n"));
        Assert.Equal(1, run.Status);
        Assert.Contains(
            "seeds/articles/new.yaml(4,8): error DS2101: Expected a text in \"outlet\", found null.", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_a_name_that_is_taken_gets_another()
    {
        File.WriteAllText(Path.Combine(seeds, "prices.csv"), "other\n");
        var run = Add(("prices.csv", "id\na\nb\n"), ("claims.tsv", "id\na\nc\n"));
        Assert.Equal(0, run.Status);
        Assert.Equal("other\n", File.ReadAllText(Path.Combine(seeds, "prices.csv")));
        Assert.Equal("id\na\nb\n", File.ReadAllText(Path.Combine(seeds, "prices_2.csv")));
        Assert.EndsWith(
            "  - {name: prices_2, from: records, path: prices_2.csv}\n  - {name: claims_2, from: records, path: claims_2.tsv}\n",
            File.ReadAllText(Path.Combine(seeds, "dataset.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_in_its_place_already_is_left_there()
    {
        File.WriteAllText(Path.Combine(seeds, "prices.csv"), "id\na\nb\n");
        // The folder above the sources will do.
        var run = CommandRun.Of("add", Path.Combine(seeds, "prices.csv"), "--source", Path.Combine(folder, "mine"));
        Assert.Equal((0, $"{seeds}/dataset.yaml\n{folder}/mine/schema/prices.schema.json\n"), (run.Status, run.Out));
    }

    [Fact]
    public void Bytes_that_are_a_source_already_are_left_out()
    {
        Assert.Equal(0, Add(("prices.csv", "id\na\nb\n"), ("My text.txt", "Words.\n")).Status);
        var before = File.ReadAllText(Path.Combine(seeds, "dataset.yaml"));
        var run = Add(("prices (1).csv", "id\na\nb\n"), ("My text.txt", "Words.\n"), ("a.txt", "More.\n"), ("b.txt", "More.\n"));
        Assert.Equal((0, $"{seeds}/articles/a.txt\n{seeds}/articles/a.yaml\n"), (run.Status, run.Out));
        Assert.Equal(
            $"{folder}/prices (1).csv: It was left out: it has the same bytes as prices.csv, which is a source already.\n"
                + $"{folder}/My text.txt: It was left out: it has the same bytes as articles/my-text.txt, which is a source already.\n"
                + $"{folder}/b.txt: It was left out: it has the same bytes as {folder}/a.txt.\nNext: dataset build {seeds}\n",
            run.Error);
        Assert.Equal(before, File.ReadAllText(Path.Combine(seeds, "dataset.yaml")));
    }

    [Theory]
    [InlineData(
        "tables:\n- name: articles\n  from: documents\n  path: articles\n\n# The end", "- {name: new, from: records, path: new.csv}")]
    [InlineData(
        "tables: [{name: articles, from: documents, path: articles}]\n",
        "tables: [{name: articles, from: documents, path: articles}, {name: new, from: records, path: new.csv}]")]
    [InlineData(
        "tables: [\n  {name: articles, from: documents, # not }\n   path: \"articles\"}\n]\n",
        "  {name: new, from: records, path: new.csv}")]
    [InlineData("tables:\n  -\n    name: articles\n    from: documents\n    path: articles\n", null)]
    [InlineData("tables:\r\n  - {name: articles, from: documents, path: articles} # one\r\nversion: 1.0.0\r\n",
        "  - {name: new, from: records, path: new.csv}\r")]
    public void An_entry_is_written_in_the_style_of_the_others(string tables, string? expected)
    {
        var path = Path.Combine(seeds, "dataset.yaml");
        var text = File.ReadAllText(path);
        text = text[..text.IndexOf("tables:", StringComparison.Ordinal)];
        if (tables.Contains("version:", StringComparison.Ordinal))
            text = text.Replace("version: 1.0.0 ", "# ", StringComparison.Ordinal);
        File.WriteAllText(path, text + tables);
        File.Delete(Path.Combine(folder, "mine/schema/claims.schema.json"));
        File.Delete(Path.Combine(folder, "mine/schema/paragraphs.schema.json"));
        File.WriteAllText(Path.Combine(seeds, "articles/footbridge-opens.yaml"), "title: T\ntopics: []\n");
        var run = Add(("new.csv", "id\na\nb\n"));
        var lines = File.ReadAllText(path).Split('\n');
        if (expected is not null)
        {
            Assert.Equal(0, run.Status);
            Assert.Contains(expected, lines);
            return;
        }
        Assert.Equal(text + tables, File.ReadAllText(path));
        Assert.Contains(
            "Write below tables: in dataset.yaml:\n  - {name: new, from: records, path: new.csv}\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_added_to_a_dataset_with_errors()
    {
        File.AppendAllText(Path.Combine(seeds, "dataset.yaml"), "colour: red\n");
        var run = Add(("new.csv", "id\na\nb\n"));
        Assert.Equal(1, run.Status);
        Assert.Contains("DS5101", run.Out, StringComparison.Ordinal);
        Assert.Equal("Nothing was added: mend the dataset first.\n", run.Error);
        Assert.False(File.Exists(Path.Combine(seeds, "new.csv")));
    }

    private CommandRun Add(params (string Name, string Text)[] files)
    {
        foreach (var (name, text) in files)
            File.WriteAllBytes(Path.Combine(folder, name), Encoding.UTF8.GetBytes(text));
        return CommandRun.Of(["add", .. files.Select(f => Path.Combine(folder, f.Name)), "--source", seeds]);
    }
}
