using System.Collections.Concurrent;
using Dataset.Interop.Tests.Engines;

namespace Dataset.Interop.Tests.ParquetFiles;

/// <summary>Every test table's file, and what each engine made of it: written once, and read by one process of each engine.</summary>
public sealed class EngineReadings : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<bool> _files;
    private readonly ConcurrentDictionary<Engine, Lazy<IReadOnlyDictionary<string, EngineResult>>> _readings = new();

    public EngineReadings() => _files = new(WriteFiles);

    public string ParquetOf(TestTable table) => _folder[table.Name + ".parquet"];

    public string JsonLinesOf(TestTable table) => _folder[table.Name + ".jsonl"];

    /// <summary>A path for what a test makes of a table.</summary>
    public string OutputOf(TestTable table, string who) => _folder[$"{table.Name}.{who}.jsonl"];

    public EngineResult ReadingOf(TestTable table, Engine engine) => _readings.GetOrAdd(
        engine, _ => new(() => Read(engine))).Value[table.Name];

    public void Dispose() => _folder.Dispose();

    private Dictionary<string, EngineResult> Read(Engine engine)
    {
        _ = _files.Value;
        var tasks = TestTables.All.Select(
            table => EngineTask.Read("parquet", ParquetOf(table), table.EngineColumns, OutputOf(table, engine.Name)));
        return TestTables.All.Zip(EngineProcess.Run(engine, [.. tasks])).ToDictionary(pair => pair.First.Name, pair => pair.Second);
    }

    private bool WriteFiles()
    {
        foreach (var table in TestTables.All)
        {
            table.WriteParquet(ParquetOf(table));
            table.WriteJsonLines(JsonLinesOf(table));
        }

        return true;
    }
}
