namespace Dataset.Normalization.Quotes;

/// <summary>How the search for a quote ended.</summary>
public enum QuoteOutcome
{
    /// <summary>It stands in one place, or in one place of the paragraph that was said.</summary>
    Found,

    /// <summary>It stands nowhere.</summary>
    NotFound,

    /// <summary>It stands in several places, and which is meant was not said; or several times in the paragraph that was said.</summary>
    Several,

    /// <summary>The document has no paragraph of the number that was said.</summary>
    NoSuchParagraph,

    /// <summary>It stands in the document, but not in the paragraph that was said.</summary>
    OtherParagraph,
}
