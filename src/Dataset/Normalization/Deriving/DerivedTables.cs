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
    /// <summary>Whether a column of the paragraphs' table has what annotations give: the role, and what curators write.</summary>
    public bool IsAnnotated(string column) =>
        Paragraphs!.Find(column) is >= 0 and var index && Paragraphs.Columns[index].Derivation is null or "paragraph.role";
}
