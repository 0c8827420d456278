using Dataset.Schemas;

namespace Dataset.Normalization.Deriving;

/// <summary>A column of quotes and the columns that are derived from it.</summary>
/// <param name="Index">The quotes' column.</param>
/// <param name="Name">Its name.</param>
/// <param name="Derived">The columns derived from it.</param>
/// <param name="ParagraphIndex">The column of the paragraph's number, in which curators may say it; -1 where there is none.</param>
/// <param name="ParagraphName">Its name, or null.</param>
internal sealed record QuoteColumn(int Index, string Name, DerivedColumn[] Derived, int ParagraphIndex, string? ParagraphName)
{
    /// <summary>The quote columns of a table in their order.</summary>
    public static QuoteColumn[] Of(TableSchema schema, TableKind kind)
    {
        var derived = DerivedColumn.All(schema, kind).Where(c => c.Quote is not null).ToLookup(c => c.Quote!, c => c.Column);
        return
        [
            .. from i in Enumerable.Range(0, schema.Columns.Count)
               let column = schema.Columns[i]
               where column.IsQuote
               let paragraph = derived[column.Name].Where(c => c.Value == DerivedValue.QuoteParagraph).Select(c => c.Index).DefaultIfEmpty(-1).First()
               select new QuoteColumn(i, column.Name, [.. derived[column.Name]], paragraph, paragraph < 0 ? null : schema.Columns[paragraph].Name),
        ];
    }
}
