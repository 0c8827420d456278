using System.Text.Json.Nodes;
using Dataset.Interop.Tests.Libraries;
using Dataset.Interop.Tests.ParquetFiles;
using Dataset.Parquet;

namespace Dataset.Interop.Tests.Engines;

/// <summary>Does for libraries of .NET what <c>engines/run.mjs</c> does for programs.</summary>
internal static class LibraryTask
{
    public static JsonObject Perform(Engine engine, JsonObject task)
    {
        try
        {
            var file = (string)task["file"]!;
            return (string?)task["operation"] switch
            {
                "read" => Write(engine.ReadsHere!(file), task),
                "keys" => new()
                {
                    ["findings"] = new JsonArray([.. engine.KeysHere!(file).Select(p => (JsonNode)$"{p.Key}={p.Value}")]),
                },
                var other => throw new NotSupportedException($"{engine} has no operation {other}"),
            };
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever a library throws is the task's result.
            return new() { ["error"] = e.Message };
        }
    }

    private static void Expect(TestColumn column)
    {
        var wanted = column.Type switch
        {
            ParquetType.String => typeof(string),
            ParquetType.Number => typeof(double),
            ParquetType.Boolean => typeof(bool),
            ParquetType.Date => typeof(int),
            _ => typeof(long),
        };
        foreach (var cell in column.Cells.SelectMany(cell => column.IsList ? (object?[]?)cell ?? [] : [cell]))
            if (cell is not null && cell.GetType() != wanted)
                throw new InvalidDataException($"expected a {TestColumn.WordOf(column.Type)}, found a {cell.GetType().Name}");
    }

    private static JsonObject Write(IReadOnlyList<LibraryColumn> columns, JsonObject task)
    {
        var cells = task["columns"]!.AsArray().Zip(columns, (asked, found) => new TestColumn(
            found.Name, TestColumn.TypeOf((string)asked!["type"]!), found.Cells, (bool)asked["list"]!)).ToArray();
        foreach (var column in cells)
            Expect(column);
        new TestTable("read", () => cells).WriteJsonLines((string)task["output"]!);
        return new()
        {
            ["rows"] = (long)cells[0].Cells.Count,
            ["schema"] = new JsonArray([.. columns.Select(c => new JsonObject { ["name"] = c.Name, ["type"] = c.TypeName })]),
        };
    }
}
