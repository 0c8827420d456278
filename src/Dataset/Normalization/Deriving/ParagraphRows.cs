using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Tables;

namespace Dataset.Normalization.Deriving;

/// <summary>Makes the rows of a paragraphs table.</summary>
internal sealed class ParagraphRows(TableSchema schema)
{
    /// <summary>The role of running text.</summary>
    public const string RunningText = "body";

    private readonly DerivedColumn[] columns = DerivedColumn.Of(schema, TableKind.Paragraphs);
    private readonly int[] curated = [.. Enumerable.Range(0, schema.Columns.Count).Where(i => schema.Columns[i].Derivation is null)];

    /// <summary>Makes room for the paragraphs of a batch's texts, which together are hardly ever longer than they were received.</summary>
    public void Reserve(DocumentBatch documents, TableBatch batch)
    {
        foreach (var derived in columns)
        {
            if (derived.Value != DerivedValue.ParagraphText)
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
        var text = document.Text;
        for (var i = 0; i < text.Paragraphs.Length; i++)
        {
            var paragraph = text.Paragraphs[i];
            foreach (var derived in columns)
            {
                var column = batch.Columns[derived.Index];
                switch (derived.Value)
                {
                    case DerivedValue.DocumentKey: document.AppendKey(batch, derived.Index); break;
                    case DerivedValue.ParagraphNumber: column.AsIntegers.Append(i + 1); break;
                    case DerivedValue.ParagraphRole: AppendRole(document, i, column); break;
                    case DerivedValue.ParagraphText: column.AsText.AppendUtf8(text.Utf8Of(i)); break;
                    case DerivedValue.ParagraphCharacters: column.AsIntegers.Append(paragraph.CodePoints); break;
                    case DerivedValue.ParagraphWords: column.AsIntegers.Append(text.WordsOf(i)); break;
                    case DerivedValue.ParagraphLine: column.AsIntegers.Append(paragraph.Line); break;
                    case DerivedValue.ParagraphByteStart: column.AsIntegers.Append(paragraph.ByteStart); break;
                    case DerivedValue.ParagraphByteEnd: column.AsIntegers.Append(paragraph.ByteEnd); break;
                    case DerivedValue.ParagraphTextStart: column.AppendTextPlace(text.TextStartOf(i), 0); break;
                    default: column.AppendTextPlace(text.TextStartOf(i), paragraph.CodePoints); break;
                }
            }
            AppendCurated(document, i, batch);
        }
    }

    private void AppendPlaceholder(DerivedDocument document, TableBatch batch)
    {
        foreach (var derived in columns)
        {
            var column = batch.Columns[derived.Index];
            switch (derived.Value)
            {
                case DerivedValue.DocumentKey: document.AppendKey(batch, derived.Index); break;
                case DerivedValue.ParagraphNumber or DerivedValue.ParagraphLine: column.AsIntegers.Append(1); break;
                case DerivedValue.ParagraphRole: column.AsText.AppendUtf8("body"u8); break;
                default: derived.AppendPlaceholder(column); break;
            }
        }
        foreach (var index in curated)
        {
            batch.Refuse(index, batch.Columns[index].RowCount);
            batch.Columns[index].AppendNull();
        }
    }

    private static void AppendRole(DerivedDocument document, int paragraph, Column column)
    {
        var annotation = document.AnnotationOf[paragraph];
        if (annotation >= 0 && document.Batch.AnnotationsOf(document.Row)[annotation].Role is { } role)
            column.AsText.AppendText(role);
        else
            column.AsText.AppendUtf8("body"u8);
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
