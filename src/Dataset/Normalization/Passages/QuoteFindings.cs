using System.Globalization;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Text;

namespace Dataset.Normalization.Passages;

/// <summary>Says why a quote has no place, and what would give it one.</summary>
internal sealed class QuoteFindings(NearestPassage nearest)
{
    /// <summary>The most paragraphs that a message lists.</summary>
    private const int MostListed = 5;

    /// <summary>The most places that are gone through for it.</summary>
    private const int MostSought = 10_000;

    /// <summary>Text that may be gone through for the lists of one document, in bytes; the first list is always made.</summary>
    private const int BudgetInBytes = 16 << 20;

    private long spentInBytes;

    /// <summary>Begins another document.</summary>
    public void Reset() => spentInBytes = 0;

    /// <summary>Reports a quote that was not found as it should be.</summary>
    /// <param name="outcome">Why; not <see cref="QuoteOutcome.Found"/>.</param>
    /// <param name="document">Where it was sought.</param>
    /// <param name="quote">Valid UTF-8.</param>
    /// <param name="paragraph">The paragraph that the curator said, or null.</param>
    /// <param name="paragraphColumn">The column in which curators say it, or null where the table has none.</param>
    /// <param name="location">Of the quote.</param>
    /// <param name="findings">Takes the finding.</param>
    public void Report(
        QuoteOutcome outcome, NormalizedDocument document, ReadOnlySpan<byte> quote, long? paragraph, string? paragraphColumn,
        Location location, DiagnosticList findings)
    {
        var rule = outcome switch
        {
            QuoteOutcome.NotFound => Rules.QuoteNotFound,
            QuoteOutcome.Several => Rules.QuoteFoundTwice,
            QuoteOutcome.NoSuchParagraph => Rules.QuoteParagraphTooLarge,
            _ => Rules.QuoteInOtherParagraph,
        };
        // Not put off until it is known to be kept: the document's memory is used again. One that cannot be kept is only counted.
        if (findings.Wants(rule, "", location))
            findings.Add(rule, location, Message(outcome, document, quote, paragraph, paragraphColumn));
        else
            findings.Count(rule);
    }

    private string Message(
        QuoteOutcome outcome, NormalizedDocument document, ReadOnlySpan<byte> quote, long? paragraph, string? paragraphColumn)
    {
        var words = Printable.Quoted(Encoding.UTF8.GetString(quote));
        var copy = quote.ToArray();
        return outcome switch
        {
            QuoteOutcome.NotFound =>
                $"Expected {words} word for word in the text, found it nowhere{nearest.Describe(document, quote, onlyBeginnings: false)}.",
            QuoteOutcome.Several => Several(document, copy, words, paragraph, paragraphColumn),
            QuoteOutcome.NoSuchParagraph => string.Create(
                CultureInfo.InvariantCulture,
                $"Expected a paragraph from 1 to {document.Paragraphs.Length}, found {paragraph}; {words} is {In(document, copy)}."),
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"Expected {words} in paragraph {paragraph} (line {document.Paragraphs[(int)paragraph! - 1].Line}), found it "
                    + $"{In(document, copy)}."),
        };
    }

    private string Several(NormalizedDocument document, byte[] quote, string words, long? paragraph, string? paragraphColumn)
    {
        if (paragraph is not null)
            return string.Create(
                CultureInfo.InvariantCulture,
                $"Expected {words} once in paragraph {paragraph}, found it there more than once; a longer quote tells which is meant.");
        if (!Takes(document))
            return $"Expected {words} once in the text, found it more than once; a longer quote tells which is meant.";
        var places = QuoteFinder.PlacesOf(document, quote).Take(MostSought).Distinct().Take(2).ToArray();
        return places.Length == 1
            ? $"Expected {words} once in the text, found it more than once {In(document, quote)}; a longer quote tells which is meant."
            : $"Expected {words} once in the text, found it {In(document, quote)}; "
                + (paragraphColumn is null
                    ? "a longer quote tells which is meant."
                    : string.Create(CultureInfo.InvariantCulture, $"say which is meant, such as {paragraphColumn}: {places[0] + 1}."));
    }

    /// <summary><c>in paragraph 2 (line 3) and paragraph 4 (line 7)</c>, or <c>nowhere</c>.</summary>
    private string In(NormalizedDocument document, byte[] quote)
    {
        if (!Takes(document))
            return "in paragraphs that were not sought, as there are many such findings in this long text";
        // One more than is listed tells that there are more.
        var places = QuoteFinder.PlacesOf(document, quote).Take(MostSought).Distinct().Take(MostListed + 1).ToArray();
        var listed = places.Take(MostListed).Select(p => string.Create(
            CultureInfo.InvariantCulture, $"paragraph {p + 1} (line {document.Paragraphs[p].Line})")).ToArray();
        return places.Length switch
        {
            0 => "nowhere",
            1 => "in " + listed[0],
            > MostListed => $"in {string.Join(", ", listed)} and more",
            _ => $"in {string.Join(", ", listed[..^1])} and {listed[^1]}",
        };
    }

    /// <summary>Whether the document may be gone through once more.</summary>
    private bool Takes(NormalizedDocument document)
    {
        var isFirst = spentInBytes == 0;
        // Each place that is found takes a search of its own.
        spentInBytes += document.Utf8.Length + MostSought;
        return isFirst || spentInBytes <= BudgetInBytes;
    }
}
