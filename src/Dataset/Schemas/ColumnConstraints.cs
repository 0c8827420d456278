namespace Dataset.Schemas;

/// <summary>
/// The constraints of a column's values (draft-07 validation, section 6), flat or of a list's elements; a null property constrains nothing.
/// </summary>
public sealed record ColumnConstraints
{
    public static ColumnConstraints None { get; } = new();

    /// <summary>The strings allowed; null values are ruled by nullability.</summary>
    public IReadOnlyList<string>? Enum { get; init; }

    /// <summary>An ECMA-262 pattern that must match somewhere in the string.</summary>
    public string? Pattern { get; init; }

    /// <summary>In code points.</summary>
    public int? MinLength { get; init; }

    /// <summary>In code points.</summary>
    public int? MaxLength { get; init; }

    public decimal? Minimum { get; init; }

    public decimal? Maximum { get; init; }

    public decimal? ExclusiveMinimum { get; init; }

    public decimal? ExclusiveMaximum { get; init; }

    /// <summary>Of a list.</summary>
    public int? MinItems { get; init; }

    /// <summary>Of a list.</summary>
    public int? MaxItems { get; init; }

    /// <summary>Whether a list may not hold a value twice.</summary>
    public bool UniqueItems { get; init; }
}
