using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Verification;

/// <summary>What a release holds of its documents, of which more or less can be derived again.</summary>
internal enum HeldText
{
    /// <summary>Neither paragraphs nor text.</summary>
    None,

    /// <summary>The running text, and not the paragraphs of other roles.</summary>
    RunningText,

    /// <summary>The text of each paragraph, and which of them are running text.</summary>
    Paragraphs,

    /// <summary>The text of each paragraph, and what it is.</summary>
    ParagraphsWithRoles,

    /// <summary>The same, and nothing tells which of them are running text.</summary>
    ParagraphsWithoutRoles,
}

/// <summary>Those columns of a table of a release that can be derived again, and those that they are derived from.</summary>
internal sealed class Rederived
{
    private readonly int[] original;

    private Rederived(TableSchema schema, int[] original) => (Schema, this.original) = (schema, original);

    /// <summary>A schema of these columns alone.</summary>
    public TableSchema Schema { get; }

    /// <summary>The columns of a table.</summary>
    /// <param name="schema">The table of the release; it fits its kind.</param>
    /// <param name="kind">Where its rows came from.</param>
    /// <param name="held">What there is to derive from.</param>
    public static Rederived Of(TableSchema schema, TableKind kind, HeldText held)
    {
        var kept = Enumerable.Range(0, schema.Columns.Count).Where(i => IsKept(schema.Columns[i], kind, held)).ToList();
        // A list's rows are counted by what curators wrote of them.
        if (kind == TableKind.List && kept.TrueForAll(i => IsFilled(schema.Columns[i], kind))
            && schema.Columns.ToList().FindIndex(c => c.Derivation is null) is >= 0 and var written)
            kept.Add(written);
        kept.Sort();
        return new(
            new(
                schema.Name, schema.Title, schema.Description,
                [.. kept.Select(i => schema.Columns[i] with { IsQuote = schema.Columns[i].IsQuote && HasParagraphs(held) })],
                [schema.Columns[schema.PrimaryKey[0]].Name], [], schema.Json),
            [.. kept]);
    }

    /// <summary>Appends what curators wrote of some rows, from which the columns are derived.</summary>
    public void AppendWritten(TableBatch rows, int row, TableKind kind, TableBatch target)
    {
        for (var i = 0; i < original.Length; i++)
            if (Schema.Columns[i].Derivation?.MayBeWritten(kind) != false)
                target.Columns[i].AppendRows(rows.Columns[original[i]], row, 1);
    }

    /// <summary>The columns that the build fills: their places here, and in the release.</summary>
    public IEnumerable<(int Own, int InRelease)> Filled =>
        Enumerable.Range(0, original.Length).Where(i => Schema.Columns[i].Derivation is not null).Select(i => (i, original[i]));

    private static bool HasParagraphs(HeldText held) => held is not (HeldText.None or HeldText.RunningText);

    private static bool IsFilled(ColumnSchema column, TableKind kind) => column.Derivation?.MayBeWritten(kind) == false;

    private static bool IsKept(ColumnSchema column, TableKind kind, HeldText held)
    {
        if (column.Derivation is not { } named)
            return column.IsQuote && HasParagraphs(held);
        var derivation = named.In(kind, out _)!;
        return derivation.Basis switch
        {
            DerivationBasis.Source => false,
            DerivationBasis.Row => true,
            DerivationBasis.RunningText =>
                held is HeldText.Paragraphs or HeldText.ParagraphsWithRoles
                    || (held == HeldText.RunningText && derivation.Subject == DerivationSubject.Document),
            DerivationBasis.Roles => held == HeldText.ParagraphsWithRoles,
            _ => HasParagraphs(held),
        };
    }
}
