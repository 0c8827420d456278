using Dataset.Normalization.Names;
using Dataset.Schemas;

namespace Dataset.Normalization.Deriving;

/// <summary>What a locator has to know of the tables whose rows are derived.</summary>
/// <param name="Recipe">How the texts were normalised.</param>
/// <param name="Paragraphs">The paragraphs' table, or null.</param>
/// <param name="Mentions">The mentions' table, or null.</param>
/// <param name="Names">The names of the mentions, or null.</param>
internal sealed record DerivedTables(Recipe Recipe, TableSchema? Paragraphs, TableSchema? Mentions, NameIndex? Names)
{
    /// <summary>Whether curators write a column of the paragraphs' table.</summary>
    public bool IsCurated(string column) => Paragraphs!.Find(column) is >= 0 and var index && Paragraphs.Columns[index].Derivation is null;

    /// <summary>Whether a column of the paragraphs' table is the role, which annotations give.</summary>
    public bool IsRole(string column) => Paragraphs!.Find(column) is >= 0 and var index && Paragraphs.Columns[index].Derivation == "paragraph.role";
}
