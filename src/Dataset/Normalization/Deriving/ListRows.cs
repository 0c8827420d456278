using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Normalization.Deriving;

/// <summary>Fills the derived columns of a list table's rows.</summary>
internal sealed class ListRows(TableSchema schema, int list)
{
    private readonly DerivedColumn[] columns = DerivedColumn.Of(schema, TableKind.List);
    private readonly QuoteColumns quotes = new(schema, TableKind.List);

    public IEnumerable<int> SaidColumns => quotes.SaidColumns;

    /// <summary>Fills the rows of one document.</summary>
    public void Append(DerivedDocument document, ReadOnlySpan<ColumnBuffer> said, DerivationScratch scratch)
    {
        var batch = document.Batch.Lists[list];
        var (start, end) = document.Batch.RowsOf(list, document.Row);
        for (var row = start; row < end; row++)
        {
            foreach (var derived in columns)
            {
                if (derived.Value == DerivedValue.DocumentKey)
                    batch.Columns[derived.Index].AppendUtf8(document.Key);
                else
                    batch.Columns[derived.Index].AppendInteger(row - start + 1);
            }
            quotes.Append(document, batch, row, said, scratch);
        }
    }
}
