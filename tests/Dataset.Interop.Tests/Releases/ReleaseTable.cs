using System.Text.Json;
using System.Text.RegularExpressions;
using Dataset.Interop.Tests.Engines;

namespace Dataset.Interop.Tests.Releases;

/// <summary>
/// A table, or one part of a table, of a release folder, as a stranger finds it: by the names of its files and its JSON Schema.
/// </summary>
/// <param name="Stem">The files' name without extension: <c>articles</c>, or <c>articles-00001-of-00004</c>.</param>
public sealed partial record ReleaseTable(string Release, string Stem, string SchemaPath, IReadOnlyList<EngineColumn> Columns)
{
    /// <summary>Every table of the release, in ordinal order.</summary>
    public static IReadOnlyList<ReleaseTable> AllOf(string release) =>
        [.. Directory.EnumerateFiles(Path.Combine(release, "data"), "*.jsonl").Order(StringComparer.Ordinal)
            .Select(file => From(release, Path.GetFileNameWithoutExtension(file)))];

    /// <param name="format">jsonl, csv or parquet.</param>
    public string FileOf(string format) => Path.Combine(Release, "data", $"{Stem}.{format}");

    private static ReleaseTable From(string release, string stem)
    {
        var schemaPath = Path.Combine(release, "schema", PartNumber().Replace(stem, "") + ".schema.json");
        using var schema = JsonDocument.Parse(File.ReadAllBytes(schemaPath));
        var root = schema.RootElement;
        return new(
            release, stem, schemaPath,
            [.. root.GetProperty("properties").EnumerateObject().Select(property => ColumnOf(property.Name, property.Value, root))]);
    }

    private static EngineColumn ColumnOf(string name, JsonElement schema, JsonElement root)
    {
        var type = TypeOf(schema, root);
        return type == "array" ? new(name, TypeOf(Resolve(schema, root).GetProperty("items"), root), IsList: true) : new(name, type);
    }

    private static string TypeOf(JsonElement reference, JsonElement root)
    {
        var schema = Resolve(reference, root);
        var types = schema.GetProperty("type");
        var type = types.ValueKind == JsonValueKind.Array
            ? types.EnumerateArray().Select(one => one.GetString()!).Single(one => one != "null")
            : types.GetString()!;
        var format = schema.TryGetProperty("format", out var found) ? found.GetString() : null;
        return type == "string" && format is "date" or "date-time" ? format : type;
    }

    /// <summary>Follows <c>{"$ref": "#/definitions/NAME"}</c>.</summary>
    private static JsonElement Resolve(JsonElement schema, JsonElement root)
    {
        while (schema.TryGetProperty("$ref", out var reference))
            schema = root.GetProperty("definitions").GetProperty(reference.GetString()!["#/definitions/".Length..]);
        return schema;
    }

    [GeneratedRegex("-[0-9]{5}-of-[0-9]{5}$")]
    private static partial Regex PartNumber();
}
