using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Schemas;

namespace Dataset.Sources;

/// <summary>Where a table's rows come from, as the descriptor says.</summary>
public sealed record TableSource
{
    public required string Name { get; init; }

    public required TableKind Kind { get; init; }

    /// <summary>Of documents and records: the folder or file, below the source folder; else null.</summary>
    public RelativePath? Path { get; init; }

    /// <summary>Of paragraphs, lists and mentions: the name of the documents' table; else null.</summary>
    public string? Of { get; init; }

    /// <summary>Of lists: the key in the documents' metadata; else null.</summary>
    public string? Field { get; init; }

    /// <summary>Of mentions: the name of the table that has the names; else null.</summary>
    public string? Entities { get; init; }

    /// <summary>Of the entry in the descriptor.</summary>
    public required Location Location { get; init; }
}
