using System.Text.RegularExpressions;
using Dataset.Interop.Tests.Engines;

namespace Dataset.Interop.Tests.Releases;

/// <summary>
/// Runs the lines of a release's README that load its tables with pandas and DuckDB: they must give the rows of the release, all of them.
/// </summary>
public static partial class ReadmeInterop
{
    /// <returns>One text for each table and engine whose lines are missing, fail or give other rows.</returns>
    public static IReadOnlyList<string> ProblemsOf(params IReadOnlyList<string> releases)
    {
        // The parts of a table are loaded together.
        var tables = releases.SelectMany(release => ReleaseTable.AllOf(release).GroupBy(table => table.SchemaPath)).ToArray();
        using var folder = new TemporaryFolder();
        return
        [
            .. ProblemsOf(Engine.Pandas, "pandas, from CSV", tables, folder), .. ProblemsOf(Engine.DuckDb, "DuckDB", tables, folder),
        ];
    }

    private static IEnumerable<string> ProblemsOf(
        Engine engine, string heading, IReadOnlyList<IGrouping<string, ReleaseTable>> tables, TemporaryFolder folder)
    {
        var tasks = tables.Select((parts, i) =>
        {
            var (release, name) = (parts.First().Release, NameOf(parts));
            var code = CodeOf(File.ReadAllText(Path.Combine(release, "README.md")), heading) ?? "";
            if (engine.IsPython)
                code += $"\n{name} = tables[\"{name}\"]\n";
            return EngineTask.Snippet(release, code, name, parts.First().Columns, folder[$"{engine}-{i}.jsonl"]);
        });
        foreach (var (result, parts) in EngineProcess.Run(engine, [.. tasks]).Zip(tables))
        {
            var expected = result.Task.Output + ".expected";
            File.WriteAllLines(
                expected,
                parts.OrderBy(part => part.Stem, StringComparer.Ordinal).SelectMany(part => File.ReadLines(part.FileOf("jsonl"))));
            if ((result.Error ?? JsonLinesComparison.FirstDifference(expected, result.Task.Output!)) is { } problem)
                yield return $"README.md, {NameOf(parts)}, {heading}: {problem}";
        }
    }

    private static string NameOf(IGrouping<string, ReleaseTable> parts) => Path.GetFileName(parts.Key)[..^".schema.json".Length];

    /// <summary>The lines below a heading of a README; null where there are none.</summary>
    internal static string? CodeOf(string readme, string heading) =>
        CodeBlocks().Matches(readme).FirstOrDefault(block => block.Groups["heading"].Value == heading)?.Groups["code"].Value;

    [GeneratedRegex(@"^(?<heading>[\w, ]+):\n\n```\w+\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlocks();
}
