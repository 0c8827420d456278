using System.Text.RegularExpressions;
using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Interop.Tests.Engines;
using Dataset.Sources;

namespace Dataset.Interop.Tests.Releases;

/// <summary>
/// The questions of <c>seeds/README.md</c>: the lines for pandas and those for DuckDB give the same answer, which is the approved one.
/// <c>DATASET_APPROVE=1</c> writes the answers again.
/// </summary>
public sealed partial class TenQuestions
{
    /// <summary>The columns of each answer; of those that are no text, with the type.</summary>
    private static readonly string[] Answers =
    [
        "claim_id source_rank:integer source_entity_id source_words value:number comparison claim_place claim_quote",
        "article_id published_earliest:date published_earliest_quote published_earliest_note published_earliest_outside "
            + "published_latest:date published_latest_quote published_latest_note published_latest_outside published_precision",
        "relation_kind claim_id other_claim_id relation_note",
        "figure_id value:number value_likely:number period_start:date period_end:date period_end_basis article_id",
        "entity_id other_entity_id articles:integer",
        "quotation_id directness entity_name speaker_words through_entity_id quotation_quote",
        "event_earliest:date event_latest:date event_precision event_status happening event_id",
        "claim_quote_prefix claim_quote claim_quote_suffix paragraph_text",
        "article_id translated_from translated_by translated_from_confidence translated_from_quote",
        "article_id defect_kind share:number",
    ];

    private static string AnswersFolder =>
        Path.Combine(EnginesFolder.RepositoryRoot, "tests", "Dataset.Interop.Tests", "Releases", "answers");

    [EngineFact(withPandas: true)]
    public void Pandas_and_DuckDB_give_the_approved_answers()
    {
        using var folder = new TemporaryFolder();
        var options = new BuildOptions
        {
            SourceFolder = Path.Combine(EnginesFolder.RepositoryRoot, "seeds"),
            OutputFolder = folder.Path,
        };
        var built = Assert.IsType<BuildOutcome.Built>(ReleaseBuilder.Build(options, new DiagnosticList()));
        var release = Path.Combine(folder.Path, Path.GetFileName(built.Path));
        var readme = File.ReadAllText(Path.Combine(release, "README.md"));
        var questions = File.ReadAllText(Path.Combine(options.SourceFolder, "README.md"));
        foreach (var (engine, heading, language, between) in new[]
        {
            (Engine.Pandas, "pandas, from CSV", "python", "globals().update(tables)\n"),
            (Engine.DuckDb, "DuckDB", "sql", ""),
        })
        {
            var load = ReadmeInterop.CodeOf(readme, heading)!;
            var blocks = Blocks().Matches(questions).Where(b => b.Groups["language"].Value == language)
                .Select(b => b.Groups["code"].Value).ToArray();
            Assert.Equal(Answers.Length, blocks.Length);
            AssertEx.All(blocks, b => Assert.InRange(b.Count(c => c == '\n'), 1, 3));
            var tasks = blocks.Zip(Answers, (code, columns) => EngineTask.Snippet(
                release, load + "\n" + between + code, "answer", [.. columns.Split(' ').Select(Column)],
                folder[$"{language}-{Array.IndexOf(Answers, columns) + 1:00}.jsonl"]));
            foreach (var result in EngineProcess.Run(engine, [.. tasks]))
            {
                var found = File.ReadAllText(result.Succeeded().Task.Output!);
                var approved = Path.Combine(AnswersFolder, Path.GetFileName(result.Task.Output!)[^"00.jsonl".Length..]);
                if (Environment.GetEnvironmentVariable("DATASET_APPROVE") == "1" && engine.IsPython)
                    File.WriteAllText(approved, found);
                Assert.Equal(File.ReadAllText(approved), found);
            }
        }
    }

    private static EngineColumn Column(string column) =>
        column.Split(':') is [var name, var type] ? new(name, type) : new(column, "string");

    [GeneratedRegex(@"^```(?<language>python|sql)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
