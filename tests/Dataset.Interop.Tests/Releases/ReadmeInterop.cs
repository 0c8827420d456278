using System.Text.RegularExpressions;
using Dataset.Interop.Tests.Engines;

namespace Dataset.Interop.Tests.Releases;

/// <summary>Runs the lines of a release's README that load its tables with pandas and DuckDB: they must give the rows of the release.</summary>
public static partial class ReadmeInterop
{
    /// <returns>One text for each table and engine whose lines are missing, fail or give other rows.</returns>
    public static IReadOnlyList<string> ProblemsOf(string release)
    {
        var readme = File.ReadAllText(Path.Combine(release, "README.md"));
        // The parts of a table are loaded together.
        var tables = ReleaseTable.AllOf(release).GroupBy(table => table.SchemaPath).ToArray();
        using var folder = new TemporaryFolder();
        var problems = new List<string>();
        foreach (var (engine, heading) in new[] { (Engine.Pandas, "pandas"), (Engine.DuckDb, "DuckDB") })
        {
            var tasks = new List<EngineTask>();
            foreach (var parts in tables)
            {
                var name = Path.GetFileName(parts.Key)[..^".schema.json".Length];
                var code = CodeOf(readme, name, heading);
                if (code is null)
                    problems.Add($"README.md has no lines that load {name} with {heading}.");
                tasks.Add(EngineTask.Snippet(release, code ?? "", name, parts.First().Columns, folder[$"{heading}-{name}.jsonl"]));
            }

            foreach (var (result, parts) in EngineProcess.Run(engine, tasks).Zip(tables))
            {
                var expected = folder[$"{Path.GetFileName(parts.Key)}.jsonl"];
                File.WriteAllLines(expected, parts.OrderBy(part => part.Stem, StringComparer.Ordinal).SelectMany(part => File.ReadLines(part.FileOf("jsonl"))));
                if ((result.Error ?? JsonLinesComparison.FirstDifference(expected, result.Task.Output!)) is { } problem)
                    problems.Add($"README.md, {Path.GetFileName(parts.Key)}, {heading}: {problem}");
            }
        }

        return problems;
    }

    private static string? CodeOf(string readme, string table, string heading)
    {
        var section = Sections().Split(readme).FirstOrDefault(section => section.StartsWith(table + "\n", StringComparison.Ordinal));
        var block = section is null ? null : CodeBlocks().Matches(section).FirstOrDefault(block => block.Groups["heading"].Value == heading);
        return block?.Groups["code"].Value;
    }

    [GeneratedRegex("^## ", RegexOptions.Multiline)]
    private static partial Regex Sections();

    [GeneratedRegex(@"^(?<heading>\w+):\n\n```\w+\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlocks();
}
