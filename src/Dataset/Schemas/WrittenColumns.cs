using System.Text.Json.Nodes;

namespace Dataset.Schemas;

/// <summary>A table's columns as its schema file has them, each by itself: references written out, without the build's keywords.</summary>
/// <param name="table">A table whose schema has no findings.</param>
internal sealed class WrittenColumns(TableSchema table)
{
    private readonly JsonObject file = JsonNode.Parse(table.Json.Span)!.AsObject();
    private readonly Dictionary<string, JsonObject> ends = new(StringComparer.Ordinal);

    /// <summary>A column's schema, a copy. Its items have no title, which would be a list's and not an element's.</summary>
    public JsonObject Find(string column)
    {
        var plain = Copy(Follow(file["properties"]![column]!.AsObject()));
        if (plain["items"] is { } items)
        {
            var elements = Copy(Follow(items.AsObject()));
            elements.Remove("title");
            plain["items"] = elements;
        }
        return plain;
    }

    private static JsonObject Copy(JsonObject schema) =>
        new(schema.Where(k => !SchemaKeywords.OfBuild.Contains(k.Key)).Select(k => KeyValuePair.Create(k.Key, k.Value?.DeepClone())));

    /// <summary>Where the references lead. Each is followed once, however many columns have it.</summary>
    private JsonObject Follow(JsonObject schema)
    {
        var way = new List<string>();
        while (schema["$ref"] is { } reference)
        {
            var name = reference.GetValue<string>().Split('/')[^1];
            if (ends.TryGetValue(name, out var end))
            {
                schema = end;
                break;
            }
            way.Add(name);
            schema = file["definitions"]![name]!.AsObject();
        }
        foreach (var name in way)
            ends[name] = schema;
        return schema;
    }
}
