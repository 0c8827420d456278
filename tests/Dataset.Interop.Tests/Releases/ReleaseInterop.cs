using Dataset.Interop.Tests.Engines;

namespace Dataset.Interop.Tests.Releases;

/// <summary>
/// Reads a release folder with independent programs: every table, in each format, must have the types that its schema
/// says and the rows of its <c>.jsonl</c> file; every schema must be one that ajv takes, and every line must satisfy it.
/// </summary>
public static class ReleaseInterop
{
    /// <param name="releases">Folders; many at once cost hardly more than one, since each engine is started once.</param>
    /// <returns>One text for each thing that an engine sees otherwise; empty for sound releases.</returns>
    public static IReadOnlyList<string> ProblemsOf(params IReadOnlyList<string> releases)
    {
        using var folder = new TemporaryFolder();
        var problems = new List<string>();
        var tables = new List<ReleaseTable>();
        foreach (var release in releases)
        {
            var found = ReleaseTable.AllOf(release);
            if (found.Count == 0)
                problems.Add($"{release} has no tables.");
            tables.AddRange(found);
        }

        foreach (var engine in Engine.OfParquet)
            problems.AddRange(Read(engine, tables, ["parquet"], folder));
        foreach (var engine in Engine.OfText)
            problems.AddRange(Read(engine, tables, ["csv", "jsonl"], folder));
        problems.AddRange(Validate(releases, tables));
        return problems;
    }

    private static IEnumerable<string> Read(
        Engine engine, IReadOnlyList<ReleaseTable> tables, IReadOnlyList<string> formats, TemporaryFolder folder)
    {
        var files = tables.SelectMany(table => formats.Select(format => (Table: table, Format: format))).ToArray();
        var tasks = files.Select((file, i) =>
            EngineTask.Read(file.Format, file.Table.FileOf(file.Format), file.Table.Columns, folder[$"{engine}-{i}.jsonl"]));
        foreach (var (result, (table, format)) in EngineProcess.Run(engine, [.. tasks]).Zip(files))
            foreach (var problem in ProblemsOf(engine, table, result))
                yield return $"{table.Stem}.{format}, {engine}: {problem}";
    }

    private static IEnumerable<string> ProblemsOf(Engine engine, ReleaseTable table, EngineResult result)
    {
        if (result.Error is not null)
        {
            yield return result.Error;
            yield break;
        }

        if (!table.Columns.Select(column => column.Name).SequenceEqual(result.Schema.Select(column => column.Name)))
            yield return $"the columns are {string.Join(", ", result.Schema.Select(column => column.Name))}";
        foreach (var ((name, found), column) in result.Schema.Zip(table.Columns))
            // pandas 1 has no dates outside 1677 to 2262: those columns hold Python's dates, as objects.
            if (found != engine.TypeNameOf(column) && !(found == "object" && engine.IsPython && column.Type is "date" or "date-time"))
                yield return $"column {name} is {found}, expected {engine.TypeNameOf(column)}";

        var expected = table.FileOf("jsonl");
        if (engine.ReadsNullListsAsEmpty)
            JsonLinesComparison.WriteNullListsAsEmpty(expected, table.Columns, expected = result.Task.Output + ".expected");
        if (JsonLinesComparison.FirstDifference(expected, result.Task.Output!) is { } difference)
            yield return difference;
    }

    private static IEnumerable<string> Validate(IReadOnlyList<string> releases, IReadOnlyList<ReleaseTable> tables)
    {
        var tasks = new List<(string File, EngineTask Task)>();
        foreach (var release in releases)
        {
            var manifestSchema = Path.Combine(release, "schema", "release.schema.json");
            foreach (var schema in Directory.EnumerateFiles(Path.Combine(release, "schema"), "*.schema.json").Order(StringComparer.Ordinal))
                tasks.Add(
                    (schema,
                        EngineTask.Validate(schema, document: schema == manifestSchema ? Path.Combine(release, "release.json") : null)));
        }

        tasks.AddRange(
            tables.Select(table => (table.FileOf("jsonl"), EngineTask.Validate(table.SchemaPath, lines: table.FileOf("jsonl")))));
        foreach (var (result, (file, _)) in EngineProcess.Run(Engine.Ajv, [.. tasks.Select(task => task.Task)]).Zip(tasks))
            foreach (var problem in result.Error is null ? result.Findings : [result.Error])
                yield return $"{Path.GetFileName(file)}, ajv: {problem}";
    }
}
