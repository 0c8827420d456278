using System.Security.Cryptography;
using System.Text;
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
            if (derived.Value == DerivedValue.DocumentText)
                batch.Documents.Columns[derived.Index].Reserve(batch.Contents.Room);
    }

    public void Append(DerivedDocument document)
    {
        foreach (var derived in columns)
        {
            var column = document.Batch.Documents.Columns[derived.Index];
            switch (derived.Value)
            {
                case DerivedValue.DocumentKey: document.AppendKey(document.Batch.Documents, derived.Index); break;
                case DerivedValue.DocumentFile: column.AsText.AppendText(document.Batch.Origins[document.Row].File); break;
                case DerivedValue.DocumentSha256: AppendSha256(document.Content, column); break;
                case DerivedValue.DocumentBytes: column.AsIntegers.Append(document.Content.Length); break;
                default:
                    if (document.IsReadable)
                        AppendOfText(document, derived, column);
                    else
                        derived.AppendPlaceholder(column);
                    break;
            }
        }
    }

    private void AppendOfText(DerivedDocument document, DerivedColumn derived, Column column)
    {
        switch (derived.Value)
        {
            case DerivedValue.DocumentText: AppendText(document, derived, column); break;
            case DerivedValue.DocumentCharacters: column.AsIntegers.Append(document.Text.TextCodePoints); break;
            case DerivedValue.DocumentWords: column.AsIntegers.Append(document.Text.TextWords); break;
            default: column.AsIntegers.Append(document.Text.Paragraphs.Length); break;
        }
    }

    private void AppendText(DerivedDocument document, DerivedColumn derived, Column column)
    {
        var length = document.Text.TextLengthInBytes;
        if (length > 0)
        {
            document.Text.WriteText(column.AsText.AppendUtf8(length));
            return;
        }
        // A text without any words has its own finding.
        if (!derived.IsNullable && !document.Text.Paragraphs.IsEmpty)
            document.Findings.Add(
                Rules.NoRunningText, document.Batch.Locator.Locate(schema.Name, document.Row, column.Layout.Name),
                "Expected at least one paragraph of running text, found a role for every paragraph.");
        derived.AppendPlaceholder(column);
    }

    private static void AppendSha256(ReadOnlySpan<byte> content, Column column)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, digest);
        Convert.TryToHexStringLower(digest, column.AsText.AppendUtf8(2 * digest.Length), out _);
    }
}
