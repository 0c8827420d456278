using Dataset.Interop.Tests.Engines;

namespace Dataset.Interop.Tests.Releases;

/// <summary>Every engine reads a release alike, and <see cref="ReleaseInterop"/> is not blind.</summary>
public sealed class ReleaseInteropTests
{
    [EngineFact(withPandas: true)]
    public void A_sound_release_has_no_problems()
    {
        using var folder = new TemporaryFolder();
        SmallRelease.WriteTo(folder.Path);
        Assert.Empty(ReleaseInterop.ProblemsOf(folder.Path));
        Assert.Empty(ReadmeInterop.ProblemsOf(folder.Path));
    }

    [EngineFact(withPandas: true)]
    public void Lines_of_the_readme_that_load_other_rows_are_found()
    {
        using var folder = new TemporaryFolder();
        SmallRelease.WriteTo(folder.Path);
        Replace(folder["README.md"], "keep_default_na=False, na_values=[\"\"]", "na_values=[\"a\"]");
        Replace(folder["README.md"], "DuckDB:", "Duck:");

        Assert.Collection(
            ReadmeInterop.ProblemsOf(folder.Path),
            problem => Assert.StartsWith("README.md, things, pandas, from CSV: line 1", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("README.md, things, DuckDB: ", problem, StringComparison.Ordinal));
    }

    [EngineTheory(withPandas: true)]
    [InlineData("jsonl", "two\\nlines", "two\\nlives")]
    [InlineData("csv", "two\nlines", "two\nlives")]
    public void A_changed_letter_is_found_by_every_engine(string format, string from, string to)
    {
        using var folder = new TemporaryFolder();
        SmallRelease.WriteTo(folder.Path);
        Replace(folder[$"data/things.{format}"], from, to);

        var problems = ReleaseInterop.ProblemsOf(folder.Path);

        // The JSON Lines are what all others are compared with, and so is each reading of them by an engine: they agree with themselves.
        var blamed = format == "jsonl"
            ? Engine.OfParquet.Select(engine => $"things.parquet, {engine}: line 1")
            : Engine.OfText.Select(engine => $"things.csv, {engine}: line 1");
        AssertEx.All(blamed, start => Assert.Contains(problems, problem => problem.StartsWith(start, StringComparison.Ordinal)));
    }

    [EngineFact(withPandas: true)]
    public void A_column_of_another_type_and_a_line_that_its_schema_refuses_are_found()
    {
        using var folder = new TemporaryFolder();
        SmallRelease.WriteTo(folder.Path);
        Replace(folder["schema/things.schema.json"], "\"count\":{\"type\":[\"integer\"", "\"count\":{\"type\":[\"number\"");
        Replace(folder["data/things.jsonl"], "\"day\":\"1970-01-01\"", "\"day\":\"1970-02-31\"");

        var problems = ReleaseInterop.ProblemsOf(folder.Path);

        AssertEx.All(
            Engine.OfParquet,
            engine => Assert.Contains(
                problems, problem => problem.StartsWith($"things.parquet, {engine}: column count is ", StringComparison.Ordinal)
                    || problem.StartsWith($"things.parquet, {engine}: expected a number", StringComparison.Ordinal)));
        Assert.Contains(problems, problem => problem.StartsWith("things.jsonl, ajv: line 1: data/day", StringComparison.Ordinal));
    }

    private static void Replace(string path, string from, string to)
    {
        var text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }
}
