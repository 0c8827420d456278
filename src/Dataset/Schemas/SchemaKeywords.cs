using Dataset.Diagnostics;
using Dataset.Syntax;

namespace Dataset.Schemas;

/// <summary>The keywords that schemas may use, by place, and what to do instead of others.</summary>
internal static class SchemaKeywords
{
    /// <summary>Of the schema itself.</summary>
    public static IReadOnlyList<string> OfTable { get; } =
    [
        "$schema", "$id", "title", "description", "type", "properties", "required", "additionalProperties", "definitions", "x-primaryKey",
        "x-foreignKeys", "allOf", "x-order", "x-within",
    ];

    /// <summary>Of one of <c>allOf</c>.</summary>
    public static IReadOnlyList<string> OfRowRule { get; } = ["description", "anyOf"];

    /// <summary>Of one of <c>anyOf</c>.</summary>
    public static IReadOnlyList<string> OfAlternative { get; } = ["properties"];

    /// <summary>Of a list's elements and of definitions for them.</summary>
    public static IReadOnlyList<string> OfItems { get; } =
    [
        "title", "description", "type", "format", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum",
        "exclusiveMaximum", "$ref",
    ];

    /// <summary>Of a definition.</summary>
    public static IReadOnlyList<string> OfDefinition { get; } = [.. OfItems, "items", "minItems", "maxItems", "uniqueItems"];

    /// <summary>Those that say how the build takes a column; they may be beside a <c>$ref</c>, as title and description may.</summary>
    public static IReadOnlyList<string> OfBuild { get; } = ["x-source", "x-derived", "x-quote", "x-names", "x-unit"];

    /// <summary>Of a column.</summary>
    public static IReadOnlyList<string> OfColumn { get; } = [.. OfDefinition, .. OfBuild];

    /// <summary>Of one of <c>x-foreignKeys</c>.</summary>
    public static IReadOnlyList<string> OfForeignKey { get; } = ["columns", "table", "references"];

    /// <summary>
    /// What to use in place of a keyword of JSON Schema that is not enforced, as a sentence; null where there is nothing to say.
    /// </summary>
    public static string? InsteadOf(string keyword) => keyword switch
    {
        "nullable" => "For a column that may be null write both types: \"type\": [\"string\", \"null\"].",
        "const" => "Write an enum of one value.",
        "default" => "Nothing is filled in: a value is written, or it is null.",
        "allOf" or "anyOf" or "oneOf" or "not" or "if" or "then" or "else" =>
            "A column has one type; say what its values are with enum, pattern, lengths or bounds, and what a row keeps between its "
                + "columns with allOf of the schema, each with anyOf.",
        "patternProperties" or "propertyNames" or "minProperties" or "maxProperties" or "unevaluatedProperties" =>
            "Every column is named in properties.",
        "dependencies" or "dependentRequired" or "dependentSchemas" =>
            "Write it as alternatives, \"allOf\": [{\"anyOf\": [{\"properties\": …}, …]}], which every validator enforces.",
        "multipleOf" => "Choose a unit in which the values are integers.",
        "contains" or "minContains" or "maxContains" or "additionalItems" or "prefixItems" or "unevaluatedItems" =>
            "All elements of a list are of the one kind that items gives.",
        "$defs" => "Draft-07 calls it definitions.",
        "$comment" or "examples" or "example" or "readOnly" or "writeOnly" or "deprecated" or "contentEncoding" or "contentMediaType" =>
            "Say it in description.",
        "id" => "Draft-07 calls it $id.",
        "$anchor" or "$dynamicRef" or "$recursiveRef" or "$vocabulary" => "A $ref to #/definitions/NAME is the only reference.",
        _ => null,
    };
}

/// <summary>
/// Where the parts of a schema are in its file. The file is parsed again at the first question: there is none where all is well.
/// </summary>
/// <param name="schema">A schema that was read from its file.</param>
/// <param name="displayPath">The file's path in findings.</param>
internal sealed class SchemaPlaces(TableSchema schema, string displayPath)
{
    private SourceMap? root;

    private SourceMap Root => root ??= (SourceMap)JsonTree.Read(schema.Json.Span, displayPath, new DiagnosticList())!;

    /// <summary>The value of a keyword of the schema itself; the schema where it does not have it.</summary>
    public Location Of(string keyword) => (Root.Find(keyword)?.Value ?? Root).Location;

    /// <summary>The value of a column's keyword; the column's name where the column does not have it.</summary>
    public Location OfColumn(string column, string? keyword = null)
    {
        var entry = ((SourceMap)Root.Find("properties")!.Value).Find(column)!;
        return keyword is not null && ((SourceMap)entry.Value).Find(keyword) is { } given ? given.Value.Location : entry.KeyLocation;
    }

    /// <summary>The reference at that place of <see cref="TableSchema.ForeignKeys"/>; of one of its keywords where that is given.</summary>
    public Location OfForeignKey(int index, string? keyword = null)
    {
        var map = (SourceMap)((SourceList)Root.Find("x-foreignKeys")!.Value).Items[index];
        return (keyword is null ? map : map.Find(keyword)?.Value ?? map).Location;
    }
}
