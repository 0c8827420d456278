using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dataset.Interop.Tests.ParquetFiles;
using Dataset.Parquet;

namespace Dataset.Interop.Tests.Releases;

/// <summary>A release folder with one table of every type, written without the library that writes releases.</summary>
internal static class SmallRelease
{
    private static readonly TestTable _table = new("things", () =>
    [
        new("id", ParquetType.String, ["a", "b", "c", "d"]),
        new("text", ParquetType.String, ["two\nlines", "a \"quote\", a comma", null, "=1+1 \\ é 中 😀"]),
        new("count", ParquetType.Integer, [1L, null, -3L, 9_007_199_254_740_991L]),
        new("large", ParquetType.Integer, [long.MaxValue, long.MinValue, 9_007_199_254_740_993L, 0L]),
        new("share", ParquetType.Number, [0.1, null, 1e21, -4.35]),
        new("is_open", ParquetType.Boolean, [true, false, null, true]),
        new("day", ParquetType.Date, [0, -141_441, null, 2_932_896]),
        new("recent_day", ParquetType.Date, [0, 20_000, null, -1]),
        new("instant", ParquetType.DateTime, [1L, -62_135_596_800_000_000, null, 253_402_300_799_999_999]),
        new("recent_instant", ParquetType.DateTime, [1L, 1_700_000_000_123_456, null, -1L]),
        new("topics", ParquetType.String, [(object?[])["x", "y, z"], (object?[])[], null, (object?[])["\"q\""]], IsList: true),
        new("numbers", ParquetType.Integer, [(object?[])[1L, null, 3L], null, (object?[])[], (object?[])[-5L]], IsList: true),
    ], sortedBy: [0]);

    private const string _readme = """
        # Things

        ## things

        pandas, from CSV:

        ```python
        import json
        import pandas as pd

        types = {name: "string" for name in ["id", "text", "day", "recent_day", "instant", "recent_instant"]}
        types.update(count="Int64", large="Int64", share="float64", is_open="boolean")
        lists = {name: lambda cell: json.loads(cell) if cell else None for name in ["topics", "numbers"]}
        tables = {}
        tables["things"] = pd.read_csv("data/things.csv", keep_default_na=False, na_values=[""], dtype=types, converters=lists, float_precision="round_trip")
        ```

        DuckDB:

        ```sql
        CREATE VIEW things AS SELECT * FROM read_parquet(['data/things.parquet']);
        ```

        """;

    public static void WriteTo(string release)
    {
        Directory.CreateDirectory(Path.Combine(release, "data"));
        Directory.CreateDirectory(Path.Combine(release, "schema"));
        var lines = Path.Combine(release, "data", "things.jsonl");
        _table.WriteJsonLines(lines);
        _table.WriteParquet(Path.Combine(release, "data", "things.parquet"));
        File.WriteAllText(Path.Combine(release, "data", "things.csv"), Csv(File.ReadAllLines(lines)));
        File.WriteAllText(Path.Combine(release, "README.md"), _readme);
        File.WriteAllText(Path.Combine(release, "schema", "things.schema.json"), Schema().ToJsonString());
    }

    private static string Csv(IEnumerable<string> lines)
    {
        var csv = new StringBuilder(string.Join(',', _table.Columns.Select(column => column.Name))).Append('\n');
        foreach (var line in lines)
        {
            using var row = JsonDocument.Parse(line);
            csv.AppendJoin(',', row.RootElement.EnumerateObject().Select(cell => Quote(cell.Value.ValueKind switch
            {
                JsonValueKind.Null => "",
                JsonValueKind.String => cell.Value.GetString()!,
                _ => cell.Value.GetRawText(),
            }))).Append('\n');
        }

        return csv.ToString();
    }

    private static string Quote(string cell) =>
        cell.AsSpan().ContainsAny('"', ',', '\n') ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    private static JsonObject Schema() => new()
    {
        ["$schema"] = "http://json-schema.org/draft-07/schema#",
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["x-primaryKey"] = new JsonArray("id"),
        ["properties"] = new JsonObject(_table.Columns.Select(column => KeyValuePair.Create(column.Name, (JsonNode?)SchemaOf(column)))),
    };

    private static JsonObject SchemaOf(TestColumn column)
    {
        var word = column.Engine.Type;
        var isText = word is "date" or "date-time";
        JsonObject Scalar() => isText
            ? new() { ["type"] = new JsonArray("string", "null"), ["format"] = word }
            : new() { ["type"] = new JsonArray(word, "null") };
        return column.IsList ? new() { ["type"] = new JsonArray("array", "null"), ["items"] = Scalar() } : Scalar();
    }
}
