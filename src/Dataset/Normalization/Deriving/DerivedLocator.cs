using Dataset.Diagnostics;
using Dataset.Normalization.Passages;
using Dataset.Sources;
using Dataset.Tables;

namespace Dataset.Normalization.Deriving;

/// <summary>
/// Leads rows of paragraphs and mentions back to the document's text, and what annotations gave them back to the annotation; asks the
/// batch's own locator for all else. Normalises the document again for it: nothing is kept for findings that may never come.
/// </summary>
internal sealed class DerivedLocator(DerivedTables tables, DocumentBatch batch, DerivedRowCounts rows) : ISourceLocator
{
    public Location Locate(string table, int row, string? column, int element = -1)
    {
        if (table == tables.Paragraphs?.Name)
            return LocateParagraph(row, column);
        return table == tables.Mentions?.Name ? LocateMention(row) : batch.Locator.Locate(table, row, column, element);
    }

    public Location LocateText(int document) => batch.Locator.LocateText(document);

    private Location LocateParagraph(int row, string? column)
    {
        var (document, index) = rows.OfParagraph(row);
        using var text = Normalized(document);
        // The placeholder of a text that can't be read.
        if (index >= text.Paragraphs.Length)
            return batch.Locator.LocateText(document);
        if (column is not null && tables.IsAnnotated(column))
        {
            using var nearest = new NearestPassage();
            var annotations = batch.AnnotationsOf(document);
            var annotationOf = new AnnotationMatcher(nearest).Match(text, annotations, findings: null);
            if (annotationOf[index] >= 0)
                return annotations[annotationOf[index]].Location;
        }
        return new TextPlaces(batch.Contents.Utf8At(document), batch.Locator.LocateText(document)).At(text.Paragraphs[index].ByteStart).Location;
    }

    /// <summary>The line of a name in its text.</summary>
    private Location LocateMention(int row)
    {
        var (document, index) = rows.OfMention(row);
        var place = batch.Locator.LocateText(document);
        if (place.Line != 0)
            return place;
        using var text = Normalized(document);
        for (var i = 0; i < text.Paragraphs.Length; i++)
        {
            var utf8 = text.Utf8Of(i);
            for (var at = 0; tables.Names!.Find(utf8, at, out var start, out var end) >= 0; at = end)
            {
                if (index-- == 0)
                    return new(place.Path, text.Paragraphs[i].Line + utf8[..start].Count((byte)'\n'));
            }
        }
        return place;
    }

    private NormalizedDocument Normalized(int document)
    {
        var text = new NormalizedDocument();
        tables.Recipe.Normalize(batch.Contents.Utf8At(document), text);
        return text;
    }
}
