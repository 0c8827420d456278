namespace Dataset.Schemas;

/// <summary>Where the value of a column is in the text of its document, as other columns of the row say: it can be found again.</summary>
/// <param name="Kind">What part of the text it is.</param>
/// <param name="Paragraph">The column of the paragraph's number; -1 for the texts of whole documents.</param>
/// <param name="Start">The column of the first code point of some words in the paragraph; -1 where there are none.</param>
/// <param name="End">The column of the code point after their last; -1 where there are none.</param>
internal sealed record PlaceInText(PlaceInTextKind Kind, int Paragraph = -1, int Start = -1, int End = -1)
{
    /// <summary>The place of a column's values; null where they are not words of the text, or where no columns say which.</summary>
    public static PlaceInText? Of(TableSchema schema, int column)
    {
        var described = schema.Columns[column];
        int Find(string derivation) => schema.Columns.ToList().FindIndex(c => c.Derivation?.Name == derivation);
        PlaceInText? Words(string subject, PlaceInTextKind kind) =>
            Find(subject + ".paragraph") is >= 0 and var paragraph && Find(subject + ".start") is >= 0 and var start
            && Find(subject + ".end") is >= 0 and var end
                ? new(kind, paragraph, start, end) : null;
        if (described.Derivation is not { } derivation)
            return described.IsQuote ? Words(described.Name, PlaceInTextKind.Words) : null;
        var (of, fact) = derivation.Name.Split('.') is [var first, var second] ? (first, second) : ("", "");
        return derivation.Name switch
        {
            _ when derivation.Is(Derivation.DocumentText) => new(PlaceInTextKind.RunningText),
            _ when derivation.Is(Derivation.DocumentFullText) => new(PlaceInTextKind.FullText),
            _ when derivation.Is(Derivation.ParagraphText) =>
                Find("paragraph.number") is >= 0 and var number ? new(PlaceInTextKind.Paragraph, number) : null,
            "mention.name" => Words("mention", PlaceInTextKind.Words),
            _ when !derivation.IsDocumentText => null,
            _ => Words(of, fact == Derivation.QuotePrefix.Fact ? PlaceInTextKind.Before : PlaceInTextKind.After),
        };
    }
}

/// <summary>What part of a text a value is.</summary>
internal enum PlaceInTextKind
{
    /// <summary>The running text.</summary>
    RunningText,

    /// <summary>The text with its headings.</summary>
    FullText,

    /// <summary>A paragraph.</summary>
    Paragraph,

    /// <summary>A run of code points in a paragraph.</summary>
    Words,

    /// <summary>What comes before them in the paragraph.</summary>
    Before,

    /// <summary>What comes after them in the paragraph.</summary>
    After,
}

/// <summary>Which paragraphs of a document are running text, as the rows of a table of paragraphs say.</summary>
/// <param name="Number">The column of the paragraph's number.</param>
/// <param name="Role">The column of its role; -1 where there is none.</param>
/// <param name="TextStart">The column of its place in the running text; -1 where there is none.</param>
internal sealed record ParagraphRoles(int Number, int Role, int TextStart)
{
    /// <summary>The columns of a table of paragraphs; null where they do not tell what a text of whole documents takes.</summary>
    /// <param name="paragraphs">The table.</param>
    /// <param name="kind">The text.</param>
    public static ParagraphRoles? Of(TableSchema paragraphs, PlaceInTextKind kind)
    {
        int Find(string derivation) => paragraphs.Columns.ToList().FindIndex(c => c.Derivation?.Name == derivation);
        var place = new ParagraphRoles(Find("paragraph.number"), Find("paragraph.role"), Find("paragraph.textStart"));
        return place.Number >= 0 && (place.Role >= 0 || (kind == PlaceInTextKind.RunningText && place.TextStart >= 0)) ? place : null;
    }
}
