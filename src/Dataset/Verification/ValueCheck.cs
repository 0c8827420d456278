using System.Text;
using Dataset.Diagnostics;
using Dataset.Normalization;
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
    /// <param name="rows">The rows.</param>
    /// <param name="texts">Those texts of them that need no other look.</param>
    /// <param name="places">Where the rows are.</param>
    /// <param name="findings">Takes the findings.</param>
    public void Add(TableBatch rows, NormalTexts texts, JsonLinesPlaces places, DiagnosticList findings)
    {
        foreach (var (index, isDocumentText) in columns)
        {
            var column = rows.Columns[index];
            if (index == texts.Column)
            {
                for (var row = 0; row < column.RowCount; row++)
                    if (!texts.Has(row))
                        Check(column.AsText, (row, row + 1), row, index, isDocumentText, places, findings);
            }
            else if (column is ListColumn list)
            {
                for (var row = 0; row < list.RowCount; row++)
                    Check(list.Elements.AsText, list.ElementsOf(row), row, index, isDocumentText, places, findings);
            }
            else
            {
                for (var row = 0; row < column.RowCount; row++)
                    Check(column.AsText, (row, row + 1), row, index, isDocumentText, places, findings);
            }
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

/// <summary>
/// The texts of documents that the release's recipe leaves as they are and has nothing to say of, told in one pass. Such a text has nothing
/// that a value must not have, and is what would be derived from it: the quick twin of <see cref="TextHygiene"/> and of
/// <see cref="Normalization.Deriving.Deriver"/>.
/// </summary>
internal sealed class NormalTexts
{
    private readonly Recipe? recipe;
    private readonly List<bool> isNormal = [];

    public NormalTexts(Recipe? recipe, TableSchema schema)
    {
        this.recipe = recipe;
        var text = schema.ColumnOf(Derivation.DocumentText);
        // A schema that no build takes may have another type there.
        Column = recipe is not null && text?.Layout.Type == ColumnType.String && !text.Layout.IsList ? schema.IndexOf(text.Name) : -1;
    }

    /// <summary>The column of the texts; -1 where there is none.</summary>
    public int Column { get; }

    /// <summary>Whether the text of a row is such a one.</summary>
    public bool Has(int row) => isNormal[row];

    /// <summary>Goes on to other rows.</summary>
    public void Read(TableBatch rows)
    {
        isNormal.Clear();
        for (var row = 0; Column >= 0 && row < rows.RowCount; row++)
            isNormal.Add(!rows.Columns[Column].IsNull(row) && recipe!.IsKnownNormal(rows.Columns[Column].AsText.Utf8At(row)));
    }
}
