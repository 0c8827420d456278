using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Tables;

namespace Dataset.Normalization.Deriving;

/// <summary>Makes the rows of a paragraphs table.</summary>
internal sealed class ParagraphRows(TableSchema schema)
{
    /// <summary>The role of running text.</summary>
    public const string RunningText = "body";

    /// <summary>The role of words that are the page's and not the document's.</summary>
    public const string OfThePage = "boilerplate";

    private readonly DerivedColumn[] columns = DerivedColumn.Of(schema, TableKind.Paragraphs);
    private readonly int[] curated = [.. Enumerable.Range(0, schema.Columns.Count).Where(i => schema.Columns[i].Derivation is null)];

    /// <summary>Makes room for the paragraphs of a batch's texts, which together are hardly ever longer than they were received.</summary>
    public void Reserve(DocumentBatch documents, TableBatch batch)
    {
        foreach (var derived in columns)
        {
            if (derived.Derivation != Derivation.ParagraphText)
                continue;
            var column = batch.Columns[derived.Index];
            column.Reserve(column.Room with { Utf8InBytes = column.Room.Utf8InBytes + documents.Contents.Room.Utf8InBytes });
        }
    }

    /// <summary>
    /// Appends a row for each paragraph of a document; one placeholder where its text can't be read, for its quotes to refer to.
    /// </summary>
    public void Append(DerivedDocument document, TableBatch batch)
    {
        if (!document.IsReadable)
        {
            AppendPlaceholder(document, batch);
            return;
        }
        var (paragraphs, annotations) = (document.Text.Paragraphs.Length, document.Batch.AnnotationsOf(document.Row));
        var facts = document.Facts;
        for (var i = 0; i < paragraphs; i++)
        {
            var annotation = document.AnnotationOf[i];
            var paragraph = facts with
            {
                Paragraph = i,
                End = document.Text.Paragraphs[i].CodePoints,
                Role = annotation < 0 ? null : annotations[annotation].Role,
            };
            foreach (var derived in columns)
                derived.Append(paragraph, batch);
            AppendCurated(document, i, batch);
        }
    }

    private void AppendPlaceholder(DerivedDocument document, TableBatch batch)
    {
        var facts = document.Facts;
        foreach (var derived in columns)
        {
            if (derived.Derivation.IsOfSource)
                derived.Append(facts, batch);
            else
                derived.AppendPlaceholder(batch);
        }
        foreach (var index in curated)
        {
            batch.Refuse(index, batch.Columns[index].RowCount);
            batch.Columns[index].AppendNull();
        }
    }

    private void AppendCurated(DerivedDocument document, int paragraph, TableBatch batch)
    {
        var annotation = document.AnnotationOf[paragraph];
        foreach (var index in curated)
        {
            if (annotation < 0)
            {
                // An annotation that leads nowhere may be this paragraph's.
                if (document.HasLostAnnotation)
                    batch.Refuse(index, batch.Columns[index].RowCount);
                batch.Columns[index].AppendNull();
                continue;
            }
            var row = document.Batch.AnnotationsOf(document.Row)[annotation].Row;
            if (document.Batch.Annotations.IsRefused(index, row))
                batch.Refuse(index, batch.Columns[index].RowCount);
            batch.Columns[index].AppendRows(document.Batch.Annotations.Columns[index], row, 1);
        }
    }
}
