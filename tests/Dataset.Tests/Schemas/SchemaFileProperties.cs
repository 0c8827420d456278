using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Dataset.Tests.Schemas;

/// <summary>Whatever a schema holds is read or found wrong; nothing in it makes the reader fail.</summary>
public class SchemaFileProperties
{
    private static readonly string[] Strange =
    [
        "null", "true", "0", "-1", "1.5", "1e400", "99999999999999999999", "\"\"", "\"x\"", "\"null\"", "\"array\"", "\"date\"",
        "\"#/definitions/tag\"", "\"#/definitions/\"", "\"(\"", "[]", "{}",
        "[null]", "[\"id\"]", "[\"id\", \"id\"]", "[[1]]", "{\"type\": \"string\"}", "{\"$ref\": \"#/definitions/tag\"}",
        "{\"columns\": [\"id\"], \"table\": \"x\", \"references\": []}", "[\"string\", \"null\"]",
    ];

    [Property(MaxTest = 1500)]
    public Property A_schema_with_strange_values_is_read_or_refused() => Prop.ForAll(
        Gen.ArrayOf(Gen.Choose(0, 10_000).Zip(Gen.Elements(Strange)), 2).ToArbitrary(),
        changes =>
        {
            var root = JsonNode.Parse(SchemaText.Table)!;
            foreach (var (place, value) in changes)
            {
                var nodes = Below(root).ToList();
                nodes[place % nodes.Count].ReplaceWith(JsonNode.Parse(value));
            }
            // The reading itself asserts that there is a schema exactly where there is no error.
            SchemaText.Read(root.ToJsonString());
        });

    private static IEnumerable<JsonNode> Below(JsonNode? node)
    {
        var children = node switch
        {
            JsonObject map => map.Select(e => e.Value),
            JsonArray list => list.AsEnumerable(),
            _ => [],
        };
        foreach (var child in children)
        {
            if (child is null)
                continue;
            yield return child;
            foreach (var below in Below(child))
                yield return below;
        }
    }
}
