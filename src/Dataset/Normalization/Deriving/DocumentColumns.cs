using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Tables;

namespace Dataset.Normalization.Deriving;

/// <summary>Fills the derived columns of a document's own row.</summary>
internal sealed class DocumentColumns(TableSchema schema)
{
    private readonly DerivedColumn[] columns = DerivedColumn.Of(schema, TableKind.Documents);

    /// <summary>Makes room for the texts of a batch, which are hardly ever longer than they were received.</summary>
    public void Reserve(DocumentBatch batch)
    {
        foreach (var derived in columns)
            if (derived.Derivation == Derivation.DocumentText)
                batch.Documents.Columns[derived.Index].Reserve(batch.Contents.Room);
    }

    public void Append(DerivedDocument document)
    {
        var facts = document.Facts;
        var rows = document.Batch.Documents;
        foreach (var derived in columns)
        {
            if (!document.IsReadable && !derived.Derivation.IsOfSource)
                derived.AppendPlaceholder(rows);
            else if (derived.Derivation == Derivation.DocumentText)
                AppendText(document, derived, rows);
            else if (derived.Derivation == Derivation.DocumentFullText)
                AppendFullText(document, derived, rows);
            else
                derived.Append(facts, rows);
        }
    }

    private void AppendText(DerivedDocument document, DerivedColumn derived, TableBatch rows)
    {
        var column = rows.Columns[derived.Index].AsText;
        var length = document.Text.TextLengthInBytes;
        if (length > 0)
        {
            document.Text.WriteText(column.AppendUtf8(length));
            return;
        }
        // A text without any words has its own finding.
        if (!derived.IsNullable && !document.Text.Paragraphs.IsEmpty)
            document.Findings.Add(
                Rules.NoRunningText, document.Batch.Locator.Locate(schema.Name, document.Row, column.Layout.Name),
                "Expected at least one paragraph of running text, found a role for every paragraph.");
        derived.AppendPlaceholder(rows);
    }

    private static void AppendFullText(DerivedDocument document, DerivedColumn derived, TableBatch rows)
    {
        var (own, size) = (new List<int>(), 0);
        for (var i = 0; i < document.Text.Paragraphs.Length; i++)
        {
            if (document.RoleOf(i) == ParagraphRows.OfThePage)
                continue;
            size += (own.Count == 0 ? 0 : NormalizedDocument.SeparatorLength) + document.Text.Utf8Of(i).Length;
            own.Add(i);
        }
        if (own.Count == 0)
        {
            derived.AppendPlaceholder(rows);
            return;
        }
        var target = rows.Columns[derived.Index].AsText.AppendUtf8(size);
        foreach (var i in own)
        {
            document.Text.Utf8Of(i).CopyTo(target);
            target = target[document.Text.Utf8Of(i).Length..];
            if (i == own[^1])
                break;
            "\n\n"u8.CopyTo(target);
            target = target[NormalizedDocument.SeparatorLength..];
        }
    }
}
