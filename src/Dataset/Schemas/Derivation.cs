using System.Security.Cryptography;
using System.Text;
using Dataset.Files;
using Dataset.Normalization;
using Dataset.Tables;

namespace Dataset.Schemas;

/// <summary>
/// A value that the build knows how to fill in: what <c>x-derived</c> may name. One entry here declares its name, its meaning, the tables
/// that have it, and how it is told from a document. Those with a name of their own are treated apart somewhere.
/// </summary>
internal sealed class Derivation
{
    private static readonly TableKind[] Documents = [TableKind.Documents];
    private static readonly TableKind[] DocumentAndChildren =
        [TableKind.Documents, TableKind.Paragraphs, TableKind.List, TableKind.Mentions];
    private static readonly TableKind[] Paragraphs = [TableKind.Paragraphs];
    private static readonly TableKind[] Quotes = [TableKind.Documents, TableKind.List];
    private static readonly TableKind[] Lists = [TableKind.List];
    private static readonly TableKind[] Mentions = [TableKind.Mentions];
    private static readonly TableKind[] Records = [TableKind.Records];

    public static readonly Derivation DocumentKey = new(
        DerivationSubject.Document, "key", DocumentAndChildren,
        "The document's key: the name of its file without the ending, or the key column of its record.",
        text: (in f) => f.Key)
    { IsOfSource = true, Basis = DerivationBasis.Row };

    /// <summary>Too long to be handed over: the code that fills the column writes it there.</summary>
    public static readonly Derivation DocumentText = new(
        DerivationSubject.Document, "text", Documents,
        "The running text: the paragraphs without a role, with a blank line between one and the next.")
    { Basis = DerivationBasis.RunningText };

    /// <summary>As <see cref="DocumentText"/>.</summary>
    public static readonly Derivation DocumentFullText = new(
        DerivationSubject.Document, "fullText", Documents,
        "The text with its headline and headings: all paragraphs but those with the role boilerplate, with a blank line between one and "
            + "the next.")
    { Basis = DerivationBasis.Roles };

    public static readonly Derivation ParagraphRole = new(
        DerivationSubject.Paragraph, "role", Paragraphs,
        "What the paragraph is; body is running text.",
        text: (in f) => f.Role is null ? Body : Encoding.UTF8.GetBytes(f.Role))
    { Placeholder = "body" };

    public static readonly Derivation ParagraphText = new(
        DerivationSubject.Paragraph, "text", Paragraphs,
        "The paragraph's normalised text.",
        text: (in f) => f.Text.Utf8Of(f.Paragraph));

    public static readonly Derivation RecordNumber = new(
        DerivationSubject.Record, "number", Records,
        "The record's place in its file, from 1: a key for a table that has none. It is no lasting name, as a record that is put in or "
            + "taken away changes those of all records after it.",
        integer: (in f) => f.Number)
    { Least = 1 };

    public static readonly Derivation QuoteParagraph = new(
        DerivationSubject.Quote, "paragraph", Quotes,
        "The number of the paragraph that holds the quote. Curators may write it where the quote occurs more than once.",
        integer: (in f) => f.Paragraph + 1)
    { Least = 1, MayBeWritten = true };

    public static readonly Derivation QuotePrefix = new(
        DerivationSubject.Quote, "prefix", Quotes,
        "What comes before the quote in its paragraph, at most 32 code points; null where nothing does. With the quote and what comes "
            + "after it, a text quote selector of W3C Web Annotation.",
        text: (in f) => f.Before(ContextLength))
    { MayBeNull = true };

    public static readonly Derivation QuoteSuffix = new(
        DerivationSubject.Quote, "suffix", Quotes,
        "What comes after the quote in its paragraph, at most 32 code points; null where nothing does.",
        text: (in f) => f.After(ContextLength))
    { MayBeNull = true };

    /// <summary>The most code points of a quote's surroundings.</summary>
    public const int ContextLength = 32;

    /// <summary>The folder of the sources, as a release names it.</summary>
    private const string SourcePrefix = "seeds/";

    private readonly TextFact? text;
    private readonly IntegerFact? integer;

    private Derivation(
        DerivationSubject subject, string fact, TableKind[] kinds, string meaning, TextFact? text = null, IntegerFact? integer = null)
    {
        (Subject, Fact, Kinds, Meaning) = (subject, fact, kinds, meaning);
        (this.text, this.integer, Type) = (text, integer, integer is null ? ColumnType.String : ColumnType.Integer);
    }

    /// <summary>The text that is told; empty where there is none.</summary>
    private delegate ReadOnlySpan<byte> TextFact(in DerivedFacts facts);

    /// <summary>The number that is told; -1 where there is none.</summary>
    private delegate long IntegerFact(in DerivedFacts facts);

    /// <summary>All derivations, in the order in which the documentation lists them.</summary>
    public static IReadOnlyList<Derivation> All { get; } =
    [
        DocumentKey,
        new(
            DerivationSubject.Document, "file", Documents,
            "The path of the document's file in the source folder.",
            text: (in f) => Encoding.UTF8.GetBytes(f.File)) { IsOfSource = true, Basis = DerivationBasis.Source },
        new(
            DerivationSubject.Document, "path", Documents,
            "The path of the document's file as release.json names it among the sources.",
            text: (in f) => Encoding.UTF8.GetBytes(SourcePrefix + f.File)) { IsOfSource = true, Basis = DerivationBasis.Source },
        new(
            DerivationSubject.Document, "sha256", Documents,
            "The SHA-256 of the document's bytes as received, as 64 lower-case hexadecimal digits.",
            text: (in f) => Encoding.ASCII.GetBytes(f.Digest?.Hex ?? Convert.ToHexStringLower(SHA256.HashData(f.Content))))
            { IsOfSource = true, Basis = DerivationBasis.Source },
        new(
            DerivationSubject.Document, "bytes", Documents,
            "The document's size as received, in bytes.",
            integer: (in f) => f.SizeInBytes ?? f.Content.Length) { IsOfSource = true, Basis = DerivationBasis.Source },
        DocumentText,
        DocumentFullText,
        new(
            DerivationSubject.Document, "characters", Documents,
            "The length of the running text, in code points.",
            integer: (in f) => f.Text.TextCodePoints) { Basis = DerivationBasis.RunningText },
        new(
            DerivationSubject.Document, "words", Documents,
            "The number of words in the running text: runs of characters that are not white space.",
            integer: (in f) => f.Text.TextWords) { Basis = DerivationBasis.RunningText },
        new(
            DerivationSubject.Document, "paragraphs", Documents,
            "The number of paragraphs, whatever their role.",
            integer: (in f) => f.Text.Paragraphs.Length),
        new(
            DerivationSubject.Paragraph, "number", Paragraphs,
            "The paragraph's place in its document, from 1.",
            integer: (in f) => f.Paragraph + 1) { Least = 1 },
        ParagraphRole,
        ParagraphText,
        new(
            DerivationSubject.Paragraph, "characters", Paragraphs,
            "The length of the paragraph's text, in code points.",
            integer: (in f) => f.End),
        new(
            DerivationSubject.Paragraph, "words", Paragraphs,
            "The number of words in the paragraph's text.",
            integer: (in f) => f.Text.WordsOf(f.Paragraph)),
        new(
            DerivationSubject.Paragraph, "line", Paragraphs,
            "The line of the document as received on which the paragraph begins, from 1.",
            integer: (in f) => f.Text.Paragraphs[f.Paragraph].Line) { Least = 1, Basis = DerivationBasis.Source },
        new(
            DerivationSubject.Paragraph, "byteStart", Paragraphs,
            "Where the paragraph begins in the document as received, in bytes from 0.",
            integer: (in f) => f.Text.Paragraphs[f.Paragraph].ByteStart) { Basis = DerivationBasis.Source },
        new(
            DerivationSubject.Paragraph, "byteEnd", Paragraphs,
            "Where the paragraph ends in the document as received: the byte after its last.",
            integer: (in f) => f.Text.Paragraphs[f.Paragraph].ByteEnd) { Basis = DerivationBasis.Source },
        new(
            DerivationSubject.Paragraph, "textStart", Paragraphs,
            "Where the paragraph begins in the document's running text, in code points from 0; null where it is not running text.",
            integer: (in f) => f.PlaceInText(f.Start)) { MayBeNull = true, Basis = DerivationBasis.RunningText },
        new(
            DerivationSubject.Paragraph, "textEnd", Paragraphs,
            "Where the paragraph ends in the document's running text: the code point after its last; null where it is not running text.",
            integer: (in f) => f.PlaceInText(f.End)) { MayBeNull = true, Basis = DerivationBasis.RunningText },
        new(
            DerivationSubject.Row, "number", Lists,
            "The row's place in its document's list, from 1.",
            integer: (in f) => f.Number) { Basis = DerivationBasis.Row },
        RecordNumber,
        QuoteParagraph,
        new(
            DerivationSubject.Quote, "start", Quotes,
            "Where the quote begins in its paragraph's text, in code points from 0.",
            integer: (in f) => f.Start),
        new(
            DerivationSubject.Quote, "end", Quotes,
            "Where the quote ends in its paragraph's text: the code point after its last.",
            integer: (in f) => f.End),
        new(
            DerivationSubject.Quote, "textStart", Quotes,
            "Where the quote begins in the document's running text, in code points from 0; null where its paragraph is not running text.",
            integer: (in f) => f.PlaceInText(f.Start)) { MayBeNull = true, Basis = DerivationBasis.RunningText },
        new(
            DerivationSubject.Quote, "textEnd", Quotes,
            "Where the quote ends in the document's running text; null where its paragraph is not running text.",
            integer: (in f) => f.PlaceInText(f.End)) { MayBeNull = true, Basis = DerivationBasis.RunningText },
        QuotePrefix,
        QuoteSuffix,
        new(
            DerivationSubject.Mention, "id", Mentions,
            "A name of the mention's own: the document's key, -m and its number in at least four digits.",
            text: (in f) => f.Key.IsEmpty ? default
                : Encoding.UTF8.GetBytes(FormattableString.Invariant($"{Encoding.UTF8.GetString(f.Key)}-m{f.Number:0000}"))),
        new(
            DerivationSubject.Mention, "entity", Mentions,
            "The key of the entity that is named.",
            text: (in f) => f.Entity),
        new(
            DerivationSubject.Mention, "name", Mentions,
            "The name as it appears in the text.",
            text: (in f) => f.Name),
        new(
            DerivationSubject.Mention, "number", Mentions,
            "The mention's place among those of its document, from 1.",
            integer: (in f) => f.Number),
        new(
            DerivationSubject.Mention, "paragraph", Mentions,
            "The number of the paragraph that holds the name.",
            integer: (in f) => f.Paragraph + 1),
        new(
            DerivationSubject.Mention, "start", Mentions,
            "Where the name begins in its paragraph's text, in code points from 0.",
            integer: (in f) => f.Start),
        new(
            DerivationSubject.Mention, "end", Mentions,
            "Where the name ends in its paragraph's text: the code point after its last.",
            integer: (in f) => f.End),
        new(
            DerivationSubject.Mention, "textStart", Mentions,
            "Where the name begins in the document's running text, in code points from 0; null where its paragraph is not running text.",
            integer: (in f) => f.PlaceInText(f.Start)) { MayBeNull = true, Basis = DerivationBasis.RunningText },
        new(
            DerivationSubject.Mention, "textEnd", Mentions,
            "Where the name ends in the document's running text; null where its paragraph is not running text.",
            integer: (in f) => f.PlaceInText(f.End)) { MayBeNull = true, Basis = DerivationBasis.RunningText },
    ];

    private static ReadOnlySpan<byte> Body => "body"u8;

    /// <summary>What it tells of.</summary>
    public DerivationSubject Subject { get; }

    /// <summary>The second part of the name: <c>key</c>, <c>textStart</c>, …</summary>
    public string Fact { get; }

    /// <summary>The type that a column needs to take it; never a list.</summary>
    public ColumnType Type { get; }

    /// <summary>The kinds of tables that have it.</summary>
    public IReadOnlyList<TableKind> Kinds { get; }

    /// <summary>What it is, with its unit, for readers of the schemas.</summary>
    public string Meaning { get; }

    /// <summary>Whether it can be null in any table, so that the column must be nullable.</summary>
    public bool MayBeNull { get; private init; }

    /// <summary>Whether it is told from the document as received, also where its text can't be read.</summary>
    public bool IsOfSource { get; private init; }

    /// <summary>What has to be known to derive it again.</summary>
    public DerivationBasis Basis { get; private init; } = DerivationBasis.Paragraphs;

    /// <summary>Whether curators may write the column: only to say which paragraph a quote is in, and the build checks it.</summary>
    public bool MayBeWritten { get; private init; }

    /// <summary>The least of the numbers.</summary>
    public long Least { get; private init; }

    /// <summary>A text that breaks no rule, where none can be told.</summary>
    public string Placeholder { get; private init; } = "\uFFFD";

    /// <summary><c>document.key</c>; for a quote column <c>COLUMN.start</c>, where COLUMN stands for its name.</summary>
    public string Name => (Subject == DerivationSubject.Quote ? "COLUMN" : Subject.ToString().ToLowerInvariant()) + "." + Fact;

    /// <summary>Appends the value to a column; false, and nothing appended, where there is none.</summary>
    public bool TryAppend(in DerivedFacts facts, Column column)
    {
        if (integer is not null)
        {
            var number = integer(facts);
            if (number >= 0)
                column.AsIntegers.Append(number);
            return number >= 0;
        }
        var value = text!(facts);
        if (!value.IsEmpty)
            column.AsText.AppendUtf8(value);
        return !value.IsEmpty;
    }
}

/// <summary>What has to be known to derive a value, beside the row and its document's key.</summary>
internal enum DerivationBasis
{
    /// <summary>The text of all paragraphs.</summary>
    Paragraphs,

    /// <summary>The running text, or the paragraphs and which of them are running text.</summary>
    RunningText,

    /// <summary>The paragraphs and what each of them is.</summary>
    Roles,

    /// <summary>Nothing more.</summary>
    Row,

    /// <summary>The document as received, which a release does not hold.</summary>
    Source,
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

/// <summary>What the derived columns of a row are told from.</summary>
internal readonly ref struct DerivedFacts
{
    /// <summary>The document's key; empty where it could not be taken.</summary>
    public ReadOnlySpan<byte> Key { get; init; }

    /// <summary>The path of the document's file in the source folder.</summary>
    public string File { get; init; }

    /// <summary>The document as received, or as it was decoded.</summary>
    public ReadOnlySpan<byte> Content { get; init; }

    /// <summary>The digest of the document as received; null where that is <see cref="Content"/>.</summary>
    public Digest? Digest { get; init; }

    /// <summary>Its size as received; null where that is <see cref="Content"/>.</summary>
    public long? SizeInBytes { get; init; }

    public NormalizedDocument Text { get; init; }

    /// <summary>The row's number among those of its document, from 1.</summary>
    public int Number { get; init; }

    /// <summary>The 0-based index of the paragraph that the row is, or that holds what it is about.</summary>
    public int Paragraph { get; init; }

    /// <summary>What curators say that the paragraph is, or null.</summary>
    public string? Role { get; init; }

    /// <summary>Where what the row is about begins in the paragraph, in code points.</summary>
    public int Start { get; init; }

    /// <summary>The code point after its last.</summary>
    public int End { get; init; }

    /// <summary>The first byte of a quote in the text of all paragraphs.</summary>
    public int At { get; init; }

    /// <summary>The length of a quote in bytes.</summary>
    public int Length { get; init; }

    /// <summary>The key of the entity that is named; empty where it could not be taken.</summary>
    public ReadOnlySpan<byte> Entity { get; init; }

    /// <summary>The name as it appears in the text.</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    /// <summary>A place in the paragraph as one in the running text; -1 where the paragraph is not part of it.</summary>
    public int PlaceInText(int place) => Text.TextStartOf(Paragraph) is >= 0 and var start ? start + place : -1;

    /// <summary>What comes before a quote in its paragraph.</summary>
    /// <param name="most">The most code points.</param>
    public ReadOnlySpan<byte> Before(int most) => Before(Text.Utf8Of(Paragraph)[..(At - Text.Paragraphs[Paragraph].Utf8Start)], most);

    /// <summary>The end of what comes before a quote.</summary>
    public static ReadOnlySpan<byte> Before(ReadOnlySpan<byte> before, int most)
    {
        var start = before.Length;
        for (; start > 0 && most > 0; most--)
            do
                start--;
            while (start > 0 && (before[start] & 0xC0) == 0x80);
        return before[start..];
    }

    /// <summary>What comes after a quote in its paragraph.</summary>
    /// <param name="most">The most code points.</param>
    public ReadOnlySpan<byte> After(int most) =>
        After(Text.Utf8Of(Paragraph)[(At - Text.Paragraphs[Paragraph].Utf8Start + Length)..], most);

    /// <summary>The beginning of what comes after a quote.</summary>
    public static ReadOnlySpan<byte> After(ReadOnlySpan<byte> after, int most)
    {
        var end = 0;
        for (; end < after.Length && most > 0; most--)
            do
                end++;
            while (end < after.Length && (after[end] & 0xC0) == 0x80);
        return after[..end];
    }
}
