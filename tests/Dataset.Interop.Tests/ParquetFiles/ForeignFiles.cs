using System.Collections.Concurrent;
using Dataset.Interop.Tests.Engines;

namespace Dataset.Interop.Tests.ParquetFiles;

/// <summary>Test tables as the engines' own writers write them; each engine writes all of its files in one process.</summary>
public sealed class ForeignFiles : IDisposable
{
    private static readonly string[] _tables = [
        "list-shapes-2-rows", "all-null", "strings", "numbers", "integers", "dates", "date-times", "booleans",
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<bool> _sources;
    private readonly ConcurrentDictionary<Engine, Lazy<IReadOnlyList<(ForeignFile File, TestTable Table, EngineResult Result)>>> _written =
        new();

    public ForeignFiles() => _sources = new(WriteSources);

    public static IReadOnlyList<TestTable> Tables { get; } =
    [
        new(
            "mixed-without-negative-zeros", () => Mixed.Columns(5_000, withNegativeZeros: false),
            new() { PageRows = 700, RowGroupRows = 2_000 }),
        .. _tables.Select(name => TestTables.All.Single(table => table.Name == name)),
    ];

    public string JsonLinesOf(TestTable table) => _folder[table.Name + ".jsonl"];

    public string Output(string name) => _folder[name];

    /// <summary>The path of the file that the engine has written.</summary>
    public string PathOf(ForeignFile file, TestTable table)
    {
        var (_, _, result) = _written.GetOrAdd(file.Engine, engine => new(() => Write(engine))).Value
            .Single(written => written.File == file && written.Table == table);
        result.Succeeded();
        return Path(file, table);
    }

    public void Dispose() => _folder.Dispose();

    private (ForeignFile, TestTable, EngineResult)[] Write(Engine engine)
    {
        _ = _sources.Value;
        var files =
            (from file in ForeignFile.All where file.Engine == engine from table in Tables select (File: file, Table: table)).ToArray();
        var tasks = files.Select(pair =>
            EngineTask.Write(
                _folder[pair.Table.Name + ".parquet"], Path(pair.File, pair.Table), pair.Table.EngineColumns, pair.File.OptionsJson));
        return [.. files.Zip(EngineProcess.Run(engine, [.. tasks]), (pair, result) => (pair.File, pair.Table, result))];
    }

    private string Path(ForeignFile file, TestTable table) =>
        _folder[$"{file.Engine}-{ForeignFile.All.ToList().IndexOf(file)}-{table.Name}.parquet"];

    private bool WriteSources()
    {
        foreach (var table in Tables)
        {
            table.WriteParquet(_folder[table.Name + ".parquet"]);
            table.WriteJsonLines(JsonLinesOf(table));
        }

        return true;
    }
}
