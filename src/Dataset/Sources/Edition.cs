using Dataset.Diagnostics;
using Dataset.Schemas;

namespace Dataset.Sources;

/// <summary>An edition as <c>dataset.yaml</c> declares it.</summary>
/// <param name="Name">Its name, of the form of a dataset's.</param>
/// <param name="Title">Its title; null for one made of the dataset's.</param>
/// <param name="Description">What it is; null for the dataset's.</param>
/// <param name="Withhold">What it withholds, at least one.</param>
/// <param name="Location">Where its name is.</param>
internal sealed record Edition(
    string Name, string? Title, string? Description, IReadOnlyList<WithheldEntry> Withhold, Location Location);

/// <summary>What an edition withholds of a table, as <c>dataset.yaml</c> says it.</summary>
/// <param name="Unless">A boolean column of the table's documents, or null.</param>
/// <param name="Location">Where the entry is.</param>
internal sealed record WithheldEntry(string Table, IReadOnlyList<string> Columns, string? Unless, Location Location);

/// <summary>What makes a release an edition: the same rows as the full release, with values withheld.</summary>
/// <param name="Of">The name of the full dataset; the version and the day are the same.</param>
/// <param name="Withheld">What is withheld, each table once.</param>
internal sealed record ReleaseEdition(string Of, IReadOnlyList<WithheldColumns> Withheld)
{
    /// <summary>What is withheld of a table; null where nothing is.</summary>
    public WithheldColumns? Find(string table) => Withheld.FirstOrDefault(w => w.Table == table);

    /// <summary>What readers are told at the end of the description, and so in every metadata file.</summary>
    public string Sentence =>
        $"This is an edition of {Of} that withholds {string.Join(" and ", Withheld.Select(Describe))}: such a value is null. All else "
            + "is as in the full release of the same version, which those who have the texts can restore.";

    /// <summary>What is withheld of a table, in Markdown.</summary>
    public static string DescribeCode(WithheldColumns withheld) => Describe(withheld, "`");

    private static string Describe(WithheldColumns withheld) => Describe(withheld, "");

    /// <param name="mark">Around names.</param>
    private static string Describe(WithheldColumns withheld, string mark)
    {
        string Name(string name) => mark + name + mark;
        return $"{string.Join(", ", withheld.Columns.Select(Name))} of {Name(withheld.Table)}"
            + (withheld.Unless is { } unless ? $" (unless {Name(unless.Column)} of {Name(unless.Table)} is true)" : "");
    }
}
