using Dataset.Diagnostics;
using Dataset.Sources;
using Dataset.Tables;

namespace Dataset.Normalization.Deriving;

/// <summary>
/// Leads rows of paragraphs and mentions back to the document's text, and what annotations gave them back to the annotation; asks the
/// batch's own locator for all else. Nothing is kept for findings that may never come: a document is normalised again for its first
/// finding, and kept for the next.
/// </summary>
internal sealed class DerivedLocator(DerivedTables tables, DocumentBatch batch, DerivedRowCounts rows) : ISourceLocator
{
    private readonly Lock access = new();
    private LocatedDocument? last;

    public Location Locate(string table, int row, string? column, int element = -1)
    {
        if (table == tables.Paragraphs?.Name)
            return LocateParagraph(row, column);
        return table == tables.Mentions?.Name ? LocateMention(row) : batch.Locator.Locate(table, row, column, element);
    }

    public Location LocateRecord(string table, int row, string? column) =>
        table == tables.Paragraphs?.Name || table == tables.Mentions?.Name
            ? Locate(table, row, column)
            : batch.Locator.LocateRecord(table, row, column);

    public Location LocateText(int document) => batch.Locator.LocateText(document);

    private Location LocateParagraph(int row, string? column)
    {
        var (document, index) = rows.OfParagraph(row);
        var place = batch.Locator.LocateText(document);
        lock (access)
        {
            // A text that can't be read has a placeholder for a row; a batch that has been returned has no texts any more.
            if (Find(document) is not { } located || index >= located.Text.Paragraphs.Length)
                return place;
            if (column is not null && tables.IsAnnotated(column) && located.AnnotationOf(index) is { } annotation)
                return annotation.Location;
            return place.Line == 0 ? new(place.Path, located.Text.Paragraphs[index].Line, located.ColumnOf(index)) : place;
        }
    }

    /// <summary>The line of a name in its text.</summary>
    private Location LocateMention(int row)
    {
        var (document, index) = rows.OfMention(row);
        var place = batch.Locator.LocateText(document);
        lock (access)
        {
            if (place.Line != 0 || Find(document) is not { } located)
                return place;
            var lines = located.LinesOfNames(tables.Names!);
            return index < lines.Count ? new(place.Path, lines[index]) : place;
        }
    }

    private LocatedDocument? Find(int document)
    {
        if (document >= batch.Contents.RowCount)
            return null;
        if (last?.Document != document)
            last = new LocatedDocument(tables.Recipe, batch, document);
        return last;
    }
}
