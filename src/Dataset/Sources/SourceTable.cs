using Dataset.Schemas;

namespace Dataset.Sources;

/// <summary>A table, its schema, and the tables whose rows come from its documents.</summary>
internal sealed class SourceTable
{
    public required TableSource Source { get; init; }

    public required TableSchema Schema { get; set; }

    /// <summary>In <see cref="LostKeys"/>: any key that no table has may be the one.</summary>
    public const string AnyKey = "*";

    /// <summary>Of documents: keys of their metadata that are for tables which cannot be read, and so are not looked at.</summary>
    public HashSet<string> LostKeys { get; } = [];

    /// <summary>Of documents: the tables of lists in their metadata, in the descriptor's order.</summary>
    public IReadOnlyList<SourceTable> Lists { get; internal set; } = [];

    /// <summary>Of documents: the table of their paragraphs, or null.</summary>
    public SourceTable? Paragraphs { get; internal set; }

    /// <summary>Of documents: the table of the places where they name entities, or null.</summary>
    public SourceTable? Mentions { get; internal set; }

    public string Name => Source.Name;
}
