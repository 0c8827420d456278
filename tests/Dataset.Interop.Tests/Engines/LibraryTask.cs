using System.Text.Json.Nodes;
using Dataset.Interop.Tests.Libraries;
using Dataset.Interop.Tests.ParquetFiles;

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
            return new() { ["error"] = $"{e.GetType().Name}: {e.Message}" };
        }
    }

    private static JsonObject Write(IReadOnlyList<LibraryColumn> columns, JsonObject task)
    {
        var cells = task["columns"]!.AsArray().Zip(columns, (asked, found) => new TestColumn(
            found.Name, TestColumn.TypeOf((string)asked!["type"]!), found.Cells, (bool)asked["list"]!)).ToArray();
        new TestTable("read", () => cells).WriteJsonLines((string)task["output"]!);
        return new()
        {
            ["rows"] = (long)cells[0].Cells.Count,
            ["schema"] = new JsonArray([.. columns.Select(c => new JsonObject { ["name"] = c.Name, ["type"] = c.TypeName })]),
        };
    }
}
