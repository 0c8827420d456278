namespace Dataset.Schemas;

/// <summary>The keywords that schemas may use, by place, and what to do instead of others.</summary>
public static class SchemaKeywords
{
    /// <summary>Of the schema itself.</summary>
    public static IReadOnlyList<string> OfTable { get; } =
    [
        "$schema", "$id", "title", "description", "type", "properties", "required", "additionalProperties", "definitions", "x-primaryKey", "x-foreignKeys",
    ];

    /// <summary>Of a list's elements and of definitions for them.</summary>
    public static IReadOnlyList<string> OfItems { get; } =
    [
        "title", "description", "type", "format", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "$ref",
    ];

    /// <summary>Of a definition.</summary>
    public static IReadOnlyList<string> OfDefinition { get; } = [.. OfItems, "items", "minItems", "maxItems", "uniqueItems"];

    /// <summary>Those that say how the build takes a column; they may stand beside a <c>$ref</c>, as title and description may.</summary>
    public static IReadOnlyList<string> OfBuild { get; } = ["x-derived", "x-quote", "x-names", "x-unit"];

    /// <summary>Of a column.</summary>
    public static IReadOnlyList<string> OfColumn { get; } = [.. OfDefinition, .. OfBuild];

    /// <summary>Of one of <c>x-foreignKeys</c>.</summary>
    public static IReadOnlyList<string> OfForeignKey { get; } = ["columns", "table", "references"];

    /// <summary>What to use in place of a keyword of JSON Schema that is not enforced, as a sentence; null where there is nothing to say.</summary>
    public static string? InsteadOf(string keyword) => keyword switch
    {
        "nullable" => "For a column that may be null write both types: \"type\": [\"string\", \"null\"].",
        "const" => "Write an enum of one value.",
        "default" => "Nothing is filled in: a value is written, or it is null.",
        "allOf" or "anyOf" or "oneOf" or "not" or "if" or "then" or "else" =>
            "A column has one type; say what its values are with enum, pattern, lengths or bounds.",
        "patternProperties" or "propertyNames" or "minProperties" or "maxProperties" or "dependencies" or "dependentRequired"
            or "dependentSchemas" or "unevaluatedProperties" => "Every column is named in properties.",
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
