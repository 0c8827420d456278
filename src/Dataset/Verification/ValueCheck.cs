using System.Text;
using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Sources.Values;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Verification;

/// <summary>
/// Holds every text of a table, in lists and keys too, to what is asked of the sources: the judge is the one that <c>build</c> has
/// (<see cref="TextHygiene"/>). In the text of a document controls and bidirectional controls are a warning of the build, and so none here.
/// </summary>
internal sealed class ValueCheck(TableSchema schema)
{
    private readonly (int Index, bool IsDocumentText)[] columns =
    [
        .. Enumerable.Range(0, schema.Columns.Count).Where(i => schema.Columns[i].Layout.Type == ColumnType.String)
            .Select(i => (i, schema.Columns[i].Derivation is { } derivation
                && derivation.IsDocumentText)),
    ];

    /// <summary>Checks the next rows.</summary>
    public void Add(TableBatch rows, JsonLinesPlaces places, DiagnosticList findings)
    {
        foreach (var (index, isDocumentText) in columns)
        {
            var column = rows.Columns[index];
            if (column is ListColumn list)
                for (var row = 0; row < list.RowCount; row++)
                    Check(list.Elements.AsText, list.ElementsOf(row), row, index, isDocumentText, places, findings);
            else
                for (var row = 0; row < column.RowCount; row++)
                    Check(column.AsText, (row, row + 1), row, index, isDocumentText, places, findings);
        }
    }

    private void Check(
        TextColumn texts, (int Start, int End) slots, int row, int column, bool isDocumentText, JsonLinesPlaces places,
        DiagnosticList findings)
    {
        for (var slot = slots.Start; slot < slots.End; slot++)
        {
            if (texts.IsNull(slot))
                continue;
            var fault = TextHygiene.Check(texts.Utf8At(slot));
            if (fault is ValueFault.None or ValueFault.Unseen)
                continue;
            // Of what a build warns of, a text may have any, and still be at fault after it.
            var all = TextHygiene.All(texts.Utf8At(slot)).Select(f => f.Fault);
            if ((isDocumentText && all.All(f => f is ValueFault.Control or ValueFault.BidirectionalControl or ValueFault.Unseen))
                || findings.ErrorCount >= DiagnosticList.Limit)
                continue;
            var text = Encoding.UTF8.GetString(texts.Utf8At(slot));
            ValueFaults.Report(
                fault, schema.Columns[column].Layout, text, () => Printable.Quoted(text),
                places.Locate(schema.Name, row, schema.Columns[column].Name), findings);
        }
    }
}
