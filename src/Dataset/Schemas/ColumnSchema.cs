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

    /// <summary>How the build fills the column, or null where a curator writes it.</summary>
    public ColumnDerivation? Derivation { get; init; }

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

/// <summary>What <c>x-derived</c> of a column names, parsed: <c>document.text</c>, <c>COLUMN.start</c>, …</summary>
internal sealed class ColumnDerivation
{
    private readonly Derivation? own;
    private readonly Derivation? ofQuote;
    private readonly string subject;

    /// <param name="name">As it is written, whether or not there is such a derivation.</param>
    public ColumnDerivation(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        (Name, subject) = (name, dot < 0 ? "" : name[..dot]);
        own = Derivation.All.FirstOrDefault(d => d.Subject != DerivationSubject.Quote && d.Name == name);
        ofQuote = dot < 0 ? null : Derivation.All.FirstOrDefault(d => d.Subject == DerivationSubject.Quote && d.Fact == name[(dot + 1)..]);
    }

    /// <summary>As schemas write it.</summary>
    public string Name { get; }

    /// <summary>Whether it is one that is not of a quote.</summary>
    public bool Is(Derivation derivation) => own == derivation;

    /// <summary>Whether the value is text of a document, of which less is asked than of metadata.</summary>
    public bool IsDocumentText =>
        own == Derivation.DocumentText || own == Derivation.DocumentFullText || own == Derivation.ParagraphText
            || ofQuote == Derivation.QuotePrefix || ofQuote == Derivation.QuoteSuffix;

    /// <summary>Whether the value is all of a document's text, or nearly all.</summary>
    public bool IsWholeText => own == Derivation.DocumentText || own == Derivation.DocumentFullText;

    /// <summary>The derivation in a table of a kind, or null where that has none of the name.</summary>
    /// <param name="kind">The kind of the table.</param>
    /// <param name="quoteColumn">For a derivation of a quote the name of its column (which need not be there), else null.</param>
    public Derivation? In(TableKind kind, out string? quoteColumn)
    {
        quoteColumn = null;
        // "document" and "row" are names that a quote column may have too; the document's own derivations come first.
        if (own is not null && own.Kinds.Contains(kind))
            return own;
        if (ofQuote is null || !ofQuote.Kinds.Contains(kind))
            return null;
        quoteColumn = subject;
        return ofQuote;
    }

    /// <summary>Whether curators may write the column in a table of a kind.</summary>
    public bool MayBeWritten(TableKind kind) => In(kind, out _) is { MayBeWritten: true };

    public override string ToString() => Name;
}

/// <summary>A reference from columns of one table to a key of another, as in Table Schema.</summary>
/// <param name="Columns">Of the table that refers. When the one column is a list, each element refers.</param>
/// <param name="Table">The table that is referred to; it may be the same one.</param>
/// <param name="References">The columns there, as many.</param>
internal sealed record ForeignKey(IReadOnlyList<string> Columns, string Table, IReadOnlyList<string> References);
