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
        var facts = document.Facts;
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
                var mention = facts with
                {
                    Number = ++number,
                    Paragraph = i,
                    Start = first,
                    End = codePoints,
                    Entity = names.KeyOf(entity),
                    Name = utf8[start..end],
                };
                foreach (var derived in columns)
                    derived.Append(mention, batch);
            }
        }
    }
}
