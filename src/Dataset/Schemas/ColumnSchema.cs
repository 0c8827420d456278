using Dataset.Tables;

namespace Dataset.Schemas;

/// <summary>One column of a table as its schema describes it.</summary>
internal sealed record ColumnSchema
{
    public required ColumnLayout Layout { get; init; }

    /// <summary>Whether a row may have null here.</summary>
    public required bool IsNullable { get; init; }

    /// <summary>Whether a list may hold null; false for flat columns.</summary>
    public bool ItemsNullable { get; init; }

    /// <summary>What the value means, its unit, and what null means.</summary>
    public required string Description { get; init; }

    /// <summary>
    /// What the source calls the column: the header in the file, which may be empty, or the key; null where it is the column's name.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>What the source calls the column, said or not.</summary>
    public string NameInSource => Source ?? Name;

    /// <summary>How the build fills the column, or null where a curator writes it: <c>document.text</c>, <c>quote.start</c>, …</summary>
    public string? Derivation { get; init; }

    /// <summary>Whether the value must occur word for word in the document.</summary>
    public bool IsQuote { get; init; }

    /// <summary>Whether the list holds the names by which mentions of an entity are found.</summary>
    public bool IsNames { get; init; }

    /// <summary>The unit of a number, in words or as a UCUM code; null where it has none or another column says it.</summary>
    public string? Unit { get; init; }

    /// <summary>Constraints beyond type and null; <see cref="ColumnConstraints.None"/> where there are none.</summary>
    public required ColumnConstraints Constraints { get; init; }

    public string Name => Layout.Name;
}

/// <summary>A reference from columns of one table to a key of another, as in Table Schema.</summary>
/// <param name="Columns">Of the table that refers. When the one column is a list, each element refers.</param>
/// <param name="Table">The table that is referred to; it may be the same one.</param>
/// <param name="References">The columns there, as many.</param>
internal sealed record ForeignKey(IReadOnlyList<string> Columns, string Table, IReadOnlyList<string> References);
