using Dataset.Normalization.Names;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Normalization.Deriving;

/// <summary>Makes the rows of a mentions table: each place where a document names an entity, in the order of the places.</summary>
internal sealed class MentionRows(TableSchema schema, NameIndex names)
{
    private readonly DerivedColumn[] columns = DerivedColumn.Of(schema, TableKind.Mentions);

    /// <summary>Appends a row for each name in a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="batch">The mentions' rows.</param>
    /// <param name="places">For the names of a paragraph.</param>
    public void Append(DerivedDocument document, TableBatch batch, List<NamePlace> places)
    {
        var number = 0;
        for (var i = 0; i < document.Text.Paragraphs.Length; i++)
        {
            var utf8 = document.Text.Utf8Of(i);
            var (counted, codePoints) = (0, 0);
            names.Find(utf8, places);
            foreach (var (entity, start, end) in places)
            {
                // Counted from name to name, so that a paragraph of many names is gone through once.
                var first = codePoints + CodePoints.Count(utf8[counted..start]);
                (counted, codePoints) = (end, first + CodePoints.Count(utf8[start..end]));
                Append(document, batch, new(entity, ++number, i, first, codePoints), utf8[start..end]);
            }
        }
    }

    private void Append(DerivedDocument document, TableBatch batch, Place place, ReadOnlySpan<byte> name)
    {
        foreach (var derived in columns)
        {
            var column = batch.Columns[derived.Index];
            switch (derived.Value)
            {
                case DerivedValue.DocumentKey: document.AppendKey(batch, derived.Index); break;
                case DerivedValue.MentionEntity when names.KeyOf(place.Entity).IsEmpty:
                    // The key of the entity could not be taken.
                    batch.Refuse(derived.Index, column.RowCount);
                    column.AppendNull();
                    break;
                case DerivedValue.MentionEntity: column.AsText.AppendUtf8(names.KeyOf(place.Entity)); break;
                case DerivedValue.MentionName: column.AsText.AppendUtf8(name); break;
                case DerivedValue.MentionNumber: column.AsIntegers.Append(place.Number); break;
                case DerivedValue.MentionParagraph: column.AsIntegers.Append(place.Paragraph + 1); break;
                case DerivedValue.MentionStart: column.AsIntegers.Append(place.Start); break;
                case DerivedValue.MentionEnd: column.AsIntegers.Append(place.End); break;
                case DerivedValue.MentionTextStart: column.AppendTextPlace(document.Text.TextStartOf(place.Paragraph), place.Start); break;
                default: column.AppendTextPlace(document.Text.TextStartOf(place.Paragraph), place.End); break;
            }
        }
    }

    /// <summary>A name's place: code points within the paragraph.</summary>
    private readonly record struct Place(int Entity, int Number, int Paragraph, int Start, int End);
}
