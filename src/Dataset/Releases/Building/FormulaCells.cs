using System.Text;
using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Releases.Building;

/// <summary>
/// Warns of text that a spreadsheet would run as a formula when it opens the CSV (OWASP, "CSV Injection"): a cell that begins with
/// <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, TAB or CR. The cell stays as it is.
/// </summary>
internal static class FormulaCells
{
    public static void Check(TableSchema schema, TableBatch rows, ISourceLocator locator, DiagnosticList findings)
    {
        foreach (var column in rows.Columns)
        {
            // A list is JSON text in CSV and begins with a bracket.
            if (column.Layout is not { Type: ColumnType.String, IsList: false })
                continue;
            for (var row = 0; row < rows.RowCount; row++)
            {
                var text = column.Utf8At(row);
                if (text.IsEmpty || text[0] is not ((byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r'))
                    continue;
                findings.Add(
                    Rules.CellIsNoFormula, locator.Locate(schema.Name, row, column.Layout.Name),
                    $"Expected {column.Layout.Name} to begin with anything but =, +, -, @, TAB or CR, found {Printable.Quoted(Encoding.UTF8.GetString(text), 40)}.");
            }
        }
    }
}
