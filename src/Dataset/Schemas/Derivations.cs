using Dataset.Tables;

namespace Dataset.Schemas;

/// <summary>All derivations, in the order in which the documentation lists them.</summary>
internal static class Derivations
{
    private static readonly TableKind[] Documents = [TableKind.Documents];
    private static readonly TableKind[] DocumentAndChildren = [
        TableKind.Documents, TableKind.Paragraphs, TableKind.List, TableKind.Mentions,
    ];
    private static readonly TableKind[] Paragraphs = [TableKind.Paragraphs];
    private static readonly TableKind[] Quotes = [TableKind.Documents, TableKind.List];
    private static readonly TableKind[] Lists = [TableKind.List];
    private static readonly TableKind[] Mentions = [TableKind.Mentions];
    private static readonly TableKind[] Records = [TableKind.Records];

    public static IReadOnlyList<Derivation> All { get; } =
    [
        new(DerivationSubject.Document, "key", ColumnType.String, false, DocumentAndChildren,
            "The document's key: the name of its file without the ending, or the key column of its record."),
        new(DerivationSubject.Document, "file", ColumnType.String, false, Documents,
            "The path of the document's file in the source folder."),
        new(DerivationSubject.Document, "sha256", ColumnType.String, false, Documents,
            "The SHA-256 of the document's bytes as received, as 64 lower-case hexadecimal digits."),
        new(DerivationSubject.Document, "bytes", ColumnType.Integer, false, Documents,
            "The document's size as received, in bytes."),
        new(DerivationSubject.Document, "text", ColumnType.String, false, Documents,
            "The running text: the paragraphs without a role, with a blank line between one and the next."),
        new(DerivationSubject.Document, "characters", ColumnType.Integer, false, Documents,
            "The length of the running text, in code points."),
        new(DerivationSubject.Document, "words", ColumnType.Integer, false, Documents,
            "The number of words in the running text: runs of characters that are not white space."),
        new(DerivationSubject.Document, "paragraphs", ColumnType.Integer, false, Documents,
            "The number of paragraphs, whatever their role."),

        new(DerivationSubject.Paragraph, "number", ColumnType.Integer, false, Paragraphs,
            "The paragraph's place in its document, from 1."),
        new(DerivationSubject.Paragraph, "role", ColumnType.String, false, Paragraphs,
            "What the paragraph is; body is running text."),
        new(DerivationSubject.Paragraph, "text", ColumnType.String, false, Paragraphs,
            "The paragraph's normalised text."),
        new(DerivationSubject.Paragraph, "characters", ColumnType.Integer, false, Paragraphs,
            "The length of the paragraph's text, in code points."),
        new(DerivationSubject.Paragraph, "words", ColumnType.Integer, false, Paragraphs,
            "The number of words in the paragraph's text."),
        new(DerivationSubject.Paragraph, "line", ColumnType.Integer, false, Paragraphs,
            "The line of the document as received on which the paragraph begins, from 1."),
        new(DerivationSubject.Paragraph, "byteStart", ColumnType.Integer, false, Paragraphs,
            "Where the paragraph begins in the document as received, in bytes from 0."),
        new(DerivationSubject.Paragraph, "byteEnd", ColumnType.Integer, false, Paragraphs,
            "Where the paragraph ends in the document as received: the byte after its last."),
        new(DerivationSubject.Paragraph, "textStart", ColumnType.Integer, true, Paragraphs,
            "Where the paragraph begins in the document's running text, in code points from 0; null where it is not running text."),
        new(DerivationSubject.Paragraph, "textEnd", ColumnType.Integer, true, Paragraphs,
            "Where the paragraph ends in the document's running text: the code point after its last; null where it is not running text."),

        new(DerivationSubject.Row, "number", ColumnType.Integer, false, Lists,
            "The row's place in its document's list, from 1."),

        new(DerivationSubject.Record, "number", ColumnType.Integer, false, Records,
            "The record's place in its file, from 1: a key for a table that has none. It is no lasting name, as a record that is put in or "
                + "taken away changes those of all records after it."),

        new(DerivationSubject.Quote, "paragraph", ColumnType.Integer, false, Quotes,
            "The number of the paragraph that holds the quote. Curators may write it where the quote occurs more than once."),
        new(DerivationSubject.Quote, "start", ColumnType.Integer, false, Quotes,
            "Where the quote begins in its paragraph's text, in code points from 0."),
        new(DerivationSubject.Quote, "end", ColumnType.Integer, false, Quotes,
            "Where the quote ends in its paragraph's text: the code point after its last."),
        new(DerivationSubject.Quote, "textStart", ColumnType.Integer, true, Quotes,
            "Where the quote begins in the document's running text, in code points from 0; null where its paragraph is not running text."),
        new(DerivationSubject.Quote, "textEnd", ColumnType.Integer, true, Quotes,
            "Where the quote ends in the document's running text; null where its paragraph is not running text."),

        new(DerivationSubject.Mention, "entity", ColumnType.String, false, Mentions,
            "The key of the entity that is named."),
        new(DerivationSubject.Mention, "name", ColumnType.String, false, Mentions,
            "The name as it appears in the text."),
        new(DerivationSubject.Mention, "number", ColumnType.Integer, false, Mentions,
            "The mention's place among those of its document, from 1."),
        new(DerivationSubject.Mention, "paragraph", ColumnType.Integer, false, Mentions,
            "The number of the paragraph that holds the name."),
        new(DerivationSubject.Mention, "start", ColumnType.Integer, false, Mentions,
            "Where the name begins in its paragraph's text, in code points from 0."),
        new(DerivationSubject.Mention, "end", ColumnType.Integer, false, Mentions,
            "Where the name ends in its paragraph's text: the code point after its last."),
        new(DerivationSubject.Mention, "textStart", ColumnType.Integer, true, Mentions,
            "Where the name begins in the document's running text, in code points from 0; null where its paragraph is not running text."),
        new(DerivationSubject.Mention, "textEnd", ColumnType.Integer, true, Mentions,
            "Where the name ends in the document's running text; null where its paragraph is not running text."),
    ];

    /// <summary>The derivation that a table of that kind has under that name, or null.</summary>
    /// <param name="name">As <c>x-derived</c> writes it.</param>
    /// <param name="kind">The kind of the table.</param>
    /// <param name="quoteColumn">For a derivation of a quote the name of its column (which need not be there), else null.</param>
    public static Derivation? Find(string name, TableKind kind, out string? quoteColumn)
    {
        quoteColumn = null;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
            return null;
        var (subject, fact) = (name[..dot], name[(dot + 1)..]);
        Derivation? ofQuote = null;
        foreach (var derivation in All)
        {
            if (!derivation.Kinds.Contains(kind))
                continue;
            if (derivation.Name == name)
                return derivation;
            if (derivation.Subject == DerivationSubject.Quote && derivation.Fact == fact)
                ofQuote = derivation;
        }
        // "document" and "row" are names that a quote column may have too; the document's own derivations come first.
        if (ofQuote is not null)
            quoteColumn = subject;
        return ofQuote;
    }
}

/// <summary>A value that the build knows how to fill in: what <c>x-derived</c> may name.</summary>
/// <param name="Subject">What it tells of.</param>
/// <param name="Fact">The second part of the name: <c>key</c>, <c>textStart</c>, …</param>
/// <param name="Type">The type that a column needs to take it; never a list.</param>
/// <param name="MayBeNull">Whether it can be null in any table, so that the column must be nullable.</param>
/// <param name="Kinds">The kinds of tables that have it.</param>
/// <param name="Meaning">What it is, with its unit, for readers of the schemas.</param>
internal sealed record Derivation(
    DerivationSubject Subject, string Fact, ColumnType Type, bool MayBeNull, IReadOnlyList<TableKind> Kinds, string Meaning)
{
    /// <summary><c>document.key</c>; for a quote column <c>COLUMN.start</c>, where COLUMN stands for its name.</summary>
    public string Name => (Subject == DerivationSubject.Quote ? "COLUMN" : Subject.ToString().ToLowerInvariant()) + "." + Fact;

    /// <summary>Whether curators may write the column: only to say which paragraph a quote is in, and the build checks it.</summary>
    public bool MayBeWritten => this is { Subject: DerivationSubject.Quote, Fact: "paragraph" };
}

/// <summary>What a derivation tells of: the first part of its name.</summary>
internal enum DerivationSubject
{
    /// <summary>The document that the row is or belongs to.</summary>
    Document,

    /// <summary>The paragraph that the row is.</summary>
    Paragraph,

    /// <summary>The row's place in its document's list.</summary>
    Row,

    /// <summary>The record that the row is.</summary>
    Record,

    /// <summary>A quote column of the same row: the name's first part is that column's name.</summary>
    Quote,

    /// <summary>The place where an entity is named.</summary>
    Mention,
}
