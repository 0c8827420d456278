using Dataset.Tables;

namespace Dataset.Schemas;

/// <summary>A value that the build knows how to fill in: what <c>x-derived</c> may name.</summary>
/// <param name="Subject">What it tells of.</param>
/// <param name="Fact">The second part of the name: <c>key</c>, <c>textStart</c>, …</param>
/// <param name="Type">The type that a column needs to take it; never a list.</param>
/// <param name="MayBeNull">Whether it can be null in any table, so that the column must be nullable.</param>
/// <param name="Kinds">The kinds of tables that have it.</param>
/// <param name="Meaning">What it is, with its unit, for readers of the schemas.</param>
public sealed record Derivation(
    DerivationSubject Subject, string Fact, ColumnType Type, bool MayBeNull, IReadOnlyList<TableKind> Kinds, string Meaning)
{
    /// <summary><c>document.key</c>; for a quote column <c>COLUMN.start</c>, where COLUMN stands for its name.</summary>
    public string Name => (Subject == DerivationSubject.Quote ? "COLUMN" : Subject.ToString().ToLowerInvariant()) + "." + Fact;

    /// <summary>Whether curators may write the column: only to say which paragraph a quote is in, and the build checks it.</summary>
    public bool MayBeWritten => this is { Subject: DerivationSubject.Quote, Fact: "paragraph" };
}
