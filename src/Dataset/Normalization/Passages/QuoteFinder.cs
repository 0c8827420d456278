using Dataset.Text;

namespace Dataset.Normalization.Passages;

/// <summary>
/// Finds quotes in a normalised document, byte for byte and within one paragraph. The plain twin of <see cref="QuoteIndex"/>.
/// </summary>
internal static class QuoteFinder
{
    /// <summary>Finds a quote.</summary>
    /// <param name="document">The document; paragraphs of every role are searched.</param>
    /// <param name="quote">Valid UTF-8, not empty.</param>
    /// <param name="paragraph">The 1-based number of the paragraph that is meant, or null where the quote should occur once.</param>
    public static QuotePlace Find(NormalizedDocument document, ReadOnlySpan<byte> quote, long? paragraph)
    {
        if (paragraph is { } number && (number < 1 || number > document.Paragraphs.Length))
            return Not(QuoteOutcome.NoSuchParagraph);
        var (from, to) = (0, document.Utf8.Length);
        if (paragraph is { } said)
            (from, to) = (document.Paragraphs[(int)said - 1].Utf8Start, document.Paragraphs[(int)said - 1].Utf8End);

        var first = Next(document, quote, from, to, out var index);
        if (first < 0)
            return Not(paragraph is not null && Next(document, quote, 0, document.Utf8.Length, out _) >= 0
                ? QuoteOutcome.OtherParagraph
                : QuoteOutcome.NotFound);
        if (Next(document, quote, first + 1, to, out _) >= 0)
            return Not(QuoteOutcome.Several);
        var text = document.Utf8Of(index);
        var startInBytes = first - document.Paragraphs[index].Utf8Start;
        var start = CodePoints.Count(text[..startInBytes]);
        return new(QuoteOutcome.Found, index, start, start + CodePoints.Count(quote), first);
    }

    /// <summary>The 0-based indexes of the paragraphs in which a quote occurs, each as often as it occurs there.</summary>
    /// <param name="document">The document.</param>
    /// <param name="quote">Valid UTF-8, not empty.</param>
    public static IEnumerable<int> PlacesOf(NormalizedDocument document, ReadOnlyMemory<byte> quote)
    {
        for (var at = Next(document, quote.Span, 0, document.Utf8.Length, out var index); at >= 0;)
        {
            yield return index;
            at = Next(document, quote.Span, at + 1, document.Utf8.Length, out index);
        }
    }

    private static QuotePlace Not(QuoteOutcome outcome) => new(outcome, 0, 0, 0);

    /// <summary>The next place of the quote in the document's bytes that lies within one paragraph, or -1.</summary>
    private static int Next(NormalizedDocument document, ReadOnlySpan<byte> quote, int from, int to, out int paragraph)
    {
        for (var at = from; ; at++)
        {
            var skip = document.Utf8[at..to].IndexOf(quote);
            paragraph = -1;
            if (skip < 0)
                return -1;
            at += skip;
            paragraph = ParagraphAt(document.Paragraphs, at);
            // A quote that begins or ends with a line end may lie over the blank line between two paragraphs.
            if (paragraph >= 0 && at + quote.Length <= document.Paragraphs[paragraph].Utf8End)
                return at;
        }
    }

    /// <summary>The index of the paragraph that holds a byte, or -1 where it is between two.</summary>
    public static int ParagraphAt(ReadOnlySpan<Paragraph> paragraphs, int at)
    {
        var (low, high) = (0, paragraphs.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = paragraphs[middle].Utf8Start <= at ? (middle, high) : (low, middle - 1);
        }
        return at < paragraphs[low].Utf8End ? low : -1;
    }
}

/// <summary>How the search for a quote ended.</summary>
internal enum QuoteOutcome
{
    /// <summary>It occurs in one place, or in one place of the paragraph that was given.</summary>
    Found,

    /// <summary>It occurs nowhere.</summary>
    NotFound,

    /// <summary>It occurs in several places, and which is meant was not given; or several times in the paragraph that was given.</summary>
    Several,

    /// <summary>The document has no paragraph of the number that was said.</summary>
    NoSuchParagraph,

    /// <summary>It is in the document, but not in the paragraph that was given.</summary>
    OtherParagraph,
}

/// <summary>Where a quote is, or why it has no place.</summary>
/// <param name="Outcome">How the search ended; the other values hold only where it is <see cref="QuoteOutcome.Found"/>.</param>
/// <param name="Paragraph">The 0-based index of its paragraph.</param>
/// <param name="Start">Its first code point in the paragraph's text.</param>
/// <param name="End">The code point after its last.</param>
/// <param name="At">Its first byte in the text of all paragraphs.</param>
internal readonly record struct QuotePlace(QuoteOutcome Outcome, int Paragraph, int Start, int End, int At = 0);
