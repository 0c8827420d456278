using Dataset.Diagnostics;
using Dataset.Normalization.Names;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Tables;

namespace Dataset.Normalization.Deriving;

/// <summary>The document that is being derived.</summary>
internal readonly ref struct DerivedDocument
{
    public required DocumentBatch Batch { get; init; }

    /// <summary>Its row in the batch.</summary>
    public required int Row { get; init; }

    /// <summary>Its text; without paragraphs where it has none that can be read.</summary>
    public required NormalizedDocument Text { get; init; }

    /// <summary>Whether the text could be read; otherwise what is derived from it is a placeholder.</summary>
    public required bool IsReadable { get; init; }

    /// <summary>For each paragraph the index of its annotation, or -1.</summary>
    public required ReadOnlySpan<int> AnnotationOf { get; init; }

    /// <summary>Whether an annotation leads to no paragraph.</summary>
    public required bool HasLostAnnotation { get; init; }

    public required DiagnosticList Findings { get; init; }

    /// <summary>What curators say that a paragraph is, or null.</summary>
    public string? RoleOf(int paragraph) =>
        AnnotationOf[paragraph] is >= 0 and var annotation ? Batch.AnnotationsOf(Row)[annotation].Role : null;

    /// <summary>What its own row is told from; the rows of its paragraphs, quotes and mentions add what they are about.</summary>
    public DerivedFacts Facts => new()
    {
        Key = Batch.Keys.Utf8At(Row),
        File = Batch.Origins[Row].File,
        Content = Batch.Contents.Utf8At(Row),
        Digest = Batch.Origins[Row].Received?.Digest,
        SizeInBytes = Batch.Origins[Row].Received?.SizeInBytes,
        Text = Text,
    };
}

/// <summary>Which rows of paragraphs and mentions each document of a batch got.</summary>
/// <param name="documents">The number of documents.</param>
/// <param name="firstParagraph">The paragraphs' rows that were there before.</param>
/// <param name="firstMention">The mentions' rows that were there before.</param>
internal sealed class DerivedRowCounts(int documents, int firstParagraph, int firstMention)
{
    private readonly int[] paragraphEnds = new int[documents];
    private readonly int[] mentionEnds = new int[documents];

    public void EndDocument(int document, int paragraphEnd, int mentionEnd) =>
        (paragraphEnds[document], mentionEnds[document]) = (paragraphEnd, mentionEnd);

    /// <summary>The document of a paragraph's row, and the row's 0-based place among the document's.</summary>
    public (int Document, int Index) OfParagraph(int row) => Of(paragraphEnds, firstParagraph, row);

    /// <summary>The document of a mention's row, and the row's 0-based place among the document's.</summary>
    public (int Document, int Index) OfMention(int row) => Of(mentionEnds, firstMention, row);

    private static (int, int) Of(int[] ends, int first, int row)
    {
        // The first document whose end lies after the row; those without rows end where the one before does.
        var (low, high) = (0, ends.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ends[middle] > row ? (low, middle) : (middle + 1, high);
        }
        return (low, row - (low == 0 ? first : ends[low - 1]));
    }
}

/// <summary>What a locator has to know of the tables whose rows are derived.</summary>
/// <param name="Recipe">How the texts were normalised.</param>
/// <param name="Paragraphs">The paragraphs' table, or null.</param>
/// <param name="Mentions">The mentions' table, or null.</param>
/// <param name="Names">The names of the mentions, or null.</param>
internal sealed record DerivedTables(Recipe Recipe, TableSchema? Paragraphs, TableSchema? Mentions, NameIndex? Names)
{
    /// <summary>Whether a column of the paragraphs' table has what annotations give: the role, and what curators write.</summary>
    public bool IsAnnotated(string column) =>
        Paragraphs!.Find(column) is >= 0 and var index && Paragraphs.Columns[index].Derivation?.Is(Derivation.ParagraphRole) != false;
}
