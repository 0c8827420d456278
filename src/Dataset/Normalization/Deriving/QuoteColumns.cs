using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Normalization.Passages;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Normalization.Deriving;

/// <summary>Finds the quotes of a table's rows and fills what is derived from them.</summary>
/// <remarks>
/// A column of a quote's paragraph comes with what curators said, or null, in each row; it is taken aside before the first row and
/// filled again with what was found.
/// </remarks>
internal sealed class QuoteColumns(TableSchema schema, TableKind kind)
{
    private readonly QuoteColumn[] quotes = QuoteColumn.Of(schema, kind);

    /// <summary>The columns in which curators may say a paragraph.</summary>
    public IEnumerable<int> SaidColumns => quotes.Where(q => q.ParagraphIndex >= 0).Select(q => q.ParagraphIndex);

    /// <summary>Fills the derived columns of one row.</summary>
    /// <param name="document">The row's document.</param>
    /// <param name="batch">The table's rows.</param>
    /// <param name="row">The row.</param>
    /// <param name="said">What curators said, for each of <see cref="SaidColumns"/> in order.</param>
    /// <param name="scratch">For findings.</param>
    public void Append(DerivedDocument document, TableBatch batch, int row, ReadOnlySpan<Column> said, DerivationScratch scratch)
    {
        foreach (var quote in quotes)
        {
            long? paragraph = null;
            if (quote.ParagraphIndex >= 0)
            {
                paragraph = ParagraphAt(said[0].AsIntegers, row);
                said = said[1..];
            }
            Append(document, quote, batch, row, paragraph, scratch);
        }
    }

    /// <summary>Adds the quotes of some rows to those that are sought together.</summary>
    /// <param name="index">Of the rows' document.</param>
    /// <param name="batch">The table's rows.</param>
    /// <param name="start">The first row.</param>
    /// <param name="end">The row after the last.</param>
    /// <param name="said">What curators said, for each of <see cref="SaidColumns"/> in order.</param>
    public void AddTo(QuoteIndex index, TableBatch batch, int start, int end, ReadOnlySpan<Column> said)
    {
        foreach (var quote in quotes)
        {
            var column = batch.Columns[quote.Index].AsText;
            var paragraphs = quote.ParagraphIndex >= 0 ? said[0].AsIntegers : null;
            if (paragraphs is not null)
                said = said[1..];
            for (var row = start; row < end; row++)
                if (!column.IsNull(row) && !column.Utf8At(row).IsEmpty)
                    index.Add(column.Utf8At(row), paragraphs is null ? null : ParagraphAt(paragraphs, row));
        }
    }

    private static long? ParagraphAt(IntegerColumn said, int row) => row < said.RowCount && !said.IsNull(row) ? said.ValueAt(row) : null;

    private void Append(DerivedDocument document, QuoteColumn quote, TableBatch batch, int row, long? paragraph, DerivationScratch scratch)
    {
        var column = batch.Columns[quote.Index].AsText;
        var isThere = !column.IsNull(row) && !column.Utf8At(row).IsEmpty;
        // Where the quote or its paragraph could not be taken, nothing can be said of the other.
        var isRefused = batch.IsRefused(quote.Index, row) || (quote.ParagraphIndex >= 0 && batch.IsRefused(quote.ParagraphIndex, row));
        if (!isThere && paragraph is not null && !isRefused)
            document.Findings.Add(
                Rules.QuoteParagraphWithoutQuote, document.Batch.Locator.Locate(schema.Name, row, quote.ParagraphName),
                string.Create(CultureInfo.InvariantCulture, $"Expected {quote.Name} with {quote.ParagraphName}: {paragraph}, found null."));
        if (!isThere || isRefused || !document.IsReadable)
        {
            foreach (var derived in quote.Derived)
                derived.AppendPlaceholder(batch);
            return;
        }
        var words = column.Utf8At(row);
        var place = scratch.Index.Find(words, paragraph);
        if (place.Outcome != QuoteOutcome.Found)
            scratch.Quotes.Report(
                place.Outcome, document.Text, words, paragraph, quote.ParagraphName,
                document.Batch.Locator.Locate(schema.Name, row, quote.Name), document.Findings);
        var facts = document.Facts with
        {
            Paragraph = place.Paragraph,
            Start = place.Start,
            End = place.End,
            At = place.At,
            Length = words.Length,
        };
        foreach (var derived in quote.Derived)
        {
            if (place.Outcome == QuoteOutcome.Found)
                derived.Append(facts, batch);
            else
                derived.AppendPlaceholder(batch);
        }
    }
}

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
               let paragraph = derived[column.Name].Where(c => c.Derivation == Derivation.QuoteParagraph).Select(c => c.Index)
                   .DefaultIfEmpty(-1).First()
               select new QuoteColumn(
                   i, column.Name, [.. derived[column.Name]], paragraph, paragraph < 0 ? null : schema.Columns[paragraph].Name),
        ];
    }
}
