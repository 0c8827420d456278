using Dataset.Tables;

namespace Dataset.Schemas.Reading;

/// <summary>What <c>type</c> and <c>format</c> say together.</summary>
/// <param name="Type">Null for a list.</param>
/// <param name="IsNullable">Whether null stands beside it.</param>
internal readonly record struct ValueType(ColumnType? Type, bool IsNullable)
{
    public bool IsList => Type is null;

    /// <summary>The type's name in messages, as schemas write it.</summary>
    public string Name => Type switch
    {
        null => "array",
        ColumnType.Date => "string of format date",
        ColumnType.DateTime => "string of format date-time",
        var type => type.Value.ToString().ToLowerInvariant(),
    };

    /// <summary>Whether a keyword means something for values of the type.</summary>
    public bool Takes(string keyword) => keyword switch
    {
        "enum" or "pattern" or "minLength" or "maxLength" => Type == ColumnType.String,
        "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" => Type is ColumnType.Integer or ColumnType.Number,
        "items" or "minItems" or "maxItems" or "uniqueItems" => IsList,
        _ => true,
    };
}
