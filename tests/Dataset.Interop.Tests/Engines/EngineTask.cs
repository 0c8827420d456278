using System.Text.Json.Nodes;

namespace Dataset.Interop.Tests.Engines;

/// <summary>One thing for an engine to do; <c>README.md</c> lists the operations.</summary>
public sealed class EngineTask
{
    private readonly JsonObject _json;

    private EngineTask(JsonObject json) => _json = json;

    /// <summary>Every row of a file, written to <paramref name="output"/> as JSON Lines in the one form that all engines share.</summary>
    /// <param name="format">parquet, csv or jsonl.</param>
    public static EngineTask Read(string format, string file, IReadOnlyList<EngineColumn> columns, string output) => new(new()
    {
        ["operation"] = "read",
        ["format"] = format,
        ["file"] = file,
        ["columns"] = ToJson(columns),
        ["output"] = output,
    });

    /// <summary>The key-value pairs of a Parquet file's footer, a finding each: the key, an equals sign, and the value.</summary>
    public static EngineTask Keys(string file) => new(new() { ["operation"] = "keys", ["file"] = file });

    /// <summary>The rows of a Parquet file with <paramref name="column"/> between two values, both included.</summary>
    /// <param name="from">A string or a number.</param>
    public static EngineTask Query(
        string file, IReadOnlyList<EngineColumn> columns, string column, JsonNode from, JsonNode to, string output) => new(new()
        {
            ["operation"] = "query",
            ["format"] = "parquet",
            ["file"] = file,
            ["columns"] = ToJson(columns),
            ["column"] = column,
            ["from"] = from.DeepClone(),
            ["to"] = to.DeepClone(),
            ["output"] = output,
        });

    /// <summary>Rows by their place: what arrow-rs has in place of a filter.</summary>
    public static EngineTask Rows(string file, IReadOnlyList<EngineColumn> columns, long offset, long limit, string output) => new(new()
    {
        ["operation"] = "rows",
        ["format"] = "parquet",
        ["file"] = file,
        ["columns"] = ToJson(columns),
        ["offset"] = offset,
        ["limit"] = limit,
        ["output"] = output,
    });

    /// <summary>The engine's own writer writes the rows of the Parquet file <paramref name="source"/> as <paramref name="file"/>.</summary>
    public static EngineTask Write(string source, string file, IReadOnlyList<EngineColumn> columns, JsonObject options) => new(new()
    {
        ["operation"] = "write",
        ["source"] = source,
        ["file"] = file,
        ["columns"] = ToJson(columns),
        ["options"] = options.DeepClone(),
    });

    /// <summary>The trees of YAML texts, two findings for each: what npm's <c>yaml</c> and <c>js-yaml</c> make of it.</summary>
    /// <param name="lines">A file with a text a line, as JSON strings.</param>
    public static EngineTask Trees(string lines) => new(new() { ["operation"] = "trees", ["lines"] = lines });

    /// <summary>npm's snappy: <c>compress</c> or <c>uncompress</c>, file to file.</summary>
    public static EngineTask Snappy(string operation, string file, string output) =>
        new(new() { ["operation"] = operation, ["file"] = file, ["output"] = output });

    /// <summary>
    /// ajv: the schema compiles, and each line of <paramref name="lines"/> and the whole <paramref name="document"/> satisfy it.
    /// </summary>
    /// <param name="lines">A JSON Lines file; null for none.</param>
    /// <param name="document">A JSON file; null for none.</param>
    public static EngineTask Validate(string schema, string? lines = null, string? document = null) =>
        new(new() { ["operation"] = "validate", ["schema"] = schema, ["lines"] = lines, ["document"] = document });

    /// <summary>What a validator of a form finds in a file.</summary>
    public static EngineTask Check(string file) => new(new() { ["operation"] = "check", ["file"] = file });

    /// <summary>
    /// Code in the engine's language, run in a folder, which leaves a table under a name; its rows are written as for a read.
    /// </summary>
    public static EngineTask Snippet(
        string folder, string code, string table, IReadOnlyList<EngineColumn> columns, string output) => new(new()
        {
            ["operation"] = "snippet",
            ["folder"] = folder,
            ["code"] = code,
            ["table"] = table,
            ["columns"] = ToJson(columns),
            ["output"] = output,
        });

    public string? Output => (string?)_json["output"];

    public JsonObject ToJson() => (JsonObject)_json.DeepClone();

    private static JsonArray ToJson(IEnumerable<EngineColumn> columns) =>
        [.. columns.Select(column => new JsonObject { ["name"] = column.Name, ["type"] = column.Type, ["list"] = column.IsList })];

    public override string ToString() => _json.ToJsonString();
}
