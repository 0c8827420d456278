namespace Dataset.Normalization.Deriving;

/// <summary>Which rows of paragraphs and mentions each document of a batch got.</summary>
/// <param name="documents">The number of documents.</param>
/// <param name="firstParagraph">The paragraphs' rows that were there before.</param>
/// <param name="firstMention">The mentions' rows that were there before.</param>
internal sealed class DerivedRowCounts(int documents, int firstParagraph, int firstMention)
{
    private readonly int[] paragraphEnds = new int[documents];
    private readonly int[] mentionEnds = new int[documents];

    public void EndDocument(int document, int paragraphEnd, int mentionEnd) => (paragraphEnds[document], mentionEnds[document]) = (paragraphEnd, mentionEnd);

    /// <summary>The document of a paragraph's row, and the row's 0-based place among the document's.</summary>
    public (int Document, int Index) OfParagraph(int row) => Of(paragraphEnds, firstParagraph, row);

    /// <summary>The document of a mention's row, and the row's 0-based place among the document's.</summary>
    public (int Document, int Index) OfMention(int row) => Of(mentionEnds, firstMention, row);

    private static (int, int) Of(int[] ends, int first, int row)
    {
        // The first document whose end lies behind the row; those without rows end where the one before does.
        var (low, high) = (0, ends.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ends[middle] > row ? (low, middle) : (middle + 1, high);
        }
        return (low, row - (low == 0 ? first : ends[low - 1]));
    }
}
