using System.Text.Json.Nodes;
using Dataset.Interop.Tests.Engines;

namespace Dataset.Interop.Tests.ParquetFiles;

/// <summary>How an engine's own writer writes a table, and what our reader has to make of that.</summary>
/// <param name="Options">The engine's writer's, as its script takes them.</param>
/// <param name="MissingFeatures">
/// The features, one of which our reader must name when it refuses the file (a table of few types may do without them, and must be read
/// then); empty where it must read every table.
/// </param>
public sealed record ForeignFile(Engine Engine, string Options, params string[] MissingFeatures)
{
    public JsonObject OptionsJson => (JsonObject)JsonNode.Parse(Options)!;

    public string Name => $"{Engine} {Options}";

    public static IReadOnlyList<ForeignFile> All { get; } =
    [
        new(Engine.DuckDb, """{"codec":"snappy","version":"V1"}"""),
        new(Engine.DuckDb, """{"codec":"snappy","version":"V1","dictionary":false}"""),
        new(Engine.DuckDb, """{"codec":"uncompressed","version":"V1"}"""),
        new(Engine.DuckDb, """{"codec":"uncompressed","version":"V1","dictionary":false}"""),
        new(Engine.DuckDb, """{"codec":"snappy","version":"V1","rowGroupRows":2048}"""),
        new(Engine.DuckDb, """{"codec":"snappy","version":"V2"}""", "DELTA_BINARY_PACKED", "DELTA_LENGTH_BYTE_ARRAY", "BYTE_STREAM_SPLIT"),
        new(Engine.DuckDb, """{"codec":"zstd","version":"V1"}"""),
        new(Engine.DuckDb, """{"codec":"gzip","version":"V1"}""", "GZIP"),
        new(Engine.Polars, """{"codec":"snappy"}"""),
        new(Engine.Polars, """{"codec":"uncompressed"}"""),
        new(Engine.Polars, """{"codec":"snappy","rowGroupRows":1000}"""),
        new(Engine.Polars, """{"codec":"zstd"}"""),
        new(Engine.ArrowRs, """{"codec":"snappy","version":"V1"}"""),
        new(Engine.ArrowRs, """{"codec":"snappy","version":"V1","dictionary":false}"""),
        new(Engine.ArrowRs, """{"codec":"uncompressed","version":"V1","rowGroupRows":700}"""),
        new(Engine.ArrowRs, """{"codec":"snappy","version":"V2"}"""),
        new(Engine.ArrowRs, """{"codec":"snappy","version":"V2","dictionary":false,"encoding":"PLAIN"}"""),
        new(Engine.ArrowRs, """{"codec":"uncompressed","version":"V2","dictionary":false,"encoding":"PLAIN"}"""),
        new(Engine.ArrowRs, """{"codec":"zstd","version":"V1"}"""),
        new(Engine.Hyparquet, """{"codec":"snappy"}"""),
        new(Engine.Hyparquet, """{"codec":"snappy","dictionary":false}"""),
        new(Engine.Hyparquet, """{"codec":"uncompressed"}"""),
        new(Engine.Hyparquet, """{"codec":"uncompressed","dictionary":false}"""),
        new(Engine.Hyparquet, """{"codec":"snappy","rowGroupRows":1000,"pageSize":4096}"""),
    ];
}
